"""Make a matcher from the phrasings of a FAQ: index them, train on them, and calibrate on those left out in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias
from zlib import crc32

from bot import calibration, index, linear
from bot.calibration import Curve, Evidence
from bot.features import TUNING, Features, Tuning, canonical, extract
from bot.index import Asked, Index, InMemory, Place, direction
from bot.language import Language
from bot.linear import Weights
from bot.matcher import Candidate, Item, Matcher, Side, by_likelihood, trained_classes, weigh_up
from bot.spelling import Speller, Word
from bot.words import split

SAMPLES: Final = 1_500
"""How many phrasings the curve is fitted to; more change nothing that can be seen."""
FOLDS: Final = 5
"""In how many parts a small FAQ is left out; a large one is left out in parts of `SAMPLES`, of which one is enough."""
OUTSIDE_ENOUGH: Final = 0.25
"""Share of phrasings outside the leaflet from which on the FAQ itself shows what it does not hold."""

Ranked: TypeAlias = Sequence[tuple[int, Evidence]]
"""(number of an item, its evidence), best first."""


@dataclass(frozen=True, repr=False)
class LeftOut:
    """A phrasing asked as if the FAQ did not hold it; what was found, best first."""

    phrasing: str
    owner: Item
    ranked: tuple[Candidate, ...]


def build(items: Iterable[Item], language: Language, tuning: Tuning = TUNING, curve: Curve | None = None) -> Matcher:
    """Return a matcher for the items. The order of items and of phrasings does not matter; nothing is random.

    Args:
        items: what may be asked for.
        language: what is known of its words.
        tuning: the numbers of the method.
        curve: makes probabilities of evidence; fitted to the phrasings where none is given, which takes longest.
    """
    read = _read(items, language, tuning)
    trainer = read.trainer
    return Matcher(
        items=trainer.items,
        language=language,
        speller=Speller(read.vocabulary, language),
        index=_with_weights(trainer.index, trainer.holders, trainer.train()),
        curve=curve or trainer.calibrate(),
        exact=_exact(read.words, trainer.owner),
        texts=read.texts,
    )


def ask_each(items: Iterable[Item], language: Language, tuning: Tuning = TUNING) -> Iterator[LeftOut]:
    """Yield every phrasing of the items, asked as if nobody had written it down (leave one out).

    They are left out in parts, for training takes long; in which one, hangs on the phrasing alone, so that a line
    added to a FAQ changes little for those that are not like it.
    """
    read = _read(items, language, tuning)
    folds = [crc32(text.encode("utf-8", "surrogatepass")) % FOLDS for text in read.texts]
    asked = list(read.trainer.leave_each_out(folds))
    curve = read.trainer.curve(asked)
    for number, ranked in asked:
        found = [Candidate(read.trainer.items[item], curve.probability(values), values) for item, values in ranked]
        best = tuple(sorted(found, key=by_likelihood))
        yield LeftOut(read.texts[number], read.trainer.items[read.trainer.owner[number]], best)


@dataclass(frozen=True, repr=False, eq=False)
class _Read:
    """The phrasings of some items: their texts, words and vocabulary, and what trains on them."""

    texts: Sequence[str]
    words: Sequence[Sequence[Word]]
    vocabulary: Counter[str]
    trainer: _Trainer


def _read(items: Iterable[Item], language: Language, tuning: Tuning) -> _Read:
    ordered = sorted(items, key=lambda item: (item.side, item.id))
    pairs = [(text, number) for number, item in enumerate(ordered) for text in sorted(set(item.phrasings))]
    owner = [number for _, number in pairs]
    read = [[Word(word, language.misspellings.get(word, word)) for word in split(text)] for text, _ in pairs]
    language.remember({word.meant for words in read for word in words})
    shapes = [canonical(words, language) for words in read]
    vocabulary = Counter(word.meant for words in (*read, *shapes) for word in words)
    features = [extract(words, language, tuning) for words in shapes]
    phrasing_index = index.build(features, owner, language.function | language.questions, tuning)
    trainer = _Trainer(ordered, phrasing_index, features, owner, language)
    return _Read([text for text, _ in pairs], read, vocabulary, trainer)


def _with_weights(phrasing_index: Index, names: Iterable[str], weights: Weights) -> Index:
    """Return the index with the trained weights entered into its features."""
    features = InMemory(phrasing_index.features.find(names))
    for name, trained in weights.items():
        features[name] = features[name]._replace(trained=trained)
    return replace(phrasing_index, features=features)


def _exact(read: Sequence[Sequence[Word]], owner: Sequence[int]) -> dict[str, int]:
    """Return words of a phrasing -> its item; phrasings that differ in nothing but punctuation cancel out."""
    owners: dict[str, set[int]] = {}
    for words, item in zip(read, owner, strict=True):
        owners.setdefault(" ".join(word.meant for word in words), set()).add(item)
    return {words: items.pop() for words, items in owners.items() if words and len(items) == 1}


class _Trainer:
    """Trains on all phrasings or on some, and scores those left out as if the FAQ had never held them."""

    def __init__(
        self,
        items: Sequence[Item],
        phrasing_index: Index,
        phrasings: Sequence[Features],
        owner: Sequence[int],
        language: Language,
    ) -> None:
        self.items, self.index, self.language = items, phrasing_index, language
        self.phrasings, self.owner = phrasings, owner
        self.places = [
            Place(item, number) for item, own in enumerate(phrasing_index.lengths) for number in range(len(own))
        ]
        self.count = len(phrasings)
        self.holders = Counter(name for found in phrasings for name in found)
        self.vectors = [self._vector(phrasing_index.look_up(found)) for found in phrasings]
        self.item_classes = trained_classes(items)
        self.classes = [self.item_classes[item] for item in owner]

    def train(self, phrasings: Iterable[int] | None = None) -> Weights:
        """Return weights trained on the phrasings with these numbers (all by default)."""
        numbers = list(range(self.count)) if phrasings is None else list(phrasings)
        return linear.train([self.vectors[n] for n in numbers], [self.classes[n] for n in numbers])

    def _vector(self, asked: Sequence[Asked]) -> list[tuple[str, float]]:
        """Return a phrasing's features for training; a pair that occurs but once teaches nothing."""
        return [(name, v) for name, v in direction(asked) if self.holders[name] > 1 or " " not in name]

    def calibrate(self) -> Curve:
        """Return the curve fitted to phrasings left out; and to entries left out where little else is outside."""
        folds = max(FOLDS, self.count // SAMPLES)
        enough = folds if self.count < FOLDS * SAMPLES else 1
        return self.curve([asked for fold in range(enough) for asked in self._leave_fold_out(fold, folds)])

    def curve(self, asked: Sequence[tuple[int, Ranked]]) -> Curve:
        """Return the curve for phrasings left out: their numbers, and what was found for them."""
        firsts = [(self._first_covered(ranked), self.owner[number]) for number, ranked in asked]
        samples = [(best[1], best[0] == owner) for best, owner in firsts if best]
        outside = sum(self.items[item].side is Side.OUTSIDE for item in self.owner)
        if outside < OUTSIDE_ENOUGH * self.count:
            samples += self._leave_entries_out(SAMPLES // 2)
        return calibration.fit(samples)

    def leave_each_out(self, folds: Sequence[int]) -> Iterator[tuple[int, Ranked]]:
        """Yield every phrasing, with what is found for it where it is left out; trained on those of other folds."""
        for fold in sorted(set(folds)):
            yield from self._leave_out([number for number, own in enumerate(folds) if own == fold])

    def _leave_fold_out(self, fold: int, folds: int) -> Iterator[tuple[int, Ranked]]:
        return self._leave_out(range(fold, self.count, folds))

    def _leave_out(self, numbers: Sequence[int]) -> Iterator[tuple[int, Ranked]]:
        out = frozenset(numbers)
        weights = self.train(number for number in range(self.count) if number not in out)
        for number in numbers:
            yield number, self._ask(number, weights, Counter(self.phrasings[number]), ())

    def _leave_entries_out(self, most: int) -> Iterator[tuple[Evidence, bool]]:
        entries = [number for number, item in enumerate(self.items) if item.side is Side.COVERED]
        folds = min(3, len(entries))
        for fold in range(folds if folds > 1 else 0):
            gone = set(entries[fold::folds])
            left_out = [n for n in range(self.count) if self.owner[n] in gone]
            weights = self.train(n for n in range(self.count) if self.owner[n] not in gone)
            lost = Counter(name for n in left_out for name in self.phrasings[n])
            for number in left_out[:: max(1, len(left_out) * folds // most)]:
                best = self._first_covered(self._ask(number, weights, lost, gone))
                if best:
                    yield best[1], False

    def _ask(self, number: int, weights: Weights, lost: Counter[str], gone: Collection[int]) -> Ranked:
        """Return what is found for a phrasing that is left out, with all features `lost` with it."""
        question: Features = {}
        unknown = topics = 0
        for name, share in self.phrasings[number].items():
            topics += self._is_topic(name)
            if self.holders[name] > (lost[name] if gone else 1):
                question[name] = share
            else:
                unknown += self._is_topic(name)
        asked = self.index.look_up(question)
        trained = linear.score(weights, direction(asked))
        phrasing_out = None if gone else self.places[number]
        return weigh_up(self.item_classes, self.index, asked, trained, unknown, topics, phrasing_out, gone)

    def _first_covered(self, ranked: Ranked) -> tuple[int, Evidence] | None:
        """Return the first entry, with its evidence."""
        return next(((item, values) for item, values in ranked if self.items[item].side is Side.COVERED), None)

    def _is_topic(self, name: str) -> bool:
        """True for the stem of a word that carries a topic."""
        light = name in self.language.function or name in self.language.questions
        return not light and " " not in name and not name.startswith("=")
