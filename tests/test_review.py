"""How it stands with a review, on the days when that changes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.entries import Faq, Review
from bot.review import Reviewed, ReviewState, review_state


def reviewed(when: str | None, every: str, today: str, by: str | None = "Ada Wheeler") -> Reviewed:
    one = Faq("T", "en", (), reviewed=Review(by, when), review_every=every)
    return review_state(one, date.fromisoformat(today))


@pytest.mark.parametrize(
    ("when", "every", "today", "state", "due"),
    [
        ("2021-05-31", "3 years", "2024-05-31", "current", "2024-05-31"),
        ("2021-05-31", "3 years", "2024-06-01", "overdue", "2024-05-31"),
        ("2021-08-31", "6 months", "2022-02-28", "current", "2022-02-28"),
        ("2021-08-31", "6 months", "2022-03-01", "overdue", "2022-02-28"),
        ("2020-02-29", "1 year", "2021-03-01", "overdue", "2021-02-28"),
        ("2021-12-15", "1 month", "2022-01-15", "current", "2022-01-15"),
        ("2021-05-31", "3 years", "2020-01-01", "current", "2024-05-31"),
        ("2021-05-31", "", "2999-01-01", "current", None),
        ("9990-01-01", "50 years", "9999-12-31", "current", None),
    ],
)
def test_review_and_the_day_it_is_due(when: str, every: str, today: str, state: str, due: str | None) -> None:
    found = reviewed(when, every, today)
    assert found == Reviewed(ReviewState(state), date.fromisoformat(when), date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(("when", "by"), [(None, None), (None, "Ada"), ("2021-05-31", None)])
def test_a_review_needs_somebody_and_a_day(when: str | None, by: str | None) -> None:
    assert reviewed(when, "3 years", "2021-06-01", by) == Reviewed(ReviewState.MISSING)
