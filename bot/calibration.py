"""Turn evidence into a probability that means the same for every FAQ: a logistic curve learnt from its own phrasings.

Platt 1999, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods"; here
with five numbers in place of one, and a prior, so that a FAQ with few phrasings stays near the curve of an average one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final, TypeAlias

Evidence: TypeAlias = tuple[float, ...]
"""What speaks for an item, see `evidence`; the first number is always 1."""

PRIOR: Final[Evidence] = (-3.0, 2.5, 3.0, 2.0, 3.0, -1.5)
"""The curve of an average FAQ."""
PRIOR_STRENGTH: Final = 1.0
ROUNDS: Final = 25


@dataclass(frozen=True)
class Curve:
    """probability = 1 / (1 + exp(-weights · evidence))."""

    weights: Evidence = PRIOR

    def probability(self, values: Evidence) -> float:
        """Return the probability (0 to 1) that the item with this evidence is what the question asks for."""
        total = sum(map(mul, self.weights, values))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def evidence(near: float, held: float, trained: float, lead: float, unknown: float) -> Evidence:
    """Return what the curve looks at.

    Args:
        near: likeness of the question to the item's nearest phrasings, 0 to 1.
        held: share of the question that occurs in the item, 0 to 1.
        trained: score by the trained weights, about 0 to 2.
        lead: score over the best item of the other side (covered or not), only where negative.
        unknown: share of the question's topic words that occur nowhere in the FAQ, 0 to 1.
    """
    return (1.0, near, held, trained, min(0.0, lead), unknown)


def fit(samples: Sequence[tuple[Evidence, bool]]) -> Curve:
    """Return the most likely curve given samples and prior: Newton's method, each step halved until it helps."""
    curve = Curve()
    loss = _loss(curve, samples)
    for _ in range(ROUNDS):
        step = _newton_step(curve, samples)
        scale = 1.0
        while scale > 1e-3:
            tried = Curve(tuple(weight + scale * change for weight, change in zip(curve.weights, step, strict=True)))
            tried_loss = _loss(tried, samples)
            if tried_loss < loss:
                break
            scale /= 2
        else:
            return curve
        gain, curve, loss = loss - tried_loss, tried, tried_loss
        if gain < 1e-6:
            break
    return curve


def _loss(curve: Curve, samples: Sequence[tuple[Evidence, bool]]) -> float:
    penalty = sum((weight - prior) ** 2 for weight, prior in zip(curve.weights, PRIOR, strict=True))
    chances = (curve.probability(values) if right else 1 - curve.probability(values) for values, right in samples)
    return PRIOR_STRENGTH * penalty / 2 - sum(math.log(max(chance, 1e-12)) for chance in chances)


def _newton_step(curve: Curve, samples: Sequence[tuple[Evidence, bool]]) -> list[float]:
    size = len(PRIOR)
    slope = [PRIOR_STRENGTH * (prior - weight) for prior, weight in zip(PRIOR, curve.weights, strict=True)]
    bend = [[PRIOR_STRENGTH * (row == column) for column in range(size)] for row in range(size)]
    for values, right in samples:
        chance = curve.probability(values)
        spread = chance * (1 - chance)
        for row, value in enumerate(values):
            slope[row] += (right - chance) * value
            for column, other in enumerate(values):
                bend[row][column] += spread * value * other
    return _solve(bend, slope)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x of matrix · x = right (Gauss; the matrix is positive definite, so no pivoting is needed)."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot in range(size):
        for below in range(pivot + 1, size):
            factor = rows[below][pivot] / rows[pivot][pivot]
            for column in range(pivot, size + 1):
                rows[below][column] -= factor * rows[pivot][column]
    result = [0.0] * size
    for pivot in reversed(range(size)):
        known = sum(rows[pivot][column] * result[column] for column in range(pivot + 1, size))
        result[pivot] = (rows[pivot][size] - known) / rows[pivot][pivot]
    return result
