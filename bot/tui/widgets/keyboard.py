"""Keys on the screen, for who has no others: as large as the screen allows, letters as the language lays them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from textual import events
from textual.content import Content
from textual.reactive import reactive

from bot.tui.layout import MARKED, STRONG, Say
from bot.tui.messages import KeyTouched
from bot.tui.widgets.lines import Lines

SPACE: Final = "space"
DELETE: Final = "delete"
ASK: Final = "ask"
PAGE: Final = "page"
HIDE: Final = "hide"
_BOTTOM: Final = ((HIDE, 3), (PAGE, 3), (SPACE, 6), (DELETE, 4), (ASK, 4))
"""The keys of the last row that are no letters, and their widths in relation to each other."""
_TALL: Final = ((30, 3), (20, 2), (0, 1))
"""From so many lines of the screen on, a key is so many lines high."""
_EDGES: Final = {3: ("┌─┐", "│", "└─┘"), 2: ("", "│", "└─┘"), 1: ("", "[]", "")}


@dataclass(frozen=True)
class Spot:
    """Where a key stands: `name` is its letter, or what it does; cells from `start` to `end` of a row of keys."""

    name: str
    text: str
    start: int
    end: int


class Keyboard(Lines):
    """The keys. Each posts `KeyTouched`; none takes the focus away from the line they write in."""

    ALLOW_SELECT = False

    shown: reactive[bool] = reactive(True, layout=True)
    """False where only the key that brings them back is there."""
    page: reactive[int] = reactive(0)
    """0 for the letters, 1 for numbers and signs."""
    pressed: reactive[str] = reactive("")
    """The key under the finger."""

    def __init__(self, say: Say, id: str | None = None) -> None:  # noqa: A002
        """`say` gives the letters and the words on the keys."""
        super().__init__(id=id)
        self._say = say
        self._pages = tuple(tuple(_rows(say, name)) for name in ("letters", "signs"))

    @property
    def tall(self) -> int:
        """Lines that a key is high, on this screen."""
        return next(tall for least, tall in _TALL if self.screen.size.height >= least)

    def lay_out(self, width: int) -> list[Content]:
        """Return the rows of keys."""
        lines: list[Content] = []
        for row in self.spots(width):
            drawn = [_key(spot, self.tall, spot.name == self.pressed) for spot in row]
            for parts in zip(*drawn, strict=True):
                line = Content("")
                for spot, part in zip(row, parts, strict=True):
                    line += Content(" " * (spot.start - line.cell_length)) + part
                lines.append(line)
        return lines

    def spots(self, width: int) -> list[list[Spot]]:
        """Return the keys of each row, with their places."""
        say = self._say
        if not self.shown:
            text = say("keyboard.show")
            return [[Spot(HIDE, text, 0, min(len(text) + 6, width))]]
        rows = self._pages[self.page]
        most = max(map(len, rows))
        spots = [_spread([(letter, letter, 1) for letter in row], most, width) for row in rows]
        words = {HIDE: "hide", PAGE: "letters" if self.page else "signs", SPACE: "space", DELETE: "delete", ASK: "ask"}
        bottom = [(name, say(f"keyboard.{words[name]}"), share) for name, share in _BOTTOM]
        return [*spots, _spread(bottom, sum(share for _, share in _BOTTOM), width)]

    def on_resize(self) -> None:
        """Lay out anew: the height of the screen matters too."""
        self.relay()

    def watch_shown(self) -> None:
        """Show or hide the keys."""
        self.relay()

    def watch_page(self) -> None:
        """Show the other keys."""
        self.relay()

    def watch_pressed(self) -> None:
        """Mark the key under the finger."""
        self._laid_out = None
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Mark the key, so that it is seen to work."""
        spot = self._spot_at(event)
        self.pressed = spot.name if spot else ""

    def on_mouse_up(self) -> None:
        """The finger is gone."""
        self.pressed = ""

    def on_leave(self) -> None:
        """The finger went elsewhere."""
        self.pressed = ""

    def on_click(self, event: events.Click) -> None:
        """Tell what was touched."""
        event.stop()
        spot = self._spot_at(event)
        if spot is None:
            return
        if spot.name == HIDE:
            self.shown = not self.shown
        elif spot.name == PAGE:
            self.page = 1 - self.page
        else:
            self.post_message(KeyTouched(spot.name))

    def _spot_at(self, event: events.MouseEvent) -> Spot | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        rows = self.spots(self.content_size.width)
        row = rows[min(offset.y // self.tall, len(rows) - 1)]
        # The gap after a key is the key's, too: a finger is wider than a cell.
        return next((spot for spot in row if spot.start <= offset.x <= spot.end), None)


def _rows(say: Say, page: str) -> Sequence[Sequence[str]]:
    """Return the rows of keys of a page: as many as have labels, from "keyboard.letters_1" on."""
    rows: list[list[str]] = []
    for number in count(1):
        try:
            rows.append(say(f"keyboard.{page}_{number}").split())
        except KeyError:
            return rows
    return rows


def _spread(keys: Sequence[tuple[str, str, int]], units: int, width: int) -> list[Spot]:
    """Return keys (name, text, share of the width) side by side, in the middle of `width` cells for `units` shares."""
    left = (units - sum(share for _, _, share in keys)) / 2
    spots = []
    for name, text, share in keys:
        start, end = round(left * width / units), round((left + share) * width / units)
        spots.append(Spot(name, text, start, max(end - 1, start + 1)))
        left += share
    return spots


def _key(spot: Spot, tall: int, is_pressed: bool) -> list[Content]:
    """Return the lines of one key."""
    width = spot.end - spot.start
    top, side, bottom = _EDGES[tall]
    fits = len(spot.text) <= width - 2
    lines = [f"{side[0]}{spot.text.center(width - 2)}{side[-1]}" if fits else spot.text[:width].ljust(width)]
    lines = ([top[0] + top[1] * (width - 2) + top[2]] if top else []) + lines
    lines += [bottom[0] + bottom[1] * (width - 2) + bottom[2]] if bottom else []
    return [Content(line[:width]).stylize(MARKED if is_pressed else STRONG) for line in lines]
