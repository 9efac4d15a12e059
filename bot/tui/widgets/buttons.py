"""A row of buttons that is always there: touch, click, arrow keys, or the key that stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from bot.tui.layout import MARKED
from bot.tui.messages import TilePicked, TilesLeft
from bot.tui.widgets.grid import POINTER
from bot.tui.widgets.lines import Lines

TALL = 20
"""Lines of a screen from which on buttons are boxes."""


@dataclass(frozen=True)
class Button:
    """What is done (`key`, as tiles have it), what stands on it, and the keyboard key that does the same."""

    key: str
    text: str
    hint: str = ""


class Buttons(Lines, can_focus=True, inherit_bindings=False):
    """Buttons side by side, in more rows where they do not fit in one; the last one stands at the right end."""

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
        Binding("enter,space", "pick", show=False),
    ]
    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False

    chosen: reactive[int | None] = reactive(None)
    """The button that the arrow keys stand on."""

    def __init__(self, buttons: Sequence[Button], id: str | None = None) -> None:  # noqa: A002
        """Show `buttons`, in this order."""
        super().__init__(id=id)
        self.buttons = tuple(buttons)
        self._spots: list[tuple[int, int, int]] = []

    def show(self, buttons: Sequence[Button]) -> None:
        """Show other buttons."""
        if tuple(buttons) != self.buttons:
            self.buttons, self.chosen = tuple(buttons), None
            self.relay()

    @property
    def _is_boxed(self) -> bool:
        return self.app.size.height >= TALL

    def _texts(self, width: int) -> list[str]:
        """Return what stands on the buttons: with the keys where all fit in one row."""
        edges = 5 if self._is_boxed else 3
        full = [f"{one.text}  {one.hint}" if one.hint else one.text for one in self.buttons]
        return full if sum(len(text) + edges for text in full) <= width else [one.text for one in self.buttons]

    def lay_out(self, width: int) -> list[Content]:
        """Return the rows of buttons; `_spots` notes where each one stands: (row, start, end)."""
        rows: list[list[tuple[int, str]]] = [[]]
        edges, used = (4 if self._is_boxed else 2), 0
        for index, text in enumerate(self._texts(width)):
            size = len(text) + edges + bool(rows[-1])
            if rows[-1] and used + size > width:
                rows.append([])
                used, size = 0, size - 1
            rows[-1].append((index, text))
            used += size
        self._spots, lines = [], list[Content]()
        for number, row in enumerate(rows):
            lines += self._row(row, number, width)
        return lines

    def _row(self, row: Sequence[tuple[int, str]], number: int, width: int) -> list[Content]:
        parts = [self._button(text, index == self.chosen) for index, text in row]
        spare = width - sum(part[0].cell_length + 1 for part in parts) + 1
        x, lines = 0, [Content("")] * len(parts[0])
        for (index, _), part in zip(row, parts, strict=True):
            is_last = index == len(self.buttons) - 1
            gap = (1 if x else 0) + (max(spare, 0) if x and is_last else 0)
            lines = [line + " " * gap + piece for line, piece in zip(lines, part, strict=True)]
            self._spots.append((number, x + gap, x + gap + part[0].cell_length))
            x = self._spots[-1][2]
        return lines

    def _button(self, text: str, is_chosen: bool) -> list[Content]:
        if not self._is_boxed:
            whole = Content(f"{POINTER}{text} " if is_chosen else f"[{text}]")
            return [whole.stylize(MARKED if is_chosen else "bold")]
        edge = "╔═╗║╚╝" if is_chosen else "┌─┐│└┘"
        bar = edge[1] * (len(text) + 2)
        middle = f"{edge[3]}{POINTER if is_chosen else ' '}{text} {edge[3]}"
        lines = [edge[0] + bar + edge[2], middle, edge[4] + bar + edge[5]]
        return [Content(line).stylize(MARKED if is_chosen else "bold") for line in lines]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return all the width there is."""
        return container.width

    def watch_chosen(self) -> None:
        """Show the mark where it is now."""
        self._laid_out = None
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the mark by one button."""
        if self.buttons:
            self.chosen = ((-1 if self.chosen is None else self.chosen) + step) % len(self.buttons)

    def action_leave(self, step: int) -> None:
        """Let the arrow keys lead on."""
        self.post_message(TilesLeft(self, step))

    def action_pick(self) -> None:
        """Do what is marked."""
        if self.chosen is not None:
            self.post_message(TilePicked(self.buttons[self.chosen].key))

    def on_focus(self) -> None:
        """Mark the first button."""
        if self.chosen is None:
            self.chosen = 0

    def on_blur(self) -> None:
        """Mark nothing while the keys lead elsewhere."""
        self.chosen = None

    def on_click(self, event: events.Click) -> None:
        """Do what was touched."""
        event.stop()
        offset = event.get_content_offset(self)
        self._lines(self.content_size.width)
        if offset is None:
            return
        row = offset.y // (3 if self._is_boxed else 1)
        for button, (number, start, end) in zip(self.buttons, self._spots, strict=True):
            if number == row and start <= offset.x < end:
                self.post_message(TilePicked(button.key))
