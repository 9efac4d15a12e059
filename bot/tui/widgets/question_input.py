"""The line to type a question in. Nothing typed or pasted is lost, interpreted, remembered or copied."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from bot.tui.messages import HelpAsked, QuestionAsked, QuestionChanged, TextRefused
from bot.words import MAX_QUESTION, clean

_NOT_OURS: Final = {"ctrl+x", "ctrl+c,super+c", "ctrl+v"}
"""Keys of Textual's input that would copy what a person typed, or paste from Textual's own clipboard."""


class QuestionInput(Input, inherit_bindings=False):
    """One line of at most MAX_QUESTION characters, without a suggester (which would remember what is typed)."""

    BINDINGS = [binding for binding in Input.BINDINGS if isinstance(binding, Binding) and binding.key not in _NOT_OURS]

    def __init__(self, placeholder: str, title: str, hint: str) -> None:
        """The texts are shown in the empty line and in the edge of its box."""
        super().__init__(placeholder=placeholder, max_length=MAX_QUESTION, select_on_focus=False)
        self.cursor_blink = False  # some people cannot work beside something that blinks
        self.border_title = Content(title)
        self.border_subtitle = Content(hint)

    def put(self, text: str) -> None:
        """Show `text`, with the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(HelpAsked())

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, as one line; Textual would keep the first only."""
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def take(self, text: str) -> None:
        """Insert pasted text at the cursor; refuse it, changing nothing, where it is too long."""
        start, end = sorted(self.selection)
        pasted = _one_line(text) if len(text) <= MAX_QUESTION * 4 else text
        if len(self.value) - (end - start) + len(pasted) > MAX_QUESTION:
            self.post_message(TextRefused(pasted=True))
        elif pasted:
            self.replace(pasted, start, end)

    def touch(self, key: str) -> None:
        """Do what a key on the screen says: a letter, "space", "delete" or "ask"."""
        if key == "ask":
            self.post_message(QuestionAsked(self.value))
        elif key == "delete":
            self.action_delete_left()
        else:
            self.insert_text_at_cursor(" " if key == "space" else key)

    def restricted(self) -> None:
        """Say that the line is full, instead of ringing a bell."""
        self.post_message(TextRefused(pasted=False))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell in our own words."""
        event.stop()
        self.post_message(QuestionChanged(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell in our own words."""
        event.stop()
        self.post_message(QuestionAsked(event.value))


def _one_line(text: str) -> str:
    """Return a paste as one clean line; a space at either end stays, since it may part two words."""
    inner = clean(text, limit=None)
    if not inner:
        return ""
    return " " * text[0].isspace() + inner + " " * text[-1].isspace()
