"""The program around the chat: colours, the way out, and what happens when something breaks."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from bot.replies import Bot
from bot.tui import paste, themes
from bot.tui.chat import ChatScreen
from bot.tui.touch import TouchChatScreen

GONE = 129
"""Exit status where whoever looked at it went away: that of SIGHUP, for a pipe has no signal of its own."""


class ChatApp(App[None], inherit_bindings=False):
    """Shows a ChatScreen. Nothing moves, blinks or beeps, and a fault prints one sentence and no one's words."""

    # Textual does not load the style sheet of a default screen by itself.
    CSS_PATH: ClassVar[Any] = [Path(__file__).with_name(name) for name in ("chat.tcss", "touch.tcss")]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True, id="quit")]

    def __init__(self, bot: Bot, touch: bool = False) -> None:
        """Talk with `bot`; `touch` shows keys on the screen."""
        self._no_colour = bool(os.environ.get("NO_COLOR"))
        # With ANSI colours kept, NO_COLOR takes every colour out and leaves the terminal's own; otherwise Textual
        # would still send shades of grey.
        super().__init__(ansi_color=True if self._no_colour else None)
        self.no_color = self._no_colour
        self.bot, self.touch = bot, touch
        self.animation_level = "none"
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.begin_with(themes.fitting(os.environ))

    def begin_with(self, theme: str) -> None:
        """Choose the colours before anything is shown; to set `theme` would have all style sheets read once more."""
        self.set_reactive(ChatApp.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Return the chat, so that no empty screen is built before it."""
        return TouchChatScreen(self.bot) if self.touch else ChatScreen(self.bot)

    def on_mount(self) -> None:
        """Take care of signals; a test's process keeps its own."""
        if not self.is_headless:
            self.catch_signals()

    def catch_signals(self) -> None:
        """End well when the terminal goes or the system asks: the screen is given back, what was typed is gone."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, ValueError, RuntimeError):  # Windows; not the main thread
                    loop.add_signal_handler(number, self._stop, 128 + number)

    def _stop(self, code: int) -> None:
        self.exit(return_code=code)

    def action_next_theme(self) -> None:
        """Change the colours."""
        names = [theme.name for theme in themes.THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        chat = self.screen_stack[0]
        if isinstance(chat, ChatScreen):
            say = self.bot.conversation.say
            chat.notice(say("chat.colours", name=say(f"colours.{self.theme}")))

    def copy_to_clipboard(self, text: str) -> None:
        """Hand `text` to the terminal's clipboard, and keep no copy of it."""
        super().copy_to_clipboard(text)
        self._clipboard = ""

    def _handle_exception(self, error: Exception) -> None:
        """End without Textual's traceback: it prints local variables, and those hold what people typed."""
        self._return_code = GONE if isinstance(error, BrokenPipeError) else 1
        if self._exception is None:  # what a test waits for
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._return_code = 1
        self._close_messages_no_wait()


def make_app(bot: Bot, touch: bool = False) -> ChatApp:
    """Return the chat, for the command and for tests."""
    return ChatApp(bot, touch)


def run(bot: Bot, touch: bool = False) -> int:
    """Run the chat in this terminal; return the exit status (0 left, 1 fault, 128 + signal)."""
    paste.install()
    app = make_app(bot, touch)
    logging.getLogger("asyncio").disabled = True  # what it writes of a fault in a task could repeat what was typed
    try:
        app.run()
        code = app.return_code or 0
    except BrokenPipeError:  # no fault: nobody is there any more to draw for
        code = GONE
    except Exception:  # whatever it was, its traceback must not reach the terminal
        code = 1
    if code == 1:
        with suppress(OSError):
            print(bot.conversation.say("chat.fault"), file=sys.stderr)
    return code
