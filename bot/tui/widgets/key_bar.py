"""The line that names the keys; each can be clicked too. Where room is short the less important ones go."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content

from bot.tui.layout import Say
from bot.tui.widgets.lines import Lines


class KeyBar(Lines):
    """Keys and what they do, from the labels "keys.NAME_key" and "keys.NAME"."""

    ALLOW_SELECT = False

    def __init__(self, items: Sequence[tuple[str, str, int]], say: Say) -> None:
        """`items` are (name, action, rank) in the order shown; the highest ranks go first where room is short.

        An empty action names keys that cannot be clicked.
        """
        super().__init__()
        self._items = [(say(f"keys.{name}_key"), say(f"keys.{name}"), action, rank) for name, action, rank in items]
        self._spans: list[tuple[int, int, str]] = []

    def lay_out(self, width: int) -> list[Content]:
        """Return one line of as many keys as fit; `_spans` notes where each stands."""
        room, kept = width + 2, set[int]()
        for index in sorted(range(len(self._items)), key=lambda i: self._items[i][3]):
            needed = Content(f"{self._items[index][0]} {self._items[index][1]}  ").cell_length
            if needed <= room:
                room -= needed
                kept.add(index)
        line, self._spans = Content(""), []
        for index, (key, text, action, _) in enumerate(self._items):
            if index in kept:
                start = line.cell_length
                line += Content.styled(key, "bold $accent") + Content(f" {text}")
                self._spans.append((start, line.cell_length, action))
                line += "  "
        return [line.rstrip()]

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        event.stop()
        offset = event.get_content_offset(self)
        for start, end, action in self._spans:
            if offset is not None and start <= offset.x < end and action:
                await self.run_action(action)
