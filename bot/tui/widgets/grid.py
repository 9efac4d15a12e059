"""How tiles are laid out: columns, height and pages for the room there is. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from bot.tui.layout import MARKED, wrap

MOST: Final = 9
"""Tiles on a page: as many as there are number keys."""
WIDEST: Final = 64
NARROWEST: Final = 30
GAP: Final = 2
POINTER: Final = ">"
"""A sign that every console font has: "►" is in none of Debian's."""
_PLAIN, _LIGHT, _DOUBLE = "", "┌─┐│└┘", "╔═╗║╚╝"  # signs that the oldest consoles have, too


@dataclass(frozen=True)
class Plan:
    """Where tiles stand: `columns` of `width` by `height` cells, `count` on a page; boxes, or lines only."""

    columns: int
    width: int
    height: int
    count: int
    boxed: bool
    air: int = 0
    edges: int = 0

    @property
    def step(self) -> int:
        """Cells from one row of tiles to the next."""
        return self.height + self.air


def plan(texts: Sequence[str], width: int, height: int | None, mark: int, boxed: bool = True) -> Plan:
    """Return the roomiest plan that shows all tiles on one page, or else the one that shows most of them.

    Args:
        texts: what stands on the tiles.
        width: cells there are.
        height: lines there are; None for as many as needed.
        mark: cells before each text, for its number.
        boxed: False for lines without boxes.
    """
    most = max(1, min(3, (width + GAP) // (NARROWEST + GAP)))
    plans = []
    for columns in range(1, most + 1):
        room = min((width - GAP * (columns - 1)) // columns, WIDEST)
        for edges, air in ((4, 1), (2, 1), (2, 0)) if boxed else ():
            tall = _tallest(texts, room - 4 - mark) + edges
            plans.append(_plan(columns, room, tall, height, edges, air, len(texts)))
        tall = _tallest(texts, room - 2 - mark)
        plans.append(_plan(columns, room, tall, height, 0, 0, len(texts)))
    if height is None:  # as few lines as can be
        boxes = [one for one in plans if one.boxed == boxed and not one.air]
        return min(boxes, key=lambda one: (-(-len(texts) // one.columns) * one.height, one.columns))
    whole = [one for one in plans if one.count >= min(len(texts), MOST)]
    if not whole:
        return max(plans, key=lambda one: (one.count, one.boxed))
    return max(whole, key=lambda one: (one.edges, one.air, -one.columns))


def _plan(columns: int, width: int, tall: int, height: int | None, edges: int, air: int, count: int) -> Plan:
    rows = -(-min(count, MOST) // columns) if height is None else (height + air) // (tall + air)
    return Plan(columns, width, tall, min(rows * columns, MOST), edges > 0, air, edges)


def _tallest(texts: Sequence[str], width: int) -> int:
    return max((len(wrap(text, max(width, 8))) for text in texts), default=1)


def tile(text: str, number: str, plan_: Plan, is_chosen: bool) -> list[Content]:
    """Return the lines of one tile. The chosen one has a double edge, a pointer and other colours."""
    inner = plan_.width - (4 if plan_.boxed else 2)
    first = f"{POINTER if is_chosen else ' '}{number}" if number else f"{POINTER} " if is_chosen else "  "
    lines = wrap(text, inner, "", first, " " * len(first))[: plan_.height]
    above = (plan_.height - (2 if plan_.boxed else 0) - len(lines)) // 2
    lines = [Content("")] * max(above, 0) + lines
    lines += [Content("")] * (plan_.height - (2 if plan_.boxed else 0) - len(lines))
    edge = (_DOUBLE if is_chosen else _LIGHT) if plan_.boxed else _PLAIN
    padded = [Content(" ") + line.pad_right(max(inner - line.cell_length, 0)) + Content(" ") for line in lines]
    if edge:
        side = Content(edge[3])
        padded = [side + line + side for line in padded]
        bar = edge[1] * (plan_.width - 2)
        padded = [Content(edge[0] + bar + edge[2]), *padded, Content(edge[4] + bar + edge[5])]
    return [line.stylize(MARKED if is_chosen else "bold") for line in padded]
