"""The lines of a PDF page in the order in which people read them: column by column, a table row by row.

A PDF holds letters at places, and no lines, columns or rows. Which belong together is seen from the white space
between them, and where a table is ruled, from its rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any, Final

from bot.pdf_letters import ONLY_SIGN, SAME_ROW, WIDE_GAP, Line, lines_of

WIDER_GAP: Final = 1.5
"""A gap wider than this, of the size of the letters, is one between cells, even in a single row."""
SLIGHT: Final = 0.2
"""A line with less of it than this share on the other side of a gutter does not cross it."""
LEAST_COLUMN: Final = 3
"""Fewer lines side by side with others are no column."""
LEAST_WIDTH: Final = 22
"""A column whose longer lines have fewer letters than this holds no prose: it is part of a table."""
LONGEST_CELL: Final = 400
"""A ruled table with longer cells, in letters, holds a page and no table."""
_COUNT: Final = re.compile(r"\d{1,2}")


def read(page: Any, number: int) -> list[Line]:
    """Return the lines of a page of pdfplumber, in the order of reading; `number` counts pages from 1."""
    page = page.dedupe_chars()  # some programs make bold letters by printing them twice
    lines = [replace(line, page=number) for line in lines_of(page)]
    for table in page.find_tables():
        rows = _ruled_rows(table, number)
        if rows:
            left, top, right, bottom = table.bbox
            inside = [one for one in lines if left - 2 < one.x0 < right and top - 1 < one.middle < bottom + 1]
            size = median(one.size for one in inside) if inside else 10.0
            lines = [*(one for one in lines if one not in inside), *(replace(row, size=size) for row in rows)]
    return _numbered(_arrange(lines), number)


def _numbered(lines: Sequence[Line], page: int) -> list[Line]:
    """Return the lines with the number of their column, which begins where a line stands above the one before it."""
    column = page * 1_000
    done: list[Line] = []
    for at, line in enumerate(lines):
        if at and line.top < lines[at - 1].top - line.size / 2:
            column += 1
        done.append(replace(line, column=column))
    return done


def _ruled_rows(table: Any, page: int) -> list[Line]:
    """Return the rows of a ruled table; none where its rules are no more than boxes around text."""
    found = table.extract(x_tolerance_ratio=0.15)
    cells = [[" ".join((cell or "").split()) for cell in row] for row in found]
    full = [[cell for cell in row if cell] for row in cells]
    is_table = len(cells) > 1 and sum(len(row) > 1 for row in full) > 0.5 * len(full)
    lines = {cell.count("\n") for cell in found[-1] if cell}
    is_table = is_table and not (len(cells) == 2 and lines != {0} and len(lines) == 1)  # rules above and below only
    if not is_table or max(len(cell) for row in full for cell in row) > LONGEST_CELL:
        return []
    left, _, right, _ = table.bbox
    places = [(row.bbox[1], row.bbox[3]) for row in table.rows]
    return [
        Line(" ".join(row), left, right, top, bottom, 0.0, page=page, cells=tuple(row))
        for row, (top, bottom) in zip(full, places, strict=True)
        if row
    ]


def _arrange(lines: Sequence[Line]) -> list[Line]:
    """Return lines in the order of reading: columns one after the other, rows of a table as one line each."""
    gutter = _gutter(lines)
    if gutter is None:
        return _merged(lines)
    edge = max(line.x1 for line in lines)
    done: list[Line] = []
    band: list[Line] = []
    for row in [*_in_rows(lines), None]:
        if row is not None and all(_side(line, gutter) for line in row):
            band += row
            continue
        left, right = ([line for line in band if _side(line, gutter) == side] for side in (-1, 1))
        if _are_columns(left, right):
            done += [*_arrange(left), *_arrange(right)]
        else:
            done += _rows(left, right) if left and right else _merged(band)
        band = []
        if row is not None:
            done.append(replace(_joined(row), right=edge))
    return done


def _side(line: Line, gutter: float) -> int:
    """Return on which side of a gutter a line stands, or all but stands: -1 left, 1 right; 0 for one across it."""
    over = (line.x1 - gutter) / max(line.x1 - line.x0, 1)
    return -1 if over <= SLIGHT else 1 if over >= 1 - SLIGHT else 0


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the white space runs that divides lines into columns, crossed by the fewest of them."""
    if len(lines) < 2 * LEAST_COLUMN:
        return None
    size = median(line.size for line in lines) or 10.0
    best: tuple[int, float, float] | None = None
    for start in sorted({line.x1 for line in lines}):
        left = [line for line in lines if line.x1 <= start]
        right = [line for line in lines if line.x0 >= start + WIDE_GAP * size]
        beside = sum(any(abs(a.middle - b.middle) < size for b in right) for a in left)
        if len(right) < 2 or beside < 2:
            continue
        crossing = len(lines) - len(left) - len(right)
        width = min(line.x0 for line in right) - start
        if crossing <= len(lines) / 2 and (best is None or (crossing, -width) < best[:2]):
            best = (crossing, -width, start + width / 2)
    return best[2] if best else None


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """True for two columns of prose side by side; False for a table."""
    if min(len(left), len(right)) < LEAST_COLUMN:
        return False
    if any(sorted(len(line.text) for line in side)[len(side) * 3 // 4] < LEAST_WIDTH for side in (left, right)):
        return False
    a, b = _starts(left), _starts(right)
    alike = sum(any(abs(one - other) < 0.2 * left[0].size for other in b) for one in a)
    return not (min(len(a), len(b)) > LEAST_COLUMN and alike > 0.8 * max(len(a), len(b)))


def _starts(lines: Sequence[Line]) -> list[float]:
    """Return the heights at which something new begins, after a gap."""
    rows = [row[0] for row in _in_rows(lines)]
    gaps = [below.top - above.bottom for above, below in zip(rows, rows[1:], strict=False)]
    usual = median(gaps) if gaps else 0.0
    new = [row.middle for row, gap in zip(rows[1:], gaps, strict=True) if gap > usual + row.size / 3]
    return [rows[0].middle, *new]


def _rows(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """Return the rows of a table without rules: what stands beside no new cell at the left goes on in the row above."""
    rows = _in_rows([*left, *right])
    edge = min((row[0].x0 for row in rows if len(row) > 1), default=0.0)
    done: list[list[Line]] = []
    for row in rows:
        begins = row[0].x0 < edge + row[0].size and len(row) > 1
        is_cell = bool(done) and len(done[-1]) > 1 and row[0].x0 > edge - row[0].size
        is_cell = is_cell and row[0].size == done[-1][0].size
        if not begins and is_cell and row[0].top - max(one.bottom for one in done[-1]) < 0.8 * row[0].size:
            done[-1] += row
        else:
            done.append(row)
    return [_cells(row) for row in done]


def _cells(row: Sequence[Line]) -> Line:
    """Return a row as one line, the lines of each of its cells together."""
    cells: list[list[Line]] = []
    for line in row:
        under = next((cell for cell in cells if line.x0 < cell[0].x1 and cell[0].x0 < line.x1), None)
        if under:
            under.append(line)
        else:
            cells.append([line])
    texts = tuple(" ".join(line.text for line in cell) for cell in cells)
    return replace(_joined(row), text=" ".join(texts), cells=texts if len(texts) > 1 else ())


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, those in one row as one."""
    edge = max((line.x1 for line in lines), default=0.0)
    return [replace(_joined(row), right=edge) for row in _in_rows(lines)]


def _in_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines from top to bottom, those that stand side by side together, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.middle):
        if rows and line.middle - rows[-1][0].middle < SAME_ROW * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    """Return what stands side by side as one line: cells, where the gaps are wide, an item, where a number is first."""
    if len(row) == 1:
        return row[0]
    gaps = [b.x0 - a.x1 for a, b in zip(row, row[1:], strict=False)]
    text = " ".join(line.text for line in row)
    is_step = len(row) == 2 and _COUNT.fullmatch(row[0].text) and row[1].text[:1].isupper()
    is_item = bool(ONLY_SIGN.fullmatch(row[0].text))
    longest = max(row, key=lambda one: len(one.text))
    are_cells = gaps and min(gaps) > WIDER_GAP * longest.size and not is_step and not is_item
    return replace(
        longest,
        text=f"{row[0].text}. {row[1].text}" if is_step else text,
        x0=row[0].x0,
        x1=max(line.x1 for line in row),
        bold=all(line.bold for line in row),
        is_item=row[0].is_item,
        cells=tuple(line.text for line in row) if are_cells else (),
    )
