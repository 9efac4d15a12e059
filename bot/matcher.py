"""Rank what a FAQ holds for a question: words understood, evidence gathered, probabilities given. No wording here."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from bot import calibration, linear
from bot.calibration import Curve, Evidence
from bot.features import Features, canonical, extract
from bot.index import Asked, Index, direction
from bot.language import Language
from bot.spelling import Speller, Word
from bot.words import split

EXACT: Final[Evidence] = (1.0, 1.0, 1.0, 0.0, 0.0, 0.0)
"""The evidence of a phrasing asked word for word."""


class Side(StrEnum):
    """What an item is: a passage, something known to be outside the leaflet, or small talk."""

    COVERED = "covered"
    OUTSIDE = "outside"
    TALK = "talk"


KEPT: Final = {Side.COVERED: 10, Side.OUTSIDE: 6, Side.TALK: 3}
"""How many items of each side are looked at closely."""
CLASSES: Final = {Side.OUTSIDE: -1, Side.TALK: -2}
"""What the trained weights tell apart: every entry, all that is outside together, all small talk together."""


@dataclass(frozen=True)
class Item:
    """Something a question may ask for, with the ways people ask it. `id` is unique within its side."""

    id: str
    side: Side
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Candidate:
    """An item ranked for a question; `probability` (0 to 1) that the question asks for it."""

    item: Item
    probability: float
    evidence: Evidence


@dataclass(frozen=True, repr=False, eq=False)
class Match:
    """What the matcher found. Each list is ordered, best first."""

    words: tuple[Word, ...]
    covered: tuple[Candidate, ...]
    outside: tuple[Candidate, ...]
    talk: tuple[Candidate, ...]
    unknown: tuple[str, ...]
    topic_words: int

    @property
    def is_exact(self) -> bool:
        """True where the question is a phrasing, word for word."""
        return any(side[0].probability == 1 for side in (self.covered, self.outside, self.talk) if side)

    @property
    def corrected(self) -> dict[str, str]:
        """Typed word -> word understood, where they differ."""
        return {word.typed: word.meant for word in self.words if word.is_corrected}


class Exact(Protocol):
    """Words of a phrasing, as one text -> the number of its item."""

    def get(self, words: str, /) -> int | None:
        """Return the item, or None."""


class Texts(Protocol):
    """Number of a phrasing -> its text."""

    def __getitem__(self, phrasing: int, /) -> str:
        """Return the text."""


@dataclass(frozen=True, repr=False, eq=False)
class Matcher:
    """Ranks items for a question. Make it with `build`."""

    items: Sequence[Item]
    language: Language
    speller: Speller
    index: Index
    curve: Curve
    exact: Exact
    texts: Texts

    def rank(self, question: str, context: str = "") -> Match:
        """Return the ranking for a question.

        Args:
            question: any text.
            context: a text the question leans on ("and for babies?"); its words count half.
        """
        words = self.speller.understand(split(question))
        shown = canonical(words, self.language)
        found = extract(shown, self.language, self.index.tuning)
        if context:
            leaned_on = canonical(self.speller.understand(split(context)), self.language)
            for name, share in extract(leaned_on, self.language, self.index.tuning).items():
                found.setdefault(name, share / 2)
        topics = [word for word in shown if not self.is_light(word.meant)]
        unknown = [word.typed for word in topics if not self._is_held(word.meant)]
        candidates = self._candidates(found, len(unknown), len(topics))
        if not context:
            candidates = self._prefer_exact(words, candidates)
        sides = {side: tuple(c for c in candidates if c.item.side is side) for side in Side}
        return Match(
            tuple(words), sides[Side.COVERED], sides[Side.OUTSIDE], sides[Side.TALK], tuple(unknown), len(topics)
        )

    def is_light(self, word: str) -> bool:
        """True for a word that carries no topic: function words and question words."""
        return word in self.language.function or word in self.language.questions

    def _is_held(self, word: str) -> bool:
        features = self.index.features
        return self.language.stem(word) in features or f"={self.language.concept(word)}" in features

    def _candidates(self, found: Features, unknown: int, topics: int) -> list[Candidate]:
        asked = self.index.look_up(found)
        trained = linear.score({one.name: one.feature.trained for one in asked}, direction(asked))
        ranked = weigh_up(self.items, self.index, asked, trained, unknown, topics)
        candidates = [Candidate(self.items[item], self.curve.probability(values), values) for item, values in ranked]
        return sorted(candidates, key=lambda c: (-c.probability, c.item.id))

    def _prefer_exact(self, words: Sequence[Word], candidates: list[Candidate]) -> list[Candidate]:
        """Put the item first whose phrasing was asked word for word: that is certain."""
        number = self.exact.get(" ".join(word.meant for word in words))
        if number is None:
            return candidates
        item = self.items[number]
        return [Candidate(item, 1.0, EXACT)] + [c for c in candidates if c.item is not item]


def weigh_up(
    items: Sequence[Item],
    index: Index,
    asked: Sequence[Asked],
    trained: Mapping[int, float],
    unknown: int,
    topics: int,
    phrasing_out: int | None = None,
    item_without: int = -1,
    items_out: Collection[int] = (),
) -> list[tuple[int, Evidence]]:
    """Return (item, its evidence) for the best items of each side (`KEPT`), by a first look, best first.

    Args:
        items: all items, by number.
        index: their phrasings.
        asked: the question's features, looked up.
        trained: class (see `trained_class`) -> score by the trained weights.
        unknown: how many topic words of the question occur nowhere in the FAQ.
        topics: how many topic words it has.
        phrasing_out: a phrasing to be left out, as if the FAQ did not hold it.
        item_without: the item that phrasing belongs to.
        items_out: items to be left out.
    """
    tuning = index.tuning
    held = index.held(asked, unknown, phrasing_out, item_without)
    learnt = {item: trained.get(trained_class(items, item), 0.0) for item in held}
    glance = {item: tuning.trained * learnt[item] + share for item, share in held.items() if item not in items_out}
    sides: dict[Side, list[int]] = {side: [] for side in Side}
    for item in glance:
        sides[items[item].side].append(item)
    kept = [item for side, own in sides.items() for item in heapq.nlargest(KEPT[side], own, key=glance.__getitem__)]
    near = index.near(asked, kept, unknown, phrasing_out)
    totals = {
        item: (near[item] + tuning.entry * held[item]) / (1 + tuning.entry) + tuning.trained * learnt[item]
        for item in kept
    }
    best = {side: max((totals[item] for item in kept if items[item].side is side), default=0.0) for side in Side}
    result = []
    for item in sorted(kept, key=totals.__getitem__, reverse=True):
        rival = max(total for side, total in best.items() if side is not items[item].side)
        values = (near[item], held[item], learnt[item], totals[item] - rival, unknown / max(1, topics))
        result.append((item, calibration.evidence(*values)))
    return result


def trained_class(items: Sequence[Item], item: int) -> int:
    """Return the class the weights are trained for: the entry itself, or one for all that is outside, one for talk."""
    return CLASSES.get(items[item].side, item)
