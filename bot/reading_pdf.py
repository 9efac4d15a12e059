"""Read a PDF: its headings are known by size and weight of their letters, its paragraphs by the space between lines.

Run in a process of its own by `reading_office`; pdfplumber finds the letters, which is as much as a PDF holds.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from statistics import median
from typing import Final

from bot import hyphens, pdf_lines
from bot.pdf_letters import Line
from bot.reading_text import BULLET, LABEL, LONGEST_HEADING

EDGE: Final = 0.13
"""The header and the footer stand in this share of a page, at its top and at its end."""
LARGER: Final = 1.1
"""Letters larger than those of the text by this are those of a heading."""
SMALLER: Final = 0.8
"""Heavy letters smaller than those of the text by this are those of a caption or a note."""
NEW: Final = 1.25
"""A step from line to line longer than the usual one by this begins a new paragraph."""
_SIGN: Final = re.compile(rf"{BULLET.pattern}|o\s+(?=\S)")
_PAGE_NUMBER: Final = re.compile(r"\W*(?:page|p\.)?\s*\d{1,3}\W*(?:(?:of|/)\s*\d{1,3})?\W*", re.IGNORECASE)
_ENDS: Final = (".", "?", "!", ":", ";")


@dataclass
class _Part:
    """A heading ("h"), paragraph ("p"), item ("li"), row of a table ("tr") or line at a page's edge ("footer")."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    text: str = ""

    @property
    def style(self) -> tuple[float, bool]:
        """Size and weight of its letters."""
        return self.lines[0].size, self.lines[0].bold


def convert(data: bytes) -> str:
    """Return the text of a PDF as HTML; no headings are marked where none has larger or heavier letters.

    Raises:
        ValueError: its pages are turned, so that no lines are seen.
        Exception: whatever pdfplumber has to say of a file that is damaged.
    """
    import pdfplumber

    lines: list[Line] = []
    edges: list[tuple[float, float]] = []
    turned = 0
    with pdfplumber.open(io.BytesIO(data)) as file:
        for number, page in enumerate(file.pages, start=1):
            lines += pdf_lines.read(page, number)
            turned += sum(-1 if char["upright"] else 1 for char in page.chars)
            edges.append((float(page.height) * EDGE, float(page.height) * (1 - EDGE)))
            page.close()
    furniture = _furniture(lines, edges)
    if turned > 0:
        raise ValueError("the pages are turned")
    parts = _with_capitals(list(_parts(lines, furniture)))
    levels = _levels(parts)
    return "\n".join(_tag(part, levels) for part in parts)


def _furniture(lines: Sequence[Line], edges: Sequence[tuple[float, float]]) -> set[int]:
    """Return the numbers of the lines that are headers and footers of pages: said again and again, or page numbers."""
    pages: dict[tuple[str, bool], set[int]] = defaultdict(set)
    keys: dict[int, tuple[str, bool]] = {}
    first_and_last: dict[int, tuple[float, float]] = {}
    for line in lines:
        top, end = first_and_last.get(line.page, (line.middle, line.middle))
        first_and_last[line.page] = min(top, line.middle), max(end, line.middle)
    for n, line in enumerate(lines):
        top, end = edges[line.page - 1]
        if not top < line.middle < end or line.middle in first_and_last[line.page]:
            said = [cell for cell in line.cells or (line.text,) if not _PAGE_NUMBER.fullmatch(cell)]
            keys[n] = (re.sub(r"\d+", "#", " ".join(said)), line.middle > (top + end) / 2)
            pages[keys[n]].add(line.page)
    body = _body(lines)[0]
    found = set()
    for n, key in keys.items():
        again = len(pages[key]) > 1 and 2 * len(pages[key]) >= len(edges)
        is_title = lines[n].page == 1 and lines[n].size > LARGER * body
        if not key[0] or (again and not is_title):
            found.add(n)
    return found


def _body(lines: Sequence[Line]) -> tuple[float, bool]:
    """Return size and weight of the letters that most of the text has."""
    styles: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        if not line.cells:
            styles[line.size, line.bold] += len(line.text)
    return styles.most_common(1)[0][0] if styles else (0.0, False)


def _parts(lines: Sequence[Line], furniture: set[int]) -> Iterator[_Part]:
    """Yield the parts that lines make, in order."""
    step = _usual_step(lines)
    body = _body(lines)
    open_part: _Part | None = None
    for number, line in enumerate(lines):
        if number in furniture:
            yield from (_Part("footer", [line], text) for text in line.cells or (line.text,))
        elif line.cells and line.size <= LARGER * body[0]:
            if open_part:
                yield open_part
            open_part = None
            yield _Part("tr", [line], line.text)
        elif open_part and _goes_on(open_part, line, step, body):
            _add(open_part, line)
        else:
            if open_part:
                yield open_part
            open_part = _begin(line, body)
    if open_part:
        yield open_part


def _with_capitals(parts: list[_Part]) -> list[_Part]:
    """Return the parts, lines in capitals that stand alone over a text as headings, where there are several."""
    found = [
        part
        for part, following in zip(parts, parts[1:], strict=False)
        if part.kind == "p" and part.text.isupper() and len(part.text) > 3 and len(part.lines) == 1
        if following.kind in ("p", "li") and not following.text.isupper()
    ]
    for part in found if len(found) > 1 else []:
        part.kind = "h"
    return parts


def _usual_step(lines: Sequence[Line]) -> float:
    """Return how far apart the lines of a paragraph stand, in sizes of their letters."""
    steps = [
        (b.bottom - a.bottom) / a.size
        for a, b in zip(lines, lines[1:], strict=False)
        if a.column == b.column and a.size == b.size and a.size and b.text[:1].islower()
    ]
    return median(steps) if steps else 1.3


def _begin(line: Line, body: tuple[float, bool]) -> _Part:
    bullet = _SIGN.match(line.text)
    if _differs(line, body):
        return _Part("h", [line], line.text)
    if bullet:
        return _Part("li", [line], line.text[bullet.end() :])
    return _Part("li" if line.is_item else "p", [line], line.text)


def _differs(line: Line, body: tuple[float, bool]) -> bool:
    """True for letters larger or heavier than those of the text."""
    heavier = line.bold and not body[1] and line.size >= SMALLER * body[0]
    return line.size > LARGER * body[0] or heavier


def _goes_on(part: _Part, line: Line, step: float, body: tuple[float, bool]) -> bool:
    """True where a line belongs to the part above it."""
    last = part.lines[-1]
    if line.is_item or _SIGN.match(line.text) or _differs(line, body) != (part.kind == "h"):
        return False
    if part.kind == "h":
        alike = (line.size, line.bold) == part.style
        return alike and line.column == last.column and line.bottom - last.bottom < NEW * step * line.size
    if line.column != last.column:
        return last.text[-1:] not in _ENDS and line.text[:1].islower() and line.size == last.size
    near = 0 < line.bottom - last.bottom < NEW * step * max(line.size, last.size)
    if not near or (part.kind == "li" and line.x0 < part.lines[0].x0 - line.size):
        return False
    if part.kind == "li" and line.x0 < part.lines[0].x0 + 1 and line.text[:1].isupper() and last.text.endswith(_ENDS):
        return False
    indented = part.kind == "p" and line.x0 > last.x0 + 0.5 * line.size and last.x0 < part.lines[0].x0 + 1
    return not (last.text.endswith(_ENDS) and (_ends_early(last, line) or indented))


def _ends_early(line: Line, following: Line) -> bool:
    """True for a line in which the first word of the next would have had room."""
    width = (following.x1 - following.x0) / max(len(following.text), 1)
    return line.x1 + (len(following.text.split()[0]) + 2) * width < line.right


def _add(part: _Part, line: Line) -> None:
    """Put a line to a part: as the same line where it was wrapped, a word mended that the end of a line divides."""
    last = part.lines[-1]
    part.lines.append(line)
    ends = last.column == line.column and _ends_early(last, line) and not line.text[:1].islower()
    if part.kind == "p" and (ends or LABEL.match(line.text)):
        part.text += "\n" + line.text
    else:
        part.text = hyphens.join(part.text, line.text)


def _levels(parts: Sequence[_Part]) -> dict[tuple[float, bool], int]:
    """Return the levels of headings by how they look."""
    styles = {part.style for part in parts if _is_heading(part)}
    return {style: min(level, 6) for level, style in enumerate(sorted(styles, reverse=True), start=1)}


def _is_heading(part: _Part) -> bool:
    """True for letters of a heading, few enough of them, that are no sentence."""
    short = len(part.text) <= LONGEST_HEADING and not part.text.endswith((".", ",", ";"))
    return part.kind == "h" and short and any(map(str.isalpha, part.text))


def _tag(part: _Part, levels: dict[tuple[float, bool], int]) -> str:
    """Return a part as HTML."""
    if part.kind == "tr":
        return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in part.lines[0].cells) + "</tr>"
    kind = (f"h{levels[part.style]}" if _is_heading(part) else "p") if part.kind == "h" else part.kind
    return f"<{kind}>{escape(part.text).replace(chr(10), '<br>')}</{kind}>"
