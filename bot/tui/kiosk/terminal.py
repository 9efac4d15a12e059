"""The kiosk's end of the terminal: nothing that comes out of it can stop the program or change its size.

Textual's own parser raises on some sequences a terminal may send (a key code out of range, alternate key codes), takes
a size from an escape sequence, and its input thread ends at the first byte that is not UTF-8, or spins at end of file.
"""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from textual import events, messages
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from bot.tui.paste import PasteParser

IGNORED: Final = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGUSR1", "SIGUSR2", "SIGALRM")
"""Signals that change nothing. SIGTERM and SIGHUP end the program; the rest cannot be ignored, or need no care."""
_READ: Final = 4096


class KioskParser(PasteParser):
    """A parser that lets keys, pastes and the mouse through, and nothing that would break it or resize the screen."""

    @property
    def mouse_pixels(self) -> bool:
        """Places are counted in cells, whatever the terminal says."""
        return False

    @mouse_pixels.setter
    def mouse_pixels(self, value: bool) -> None:
        pass

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what happened."""
        for message in super().feed(data):
            if not isinstance(message, (events.Resize, messages.InBandWindowResize)):
                yield message

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):  # no key that there is
            return [events.Key(Keys.Ignore, sequence)]


class KioskDriver(LinuxDriver):
    """Textual's driver with a reading end that nothing breaks, and without signals that would let anybody out."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        ignore_signals()

    def _query_in_band_window_resize(self) -> None:
        """Sizes come from the system alone."""

    def run_input_thread(self) -> None:
        """Read until the program or the terminal ends."""
        parser = KioskParser()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = ""
                if selector.select(0.1):
                    given = self._read()
                    if not given:
                        self._app.call_later(self._app.exit, None, TERMINAL_GONE)
                        return
                    data = decode(given)
                try:
                    for message in [*(parser.feed(data) if data else ()), *parser.tick()]:
                        self.process_message(message)
                except Exception:  # no sequence known does this; the rest of what was read is dropped
                    parser = KioskParser()

    def _read(self) -> bytes:
        with suppress(OSError):
            return os.read(self.fileno, _READ)
        return b""


TERMINAL_GONE: Final = 129
"""Exit status when the terminal is gone: a supervisor that restarts on failure starts the kiosk anew."""


def ignore_signals() -> None:
    """Ignore what a terminal or a passer-by could send; a stop that was forced does not start the driver twice."""
    for name in IGNORED:
        if number := getattr(signal, name, None):
            with suppress(ValueError, OSError):  # not the main thread
                signal.signal(number, signal.SIG_IGN)
    with suppress(ValueError, OSError, AttributeError):
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
