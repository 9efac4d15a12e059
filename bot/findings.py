"""What `faqbot check` finds: one finding, how it reads, and what it is for another program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from bot.words import clean

Say: TypeAlias = Callable[..., str]
"""Label and what is filled in -> text, see `bot.conversation`."""


EXAMPLES: Final = 3
"""Of many findings that are told in one line, so many are quoted."""
PHRASING: Final = "phrasing"
"""The value that holds the phrasing a finding is about."""


class Severity(StrEnum):
    """An error makes a FAQ unfit to be shown to people; a warning is for a person to judge."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place in a file.

    `rule` names what is wrong, and the label that says it; `line` counts from 1, 0 where the file has no lines;
    `entry` is the id of the entry or topic, None where none is meant; `values` fill in the label.
    """

    severity: Severity
    rule: str
    path: Path
    line: int
    entry: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, say: Say) -> str:
        """Return what is wrong and what to do, in one line."""
        return clean(say(f"check.{self.rule}", **self.values), limit=None)

    def text(self, say: Say) -> str:
        """Return the finding as one line for a person: file:line, severity, what is wrong and what to do."""
        where = clean(f"{self.path}:{self.line}" if self.line else str(self.path))
        return say("check.finding", where=where, severity=say(f"check.{self.severity}"), message=self.message(say))

    def data(self, say: Say) -> dict[str, object]:
        """Return the finding for another program; the keys and their order are fixed."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "file": str(self.path),
            "line": self.line or None,
            "entry": self.entry,
            "message": self.message(say),
        }


def texts(findings: Iterable[Finding], say: Say) -> list[str]:
    """Return lines for a person: what is wrong with several phrasings of one entry, in the same way, is one line."""
    groups: dict[object, list[Finding]] = {}
    for number, one in enumerate(findings):
        is_alone = one.severity is Severity.ERROR or one.entry is None or PHRASING not in one.values
        groups.setdefault(number if is_alone else (one.rule, one.path, one.entry), []).append(one)
    return [_together(group, say) for group in groups.values()]


def _together(group: Sequence[Finding], say: Say) -> str:
    text = group[0].text(say)
    others = [clean(say("check.example", line=one.line, **one.values)) for one in group[1:]]
    if not others:
        return text
    shown = ", ".join([*others[:EXAMPLES], *["…"] * (len(others) > EXAMPLES)])
    return say("check.and_others", finding=text, count=len(others), examples=shown)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, errors first, then in the order of the files they are in."""
    return sorted(findings, key=lambda f: (f.severity is not Severity.ERROR, str(f.path), f.line, f.rule))
