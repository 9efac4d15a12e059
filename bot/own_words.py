"""How much of a question a passage holds itself, whatever ways of asking were given to it.

Each word of a question is looked for in the passage's own text: in its sentences, its heading and its headline, a word
weighing the more, the fewer passages hold it (inverse document frequency: Spärck Jones 1972, "A statistical
interpretation of term specificity"). A sentence that tells what the question asks for ("how long": "three weeks")
answers it rather than another that holds the same words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from bot import sentences
from bot.drafting import Answer, cue
from bot.entries import Entry
from bot.language import Language
from bot.marks import plain
from bot.words import split

RARE: Final = 0.02
RARE_IN_SENTENCES: Final = 0.005
"""They keep a word that nothing holds from weighing without end."""


class Shares(NamedTuple):
    """How much of the words asked for is held, 0 to 1: by a passage, by one of its sentences, by one that answers."""

    held: float
    together: float
    answering: float


@dataclass(frozen=True, repr=False)
class _Sentence:
    """A sentence: its words, as stems or groups of synonyms, and which kinds of answer it tells."""

    words: frozenset[str]
    tells: frozenset[int]


@dataclass(frozen=True, repr=False)
class _Own:
    """The words of one passage: all, with its headings and the title; those of the headings; and its sentences."""

    all: frozenset[str]
    headings: frozenset[str]
    sentences: tuple[_Sentence, ...]


@dataclass(frozen=True, repr=False)
class _Rarity:
    """Word -> its weight; `unheld` is that of a word which nothing holds."""

    weights: Mapping[str, float]
    unheld: float

    def share(self, asked: Collection[str], held: Collection[str]) -> float:
        """Return how much of the words asked for are held, 1 where none is asked for."""
        weights = {word: self.weights.get(word, self.unheld) for word in asked}
        whole = sum(weights.values())
        return sum(weight for word, weight in weights.items() if word in held) / whole if whole > 0 else 1.0


@dataclass(frozen=True, repr=False, eq=False)
class OwnWords:
    """The words of all passages of a draft, and cues by which a question asks for each kind of answer."""

    passages: Mapping[str, _Own]
    asked: tuple[re.Pattern[str], ...]
    by_passage: _Rarity
    by_sentence: _Rarity

    def kind_of_answer(self, question: str) -> int | None:
        """Return which kind of answer a question asks for, the first that fits; None for no particular one."""
        text = plain(question)
        return next((number for number, pattern in enumerate(self.asked) if pattern.search(text)), None)

    def shares(self, key: str, asked: Collection[str], answer: int | None = None) -> Shares:
        """Return how much of the words asked for a passage holds; 1 where none is asked for.

        Args:
            key: of the passage.
            asked: the words that carry a topic, as forms (`Language.form`).
            answer: the kind of answer asked for; None for none, which no sentence gives.
        """
        passage = self.passages[key]
        held = self.by_passage.share(asked, passage.all)
        together = max((self.by_sentence.share(asked, one.words) for one in passage.sentences), default=0.0)
        telling = [one.words for one in passage.sentences if answer in one.tells]
        answering = max((self.by_passage.share(asked, words | passage.headings) for words in telling), default=0.0)
        return Shares(held, together, answering)


def of_entries(entries: Mapping[str, Entry], title: str, language: Language, answers: Sequence[Answer]) -> OwnWords:
    """Return the words of a draft's entries, by key.

    Args:
        entries: the entries.
        title: the leaflet's title.
        language: what is known of its words.
        answers: the kinds of answer, the most telling first.
    """
    told = [cue(answer.told) for answer in answers]
    passages = {key: _own(entry, language, told) for key, entry in entries.items()}
    about = _forms(title, language)  # every passage is about it, and none is more so than others
    return OwnWords(
        {key: replace(own, all=own.all | about, headings=own.headings | about) for key, own in passages.items()},
        tuple(cue(answer.asked) for answer in answers),
        _rarity([passage.all for passage in passages.values()], RARE),
        _rarity([one.words for passage in passages.values() for one in passage.sentences], RARE_IN_SENTENCES),
    )


def _own(entry: Entry, language: Language, told: Sequence[re.Pattern[str]]) -> _Own:
    headings = _forms(f"{entry.question} {entry.section}", language)
    found = []
    for text in sentences.split(entry.answer):
        said = plain(text)
        tells = frozenset(number for number, pattern in enumerate(told) if pattern.search(said))
        found.append(_Sentence(_forms(text, language), tells))
    return _Own(headings.union(*(one.words for one in found)), headings, tuple(found))


def _rarity(texts: Sequence[Collection[str]], least: float) -> _Rarity:
    """Return how much each word of some texts weighs: the more, the fewer of them hold it."""
    counts = Counter(word for words in texts for word in words)
    weights = {word: -math.log(count / len(texts) + least) for word, count in counts.items()}
    return _Rarity(weights, -math.log(least))


def _forms(text: str, language: Language) -> frozenset[str]:
    return frozenset(language.form(word) for word in split(text))
