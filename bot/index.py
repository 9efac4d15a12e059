"""The phrasings of a FAQ, indexed by feature: how near are they to a question, and how much of it does each entry hold?

Two kinds of evidence, both weighted by inverse document frequency (Spärck Jones 1972, "A statistical interpretation of
term specificity"): the cosine to the nearest phrasings of an entry (soft TF-IDF: Cohen, Ravikumar, Fienberg 2003, "A
comparison of string distance metrics for name-matching tasks"), and the share of the question that occurs anywhere in
the entry.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from bot.features import Features, Tuning

COMMON: Final = 12
"""A feature that more phrasings of an item have than this finds none of them any more, once others have."""
LOOKED_AT: Final = 6
"""How many phrasings of an item are compared in full."""
TELLING: Final = 0.8
"""A first look takes the features that tell most, until they make up this share of the question's weight ..."""
ENOUGH: Final = 40
"""... and at least this many items are found. The others are in nearly every item and tell little."""


class Feature(NamedTuple):
    """What is known of one feature. Items are numbers, and so are the phrasings of an item, counted from 0.

    `weight` says how much it tells; `share` how much of that counts in a phrasing (0 to 1, see `bot.features`);
    `shares` how far each item holds it (0 to 1); `places` item -> those of its phrasings that have it, see `_pack`;
    `trained` class -> weight, see `bot.linear`.
    """

    weight: float
    share: float
    shares: Mapping[int, float]
    places: Mapping[int, Collection[int]]
    trained: Mapping[int, float]


class Lookup(Protocol):
    """Where features are found: a dict, or a file that is read feature by feature."""

    def find(self, names: Iterable[str]) -> dict[str, Feature]:
        """Return the features with these names, as far as they exist."""


class InMemory(dict[str, Feature]):
    """Features in a dict."""

    def find(self, names: Iterable[str]) -> dict[str, Feature]:
        """Return the features with these names, as far as they exist."""
        return {name: self[name] for name in names if name in self}


class Place(NamedTuple):
    """A phrasing, and the item it belongs to."""

    item: int
    phrasing: int


class Asked(NamedTuple):
    """A feature of a question: its weight there, and what is known of it."""

    name: str
    weight: float
    feature: Feature


@dataclass(frozen=True, repr=False, eq=False)
class Index:
    """Built by `build`. `lengths` are, item by item, those of its phrasings' vectors."""

    tuning: Tuning
    features: Lookup
    lengths: Sequence[Sequence[float]]
    unknown_weight: float

    def look_up(self, question: Features) -> list[Asked]:
        """Return the features of the question that the FAQ holds, those that tell most first."""
        found = self.features.find(question)
        asked = sorted([(-feature.weight, name) for name, feature in found.items()])
        return [Asked(name, -weight * question[name], found[name]) for weight, name in asked]

    def glance(self, asked: Sequence[Asked], without: Place | None = None) -> tuple[dict[int, float], Sequence[Asked]]:
        """Return item -> how much of the question it holds (in weights), as the features that tell most have it.

        Features that nearly every item has are many to add up and change little. They are returned beside, for `held`
        to add for few items only (the "continue" strategy of Moffat, Zobel 1996, "Self-indexing inverted files").

        Args:
            asked: the question's features, looked up.
            without: a phrasing to be left out, as if the FAQ did not hold it.
        """
        found: dict[int, float] = {}
        known = found.get
        enough = TELLING * sum([weight for _, weight, _ in asked])
        seen, used = 0.0, 0
        for _, weight, feature in asked:
            for item, share in feature.shares.items():
                found[item] = known(item, 0.0) + weight * share
            seen, used = seen + weight, used + 1
            if seen >= enough and len(found) >= ENOUGH:
                break
        if without:
            found[without.item] = self._held_without(asked[:used], without)
        return found, asked[used:]

    def held(
        self,
        glance: Mapping[int, float],
        others: Sequence[Asked],
        items: Iterable[int],
        without: Place | None = None,
    ) -> dict[int, float]:
        """Return item -> how much of the question it holds (in weights), each feature as far as it is at home there.

        Args:
            glance: the first look at the question.
            others: the features that had no part in it.
            items: the items to be looked at.
            without: as for `glance`.
        """
        shares = [(weight, feature.shares) for _, weight, feature in others]
        held = {
            item: glance[item] + sum([weight * own[item] for weight, own in shares if item in own]) for item in items
        }
        if without and without.item in held:
            held[without.item] = glance[without.item] + self._held_without(others, without)
        return held

    def total(self, asked: Sequence[Asked], unknown: int = 0) -> float:
        """Return the weight of the whole question, with that of its `unknown` words."""
        return sum([weight for _, weight, _ in asked]) + unknown * self.unknown_weight * self.tuning.unknown or 1.0

    def _held_without(self, asked: Sequence[Asked], without: Place) -> float:
        item, phrasing = without
        size = len(self.lengths[item]) - 1
        places = [(weight, feature.places.get(item, ())) for _, weight, feature in asked]
        return sum(weight * _share(len(here) - (phrasing in here), size, self.tuning) for weight, here in places)

    def near(
        self, asked: Sequence[Asked], items: Iterable[int], unknown: int = 0, without: Place | None = None
    ) -> dict[int, float]:
        """Return item -> likeness (0 to 1) to its nearest phrasings: the nearest, and the mean of the next few.

        Args:
            asked: as for `glance`, in the order of `look_up`.
            items: the items to be looked at.
            unknown: how many of the question's words carry a topic and occur nowhere in the FAQ.
            without: as for `glance`.
        """
        tuning = self.tuning
        gains = [(weight * feature.weight * feature.share, feature.places) for _, weight, feature in asked]
        lost = unknown * self.unknown_weight * tuning.unknown * tuning.unknown_length
        length = math.sqrt(sum(weight * weight for _, weight, _ in asked) + lost) or 1.0
        result = {}
        for item in items:
            cosines = self._cosines(item, gains, without)
            further = sum(cosines[1 : 1 + tuning.neighbours]) / tuning.neighbours
            result[item] = (cosines[0] + tuning.neighbour_share * further) / (1 + tuning.neighbour_share) / length
        return result

    def _cosines(
        self, item: int, gains: Sequence[tuple[float, Mapping[int, Collection[int]]]], without: Place | None
    ) -> list[float]:
        """Return the highest products with phrasings of the item, over their lengths, best first; [0] for none.

        Telling features find the phrasings; features that very many of the item's phrasings have only add to the best
        of what was found, which keeps the time from growing with phrasings that share nothing but common words.
        """
        products: dict[int, float] = {}
        known = products.get
        common = []
        for gain, places in gains:
            if item not in places:
                continue
            here = places[item]
            if not products:
                products = dict.fromkeys(here, gain)
                known = products.get
            elif len(here) > COMMON:
                common.append((gain, here))
            else:
                for phrasing in here:
                    products[phrasing] = known(phrasing, 0.0) + gain
        if without and without.item == item:
            products.pop(without.phrasing, None)
        if not products:
            return [0.0]
        lengths = self.lengths[item]
        cosines = [product / lengths[p] for p, product in products.items()]
        best = sorted(cosines, reverse=True)[:LOOKED_AT]
        if common:
            least = best[-1]
            best = []
            for phrasing, cosine in zip(products, cosines, strict=True):
                if cosine >= least:
                    further = 0.0
                    for gain, here in common:
                        if phrasing in here:
                            further += gain
                    best.append(cosine + further / lengths[phrasing])
            best.sort(reverse=True)
        return best


def direction(asked: Sequence[Asked]) -> list[tuple[str, float]]:
    """Return the looked-up features of a question as a vector of length 1."""
    length = math.sqrt(sum(one.weight * one.weight for one in asked)) or 1.0
    return [(one.name, one.weight / length) for one in asked]


def build(phrasings: Sequence[Features], owner: Sequence[int], light: frozenset[str], tuning: Tuning) -> Index:
    """Return the index of phrasings (their features), each belonging to an item; `light` words weigh less."""
    places: dict[str, dict[int, list[int]]] = defaultdict(dict)
    shares: dict[str, float] = {}
    sizes = [0] * (max(owner, default=-1) + 1)
    for item, found in zip(owner, phrasings, strict=True):
        for name, share in found.items():
            places[name].setdefault(item, []).append(sizes[item])
            shares[name] = max(share, shares.get(name, 0.0))  # almost always the same in all phrasings
        sizes[item] += 1

    def weigh(items: int, count: int) -> float:
        by_entry = tuning.by_entry * math.log(1 + len(sizes) / items)
        return by_entry + (1 - tuning.by_entry) * math.log(1 + len(phrasings) / count)

    features = InMemory()
    for name, held in places.items():
        weight = weigh(len(held), sum(map(len, held.values()))) * (tuning.function_word if name in light else 1.0)
        by_item = {item: _share(len(here), sizes[item], tuning) for item, here in held.items()}
        packed = {item: _pack(here, sizes[item]) for item, here in held.items()}
        features[name] = Feature(weight, shares[name], by_item, packed, {})
    lengths: list[list[float]] = [[] for _ in sizes]
    for item, found in zip(owner, phrasings, strict=True):
        lengths[item].append(_length(found, features))
    return Index(tuning, features, lengths, weigh(1, 1))


def _pack(numbers: Sequence[int], size: int) -> Collection[int]:
    """Return numbers below `size` as what takes least memory and time: bytes where all fit, a set where they are many.

    All, not just these: to ask bytes for a larger number is an error.
    """
    if size <= 256:
        return bytes(numbers)
    return frozenset(numbers) if len(numbers) > COMMON else tuple(numbers)


def _share(count: int, size: int, tuning: Tuning) -> float:
    """Return how far an item of `size` phrasings holds a feature that `count` of them have: 0 to 1, saturating."""
    return 1 - math.exp(-tuning.saturation * count / size) if size > 0 else 0.0


def _length(found: Features, features: Mapping[str, Feature]) -> float:
    return math.sqrt(sum((features[name].weight * share) ** 2 for name, share in found.items())) or 1.0
