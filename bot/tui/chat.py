"""The chat: the conversation, the line to type in, the questions that match it, and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from bot.replies import Bot
from bot.reply import Reply, Topic
from bot.tui.dialogs import HelpScreen, TopicsScreen
from bot.tui.layout import reply_text
from bot.tui.messages import ChoicePicked, ChoicesLeft, HelpAsked, QuestionAsked, QuestionChanged, TextRefused
from bot.tui.widgets.choices import Predictions
from bot.tui.widgets.exchange import Exchange
from bot.tui.widgets.key_bar import KeyBar
from bot.tui.widgets.lines import Line, TitleBar
from bot.tui.widgets.question_input import QuestionInput
from bot.tui.widgets.transcript import Transcript
from bot.words import MAX_QUESTION, clean

MAX_HISTORY: Final = 100
"""Earlier questions that arrow-up brings back; in memory only."""


class ChatScreen(Screen[None], inherit_bindings=False):
    """One conversation. All that was typed lives in its widgets and in `_history`, and `action_clear` wipes both."""

    AUTO_FOCUS = "QuestionInput"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (30, "-narrow"), (60, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-short"), (18, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("up", "up", show=False),
        Binding("down", "down", show=False),
        Binding("escape", "escape", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("shift+up,ctrl+up", "turn(-0.25)", show=False),
        Binding("shift+down,ctrl+down", "turn(0.25)", show=False),
        Binding("ctrl+home", "jump(False)", show=False),
        Binding("ctrl+end", "jump(True)", show=False),
        Binding("f1", "help", show=False, id="help"),
        Binding("f2,ctrl+t", "topics", show=False, id="topics"),
        Binding("f3,ctrl+y", "copy", show=False, id="copy"),
        Binding("f4,ctrl+o", "app.next_theme", show=False, id="colours"),
        Binding("f5,ctrl+l", "clear", show=False, id="clear"),
        Binding("ctrl+v", "explain_paste", show=False),
        Binding("ctrl+c,super+c", "copy_or_quit", show=False),
    ]
    KEYS: ClassVar[list[tuple[str, str, int]]] = [
        ("help", "screen.help", 0),
        ("topics", "screen.topics", 2),
        ("copy", "screen.copy", 4),
        ("colours", "app.next_theme", 5),
        ("clear", "screen.clear", 3),
        ("quit", "app.quit", 1),
    ]
    """What the key bar shows: label, action, and how early it goes where room is short."""

    def __init__(self, bot: Bot) -> None:
        """Talk with `bot`."""
        super().__init__()
        self.bot, self._say = bot, bot.conversation.say
        self._history: list[str] = []
        self._recalled: int | None = None
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Title, conversation, input, predictions, keys."""
        say = self._say
        with Widget(id="column"):
            yield TitleBar(say("chat.title", leaflets=self.bot.title), say("chat.title_note"))
            with Transcript(say):
                yield Exchange("", self.bot.greet(), say)
            yield Line(id="notice")
            yield QuestionInput(say("chat.placeholder"), say("chat.input_title"), say("chat.input_hint"))
            yield Predictions()
            yield from self.keys()
            yield KeyBar(self.KEYS, say)

    def keys(self) -> Iterable[Widget]:
        """Return keys to show on the screen; none where people have others."""
        return ()

    @property
    def transcript(self) -> Transcript:
        """The conversation so far."""
        return self.query_one(Transcript)

    @property
    def input(self) -> QuestionInput:
        """The line to type in."""
        return self.query_one(QuestionInput)

    @property
    def predictions(self) -> Predictions:
        """The questions that match what is typed; empty while there are none."""
        return self.query_one(Predictions)

    @property
    def last_reply(self) -> Reply | None:
        """The newest reply, whose choices bear the numbers."""
        exchanges = self.transcript.exchanges
        return exchanges[-1].reply if exchanges else None

    # Asking

    @on(QuestionAsked)
    async def ask(self, event: QuestionAsked) -> None:
        """Reply to what was sent; a prediction marked by the arrow keys is what was meant."""
        if (chosen := self.predictions.chosen) is not None:
            await self.choose(self.predictions.choices[chosen].entry)
        elif not (typed := clean(event.text)):
            self.notice(self._say("chat.empty"))
        else:
            reply = self.bot.ask(event.text, after=self.last_reply)
            # A number was typed: what it stood for is shown, since the numbers move on to the next reply.
            await self.show(reply.question if typed.isdecimal() and reply.question else typed, reply)

    @on(ChoicePicked)
    async def pick(self, event: ChoicePicked) -> None:
        """Reply to a question that was picked."""
        await self.choose(event.entry)

    async def choose(self, entry: str) -> None:
        """Show the answer of an entry as if its question had been typed."""
        reply = self.bot.choose(entry)
        await self.show(reply.question, reply)

    async def show(self, asked: str, reply: Reply) -> None:
        """Add an exchange and make ready for the next question."""
        self._history = [*(old for old in self._history if old != asked), asked][-MAX_HISTORY:]
        self.reset_input()
        await self.transcript.add(asked, reply)

    def reset_input(self) -> None:
        """Empty the line, and what hangs on it."""
        self._recalled = None
        self.input.put("")
        self.predictions.close()
        self.notice("")
        self.input.focus(scroll_visible=False)

    # Typing

    @on(QuestionChanged)
    def predict(self, event: QuestionChanged) -> None:
        """Show the questions that match; none for a number or for an earlier question brought back."""
        recalled = self._recalled is not None and self._history[self._recalled] == event.text
        if not recalled:
            self._recalled = None
        if event.text:
            self.notice("")
        if recalled or not event.text.strip() or event.text.strip().isdecimal():
            self.predictions.close()
            return
        self.predictions.show(self.guesses(event.text))

    def guesses(self, typed: str) -> Sequence[Topic]:
        """Return the questions that may be meant, under their title."""
        tall = self.has_class("-tall")
        found = self.bot.predict(typed, 4 if tall else 2)
        return [Topic(self._say("chat.predictions_title") if tall else "", found)] if found else ()

    @on(TextRefused)
    def refuse(self, event: TextRefused) -> None:
        """Say kindly that text did not fit."""
        self.notice(self._say("chat.too_long" if event.pasted else "chat.full", limit=f"{MAX_QUESTION:,}"))

    def notice(self, text: str) -> None:
        """Show one line over the input until something is typed; "" takes it away."""
        self.query_one("#notice", Line).update(text)
        self._leaving = False

    def on_key(self, event: events.Key) -> None:
        """Typing anywhere goes into the line."""
        if event.is_printable and event.character and self.focused is not self.input:
            event.stop()
            self.input.focus(scroll_visible=False)
            self.input.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So does pasting."""
        self.input.focus(scroll_visible=False)
        self.input.take(event.text)

    def on_resize(self) -> None:
        """Keep the newest exchange in view."""
        self.transcript.refollow()

    # Keys

    def action_up(self) -> None:
        """Move up in the predictions; with an empty line, or among earlier questions, bring back the one before."""
        if self.predictions.choices:
            if self.predictions.chosen is not None:
                self.predictions.move(-1)
        elif self._history and (not self.input.value or self._recalled is not None):
            self._recall(len(self._history) - 1 if self._recalled is None else max(self._recalled - 1, 0))

    def action_down(self) -> None:
        """Move down in the predictions, or back towards the newest of the earlier questions and the empty line."""
        if self.predictions.choices:
            self.predictions.move(1) or self.predictions.move(-1)
        elif self._recalled is not None:
            self._recall(self._recalled + 1 if self._recalled + 1 < len(self._history) else None)

    def _recall(self, index: int | None) -> None:
        self._recalled = index
        self.input.put("" if index is None else self._history[index])

    def action_step(self, step: int) -> None:
        """Move the focus: the line, the predictions, the newest choices, and round again."""
        stops: list[Widget] = [self.input]
        stops += [self.predictions] if self.predictions.choices else []
        stops += [choices] if (choices := self.transcript.newest_choices) is not None else []
        here = next((index for index, stop in enumerate(stops) if stop is self.focused), 0)
        stops[(here + step) % len(stops)].focus(scroll_visible=False)

    @on(ChoicesLeft)
    def leave_choices(self, event: ChoicesLeft) -> None:
        """Go on to the choices of the reply before or after, or to the line."""
        if event.list is self.predictions:
            self.input.focus(scroll_visible=False)
        elif (there := self.transcript.neighbour(event.list, event.step)) is not None:
            there.focus(scroll_visible=False)
            there.chosen = len(there.choices) - 1 if event.step < 0 else 0
        elif event.step > 0:
            self.input.focus(scroll_visible=False)

    def action_escape(self) -> None:
        """Hide the predictions and go back to the line."""
        self.predictions.close()
        self.notice("")
        self.clear_selection()
        self.input.focus(scroll_visible=False)

    def action_turn(self, pages: float) -> None:
        """Scroll the conversation by a page."""
        self.transcript.turn(pages)

    def action_jump(self, to_end: bool) -> None:
        """Scroll the conversation to its start or end."""
        self.transcript.jump(to_end)

    # Commands

    @on(HelpAsked)
    def action_help(self) -> None:
        """Show how this works."""
        self.app.push_screen(HelpScreen(self._say))

    async def action_topics(self) -> None:
        """Show all questions; picking one asks it."""
        self.app.push_screen(TopicsScreen(self._say, self.bot.topics()), self._topic_picked)

    async def _topic_picked(self, entry: str | None) -> None:
        if entry is not None:
            await self.choose(entry)

    def action_copy(self) -> None:
        """Copy the newest answer; never what was asked."""
        answers = [exchange.reply for exchange in self.transcript.exchanges if exchange.reply.passages]
        if answers:
            self.app.copy_to_clipboard(reply_text(answers[-1], self._say))
        self.notice(self._say("chat.copied" if answers else "chat.nothing_to_copy"))

    async def action_clear(self) -> None:
        """Wipe everything: messages, line, predictions, earlier questions; then greet again."""
        self._history.clear()
        self.reset_input()
        self.predictions.close()
        await self.transcript.wipe()
        await self.transcript.add("", self.bot.greet())
        self.notice(self._say("chat.cleared"))

    def action_explain_paste(self) -> None:
        """Ctrl+V never reaches us with what is on the system's clipboard; say what does."""
        self.notice(self._say("chat.paste_hint"))

    def action_copy_or_quit(self) -> None:
        """Copy what the mouse marked; with nothing marked, pressed twice, quit."""
        if marked := self.get_selected_text():
            self.app.copy_to_clipboard(marked)
            self.notice(self._say("chat.selection_copied"))
        elif self._leaving:
            self.app.exit()
        else:
            self.notice(self._say("chat.quit_hint"))
            self._leaving = True
