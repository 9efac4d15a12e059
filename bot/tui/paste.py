"""Pasted text out of the terminal's input, whole, whatever stands in it.

Textual 8.2 looks for key sequences inside a paste too: an escape sequence in it (some terminals, tmux among them, let
those through) comes as keys and out of order, line breaks as Enter. Here only the end of the paste is looked for.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Iterable
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from bot.words import MAX_QUESTION

_START: Final = "\x1b[200~"
_END: Final = "\x1b[201~"
_KEPT: Final = MAX_QUESTION * 5
"""Characters kept of a paste: enough to see that it is too long to be a question."""
LONGEST_PAUSE: Final = 1.0
"""Seconds without anything after which a paste whose end never came is over; or it would swallow every further key."""


class PasteParser(XTermParser):
    """Textual's parser of terminal input, with pastes taken out before it looks at them."""

    _pasted: str | None = None
    """What has come of a paste that has not ended; None outside of one."""
    _tail: str = ""
    """The last characters seen of it, which may be the first ones of its end."""
    _fed: float = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what happened, as Textual's parser does."""
        self._fed = time.monotonic()
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                before, start, data = data.partition(_START)
                if before:
                    yield from super().feed(before)
                if start:
                    self._pasted, self._tail = "", ""
            else:
                inside, end, data = (self._tail + data).partition(_END)
                sure = len(inside) if end else max(len(inside) - len(_END) + 1, 0)
                self._tail = inside[sure:]
                self._pasted += inside[:sure][: _KEPT - len(self._pasted)]
                if end:
                    yield events.Paste(self._pasted)
                    self._pasted = None

    def tick(self) -> Iterable[Message]:
        """Yield what is over because time went by; the drivers call this again and again."""
        if self._pasted is not None and time.monotonic() - self._fed > LONGEST_PAUSE:
            pasted, self._pasted = self._pasted + self._tail, None
            yield events.Paste(pasted[:_KEPT])
        yield from super().tick()


def install(parser: type[XTermParser] = PasteParser) -> None:
    """Have the driver of this platform, or that of a browser, use `parser`. Textual has no other way in."""
    names = ["win32" if sys.platform == "win32" else "linux_driver"]
    if os.environ.get("TEXTUAL_DRIVER"):  # slow to load, and without this variable never used
        names.append("web_driver")
    for name in names:
        vars(importlib.import_module(f"textual.drivers.{name}"))["XTermParser"] = parser
