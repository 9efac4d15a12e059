"""Digits to touch, as on a telephone."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from bot.tui.layout import MARKED
from bot.tui.messages import TilePicked
from bot.tui.widgets.lines import Lines

_COLUMNS = 3
TALL = 24
"""Lines of a screen from which on the keys are boxes."""


class Pad(Lines, can_focus=True, inherit_bindings=False):
    """Twelve keys: the digits, one that takes a digit back, and one that ends. Each posts `TilePicked`."""

    BINDINGS = [
        Binding("up", "move(-3)", show=False),
        Binding("down", "move(3)", show=False),
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("enter", "pick", show=False),
    ]
    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False

    chosen: reactive[int | None] = reactive(None)
    """The key that the arrow keys stand on; None until they are used: then Enter means OK."""

    def __init__(self, delete: str, ok: str) -> None:
        """`delete` and `ok` are what stands on the two keys that are no digits."""
        super().__init__()
        self._keys = [*((digit, digit) for digit in "123456789"), ("delete", delete), ("0", "0"), ("ok", ok)]

    @property
    def _is_tall(self) -> bool:
        return self.app.size.height >= TALL

    def _key_width(self) -> int:
        return max(len(text) for _, text in self._keys) + 4

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of three keys."""
        return _COLUMNS * (self._key_width() + 1) - 1

    def lay_out(self, width: int) -> list[Content]:
        """Return four rows of three keys."""
        lines: list[Content] = []
        for start in range(0, len(self._keys), _COLUMNS):
            row = [self._key(index) for index in range(start, start + _COLUMNS)]
            lines += [Content(" ").join(parts) for parts in zip(*row, strict=True)]
        return lines

    def _key(self, index: int) -> list[Content]:
        text, width, is_chosen = self._keys[index][1], self._key_width() - 2, index == self.chosen
        if not self._is_tall:
            lines = [f">{text.center(width)}<" if is_chosen else f"[{text.center(width)}]"]
        else:
            edge = "╔═╗║╚╝" if is_chosen else "┌─┐│└┘"
            bar = edge[1] * width
            lines = [edge[0] + bar + edge[2], edge[3] + text.center(width) + edge[3], edge[4] + bar + edge[5]]
        return [Content(line).stylize(MARKED if is_chosen else "bold") for line in lines]

    def watch_chosen(self) -> None:
        """Show the mark where it is now."""
        self._laid_out = None
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the mark."""
        self.chosen = 4 if self.chosen is None else (self.chosen + step) % len(self._keys)

    def action_pick(self) -> None:
        """Press the marked key; OK where none is marked."""
        self.post_message(TilePicked("ok" if self.chosen is None else self._keys[self.chosen][0]))

    def on_blur(self) -> None:
        """Mark nothing while the keys lead elsewhere."""
        self.chosen = None

    def on_click(self, event: events.Click) -> None:
        """Press the key that was touched."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row, column = offset.y // (3 if self._is_tall else 1), offset.x // (self._key_width() + 1)
        if offset.x % (self._key_width() + 1) < self._key_width() and row * _COLUMNS + column < len(self._keys):
            self.post_message(TilePicked(self._keys[row * _COLUMNS + column][0]))
