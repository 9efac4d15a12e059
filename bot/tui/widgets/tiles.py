"""Large tiles to pick by touch, click, number or arrow keys; one widget, however many tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from bot.tui.layout import Say
from bot.tui.messages import TilePicked, TilesLeft
from bot.tui.widgets.grid import GAP, MOST, Plan, plan, tile
from bot.tui.widgets.lines import Lines

_MARK = 4
TALL, HIGH = 20, 34
"""Lines of a screen from which on tiles are boxes: those that fill it, and those under other things."""


@dataclass(frozen=True)
class Tile:
    """What can be picked: `key` tells what it does, `text` stands on it."""

    key: str
    text: str


class Tiles(Lines, can_focus=True, inherit_bindings=False):
    """Tiles in a grid. Those that do not fit stand on further pages; the last tile of a page leads to the next."""

    BINDINGS = [
        Binding("up", "move(-1, True)", show=False),
        Binding("down", "move(1, True)", show=False),
        Binding("left", "move(-1, False)", show=False),
        Binding("right", "move(1, False)", show=False),
        Binding("enter,space", "pick", show=False),
    ]
    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False  # a touch picks; the cursor stays where it was

    chosen: reactive[int | None] = reactive(None)
    """The tile of the page that the arrow keys stand on."""
    page: reactive[int] = reactive(0)

    def __init__(
        self,
        tiles: Sequence[Tile],
        say: Say,
        *,
        fills: bool = True,
        numbered: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`fills` is true for tiles that use all the room there is, false for as much as they need."""
        super().__init__(id=id)
        self.tiles, self._say, self._fills, self._numbered = tuple(tiles), say, fills, numbered

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show other tiles; none of them is chosen."""
        if tuple(tiles) != self.tiles:
            self.tiles = tuple(tiles)
            self.chosen, self.page = None, 0
            self.relay()

    @property
    def shown(self) -> tuple[Tile, ...]:
        """The tiles of this page, in the order of their numbers."""
        count = self.plan().count
        if len(self.tiles) <= count or count < 2:
            return self.tiles[:MOST] if len(self.tiles) <= count else self.tiles[self.page % len(self.tiles) :][:1]
        pages = -(-len(self.tiles) // (count - 1))
        here = self.page % pages
        more = Tile("more", self._say("kiosk.more", page=here + 1, pages=pages))
        return (*self.tiles[here * (count - 1) : (here + 1) * (count - 1)], more)

    def plan(self, width: int = 0) -> Plan:
        """Return where the tiles stand, at this width (that of the widget, if 0)."""
        width = width or self.content_size.width or self.size.width
        height = self.content_size.height if self._fills else None
        tall = self.app.size.height >= (TALL if self._fills else HIGH)
        longest = [one.text for one in self.tiles]
        return plan(longest, max(width, 1), height, _MARK if self._numbered else 2, tall)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that all tiles need."""
        if not self.tiles:
            return 0
        where = self.plan(width)
        return -(-len(self.shown) // where.columns) * where.step - where.air

    def lay_out(self, width: int) -> list[Content]:
        """Return the page as lines."""
        where, lines = self.plan(width), list[Content]()
        if not self.tiles or not where.count:
            return lines
        pieces = [
            tile(one.text, f" {at + 1}  "[: _MARK - 1] if self._numbered else "", where, at == self.chosen)
            for at, one in enumerate(self.shown)
        ]
        left = " " * self._left(where, width)
        for start in range(0, len(pieces), where.columns):
            row = pieces[start : start + where.columns]
            lines += [Content("")] * (where.air if lines else 0)
            lines += [Content(left) + Content(" " * GAP).join(parts) for parts in zip(*row, strict=True)]
        return lines

    @staticmethod
    def _left(where: Plan, width: int) -> int:
        if not where.boxed:
            return 0
        return max((width - where.columns * (where.width + GAP) + GAP) // 2, 0)

    def on_resize(self) -> None:
        """Lay out anew: the height matters too."""
        self.relay()

    def watch_chosen(self) -> None:
        """Show the mark where it is now."""
        self._laid_out = None
        self.refresh()

    def watch_page(self) -> None:
        """Show the other page."""
        self.relay()

    def take(self, digit: int) -> str:
        """Return the key of the tile that bears a number, "" if none does; the tile for the next page turns it."""
        return self._taken(digit - 1) if self._numbered and digit else ""

    def action_move(self, step: int, is_row: bool) -> None:
        """Move the mark by an arrow key; over the edge of the grid, somebody else has to say where to go."""
        start = -1 if step > 0 else len(self.shown)
        wide = self.plan().columns if is_row and self.chosen is not None else 1
        there = (start if self.chosen is None else self.chosen) + step * wide
        if 0 <= there < len(self.shown):
            self.chosen = there
        else:
            self.post_message(TilesLeft(self, step))

    def action_pick(self) -> None:
        """Pick what is marked."""
        if self.chosen is not None:
            self._pick(self.chosen)

    def _pick(self, index: int) -> None:
        if key := self._taken(index):
            self.post_message(TilePicked(key))

    def _taken(self, index: int) -> str:  # not `_key_at`: Textual would call that for the key "@"
        shown = self.shown
        key = shown[index].key if 0 <= index < len(shown) else ""
        if key == "more":
            self.page += 1
            self.chosen = None if self.chosen is None else 0
            return ""
        return key

    def on_focus(self) -> None:
        """Mark the first tile, so that it is seen where the keys lead."""
        if self.chosen is None and self.tiles:
            self.chosen = 0

    def on_blur(self) -> None:
        """Mark nothing while the keys lead elsewhere."""
        self.chosen = None

    def on_click(self, event: events.Click) -> None:
        """Pick the tile that was touched."""
        event.stop()
        offset = event.get_content_offset(self)
        where = self.plan()
        if offset is None or not self.tiles or not where.count:
            return
        x, y = offset.x - self._left(where, self.content_size.width), offset.y
        column, row = x // (where.width + GAP), y // where.step
        on_tile = x % (where.width + GAP) < where.width and y % where.step < where.height
        if on_tile and 0 <= column < where.columns:
            self._pick(row * where.columns + column)
