"""The base of every widget that shows text: it lays its lines out for the width it has, and never reads markup."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from bot.tui.layout import QUIET, STRONG, prose, wrap


class Lines(Widget):
    """Shows the lines that `lay_out` returns for its width."""

    DEFAULT_CSS = "Lines { width: 1fr; height: auto; }"

    _laid_out: tuple[int, list[Content]] | None = None

    def lay_out(self, width: int) -> list[Content]:
        """Return what to show, in lines of at most `width` cells."""
        raise NotImplementedError

    def relay(self) -> None:
        """Lay out again, because what is shown changed."""
        self._laid_out = None
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the longest line, for widgets of `width: auto`."""
        return max((line.cell_length for line in self._lines(container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the lines for the width the widget has."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = (width, self.lay_out(max(width, 1)))
        return self._laid_out[1]


class Line(Lines):
    """One text that may change: a title, a hint, a notice."""

    text = ""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Show `text`, wrapped; the look comes from the style sheet."""
        super().__init__(id=id, classes=classes)
        self.text = text

    def update(self, text: str) -> None:
        """Show another text."""
        if text != self.text:
            self.text = text
            self.relay()

    def lay_out(self, width: int) -> list[Content]:
        """Return the text, wrapped."""
        return wrap(self.text, width) if self.text else []


class TitleBar(Lines):
    """One line: a title at the left, and at the right a note, if there is room for it."""

    def __init__(self, title: str, note: str) -> None:
        """Show `title` and `note`."""
        super().__init__()
        self._title, self._note = title, note

    def lay_out(self, width: int) -> list[Content]:
        """Return the line."""
        title, note = Content.styled(self._title, STRONG), Content.styled(self._note, QUIET)
        gap = width - title.cell_length - note.cell_length
        return [title + " " * gap + note] if gap >= 2 else [title.truncate(width, ellipsis=True)]


class Prose(Line):
    """A longer text: paragraphs and bullets."""

    def lay_out(self, width: int) -> list[Content]:
        """Return the paragraphs and bullets, wrapped."""
        return prose(self.text, width)
