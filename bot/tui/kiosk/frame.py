"""What all screens of a visit share: the clinic's name at the top, buttons at the bottom, and the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from bot.site import Site
from bot.tui.kiosk.visit import Visit
from bot.tui.layout import Say
from bot.tui.messages import TilePicked, TilesLeft
from bot.tui.widgets.buttons import Button, Buttons
from bot.tui.widgets.lines import Line
from bot.tui.widgets.tiles import Tiles


class Scroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A part that scrolls; its keys are the screen's."""


class KioskScreen(Screen[None], inherit_bindings=False):
    """A screen of a visit. Whatever leads elsewhere is told to the program by `TilePicked`."""

    AUTO_FOCUS = "Tiles"
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (30, "-narrow"), (60, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-short"), (20, "-tall"), (34, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("escape", "do('back')", show=False),
        Binding("f1", "do('ask')", show=False),
        Binding("f2,ctrl+t", "do('topics')", show=False),
        Binding("f5,ctrl+l", "do('over')", show=False),
        Binding("f9", "do('staff')", show=False),
    ]
    BACK: ClassVar[str] = "topics"
    """Where Esc leads."""
    BUTTONS: ClassVar[Sequence[tuple[str, str, str]]] = ()
    """Buttons at the bottom before "Start over" and "Staff": what is done, label, key."""

    def __init__(self, say: Say, site: Site, visit: Visit) -> None:
        """Show part of `visit`."""
        super().__init__()
        self._say, self.site, self.visit = say, site, visit
        self._is_typing = False

    @property
    def touched(self) -> bool:
        """True where the visit began by touch or mouse: then an on-screen keyboard is of use."""
        return self.visit.touched

    def compose(self) -> ComposeResult:
        """Head, body, buttons."""
        yield Line(self.site.clinic or self._say("kiosk.title"), id="head")
        with Widget(id="body"):
            yield from self.body()
        yield Buttons(list(self.buttons()), id="buttons")

    def body(self) -> Iterator[Widget]:
        """Yield what stands between head and buttons."""
        raise NotImplementedError

    def buttons(self) -> Iterator[Button]:
        """Yield the buttons: those of this screen, and those that every screen has."""
        for key, label, hint in (*self.BUTTONS, ("over", "start_over", "F5"), ("staff", "staff_button", "F9")):
            yield Button(key, self._say(f"kiosk.{label}"), hint)

    def stops(self) -> list[Widget]:
        """Return what the keys can lead to, from top to bottom."""
        return [stop for stop in self.query("QuestionInput, Tiles, Buttons") if self._is_stop(stop)]

    @staticmethod
    def _is_stop(widget: Widget) -> bool:
        return widget.display and bool(widget.size) and (not isinstance(widget, Tiles) or bool(widget.tiles))

    def action_step(self, step: int) -> None:
        """Move the focus to the next part, and round again."""
        stops = self.stops()
        if stops:
            here = next((index for index, stop in enumerate(stops) if stop is self.focused), -1 if step > 0 else 0)
            stops[(here + step) % len(stops)].focus(scroll_visible=False)

    @on(TilesLeft)
    def leave(self, event: TilesLeft) -> None:
        """The arrow keys lead on to the next part."""
        event.stop()
        self.action_step(event.step)

    def action_turn(self, pages: float) -> None:
        """Scroll what there is to scroll."""
        for part in self.query(Scroll):
            part.scroll_relative(y=round(pages * max(part.content_size.height - 2, 1)), animate=False, force=True)

    def action_do(self, what: str) -> None:
        """Do what a button does."""
        self.post_message(TilePicked(self.BACK if what == "back" else what))

    def on_key(self, event: events.Key) -> None:
        """A number picks a tile, the space bar what is marked; letters are for the line to type in.

        From the first letter on, all that follows is for that line, as it may still be on its way.
        """
        if not event.is_printable or not event.character or (event.character == " " and not self._is_typing):
            return
        event.stop()
        if event.character.isascii() and event.character.isdecimal() and not self._is_typing:
            for key in filter(None, [tiles.take(int(event.character)) for tiles in self.query(Tiles)]):
                self.post_message(TilePicked(key))
        else:
            self._is_typing = self.typed(event.character)

    def typed(self, text: str) -> bool:
        """Return whether text typed where there is no line to type in leads to one."""
        return False

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is for a line to type in only."""
        event.stop()
