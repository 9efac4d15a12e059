"""The benchmark's own guard: a peer that does not work stops it, rather than losing quietly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

from quality import Result, check_works

from bot.evaluate import Labelled

ASKED = Labelled(("what-is",), "what is it")


def result(score: float, first: str = "what-is") -> Result:
    return Result(ASKED, (first, "other"), score, is_refused=False)


def test_method_that_works_passes() -> None:
    check_works("peer", [result(0.1), result(0.9, "other")])


@pytest.mark.parametrize("score", [0.0, 0.5])
def test_same_score_for_every_question_is_an_error(score: float) -> None:
    with pytest.raises(RuntimeError, match="peer: every question has the same score"):
        check_works("peer", [result(score), result(score)])


def test_score_that_is_no_number_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="not a number"):
        check_works("peer", [result(0.1), result(float("nan"))])


def test_never_right_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="no question has the right entry first"):
        check_works("peer", [result(0.1, "other"), result(0.2, "other")])
