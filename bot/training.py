"""Make a matcher from the phrasings of a FAQ: index them, train on them, and calibrate on those left out in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot import calibration, index, linear
from bot.calibration import Curve, Evidence
from bot.features import TUNING, Features, Tuning, canonical, extract
from bot.index import Asked, Index, InMemory, direction
from bot.language import Language
from bot.linear import Weights
from bot.matcher import Item, Matcher, Side, trained_classes, weigh_up
from bot.spelling import Speller, Word
from bot.words import split

SAMPLES: Final = 1_500
"""How many phrasings the curve is fitted to; more change nothing that can be seen."""
FOLDS: Final = 5
"""In how many parts a small FAQ is left out; a large one is left out in parts of `SAMPLES`, of which one is enough."""
OUTSIDE_ENOUGH: Final = 0.25
"""Share of phrasings outside the leaflet from which on the FAQ itself shows what it does not hold."""


def build(items: Iterable[Item], language: Language, tuning: Tuning = TUNING) -> Matcher:
    """Return a matcher for the items. The order of items and of phrasings does not matter; nothing is random."""
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
    return Matcher(
        items=ordered,
        language=language,
        speller=Speller(vocabulary, language),
        index=_with_weights(phrasing_index, trainer.holders, trainer.train()),
        curve=trainer.calibrate(),
        exact=_exact(read, owner),
        texts=[text for text, _ in pairs],
    )


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
        samples = list(self._leave_phrasings_out())
        outside = sum(self.items[item].side is Side.OUTSIDE for item in self.owner)
        if outside < OUTSIDE_ENOUGH * self.count:
            samples += self._leave_entries_out(SAMPLES // 2)
        return calibration.fit(samples)

    def _leave_phrasings_out(self) -> Iterator[tuple[Evidence, bool]]:
        folds = max(FOLDS, self.count // SAMPLES)
        for fold in range(folds if self.count < FOLDS * SAMPLES else 1):
            left_out = range(fold, self.count, folds)
            weights = self.train(n for n in range(self.count) if n % folds != fold)
            for number in left_out:
                best = self._best(number, weights, Counter(self.phrasings[number]), ())
                if best:
                    yield best[1], best[0] == self.owner[number]

    def _leave_entries_out(self, most: int) -> Iterator[tuple[Evidence, bool]]:
        entries = [number for number, item in enumerate(self.items) if item.side is Side.COVERED]
        folds = min(3, len(entries))
        for fold in range(folds if folds > 1 else 0):
            gone = set(entries[fold::folds])
            left_out = [n for n in range(self.count) if self.owner[n] in gone]
            weights = self.train(n for n in range(self.count) if self.owner[n] not in gone)
            lost = Counter(name for n in left_out for name in self.phrasings[n])
            for number in left_out[:: max(1, len(left_out) * folds // most)]:
                best = self._best(number, weights, lost, gone)
                if best:
                    yield best[1], False

    def _best(
        self, number: int, weights: Weights, lost: Counter[str], gone: Collection[int]
    ) -> tuple[int, Evidence] | None:
        """Return the first entry and its evidence for a phrasing that is left out, with all features `lost` with it."""
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
        phrasing_out = None if gone else number
        item = self.owner[number]
        ranked = weigh_up(self.item_classes, self.index, asked, trained, unknown, topics, phrasing_out, item, gone)
        covered = [(item, values) for item, values in ranked if self.items[item].side is Side.COVERED]
        return covered[0] if covered else None

    def _is_topic(self, name: str) -> bool:
        """True for the stem of a word that carries a topic."""
        light = name in self.language.function or name in self.language.questions
        return not light and " " not in name and not name.startswith("=")
