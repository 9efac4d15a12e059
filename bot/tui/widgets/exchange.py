"""One question and its reply: the person's words in a box, the reply behind a bar, the next questions under it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from bot.reply import Reply, Topic
from bot.tui.layout import STRONG, Say, reply_lines, wrap
from bot.tui.widgets.choices import ChoiceList
from bot.tui.widgets.lines import Line, Lines


class VisitorWords(Line):
    """What the person asked, in a box of its own that bears a label."""

    ALLOW_SELECT = False  # marking and copying is for answers; these words are the person's own

    def __init__(self, text: str, label: str) -> None:
        """Show `text`; `label` is "You"."""
        super().__init__(text)
        self.label = label
        self.border_title = Content(label)

    def lay_out(self, width: int) -> list[Content]:
        """Return the words, with room for the label where they are short; without a box, the label stands first."""
        if not self.styles.border_top[0]:
            first = f"{self.label}: "
            return wrap(self.text, width, STRONG, first, " " * Content(first).cell_length)
        lines = wrap(self.text, width)
        return [lines[0].pad_right(max(len(self.label) + 2 - lines[0].cell_length, 0)), *lines[1:]]


class ReplyWords(Lines):
    """All of a reply but its choices, behind a bar; an urgent one fills a heavy box."""

    def __init__(self, reply: Reply, say: Say) -> None:
        """Show `reply`; its labels come from `say`."""
        super().__init__(classes=f"-{reply.kind}".replace("_", "-"))
        self.reply, self._say = reply, say

    def lay_out(self, width: int) -> list[Content]:
        """Return label, words, notes, advice and source."""
        return reply_lines(self.reply, self._say, width)


class Exchange(Widget):
    """A question (none for the greeting), the reply to it, and what can be picked next."""

    def __init__(self, asked: str, reply: Reply, say: Say) -> None:
        """`asked` is what the person wrote or picked; it is shown and kept nowhere else."""
        super().__init__()
        self._asked, self.reply, self._say = asked, reply, say

    def compose(self) -> ComposeResult:
        """Words, reply, choices."""
        if self._asked:
            yield VisitorWords(self._asked, self._say("chat.you"))
        yield ReplyWords(self.reply, self._say)
        if self.reply.choices:
            title = self.reply.choices_title or self._say("chat.choices_title")
            yield ChoiceList([Topic(title, self.reply.choices)], numbered=True)

    @property
    def choices(self) -> ChoiceList | None:
        """The questions to pick next, None where there are none."""
        return next((child for child in self.children if isinstance(child, ChoiceList)), None)
