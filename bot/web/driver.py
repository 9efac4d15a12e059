"""The served program's end of the pipe to the server: Textual's driver for browsers, without its side doors."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import Any

from textual import events, messages
from textual.drivers.web_driver import WebDriver

from bot.tui.app import GONE


class ServedDriver(WebDriver):
    """Ends the program when the server is gone, and hands the browser nothing but the screen."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what Textual's own driver takes."""
        super().__init__(*arguments, **options)
        self._write = partial(self._send)

    def _send(self, data: bytes) -> int:
        """Send to the server; where it is gone, end the program in good order.

        An error from here would rise wherever something is drawn. Within a start, Textual then lays its screen out
        again and again, and does not end even when the system asks.
        """
        try:
            return os.write(self.fileno, data)
        except BrokenPipeError:
            self._app.exit(return_code=GONE)
            return len(data)

    def start_application_mode(self) -> None:
        """Start; the page is always the one that has the keys, whatever Textual takes for granted at first."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Read until the program or the pipe ends. Textual's own driver would leave the program without input."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            with suppress(RuntimeError):  # it ended just now; to wait for it could be for ever
                self._app.post_message(messages.ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take a size or the order to end, and nothing else."""
        if packet_type in ("resize", "quit"):
            super().on_meta(packet_type, payload)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_binary(self, *arguments: Any, **options: Any) -> None:
        """Deliver nothing."""
