"""An app without doors: nothing in Textual that leads out of the program, or to a file, works here."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import BindingType

from bot.tui.app import ChatApp


class ClosedApp(ChatApp, inherit_bindings=False):
    """Refuses what Textual's apps can do besides showing screens."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse all actions of Textual's app: quit, screenshot, suspend, palette. None of them is needed here."""
        return False

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

    def save_screenshot(self, *arguments: Any, **options: Any) -> str:
        """Save nothing."""
        return ""

    def deliver_text(self, *arguments: Any, **options: Any) -> str | None:
        """Deliver nothing."""
        return None

    def deliver_binary(self, *arguments: Any, **options: Any) -> str | None:
        """Deliver nothing."""
        return None

    def bell(self) -> None:
        """Stay quiet."""

    def panic(self, *renderables: Any) -> None:
        """End: something outside the handlers failed, and what Textual would print could hold somebody's words."""
        self.exit(return_code=1)
