"""The lines of a plain text, as a program or a page printer left them: page by page, with headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.words import clean

LONGEST_WRAPPED: Final = 110
"""Lines of more characters than this are paragraphs, not lines that were wrapped."""
RUNNING: Final = 3
"""A line that stands this often in a text, word for word, is the header or footer of its pages ..."""
LEAST_RUNNING_WORDS: Final = 4
"""... if it is no short heading or item, such as "What to do" ..."""
BETWEEN: Final = 100
"""... and so many characters at least stand between, as between no two cells of a table, ..."""
TOP: Final = 5
"""... but where it stands among so many first lines it may be the title."""
_PAGE_OF: Final = re.compile(r"\W*page\s*\d+(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_SYMBOLS: Final = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf06e\ufffd"), "•")


@dataclass(frozen=True)
class Line:
    """A line, cleaned; `number` counts from 1, `indent` is how many blanks stood before it."""

    text: str
    number: int
    indent: int = 0


def read(text: str) -> tuple[list[Line], dict[int, str]]:
    """Return the lines of a text, and by their numbers those that are the header or footer of a page, with the kind."""
    lines: list[Line] = []
    ends: list[list[Line]] = []  # the lines with text, page by page
    edges: dict[int, str] = {}
    pages = text.translate(_SYMBOLS).split("\f")
    for page in pages:
        start = len(lines)
        for raw in re.split(r"\r\n?|[\n\v\x85\u2028\u2029]", page):
            wide = raw.expandtabs()
            lines.append(Line(clean(raw, limit=None), len(lines) + 1, len(wide) - len(wide.lstrip())))
        ends.append([line for line in lines[start:] if line.text])
    seen: dict[str, list[int]] = {}
    for found in ends:
        for line in {*found[:2], *found[-2:]}:
            seen.setdefault(re.sub(r"\d+", "#", line.text), []).append(line.number)
    tops = {line.number for found in ends for line in found[:2]}
    for numbers in seen.values():
        if len(numbers) > 1 and len(numbers) * 2 >= sum(map(bool, ends)):
            first, *others = sorted(numbers)
            kept = first in tops  # it may be the title, or name the publisher; what only ends pages is neither
            edges.update(dict.fromkeys(others if kept else [first, *others], "repeated"))
    edges.update(dict.fromkeys(_running(lines), "repeated"))
    edges.update({line.number: "page_number" for line in lines if _PAGE_OF.fullmatch(line.text)})
    return lines, edges


def _running(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the numbers of lines that are printed on every page of a text whose pages are not marked as such."""
    places: dict[str, list[int]] = {}
    for line in lines:
        if len(line.text.split()) >= LEAST_RUNNING_WORDS and not line.text.endswith((".", "?", "!", ":", ",")):
            places.setdefault(line.text, []).append(line.number)
    for numbers in places.values():
        if len(numbers) >= RUNNING and are_apart(numbers, [line.text for line in lines], first=1):
            yield from numbers[1:] if numbers[0] <= TOP else numbers


def are_apart(numbers: Sequence[int], texts: Sequence[str], first: int = 0) -> bool:
    """True where a good piece of text stands between all places; `first` is the number of the first of `texts`."""
    pairs = zip(numbers, numbers[1:], strict=False)
    return all(sum(len(text) for text in texts[a + 1 - first : b - first]) >= BETWEEN for a, b in pairs)


def runs(lines: Sequence[Line], edges: Mapping[int, str]) -> Iterator[tuple[list[Line], int]]:
    """Yield runs of lines with text, each with the number of blank lines before it."""
    run: list[Line] = []
    blank = 0
    for line in lines:
        if line.text and line.number not in edges:
            run.append(line)
            continue
        if run:
            yield run, blank
            run, blank = [], 0
        if line.text:
            yield [line], blank
            blank = 0
        else:
            blank += 1
    if run:
        yield run, blank


def width(lines: Sequence[Line]) -> int:
    """Return the width a text is wrapped at; 0 where it is not."""
    lengths = sorted(len(line.text) for line in lines)
    widest = lengths[int(len(lengths) * 0.95)] if lengths else 0
    return widest if 35 <= widest <= LONGEST_WRAPPED else 0
