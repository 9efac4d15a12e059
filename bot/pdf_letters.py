"""From the letters of a PDF page to lines: what stands in a row without a wide gap, and which lines have a bullet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

from bot import hyphens

SAME_ROW: Final = 0.35
"""Words whose middles differ by less than this, of their size, stand in one row."""
WIDE_GAP: Final = 0.8
"""A gap wider than this, of the size of the letters, may be one between columns."""
_BOLD: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_SIGNS: Final = re.compile(r"symbol|dingbat|wingding", re.IGNORECASE)
ONLY_SIGN: Final = re.compile(r"[^\w\s]|o|\(?\d{1,2}[.)]|\(?[a-h]\)")
"""What marks an item and stands apart from its text."""
CID: Final = re.compile(r"\(cid:\d+\)")
"""What stands for a letter whose font does not say which it is."""


@dataclass(frozen=True)
class Line:
    """A line of a page, or of one of its columns: places in points from the page's left and top.

    `cells` holds the cells of a row of a table, and is empty elsewhere. `is_item`: a drawn bullet stands before it.
    `column` numbers the columns of the document, in the order of reading; `right` is where the column ends.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    page: int = 0
    column: int = 0
    right: float = 0.0
    is_item: bool = False
    cells: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        """The height at which the line stands."""
        return (self.top + self.bottom) / 2


def lines_of(page: Any) -> list[Line]:
    """Return the lines of a page of pdfplumber, each ended by a wide gap; of upright letters only."""
    words = page.extract_words(x_tolerance_ratio=0.15, return_chars=True)
    lines = _lines([word for word in words if word["upright"]])
    return _with_drawn_bullets(lines, [*page.curves, *page.rects, *page.images])


def _lines(words: Sequence[Any]) -> list[Line]:
    """Return the words joined to lines, which end at every wide gap."""
    rows: list[list[Any]] = []
    for word in sorted(words, key=lambda one: (one["top"] + one["bottom"]) / 2):
        middle = (word["top"] + word["bottom"]) / 2
        last = rows[-1][0] if rows else None
        size = max(word["bottom"] - word["top"], last["bottom"] - last["top"]) if last else 0.0
        if last and middle - (last["top"] + last["bottom"]) / 2 < SAME_ROW * size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [line for row in rows for line in _row(sorted(row, key=lambda one: float(one["x0"])))]


def _row(words: Sequence[Any]) -> Iterator[Line]:
    held: list[Any] = []
    for word in words:
        size = min(one["bottom"] - one["top"] for one in (word, *held[-1:]))
        alone = len(held) == 1 and ONLY_SIGN.fullmatch(_text(held[0]))
        if held and word["x0"] - held[-1]["x1"] > (5 if alone else 1) * WIDE_GAP * size:
            yield _line(held)
            held = []
        held.append(word)
    if held:
        yield _line(held)


def _line(words: Sequence[Any]) -> Line:
    chars = [char for word in words for char in word["chars"] if char["text"].strip()]
    letters = [char for char in chars if char["text"].isalnum()] or chars
    return Line(
        " ".join(" ".join(map(_text, words)).split()),
        words[0]["x0"],
        words[-1]["x1"],
        min(word["top"] for word in words),
        median(word["bottom"] for word in words),  # a lowered letter does not move the line
        round(median(char["size"] for char in letters) * 2) / 2 if letters else 0.0,
        sum(bool(_BOLD.search(char["fontname"])) for char in letters) > 0.9 * len(letters),
    )


def _text(word: Any) -> str:
    """Return the text of a word; a sign that stands for no letter, whatever the font calls it, is a bullet."""
    chars = word["chars"]
    text = "".join(filter(str.isprintable, CID.sub("", word["text"]))).translate(hyphens.PLAIN)
    is_sign = len(chars) == 1 and (not text or _SIGNS.search(chars[0]["fontname"]))
    return "•" if is_sign else text


def _with_drawn_bullets(lines: Sequence[Line], drawn: Sequence[Any]) -> list[Line]:
    """Return the lines, marked as items where a small dot or picture stands right before them."""

    def stands_before(sign: Any, line: Line) -> bool:
        small = all(0.1 * line.size < float(sign[side]) < 1.2 * line.size for side in ("width", "height"))
        near = -1 < line.x0 - sign["x1"] < 2.5 * line.size
        return small and near and bool(line.top <= (sign["top"] + sign["bottom"]) / 2 <= line.bottom)

    return [replace(line, is_item=any(stands_before(sign, line) for sign in drawn)) for line in lines]
