"""Linear classifiers: which features tell one entry from another, and two classes of text apart.

Many classes: passive-aggressive learning with a bounded step (PA-I: Crammer, Dekel, Keshet, Shalev-Shwartz, Singer
2006, "Online passive-aggressive algorithms"), averaged over all steps (Freund, Schapire 1999). Two classes: a support
vector machine. Plain Python: a few thousand phrasings take a second or two, once; the result is kept by `bot.store`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter, mul
from typing import Final, TypeAlias

Vector: TypeAlias = Sequence[tuple[str, float]]
"""A phrasing as (feature, weight) pairs of length 1."""

Weights: TypeAlias = Mapping[str, Mapping[int, float]]
"""Feature -> item -> weight; what is absent is 0."""

ROUNDS: Final = 2
STEP: Final = 0.5
MARGIN: Final = 1.0
MOST_STEPS: Final = 25_000
"""Bound on the work: with many phrasings there are fewer rounds, but always one."""


def train(vectors: Sequence[Vector], items: Sequence[int]) -> Weights:
    """Return weights under which each vector scores its own item highest, as far as the features allow.

    The order of learning is shuffled by a fixed seed, from an order that does not depend on the file's.
    """
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    history: dict[str, dict[int, float]] = defaultdict(dict)
    order = list(range(len(vectors)))
    shuffle = _shuffler()
    step = 1
    for _ in range(max(1, min(ROUNDS, MOST_STEPS // max(1, len(order))))):
        shuffle(order)
        for number in order:
            _learn(weights, history, vectors[number], items[number], step)
            step += 1
    return {
        name: {item: weight - history[name][item] / step for item, weight in found.items()}
        for name, found in weights.items()
    }


def score(weights: Weights, vector: Vector) -> dict[int, float]:
    """Return item -> score for every item that has a weight for one of the features; about 0 to 1, unbounded."""
    result: dict[int, float] = {}
    known = result.get
    for name, value in vector:
        found = weights.get(name)
        if found:
            for item, weight in found.items():
                result[item] = known(item, 0.0) + value * weight
    return result


def _learn(
    weights: dict[str, dict[int, float]],
    history: dict[str, dict[int, float]],
    vector: Vector,
    item: int,
    step: int,
) -> None:
    """Move the weights just so far that the item beats its strongest rival by the margin."""
    scores = score(weights, vector)
    own = scores.pop(item, 0.0)
    rival = max(scores, key=scores.__getitem__) if scores else None
    loss = MARGIN - own + (scores[rival] if rival is not None else 0.0)
    if loss <= 0:
        return
    move = min(STEP, loss / 2)
    for name, value in vector:
        change = move * value
        found, sums = weights[name], history[name]
        found[item] = found.get(item, 0.0) + change
        sums[item] = sums.get(item, 0.0) + change * step
        if rival is not None:
            found[rival] = found.get(rival, 0.0) - change
            sums[rival] = sums.get(rival, 0.0) - change * step


def train_two(vectors: Sequence[Vector], yes: Sequence[bool], rounds: int, cost: float = 4.0) -> dict[str, float]:
    """Return feature -> weight such that the product with a vector is above 0 for `yes` and below 0 otherwise.

    A linear support vector machine with squared hinge loss, learnt by dual coordinate descent (Hsieh, Chang, Lin,
    Keerthi, Sundararajan 2008, "A dual coordinate descent method for large-scale linear SVM", algorithm 1).

    Args:
        vectors: one for each example, each feature once.
        yes: which of them belong to the class.
        rounds: how often each example is looked at.
        cost: what an example on the wrong side costs, against the size of the weights.
    """
    places: dict[str, int] = {}
    rows = [
        ([places.setdefault(name, len(places)) for name, _ in vector], [v for _, v in vector]) for vector in vectors
    ]
    looks = [itemgetter(*row, 0, 0) for row, _ in rows]  # two more, which are not used: so it is always a tuple
    slack = 1 / (2 * cost)
    lengths = [sum([value * value for value in values]) + slack for _, values in rows]
    weights = array("d", [0.0]) * max(1, len(places))
    moves = [0.0] * len(vectors)
    order = list(range(len(vectors)))
    shuffle = _shuffler()
    for _ in range(rounds):
        shuffle(order)
        for number in order:
            row, values = rows[number]
            sign = 1.0 if yes[number] else -1.0
            before = moves[number]
            gradient = sign * sum(map(mul, values, looks[number](weights))) - 1 + before * slack
            if gradient >= 0 and not before:
                continue  # right already, by the margin
            moves[number] = max(before - gradient / lengths[number], 0.0)
            change = sign * (moves[number] - before)
            for place, value in zip(row, values, strict=True):
                weights[place] += change * value
    return dict(zip(places, weights, strict=False))


def _shuffler() -> Callable[[list[int]], None]:
    """Return what shuffles, always in the same way."""
    import random  # imported here: only learning needs it, and it is slow to load

    return random.Random(7).shuffle
