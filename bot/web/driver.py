"""The served program's end of the pipe to the server: Textual's driver for browsers, without its side doors."""

from __future__ import annotations

from typing import Any

from textual import events, messages
from textual.drivers.web_driver import WebDriver


class ServedDriver(WebDriver):
    """Ends the program when the server is gone, and hands the browser nothing but the screen."""

    def start_application_mode(self) -> None:
        """Start; the page is always the one that has the keys, whatever Textual takes for granted at first."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Read until the program or the pipe ends. Textual's own driver would leave the program without input."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.call_from_thread(self._app.post_message, messages.ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take a size or the order to end, and nothing else."""
        if packet_type in ("resize", "quit"):
            super().on_meta(packet_type, payload)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_binary(self, *arguments: Any, **options: Any) -> None:
        """Deliver nothing."""
