"""A linear classifier of phrasings: learns which features tell one entry from another.

Passive-aggressive learning with a bounded step (PA-I, several classes: Crammer, Dekel, Keshet, Shalev-Shwartz, Singer
2006, "Online passive-aggressive algorithms"), averaged over all steps (Freund, Schapire 1999). Plain Python: a few
thousand phrasings take a second or two, once; the result is kept by `bot.cache`.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    shuffle = random.Random(7).shuffle
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


def train_two(vectors: Sequence[Vector], yes: Sequence[bool], rounds: int) -> dict[str, float]:
    """Return feature -> weight such that the product with a vector is positive for `yes` and negative otherwise.

    The same method for two classes, where one weight for each feature is enough.
    """
    weights: dict[str, float] = {}
    history: dict[str, float] = {}
    order = list(range(len(vectors)))
    shuffle = random.Random(7).shuffle
    step = 1
    for _ in range(rounds):
        shuffle(order)
        for number in order:
            sign = 1.0 if yes[number] else -1.0
            loss = MARGIN - sign * product(weights, vectors[number])
            if loss > 0:
                move = sign * min(STEP, loss)
                for name, value in vectors[number]:
                    weights[name] = weights.get(name, 0.0) + move * value
                    history[name] = history.get(name, 0.0) + move * value * step
            step += 1
    return {name: weight - history[name] / step for name, weight in weights.items()}


def product(weights: Mapping[str, float], vector: Vector) -> float:
    """Return the product of weights and vector."""
    return sum([weights[name] * value for name, value in vector if name in weights])
