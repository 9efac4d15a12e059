"""When was a FAQ checked by a clinician, and is that still good? Imports nothing heavy: a kiosk starts with it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.entries import Faq


class ReviewState(StrEnum):
    """`MISSING`: no clinician or no date is named. `OVERDUE`: longer ago than `review_every`."""

    MISSING = "missing"
    OVERDUE = "overdue"
    CURRENT = "current"


@dataclass(frozen=True)
class Reviewed:
    """`due` is the day up to which the review is good; None where there was none, or where it never grows old."""

    state: ReviewState
    done: date | None = None
    due: date | None = None


def review_state(faq: Faq, today: date) -> Reviewed:
    """Return how it stands with the review of a FAQ.

    A date to come counts as current: the clock of a machine that stood without power is wrong more often than a date.
    """
    if not (faq.reviewed.by and faq.reviewed.date):
        return Reviewed(ReviewState.MISSING)
    done = date.fromisoformat(faq.reviewed.date)
    due = _after(done, faq.review_every) if faq.review_every else None
    is_over = due is not None and today > due
    return Reviewed(ReviewState.OVERDUE if is_over else ReviewState.CURRENT, done, due)


def _after(day: date, every: str) -> date | None:
    """Return the day that lies "3 years" or "6 months" after another; None beyond the end of the calendar."""
    number, unit = every.split()
    months = day.year * 12 + day.month - 1 + int(number) * (12 if unit.startswith("year") else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
