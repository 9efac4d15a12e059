"""What is wrong with a FAQ: everything a careful person would look for before people are shown it.

Every error is found by what costs little (`errors`: a kiosk asks before it starts); what takes seconds only warns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from bot import coverage, draft, faq, faq_places, findings, reading, shipped, soundness
from bot.conversation import Conversation
from bot.entries import Entry, Faq, NotCovered
from bot.faq_places import Places
from bot.findings import Finding, Severity, in_order
from bot.yamlfile import FileError

MOST_GRADE: Final = 8.0
"""School grade above which a text is hard to read for many: half of all adults read at this grade or below."""


def errors(paths: Sequence[Path] = (), today: date | None = None) -> list[Finding]:
    """Return what makes FAQs unfit to be shown to people; takes less than a second.

    Args:
        paths: FAQ files; by default those that ship.
        today: the day for which the review is judged.

    Raises:
        FileError: a file cannot be read or is not a FAQ.
    """
    return [found for found in quick(paths, today) if found.severity is Severity.ERROR]


def quick(paths: Sequence[Path] = (), today: date | None = None) -> list[Finding]:
    """Return what costs little to find: all errors and most warnings. Arguments and errors are those of `errors`."""
    loaded = _load(paths)
    found = (finding for one in loaded for finding in _quick(one, faq_places.of(_path(one)), today))
    return in_order(_without_drafted(found, loaded))


def everything(
    paths: Sequence[Path] = (), today: date | None = None, asking: Callable[[Faq], None] = lambda one: None
) -> list[Finding]:
    """Return all findings; asking every phrasing takes seconds, and `asking` is called before it begins.

    Arguments and errors are those of `errors`.
    """
    found: list[Finding] = []
    loaded = _load(paths)
    for one in loaded:
        lines = faq_places.of(_path(one))
        found += _quick(one, lines, today)
        found += _grades(one, lines)
        asking(one)
        found += _clashes(one, lines)
    return in_order(_without_drafted(found, loaded))


def _load(paths: Sequence[Path]) -> list[Faq]:
    """Return all FAQs, so that one that is none is told before the others are checked."""
    files = [Path(path) for path in paths or shipped.faq_paths()]
    for path in files:
        if path.suffix.lower() not in (".yaml", ".yml") and not path.is_dir():
            raise FileError(path, None, shipped.wording().say("check.no_faq"))
    return [faq.load(path) for path in files]


def _path(one: Faq) -> Path:
    assert one.path is not None  # it was loaded
    return one.path


def _quick(one: Faq, lines: Places, today: date | None) -> Iterator[Finding]:
    wording = shipped.wording(one.language)
    yield from _wording(one, wording, lines)
    yield from coverage.find(one, lines, partial(reading.read, language=one.language))
    yield from soundness.find(one, wording, lines, today or date.today())


def _without_drafted(found: Iterable[Finding], loaded: Iterable[Faq]) -> Iterator[Finding]:
    """Yield the findings but those about phrasings that a draft wrote: nobody has gone over them yet."""
    drafts = {one.path: one for one in loaded if one.drafted}
    wrote: dict[Path, frozenset[str]] = {}  # made only where there is a finding: it takes a second
    for finding in found:
        phrasing = finding.values.get(findings.PHRASING)
        if phrasing and finding.path in drafts and finding.severity is Severity.WARNING:
            if finding.path not in wrote:
                wrote[finding.path] = _drafted_phrasings(drafts[finding.path])
            if phrasing in wrote[finding.path]:
                continue
        yield finding


def _drafted_phrasings(one: Faq) -> frozenset[str]:
    """Return what a draft of the FAQ's document writes by itself."""
    try:
        made = draft.make(reading.read(_path(one).parent / one.document), shipped.words(one.language))
    except FileError:  # told by `coverage`
        return frozenset()
    items: list[Entry | NotCovered] = [*made.entries, *made.not_covered]
    return frozenset(text for item in items for text in item.phrasings)


def _wording(one: Faq, wording: Conversation, lines: Places) -> Iterator[Finding]:
    """Yield what is wrong with what the bot says in the language of a FAQ."""
    path = shipped.folder() / wording.language / "conversation.yaml"
    if not wording.disclaimer.strip():
        yield Finding(Severity.ERROR, "no_disclaimer", path, 1)
    for label, text in wording.labels.items():
        if not text.strip():
            yield Finding(Severity.ERROR, "empty_label", path, 1, None, {"label": label})
    if not _is_same_language(wording.language, one.language):
        values = {"language": one.language, "spoken": wording.language}
        yield Finding(Severity.WARNING, "no_wording", _path(one), lines.key("language"), None, values)


def _grades(one: Faq, lines: Places) -> Iterator[Finding]:
    """Yield a finding for each answer that is hard to read; the grade is one of English texts."""
    from bot import readability

    if not readability.is_installed() or not _is_same_language(one.language, "en"):
        return
    for entry in one.entries:
        grade = readability.grade(entry.answer)
        if grade > MOST_GRADE:
            values = {"grade": f"{grade:.1f}", "most": f"{MOST_GRADE:.0f}"}
            yield Finding(
                Severity.WARNING, "hard_to_read", _path(one), lines.item(entry.id, "answer"), entry.id, values
            )


def _clashes(one: Faq, lines: Places) -> list[Finding]:
    from bot import clashes  # brings the matcher, which a quick look does without

    return clashes.find(one, shipped.wording(one.language), shipped.words(one.language), lines)


def _is_same_language(one: str, other: str) -> bool:
    """True for en and en-GB."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
