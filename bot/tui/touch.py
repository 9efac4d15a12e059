"""The chat on a touch screen: keys on the screen, questions from the first letter on, larger targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual import events, on
from textual.widget import Widget

from bot.replies import Bot
from bot.reply import Reply, Topic
from bot.tui.chat import ChatScreen
from bot.tui.messages import KeyTouched
from bot.tui.widgets.keyboard import Keyboard
from bot.tui.widgets.question_input import QuestionInput

ROOM_FOR_BOTH: Final = 40
"""Lines of a screen on which the keys can stay while somebody reads."""


class TouchChatScreen(ChatScreen):
    """A chat that needs no keyboard; one that is there works all the same."""

    def __init__(self, bot: Bot) -> None:
        """Talk with `bot`."""
        super().__init__(bot)
        self.add_class("-touch")

    def keys(self) -> Iterable[Widget]:
        """Return the keys, under the questions that match."""
        yield Keyboard(self._say)

    def on_mount(self) -> None:
        """Nobody has an Enter key to press."""
        self.query_one(QuestionInput).border_subtitle = ""

    def guesses(self, typed: str) -> Sequence[Topic]:
        """Return the questions that may be meant, from the first letter on: each further one costs a touch."""
        found = self.bot.predict(typed, 3 if self.has_class("-tall") else 2, early=True)
        return [Topic("", found)] if found else ()

    async def show(self, asked: str, reply: Reply) -> None:
        """Add an exchange, with room to read it."""
        self.show_keys(self.size.height >= ROOM_FOR_BOTH)
        await super().show(asked, reply)

    def show_keys(self, shown: bool) -> None:
        """Show the keys, or only the one that brings them back."""
        self.query_one(Keyboard).shown = shown

    def on_click(self, event: events.Click) -> None:
        """A touch on the line brings the keys back."""
        if event.widget is self.input:
            self.show_keys(True)

    @on(KeyTouched)
    def touch_key(self, event: KeyTouched) -> None:
        """A key writes into the line."""
        self.input.focus(scroll_visible=False)
        self.input.touch(event.key)
