"""Asking in one's own words: a line to type in, and the questions that match it as tiles."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events, on
from textual.binding import Binding
from textual.widget import Widget

from bot.replies import Bot
from bot.site import Site
from bot.tui.kiosk.frame import KioskScreen
from bot.tui.kiosk.visit import Visit
from bot.tui.messages import HelpAsked, QuestionAsked, QuestionChanged, TextRefused, TilePicked
from bot.tui.widgets.lines import Line
from bot.tui.widgets.question_input import QuestionInput
from bot.tui.widgets.tiles import Tile, Tiles
from bot.words import MAX_QUESTION, clean


class AskScreen(KioskScreen):
    """The line to type in. `#keyboard` is the place for keys on the screen, shown to whom came by touch."""

    AUTO_FOCUS = "QuestionInput"
    BUTTONS = (("send", "send", "Enter"), ("topics", "topics_button", "F2"))
    BINDINGS = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def __init__(self, bot: Bot, site: Site, visit: Visit, text: str = "") -> None:
        """`text` is what was typed already."""
        super().__init__(bot.conversation.say, site, visit)
        self._bot, self._text = bot, text

    def body(self) -> Iterator[Widget]:
        """Yield the line, what matches it, and the place for keys."""
        say = self._say
        yield Line(say("kiosk.ask_title"), classes="heading")
        yield QuestionInput(say("kiosk.placeholder"), "", "")
        yield Line(say("kiosk.ask_hint"), id="notice")
        yield Tiles([], say, numbered=False)
        keyboard = Widget(id="keyboard")
        keyboard.display = False  # until there are keys in it
        yield keyboard

    def on_mount(self) -> None:
        """Put into the line what was typed before it was there."""
        if self._text:
            self.input.put(self._text)
        self._text = ""

    @property
    def input(self) -> QuestionInput:
        """The line to type in."""
        return self.query_one(QuestionInput)

    @property
    def matches(self) -> Tiles:
        """The questions that match what is typed."""
        return self.query_one(Tiles)

    @on(QuestionAsked)
    def check(self, event: QuestionAsked) -> None:
        """Let a question go on to the program; without one, say so."""
        if not clean(event.text):
            event.stop()
            self.notice(self._say("kiosk.empty"))

    @on(QuestionChanged)
    def predict(self, event: QuestionChanged) -> None:
        """Show the questions that match."""
        event.stop()
        typed = event.text.strip()
        found = self._bot.predict(typed, 4) if typed and not typed.isdecimal() else ()
        self.matches.show([Tile(f"entry:{choice.entry}", choice.question) for choice in found])
        self.notice(self._say("kiosk.matches" if found else "kiosk.ask_hint"))

    @on(TilePicked)
    def send(self, event: TilePicked) -> None:
        """The button sends what stands in the line."""
        if event.key == "send":
            event.stop()
            self.post_message(QuestionAsked(self.input.value))

    @on(TextRefused)
    def refuse(self, event: TextRefused) -> None:
        """Say kindly that text did not fit."""
        event.stop()
        self.notice(self._say("kiosk.too_long", limit=f"{MAX_QUESTION:,}"))

    @on(HelpAsked)
    def explain(self, event: HelpAsked) -> None:
        """Say how to go on."""
        event.stop()
        self.notice(self._say("kiosk.ask_help"))

    def notice(self, text: str) -> None:
        """Show one line under the input."""
        self.query_one("#notice", Line).update(text)

    def on_key(self, event: events.Key) -> None:
        """Typing anywhere goes into the line, numbers too."""
        if event.is_printable and event.character and self.focused is not self.input:
            event.stop()
            event.prevent_default()  # elsewhere a number picks a tile
            self.input.focus(scroll_visible=False)
            self.input.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So does pasting."""
        event.stop()
        self.input.focus(scroll_visible=False)
        self.input.take(event.text)
