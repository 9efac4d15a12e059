"""Questions to pick: by click, by arrow keys, and (where numbers are shown) by typing a number."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from bot.reply import Choice, Topic
from bot.tui.layout import MARKED, STRONG, wrap
from bot.tui.messages import ChoicePicked, ChoicesLeft
from bot.tui.widgets.lines import Lines

POINTER = "▶"


class ChoiceList(Lines, can_focus=True, inherit_bindings=False):
    """A list of questions under titles; one widget, however many questions."""

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter,space", "pick", show=False),
    ]
    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False  # a click picks; the cursor stays in the input

    chosen: reactive[int | None] = reactive(None)
    """The question the arrow keys stand on."""
    pointed: reactive[int | None] = reactive(None)
    """The question under the mouse."""
    numbered: reactive[bool] = reactive(False)

    def __init__(
        self,
        groups: Sequence[Topic] = (),
        numbered: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`groups` are the questions with the title over each group ("" for none)."""
        super().__init__(id=id)
        self.groups = tuple(groups)
        self._rows: list[int | None] = []
        self.set_reactive(ChoiceList.numbered, numbered)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All questions, in order."""
        return tuple(choice for group in self.groups for choice in group.choices)

    def show(self, groups: Sequence[Topic]) -> None:
        """Show other questions; none of them is chosen."""
        if tuple(groups) != self.groups:
            self.groups = tuple(groups)
            self.relay()
        self.chosen = self.pointed = None

    def lay_out(self, width: int) -> list[Content]:
        """Return titles and questions; `_rows` notes which question stands in which line."""
        lines: list[Content] = []
        air = [Content("")] * self.screen.has_class("-touch")  # a finger needs more room than a mouse
        self._rows = []
        index = 0
        for group in self.groups:
            if group.title:
                gap = [Content("")] if lines else []
                lines += gap + wrap(group.title, width, STRONG)
                self._rows += [None] * (len(lines) - len(self._rows))
            for choice in group.choices:
                lines += self._choice_lines(choice, index, width) + air
                self._rows += [index] * (len(lines) - len(self._rows))
                index += 1
        return lines

    def _choice_lines(self, choice: Choice, index: int, width: int) -> list[Content]:
        active = index in (self.chosen, self.pointed)
        digits = len(str(len(self.choices)))
        number = f"{index + 1:>{digits}}  " if self.numbered else " "
        first = (POINTER if active else " " if self.numbered else "•") + number
        lines = wrap(choice.question, width, "", first, " " * len(first))
        if active:  # marked by shape as well as by colour
            return [line.pad_right(max(width - line.cell_length, 0)).stylize(MARKED) for line in lines]
        return [lines[0].stylize("bold $accent", 0, len(first)), *lines[1:]]

    def watch_chosen(self) -> None:
        """Show the mark where it is now, and bring it into view."""
        self._remark()
        if self.chosen is not None:
            self.call_after_refresh(self._show_chosen)

    def watch_pointed(self) -> None:
        """Show what the mouse is on."""
        self._remark()

    def watch_numbered(self) -> None:
        """Show or hide the numbers."""
        self.relay()

    def _remark(self) -> None:
        self._laid_out = None
        self.refresh()

    def move(self, step: int) -> bool:
        """Move the mark by one question; return False, and mark nothing, where that leads out of the list."""
        count = len(self.choices)
        start = -1 if step > 0 else count
        there = (start if self.chosen is None else self.chosen) + step
        self.chosen = there if 0 <= there < count else None
        return self.chosen is not None

    def action_move(self, step: int) -> None:
        """Move by an arrow key; out of the list, somebody else has to say where to go."""
        before = self.chosen
        if not self.move(step):
            self.chosen = before
            self.post_message(ChoicesLeft(self, step))

    def action_pick(self) -> None:
        """Pick what is marked."""
        if self.chosen is not None:
            self.post_message(ChoicePicked(self.choices[self.chosen].entry))

    def on_focus(self) -> None:
        """Mark the first question, so that it is seen where the keys lead."""
        if self.chosen is None and self.choices:
            self.chosen = 0

    def on_blur(self) -> None:
        """Mark nothing while the keys lead elsewhere."""
        self.chosen = None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the question under the mouse."""
        self.pointed = self._index_at(event)

    def on_leave(self) -> None:
        """The mouse went elsewhere."""
        self.pointed = None

    def on_click(self, event: events.Click) -> None:
        """Pick the question that was clicked."""
        event.stop()
        index = self._index_at(event)
        if index is not None:
            self.post_message(ChoicePicked(self.choices[index].entry))

    def _index_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        self._lines(self.content_size.width)
        return self._rows[offset.y] if offset is not None and 0 <= offset.y < len(self._rows) else None

    def _show_chosen(self) -> None:
        """Scroll whatever holds the list as little as needed to see the marked question."""
        if self.chosen not in self._rows:
            return
        top = self._rows.index(self.chosen)
        height = self._rows.count(self.chosen)
        above = (node for node in self.ancestors if isinstance(node, Widget) and node.allow_vertical_scroll)
        holder = next(above, None)
        if holder is not None:
            y = self.content_region.y + top - holder.content_region.y + round(holder.scroll_y)
            holder.scroll_to_region(Region(0, y, 1, height), animate=False, force=True)


class Predictions(ChoiceList):
    """The questions that match what is being typed.

    The room they take does not shrink before they are closed: a line that jumps at every key is hard to type in.
    """

    _held = 0

    def close(self) -> None:
        """Show none, and give the room back."""
        self._held = 0
        self.show(())
        self.relay()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the most lines there were since they were opened."""
        self._held = max(self._held, super().get_content_height(container, viewport, width))
        return self._held
