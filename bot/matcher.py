"""Rank what a FAQ holds for a question: words understood, evidence gathered, probabilities given. No wording here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple, Protocol

from bot import calibration, linear
from bot.calibration import Curve, Evidence
from bot.features import canonical, extract
from bot.index import Asked, Index, Place, direction
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
"""How many items of each side are looked at closely, at most ..."""
LIKELY: Final = 0.3
"""... if they have this share of the best one's score at first look ..."""
ALWAYS_KEPT: Final = {Side.COVERED: 5, Side.OUTSIDE: 1, Side.TALK: 1}
"""... or are among the first so many of their side."""
CLASSES: Final = {Side.OUTSIDE: -1, Side.TALK: -2}
"""What the trained weights tell apart: every entry, all that is outside together, all small talk together."""
_SIDES: Final = tuple(Side)
_KEPT: Final = [KEPT[side] for side in (Side.COVERED, Side.TALK, Side.OUTSIDE)]
_ALWAYS_KEPT: Final = [ALWAYS_KEPT[side] for side in (Side.COVERED, Side.TALK, Side.OUTSIDE)]
"""The same as lists that a class is a place in: 0 for all entries, -2 for talk, -1 for what is outside."""


@dataclass(frozen=True)
class Item:
    """Something a question may ask for, with the ways people ask it. `id` is unique within its side."""

    id: str
    side: Side
    phrasings: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """An item ranked for a question; `probability` (0 to 1) that the question asks for it."""

    item: Item
    probability: float
    evidence: Evidence


def by_likelihood(candidate: Candidate) -> tuple[float, str]:
    """Return what puts candidates in order, the likeliest first; equal ones by the alphabet."""
    return -candidate.probability, candidate.item.id


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
        asked = self.index.look_up(found)
        held = {one.name for one in asked}
        topics = [word for word in shown if not self.is_light(word.meant)]
        unknown = [word.typed for word in topics if not self._is_held(word.meant, held)]
        candidates = self._candidates(asked, len(unknown), len(topics))
        if not context and len(asked) == len(found):  # no phrasing has a feature that the FAQ does not hold
            candidates = self._prefer_exact(words, candidates)
        covered, outside, talk = (tuple([c for c in candidates if c.item.side is side]) for side in _SIDES)
        return Match(tuple(words), covered, outside, talk, tuple(unknown), len(topics))

    @cached_property
    def _classes(self) -> list[int]:
        return trained_classes(self.items)

    def is_light(self, word: str) -> bool:
        """True for a word that carries no topic: function words and question words."""
        return word in self.language.function or word in self.language.questions

    def holders(self, word: str) -> frozenset[int]:
        """Return the numbers of the items with a way of asking that holds a word, or one that means the same."""
        names = [self.language.stem(word), f"={self.language.concept(word)}"]
        return frozenset(item for one in self.index.features.find(names).values() for item in one.shares)

    def _is_held(self, word: str, held: Collection[str]) -> bool:
        """True where a topic word of the question is among the features that the FAQ holds."""
        return self.language.stem(word) in held or f"={self.language.concept(word)}" in held

    def _candidates(self, asked: Sequence[Asked], unknown: int, topics: int) -> list[Candidate]:
        trained = linear.score({one.name: one.feature.trained for one in asked}, direction(asked))
        ranked = weigh_up(self._classes, self.index, asked, trained, unknown, topics)
        candidates = [Candidate(self.items[item], self.curve.probability(values), values) for item, values in ranked]
        return sorted(candidates, key=by_likelihood)

    def _prefer_exact(self, words: Sequence[Word], candidates: list[Candidate]) -> list[Candidate]:
        """Put the item first whose phrasing was asked word for word: that is certain."""
        number = self.exact.get(" ".join(word.meant for word in words))
        if number is None:
            return candidates
        item = self.items[number]
        return [Candidate(item, 1.0, EXACT)] + [c for c in candidates if c.item is not item]


def weigh_up(
    classes: Sequence[int],
    index: Index,
    asked: Sequence[Asked],
    trained: Mapping[int, float],
    unknown: int,
    topics: int,
    phrasing_out: Place | None = None,
    items_out: Collection[int] = (),
) -> list[tuple[int, Evidence]]:
    """Return (item, its evidence) for the best items of each side (`KEPT`), by a first look, best first.

    Args:
        classes: the class of each item, see `trained_classes`.
        index: their phrasings.
        asked: the question's features, looked up.
        trained: class -> score by the trained weights.
        unknown: how many topic words of the question occur nowhere in the FAQ.
        topics: how many topic words it has.
        phrasing_out: a phrasing to be left out, as if the FAQ did not hold it.
        items_out: items to be left out.
    """
    tuning = index.tuning
    glance, others = index.glance(asked, phrasing_out)
    for item in items_out:
        glance.pop(item, None)
    share, known = tuning.trained, trained.get
    whole = index.total(asked, unknown)
    kept = _likeliest({i: share * known(classes[i], 0.0) + value / whole for i, value in glance.items()}, classes)
    held = {i: value / whole for i, value in index.held(glance, others, kept, phrasing_out).items()}
    near = index.near(asked, kept, unknown, phrasing_out)
    totals = {
        item: (near[item] + tuning.entry * held[item]) / (1 + tuning.entry) + share * known(classes[item], 0.0)
        for item in kept
    }
    best = [0.0, 0.0, 0.0]  # of all entries; of all talk (-2); of all that is outside (-1)
    for item, total in totals.items():
        group = min(classes[item], 0)
        if total > best[group]:
            best[group] = total
    rivals = {0: max(best[1:]), -1: max(best[0], best[-2]), -2: max(best[0], best[-1])}
    strange = unknown / max(1, topics)
    result = []
    for item in sorted(kept, key=totals.__getitem__, reverse=True):
        lead = totals[item] - rivals[min(classes[item], 0)]
        result.append((item, calibration.evidence(near[item], held[item], known(classes[item], 0.0), lead, strange)))
    return result


def _likeliest(scores: Mapping[int, float], classes: Sequence[int]) -> list[int]:
    """Return the items with the highest scores, as many of each side as are kept, best first."""
    least = LIKELY * max(scores.values(), default=0.0)
    likely, always = _KEPT.copy(), _ALWAYS_KEPT.copy()
    kept: list[int] = []
    for item in sorted(scores, key=scores.__getitem__, reverse=True):
        side = classes[item] if classes[item] < 0 else 0
        is_likely = scores[item] >= least
        if (likely if is_likely else always)[side] > 0:
            likely[side] -= 1
            always[side] -= 1
            kept.append(item)
        elif not is_likely and max(always) <= 0:
            break
    return kept


def trained_classes(items: Sequence[Item]) -> list[int]:
    """Return the class each item is trained for: the entry itself, one for all that is outside, one for talk."""
    return [CLASSES.get(item.side, number) for number, item in enumerate(items)]
