"""What `faqbot test` prints: a table by label, the misses, and what fell short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluate import FIRST_THREE, NONE, SMALL_TALK, URGENT, Outcome, Score
from bot.lines import Say
from bot.reply import Kind


@dataclass(frozen=True)
class Limits:
    """Percentages that must hold; None where nothing was asked for."""

    min_right: float | None = None
    max_wrong: float | None = None
    max_false: float | None = None
    min_urgent: float | None = None


def table(score: Score, say: Say) -> str:
    """Return the table by label, and under it the figures that count."""
    outcomes = {label: score.of(label) for label in score.labels}
    rows = [_row(label, found) for label, found in outcomes.items()]
    rows.append(_row(say("test.all_in_leaflet"), score.in_leaflet))
    lines = _columns([say("test.columns").split("|"), *rows])
    asked, calm = len(score.of(URGENT)), len(score.outcomes) - len(score.of(URGENT))
    ranked = {
        "first": round(score.ranked(1) * len(score.in_leaflet)),
        "three": round(score.ranked(FIRST_THREE) * len(score.in_leaflet)),
    }
    lines += [
        "",
        say(
            "test.ranked",
            asked=len(score.in_leaflet),
            rate=percent(score.ranked(1)),
            three_rate=percent(score.ranked(FIRST_THREE)),
            **ranked,
        ),
        say(
            "test.caught",
            caught=sum(o.is_alarm for o in score.of(URGENT)),
            asked=asked,
            alarms=round(score.false_alarms * calm),
            calm=calm,
            rate=percent(score.false_alarms),
        ),
        say(
            "test.summary",
            right=percent(score.right),
            wrong=percent(score.wrong),
            offered=percent(score.right_or_offered),
            false=percent(score.false_answers),
        ),
    ]
    return "\n".join(lines)


def misses(score: Score, say: Say) -> str:
    """Return a line for each question that was not answered right."""
    return "\n".join(
        say(
            "test.miss",
            wanted=outcome.asked.label,
            kind=outcome.kind.value,
            found=", ".join(outcome.entries or outcome.offered),
            question=outcome.asked.question,
        )
        for outcome in score.outcomes
        if not outcome.is_right
    )


def shortfalls(score: Score, limits: Limits, say: Say) -> list[str]:
    """Return a line for each limit that does not hold."""
    checks = [
        ("min_right", limits.min_right, score.right, 1),
        ("max_wrong", limits.max_wrong, score.wrong, -1),
        ("max_false", limits.max_false, score.false_answers, -1),
        ("min_urgent", limits.min_urgent, score.caught, 1),
    ]
    return [
        say("test.short", what=say(f"test.{name}", limit=f"{limit:g} %", found=percent(found)))
        for name, limit, found, sign in checks
        if limit is not None and sign * (100 * found - limit) < -1e-9
    ]


def percent(share: float) -> str:
    """Return a share (0 to 1) as a percentage with one decimal."""
    return f"{100 * share:.1f} %"


def _row(label: str, outcomes: Sequence[Outcome]) -> list[str]:
    """Return a row: asked, right, wrong, offered, refused, false answers."""
    in_leaflet = label not in (NONE, URGENT, SMALL_TALK)
    counts = [
        len(outcomes),
        sum(o.is_right for o in outcomes),
        sum(o.is_wrong for o in outcomes if in_leaflet),
        sum(o.is_offered for o in outcomes),
        sum(not o.is_right and not o.is_wrong and not o.is_offered for o in outcomes),
        sum(o.kind is Kind.ANSWER for o in outcomes if not in_leaflet),
    ]
    return [label, *map(str, counts)]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows as lines with aligned columns: the first to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
