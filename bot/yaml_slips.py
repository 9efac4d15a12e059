"""What people who have never seen YAML get wrong in it, found in the text itself: the line to blame and what to do.

A YAML parser tells where it gave up, which is often a line or two further on, and in its own words. Here the lines up
to that place are looked at as a person would. A few mistakes no parser complains of (`in_plain_text`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

Slip: TypeAlias = tuple[int, str]
"""The line (1 is the first), and what is wrong there and what to do."""

LOOKED_BACK: Final = 3
"""A parser gives up at most so many lines with text after the mistake."""
_KEY: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?=\s|$)")
_BLOCK: Final = re.compile(r"(?:^|[:-][ \t]+)[|>][-+]?\d?[-+]?[ \t]*(?:#.*)?$")
_ODD_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
"""What word processors and web pages put where a blank seems to be."""
_SPECIAL: Final = re.compile(r"[@`%&*!,?|>](?=.)|[\[{].*[^\]}\s,]\s*$")
_STRUCTURE: Final = re.compile(r"-?\s*(?:[A-Za-z_][\w-]*:)?\s*")
_LOST_DASH: Final = "seems to be one of a list; begin it with “- ”, in the same column as the others"
_LOST_SPACE: Final = "a space is missing after the dash; write “- ” and then the text"
_SWALLOWED: Final = re.compile(r"[ \t]+#(?:\w|[ \t]?\d)")
"""A note begins with "# " and a word; this is a number or a tag that belongs to the text."""
WRAPPED: Final = 60
"""A line that long goes on in the next one; what follows a shorter line is meant to be new."""
_LINE_ENDS: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""As YAML counts lines."""
_BULLETS: Final = "–—•·●▪◦‣*"
_SMART: Final = "“”„‟‘’‚"


QUOTE_IT: Final = 'put quotes (") around the whole text'


def watched(events: Iterable[Any], text: str, refuse: Callable[[int, str], Exception]) -> Iterator[Any]:
    """Yield a parser's events; raise what `refuse` returns (for a line and its slip) where nothing else would tell."""
    lines: list[str] = []
    anchor: Any = None
    for event in events:
        if type(event).__name__ == "ScalarEvent" and event.implicit[0]:
            start, end = event.start_mark, event.end_mark
            lines = lines or _LINE_ENDS.split(text)
            if slip := in_plain_text(lines[start.line : end.line + 1], end.column):
                raise refuse(start.line + 1 + slip[0], slip[1])
        anchor = anchor or (event if getattr(event, "anchor", None) else None)
        yield event  # an alias, for which there is an anchor, is refused there
    if anchor:
        raise refuse(
            anchor.start_mark.line + 1, f"the text begins with “&”, which means something else here; {QUOTE_IT}"
        )


def in_plain_text(lines: Sequence[str], end: int) -> Slip | None:
    """Return the slip in a text without quotes that YAML reads without complaint, and otherwise than it was meant.

    Args:
        lines: the lines it stands on.
        end: the column where YAML takes it to end, in the last of them.

    Returns:
        Which of the lines is to blame, 0 for the first; None where nothing is wrong.
    """
    if lines and _SWALLOWED.match(lines[-1], end):
        return len(lines) - 1, f"all after “#” would be lost; {QUOTE_IT}"
    for number, line in enumerate(lines[1:], start=1):
        if line.lstrip().startswith("- ") and len(lines[number - 1]) < WRAPPED:
            first = lines[0].strip()
            if number == 1 and not first.startswith("- ") and not _key_of(first):
                return 0, _LOST_SPACE if first.startswith("-") else _LOST_DASH
            return number, "its dash stands further in than the line above; begin both lines in the same column"
    return None


def find(text: str, line: int) -> Slip | None:
    """Return the slip that made a parser give up in `line` (1 is the first); None where none is recognized."""
    rows = _rows(text.splitlines()[:line])
    keys = {key for key in map(_key_of, text.splitlines()) if key}
    if tabbed := next((row for row in rows if "\t" in row.lead), None):
        return tabbed.number, "this line is indented with a tab; delete the tab and use spaces"
    near = rows[-LOOKED_BACK:]
    for row in near:
        problem = None if row.is_inside else _in_the_line(row, keys)
        if problem:
            return row.number, problem
    return next(_out_of_place(rows, near), None)


@dataclass(frozen=True)
class _Row:
    """A line with text that is no comment; `is_inside` where it belongs to a text of several lines (`answer: |`)."""

    number: int
    lead: str
    text: str
    is_inside: bool

    @cached_property
    def has_dash(self) -> bool:
        return self.text == "-" or self.text.startswith("- ")

    @cached_property
    def content(self) -> str:
        """What stands behind the dash."""
        return self.text[1:].lstrip() if self.has_dash else self.text

    @cached_property
    def column(self) -> int:
        """Where the content begins."""
        return len(self.lead) + len(self.text) - len(self.content)

    @cached_property
    def key(self) -> str:
        return _key_of(self.content)

    @cached_property
    def value(self) -> str:
        """What stands behind the key, or the whole content."""
        found = _KEY.match(self.content)
        return self.content[found.end() :].strip() if found else self.content

    @cached_property
    def is_open(self) -> bool:
        """True for a key with nothing behind it but a note: what belongs to it follows."""
        return bool(self.key) and (not self.value or self.value.startswith("#"))


def _key_of(line: str) -> str:
    found = _KEY.match(line.lstrip(" -"))
    return found[1] if found else ""


def _rows(lines: Iterable[str]) -> list[_Row]:
    rows: list[_Row] = []
    holder: int | None = None  # the column of the key whose text of several lines goes on
    for number, line in enumerate(lines, start=1):
        text = line.strip(" \t\r")
        if not text:
            continue
        lead = line[: len(line) - len(line.lstrip(" \t"))]
        is_inside = holder is not None and len(lead.expandtabs()) > holder
        if not is_inside and text.startswith("#"):
            continue
        row = _Row(number, lead, text, is_inside)
        if not is_inside:
            holder = row.column if _BLOCK.search(text) else None
        rows.append(row)
    return rows


def _in_the_line(row: _Row, keys: set[str]) -> str | None:
    """Return what is wrong with a line whatever stands around it."""
    text, content = row.text, row.content
    structure = _STRUCTURE.match(text)
    if structure and _ODD_SPACES.search(structure[0]):
        return "holds a special space, as word processors make them; delete the spaces of this line and type them again"
    if text.startswith("-\t"):
        return "a tab stands after the dash; delete it and write “- ”, with a space"
    if re.match(r"-[^\s-]", text):
        return _LOST_SPACE
    if text[0] in _BULLETS and re.match(r".\s", text):
        return "begins with a sign that is no list sign here; write “- ” in its place"
    glued = re.match(r"([a-z_]{2,}):(?=[^\s/])", content)
    if glued:
        return f"a space is missing after the colon; write “{glued[1]}: …”"
    first = re.match(r"([A-Za-z_]\w*)(?:\s*=|\s+[^\s:=])", content)
    if first and first[1] in keys and not row.key and not row.has_dash:
        return f"a colon is missing after “{first[1]}”; write “{first[1]}: …”"
    return _in_the_value(row.value) if row.has_dash or row.key else None


def _in_the_value(value: str) -> str | None:
    """Return what is wrong with the text of a line."""
    if value[:1] in ('"', "'"):
        return _in_quotes(value)
    if _BLOCK.match(value):
        return None
    if value.startswith("- "):
        return "a list begins after a colon; begin it on the next line, each item on a line of its own"
    if _SPECIAL.match(value):
        return f"the text begins with “{value[0]}”, which means something else here; {QUOTE_IT}"
    if not value.startswith(("[", "{", "#")) and re.search(r":(\s|$)", value):
        return 'a text with a colon in it needs quotes around it: "…"'
    return None


def _in_quotes(value: str) -> str | None:
    """Return what is wrong with a text that begins with a quote."""
    quote = value[0]
    closed = re.match(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'", value)
    if not closed:
        if value[-1] in _SMART:
            return f"begins with a straight quote and ends with a curly one ({value[-1]}); write {quote} at both ends"
        return f"the quote at the beginning of this text is not closed; write {quote} at its end too"
    rest = value[closed.end() :].strip()
    if not rest or rest.startswith(("#", ",", "]", "}", ":")):
        return None
    if quote == "'":
        return "a text in '…' ends at its first apostrophe; put \"…\" around the whole text instead"
    return "the text goes on after the closing quote; put '…' around the whole text instead"


def _out_of_place(rows: Sequence[_Row], near: Sequence[_Row]) -> Iterator[Slip]:
    """Yield lines that are right by themselves and wrong where they stand."""
    for row in near:
        before = rows[: rows.index(row)]
        if not before or row.is_inside:
            continue
        above = before[-1]
        shell = [other for other in before if not other.is_inside]
        if not row.has_dash and not row.key:
            yield row.number, _stray(row, above)
        elif row.has_dash and not row.key and above.has_dash and not above.key and len(row.lead) != len(above.lead):
            yield (
                row.number,
                f"its dash does not stand below the one in line {above.number}; begin both lines in the same column",
            )
        elif row.key and (fellow := _fellow(row, shell)):
            yield (
                row.number,
                f"“{row.key}” does not begin in the same column as “{fellow.key}” in line {fellow.number}; "
                "put as many spaces before it",
            )


def _stray(row: _Row, above: _Row) -> str:
    """Return what is wrong with a line that has neither a dash nor a key."""
    if above.is_inside:
        return f"belongs to the text above; put as many spaces before it as before line {above.number}"
    if above.has_dash and not above.key:
        return _LOST_DASH
    if _BLOCK.search(above.text):
        return f"belongs to “{above.key}” above; put more spaces before it than before “{above.key}”"
    return "is neither “key: value” nor begins with “- ”; add what is missing, or join it to the line above"


def _fellow(row: _Row, before: Sequence[_Row]) -> _Row | None:
    """Return the line above whose key a misplaced key should stand below; None where it stands well."""
    for other in reversed(before):
        if not other.key:
            continue
        if other.column == row.column:
            return None
        if other.column < row.column:
            return None if other.is_open else other
        if other.has_dash and not row.has_dash and len(other.lead) < row.column:
            return other  # it stands between the dash and what belongs to the dash
    return None
