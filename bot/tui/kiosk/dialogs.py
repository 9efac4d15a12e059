"""What opens over a visit: the warning before it ends, and the way out for staff."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from bot.site import Site
from bot.tui.kiosk.frame import KioskScreen
from bot.tui.layout import Say, wrap
from bot.tui.messages import PinEntered, TilePicked
from bot.tui.widgets.big import big
from bot.tui.widgets.buttons import Button, Buttons
from bot.tui.widgets.lines import Line, Lines
from bot.tui.widgets.pad import Pad

LONGEST_PIN: Final = 64


class KioskDialog(ModalScreen[None], inherit_bindings=False):
    """A box over the visit."""

    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = KioskScreen.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = KioskScreen.VERTICAL_BREAKPOINTS

    def __init__(self, say: Say, title: str) -> None:
        """`title` stands in the edge of the box."""
        super().__init__()
        self._say, self._title = say, title

    def compose(self) -> ComposeResult:
        """The box."""
        box = Widget(id="box")
        box.border_title = Content(self._title)
        with box:
            yield from self.inside()

    def inside(self) -> ComposeResult:
        """Yield what the box shows."""
        raise NotImplementedError

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes nowhere."""
        event.stop()


class CountDown(Lines):
    """How many seconds are left, in large digits where there is room."""

    def __init__(self, say: Say, seconds: int) -> None:
        """`seconds` are left."""
        super().__init__(classes="strong")
        self._say, self._seconds = say, seconds

    def show(self, seconds: int) -> None:
        """Show another number."""
        if seconds != self._seconds:
            self._seconds = seconds
            self.relay()

    def lay_out(self, width: int) -> list[Content]:
        """Return the number, and what happens then."""
        rows = big(str(self._seconds), width, 5) if self.screen.size.height >= 20 else None
        lines = wrap(self._say("kiosk.warning", seconds=self._seconds), width)
        return [*(Content.styled(row, "$accent") for row in rows), Content(""), *lines] if rows else lines


class WarningScreen(KioskDialog):
    """Says that the visit ends soon. The program takes it away at any key or touch."""

    AUTO_FOCUS = ""

    def __init__(self, say: Say, site: Site, seconds: int, is_urgent: bool) -> None:
        """`seconds` are left; `is_urgent` is true over an emergency, which must still be seen."""
        super().__init__(say, say("kiosk.warning_title"))
        self._seconds, self._is_urgent, self._site = seconds, is_urgent, site

    def inside(self) -> ComposeResult:
        """Yield what is about to happen, and how to stop it."""
        yield CountDown(self._say, self._seconds)
        yield Line(self._say("kiosk.warning_stop"), classes="strong")
        if self._is_urgent:
            yield Line(self._say("kiosk.warning_urgent"), classes="strong")

    def count(self, seconds: int) -> None:
        """Show how many seconds are left."""
        for part in self.query(CountDown):
            part.show(seconds)


class StaffScreen(KioskDialog):
    """Asks staff for the PIN. What is entered is masked and forgotten as soon as it was checked."""

    AUTO_FOCUS = "Pad"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("backspace,delete,ctrl+h", "take_back", show=False),
        Binding("tab", "step", show=False),
        Binding("shift+tab", "step", show=False),
    ]

    def __init__(self, say: Say, wait: Callable[[], float]) -> None:
        """`wait` returns the seconds until the next try is looked at."""
        super().__init__(say, say("kiosk.staff_title"))
        self._wait = wait
        self._pin, self._waited = "", False

    def inside(self) -> ComposeResult:
        """Yield what was entered, the digits, the way back."""
        yield Line(self._say("kiosk.staff_pin"), id="hint")
        yield Line("", id="masked", classes="strong")
        yield Pad(self._say("kiosk.pin_delete"), self._say("kiosk.pin_ok"))
        yield Buttons([Button("close", self._say("kiosk.back"), "Esc")], id="buttons")

    def on_mount(self) -> None:
        """Say at once if there is a pause to wait for."""
        self._tell("")

    def on_key(self, event: events.Key) -> None:
        """Take a sign of the PIN."""
        if event.is_printable and event.character:
            event.stop()
            self._add(event.character)

    @on(TilePicked)
    def pressed(self, event: TilePicked) -> None:
        """A key on the screen was touched."""
        event.stop()
        if event.key == "close":
            self.action_close()
        elif event.key == "delete":
            self.action_take_back()
        elif event.key == "ok":
            self.action_enter()
        else:
            self._add(event.key)

    def _add(self, sign: str) -> None:
        if len(self._pin) < LONGEST_PIN:
            self._pin += sign
            self._mask()

    def _mask(self) -> None:
        self.query_one("#masked", Line).update("* " * len(self._pin))

    def action_take_back(self) -> None:
        """Take the last sign back."""
        self._pin = self._pin[:-1]
        self._mask()

    def action_enter(self) -> None:
        """Hand the PIN to the program, and forget it."""
        pin, self._pin = self._pin, ""
        self._mask()
        if self._wait() <= 0 and pin:
            self.post_message(PinEntered(pin))
        else:
            self._tell("")

    def refused(self) -> None:
        """The PIN was wrong."""
        self._tell(self._say("kiosk.pin_wrong"))

    def _tell(self, text: str) -> None:
        """Say how long to wait, after `text`; the plain request where there is nothing to say."""
        if seconds := ceil(self._wait()):
            text = f"{text} {self._say('kiosk.pin_wait', seconds=seconds)}".strip()
        self.query_one("#hint", Line).update(text or self._say("kiosk.staff_pin"))

    def tick(self) -> None:
        """A second went by: the pause may be shorter now."""
        is_waiting = self._wait() > 0
        if is_waiting or self._waited:
            self._tell("")
        self._waited = is_waiting

    def action_step(self) -> None:
        """Move between the digits and the way back."""
        there = Buttons if isinstance(self.focused, Pad) else Pad
        self.query_one(there).focus(scroll_visible=False)

    def action_close(self) -> None:
        """Go back to the visit."""
        self._pin = ""
        self.dismiss(None)


class NoWayOutScreen(KioskDialog):
    """Says that staff cannot end the kiosk here."""

    AUTO_FOCUS = "Buttons"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def inside(self) -> ComposeResult:
        """Yield the words, and the way back."""
        yield Line(self._say("kiosk.staff_none"))
        yield Buttons([Button("close", self._say("kiosk.back"), "Esc")], id="buttons")

    @on(TilePicked)
    def pressed(self, event: TilePicked) -> None:
        """The way back was touched."""
        event.stop()
        self.dismiss(None)

    def action_close(self) -> None:
        """Go back to the visit."""
        self.dismiss(None)
