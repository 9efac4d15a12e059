"""What opens over the chat: help, and all questions by topic. Esc, or a click beside it, closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from bot.reply import Topic
from bot.tui.layout import Say
from bot.tui.messages import ChoicePicked
from bot.tui.widgets.choices import ChoiceList
from bot.tui.widgets.key_bar import KeyBar
from bot.tui.widgets.lines import Prose


class Dialog(ModalScreen[str | None], inherit_bindings=False):
    """A box with a title, a body that scrolls, and its keys. Its result is None unless something was picked."""

    CSS_PATH = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]
    TITLE_LABEL: ClassVar[str]
    KEYS: ClassVar[list[tuple[str, str, int]]]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,f2,q,ctrl+c", "close", show=False, id="close"),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home", "jump(False)", show=False),
        Binding("end", "jump(True)", show=False),
        Binding("f4,ctrl+o", "app.next_theme", show=False, id="colours"),
    ]

    def __init__(self, say: Say) -> None:
        """`say` gives the labels."""
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        """The box."""
        box = Widget(id="box")
        box.border_title = Content(self._say(self.TITLE_LABEL))
        with box:
            with VerticalScroll(id="body"):
                yield self.body()
            yield KeyBar(self.KEYS, self._say)

    def body(self) -> Widget:
        """Return what the box shows."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Close, with nothing picked."""
        self.dismiss(None)

    def action_turn(self, pages: int) -> None:
        """Scroll by a page."""
        body = self.query_one("#body")
        body.scroll_relative(y=pages * max(body.content_size.height - 2, 1), animate=False)

    def action_jump(self, to_end: bool) -> None:
        """Scroll to the start or the end."""
        body = self.query_one("#body")
        body.scroll_to(y=body.max_scroll_y if to_end else 0, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss(None)


class HelpScreen(Dialog):
    """How this works, and the keys."""

    TITLE_LABEL = "help.title"
    KEYS = [("scroll", "", 1), ("close", "screen.close", 0)]
    AUTO_FOCUS = "#body"

    def body(self) -> Widget:
        """Return the text of the help."""
        return Prose(f"{self._say('help.text')}\n\n{self._say('help.keys')}")


class TopicsScreen(Dialog):
    """All questions, by topic; the result is the id of the one picked."""

    TITLE_LABEL = "topics.title"
    KEYS = [("choose", "", 2), ("pick", "", 1), ("close", "screen.close", 0)]
    AUTO_FOCUS = "ChoiceList"

    def __init__(self, say: Say, topics: Sequence[Topic]) -> None:
        """`topics` are all questions, grouped."""
        super().__init__(say)
        self._topics = topics

    def body(self) -> Widget:
        """Return the list of all questions."""
        return ChoiceList(self._topics)

    @on(ChoicePicked)
    def pick(self, event: ChoicePicked) -> None:
        """Close with what was picked."""
        event.stop()
        self.dismiss(event.entry)
