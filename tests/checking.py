"""What the tests of `faqbot check` share: the small FAQ and its document, sound as they are, with one fault put in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot import check
from bot.findings import Finding

DATA = Path(__file__).parent / "data"
TODAY = date(2022, 1, 1)
"""The small FAQ was checked in 2021, and is to be checked every 3 years."""


def put(folder: Path, faq: Mapping[str, str] = {}, document: Mapping[str, str] = {}) -> Path:
    """Write the small FAQ and its document, with texts replaced that stand there once; return the FAQ's path."""
    for name, changes in (("small.yaml", faq), ("small.md", document)):
        text = (DATA / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "small.yaml"


def line_of(path: Path, text: str, after: str = "") -> int:
    """The number of the first line that is `text`, or else holds it, behind the one that holds `after`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if after in line)
    behind = [(number, line) for number, line in enumerate(lines, start=1) if number > start and text in line]
    return next((number for number, line in behind if line.strip() == text), behind[0][0])


def quick(path: Path, today: date = TODAY) -> list[tuple[str, str, str, int, str | None]]:
    """What the cheap checks find: severity, rule, file name, line and entry."""
    return [brief(found) for found in check.quick([path], today)]


def brief(found: Finding) -> tuple[str, str, str, int, str | None]:
    return found.severity.value, found.rule, found.path.name, found.line, found.entry
