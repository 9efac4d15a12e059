"""The phrasings of a FAQ, indexed by feature: how near are they to a question, and how much of it does each entry hold?

Two kinds of evidence, both weighted by inverse document frequency (Spärck Jones 1972, "A statistical interpretation of
term specificity"): the cosine to the nearest phrasings of an entry (soft TF-IDF: Cohen, Ravikumar, Fienberg 2003, "A
comparison of string distance metrics for name-matching tasks"), and the share of the question that occurs anywhere in
the entry.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from bot.features import Features, Tuning

COMMON: Final = 12
"""A feature that more phrasings of an item have than this finds none of them any more, once others have."""
LOOKED_AT: Final = 6
"""How many phrasings of an item are compared in full."""


class Feature(NamedTuple):
    """What is known of one feature. Items and phrasings are numbers.

    `weight` says how much it tells; `shares` how far each item holds it (0 to 1); `places` item -> phrasing -> share;
    `trained` class -> weight, see `bot.linear`.
    """

    weight: float
    shares: Mapping[int, float]
    places: Mapping[int, Mapping[int, float]]
    trained: Mapping[int, float]


class Lookup(Protocol):
    """Where features are found: a dict, or a file that is read feature by feature."""

    def find(self, names: Iterable[str]) -> dict[str, Feature]:
        """Return the features with these names, as far as they exist."""

    def __contains__(self, name: object) -> bool:
        """True where the feature exists."""


class InMemory(dict[str, Feature]):
    """Features in a dict."""

    def find(self, names: Iterable[str]) -> dict[str, Feature]:
        """Return the features with these names, as far as they exist."""
        return {name: self[name] for name in names if name in self}


class Asked(NamedTuple):
    """A feature of a question: its weight there, and what is known of it."""

    name: str
    weight: float
    feature: Feature


@dataclass(frozen=True, repr=False, eq=False)
class Index:
    """Built by `build`. `lengths` are those of the phrasings' vectors, `sizes` how many phrasings each item has."""

    tuning: Tuning
    features: Lookup
    lengths: Sequence[float]
    sizes: Sequence[int]
    unknown_weight: float

    def look_up(self, question: Features) -> list[Asked]:
        """Return the features of the question that the FAQ holds, those that tell most first."""
        found = self.features.find(question)
        asked = [Asked(name, feature.weight * question[name], feature) for name, feature in found.items()]
        return sorted(asked, key=lambda one: (-one.feature.weight, one.name))

    def held(
        self, asked: Sequence[Asked], unknown: int = 0, without: int | None = None, item_without: int = -1
    ) -> dict[int, float]:
        """Return item -> share (0 to 1) of the question that it holds, each feature as far as it is at home there.

        Only items that share a feature with the question are in it.

        Args:
            asked: the question's features, looked up.
            unknown: how many of its words carry a topic and occur nowhere in the FAQ.
            without: a phrasing to be left out, as if the FAQ did not hold it.
            item_without: the item that phrasing belongs to.
        """
        held: dict[int, float] = defaultdict(float)
        for _, weight, feature in asked:
            for item, share in feature.shares.items():
                held[item] += weight * share
        if without is not None:
            held[item_without] = sum(
                weight * self._share_without(feature, item_without, without) for _, weight, feature in asked
            )
        total = sum(weight for _, weight, _ in asked) + unknown * self.unknown_weight * self.tuning.unknown or 1.0
        return {item: value / total for item, value in held.items()}

    def _share_without(self, feature: Feature, item: int, without: int) -> float:
        places = feature.places.get(item, {})
        return _share(len(places) - (without in places), self.sizes[item] - 1, self.tuning)

    def near(
        self, asked: Sequence[Asked], items: Iterable[int], unknown: int = 0, without: int | None = None
    ) -> dict[int, float]:
        """Return item -> likeness (0 to 1) to its nearest phrasings: the nearest, and the mean of the next few.

        Args:
            asked: as for `held`, in the order of `look_up`.
            items: the items to be looked at.
            unknown: as for `held`.
            without: as for `held`.
        """
        tuning = self.tuning
        gains = [(weight * feature.weight, feature.places) for _, weight, feature in asked]
        lost = unknown * self.unknown_weight * tuning.unknown * tuning.unknown_length
        length = math.sqrt(sum(weight * weight for _, weight, _ in asked) + lost) or 1.0
        result = {}
        for item in items:
            cosines = self._cosines(item, gains, -1 if without is None else without)
            further = sum(cosines[1 : 1 + tuning.neighbours]) / tuning.neighbours
            result[item] = (cosines[0] + tuning.neighbour_share * further) / (1 + tuning.neighbour_share) / length
        return result

    def _cosines(
        self, item: int, gains: Sequence[tuple[float, Mapping[int, Mapping[int, float]]]], without: int
    ) -> list[float]:
        """Return the highest products with phrasings of the item, over their lengths, best first; [0] for none.

        Telling features find the phrasings; features that very many of the item's phrasings have only add to the best
        of what was found, which keeps the time from growing with phrasings that share nothing but common words.
        """
        products: dict[int, float] = {}
        known = products.get
        common = []
        for gain, places in gains:
            here = places.get(item)
            if not here:
                continue
            if not products:
                products = {phrasing: gain * share for phrasing, share in here.items()}
                known = products.get
            elif len(here) > COMMON:
                common.append((gain, here))
            else:
                for phrasing, share in here.items():
                    products[phrasing] = known(phrasing, 0.0) + gain * share
        products.pop(without, None)
        if not products:
            return [0.0]
        lengths = self.lengths
        best = sorted([(product / lengths[p], p) for p, product in products.items()], reverse=True)[:LOOKED_AT]
        cosines = [
            cosine + sum([gain * here[p] for gain, here in common if p in here]) / lengths[p] for cosine, p in best
        ]
        cosines.sort(reverse=True)
        return cosines


def direction(asked: Sequence[Asked]) -> list[tuple[str, float]]:
    """Return the looked-up features of a question as a vector of length 1."""
    length = math.sqrt(sum(one.weight * one.weight for one in asked)) or 1.0
    return [(one.name, one.weight / length) for one in asked]


def build(phrasings: Sequence[Features], owner: Sequence[int], light: frozenset[str], tuning: Tuning) -> Index:
    """Return the index of phrasings (their features), each belonging to an item; `light` words weigh less."""
    places: dict[str, dict[int, dict[int, float]]] = defaultdict(dict)
    for phrasing, found in enumerate(phrasings):
        for name, share in found.items():
            places[name].setdefault(owner[phrasing], {})[phrasing] = share
    counts = Counter(owner)
    sizes = [counts[item] for item in range(max(owner, default=-1) + 1)]

    def weigh(items: int, count: int) -> float:
        by_entry = tuning.by_entry * math.log(1 + len(sizes) / items)
        return by_entry + (1 - tuning.by_entry) * math.log(1 + len(phrasings) / count)

    features = InMemory()
    for name, held in places.items():
        weight = weigh(len(held), sum(map(len, held.values()))) * (tuning.function_word if name in light else 1.0)
        shares = {item: _share(len(here), sizes[item], tuning) for item, here in held.items()}
        features[name] = Feature(weight, shares, held, {})
    lengths = [_length(found, features) for found in phrasings]
    return Index(tuning, features, lengths, sizes, weigh(1, 1))


def _share(count: int, size: int, tuning: Tuning) -> float:
    """Return how far an item of `size` phrasings holds a feature that `count` of them have: 0 to 1, saturating."""
    return 1 - math.exp(-tuning.saturation * count / size) if size > 0 else 0.0


def _length(found: Features, features: Mapping[str, Feature]) -> float:
    return math.sqrt(sum((features[name].weight * share) ** 2 for name, share in found.items())) or 1.0
