"""The kiosk: from the start screen through a visit and back, with no way out but the staff's and the system's."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from textual import events, on
from textual._context import active_message_pump
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen

from bot.replies import Bot
from bot.reply import Kind, Reply
from bot.site import Site
from bot.tui import themes
from bot.tui.kiosk.answer import AnswerScreen, UrgentScreen
from bot.tui.kiosk.ask import AskScreen
from bot.tui.kiosk.caches import Caches
from bot.tui.kiosk.closed import ClosedApp
from bot.tui.kiosk.dialogs import NoWayOutScreen, StaffScreen, WarningScreen
from bot.tui.kiosk.faults import Faults, describe, to_system_log
from bot.tui.kiosk.idle import Idle
from bot.tui.kiosk.start import StartScreen
from bot.tui.kiosk.topics import QuestionsScreen, TopicsScreen
from bot.tui.kiosk.visit import Visit
from bot.tui.messages import PinEntered, QuestionAsked, TilePicked, VisitBegun
from bot.words import clean

LEFT: Final = 0
"""Exit status when staff left, and when the system asked for the end (SIGTERM)."""
BROKEN: Final = 1
"""Exit status after a fault that could not be recovered from."""
ERASE: Final = "\x1b[2J\x1b[3J"
"""Tells the terminal to forget the screen and what was scrolled off it."""
_STUCK: Final = 10.0
"""Seconds that taking a broken screen away may last."""


class KioskApp(ClosedApp, inherit_bindings=False):
    """Shows the start screen, and over it the screens of one visit after the other."""

    CSS_PATH = Path(__file__).with_name("kiosk.tcss")
    AUTO_FOCUS = ""

    def __init__(
        self,
        bot: Bot,
        site: Site,
        check_pin: Callable[[str], bool] | None = None,
        count: Callable[[Reply], None] = lambda reply: None,
        warnings: Sequence[str] = (),
        clock: Callable[[], float] = time.monotonic,
        log: Callable[[str], None] = to_system_log,
    ) -> None:
        """Args: as `run_kiosk` has them; a clock in seconds; where the one line about a fault goes."""
        super().__init__(bot)
        self.begin_with(themes.CONTRAST.name)
        self.site, self._say = site, bot.conversation.say
        self._check_pin, self._count, self._warnings, self._log_line = check_pin, count, tuple(warnings), log
        self._idle = Idle(site.idle_seconds, site.warning_seconds, clock)
        self._faults = Faults(clock)
        self.visit: Visit | None = None
        self._recovering = False
        self._fresh: Screen[None] | None = None
        self._caches = Caches()

    def get_default_screen(self) -> Screen[None]:
        """Return the start screen."""
        return StartScreen(self._say, self.site, self.bot.title, self._warnings)

    def on_mount(self) -> None:
        """Look at the time once a second."""
        self.set_interval(1.0, self.tick)

    def catch_signals(self) -> None:
        """End well when the system asks or the terminal goes; the others are ignored already."""
        loop = asyncio.get_running_loop()
        for name, status in (("SIGTERM", LEFT), ("SIGHUP", 128 + 1)):
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError, ValueError, RuntimeError):  # Windows; not the main thread
                    loop.add_signal_handler(number, self._stop, status)

    # Through a visit

    @on(VisitBegun)
    async def begin(self, event: VisitBegun) -> None:
        """Somebody came: show the topics, or the line to type in where they have begun to type."""
        if self.visit is not None:
            if event.text:
                await self._write(self.visit, event.text)
        elif self._is_current(event):
            self.visit = Visit(event.touched)
            if event.text.strip():
                await self._write(self.visit, event.text)
            else:
                await self._show_topics(self.visit)

    @on(TilePicked)
    async def go(self, event: TilePicked) -> None:
        """Go where a tile or a button leads."""
        visit, (what, _, value) = self.visit, event.key.partition(":")
        if visit is None or not self._is_current(event):
            if visit and what == "ask" and value and isinstance(self.screen, AskScreen):
                await self._write(visit, value)  # typed while the line to type in was on its way
            return
        if what == "over":
            await self.start_over()
        elif what == "topics":
            await self._show_topics(visit)
        elif what == "topic":
            await self._show(QuestionsScreen(self._say, self.site, visit, self.bot.topics()[int(value)]))
        elif what == "ask":
            await self._show(AskScreen(self.bot, self.site, visit, value))
        elif what == "entry":
            reply = self.bot.choose(value)
            await self._show_reply(visit, reply.question, reply)
        elif what == "staff":
            await self.push_screen(self._staff_screen())

    @on(QuestionAsked)
    async def ask(self, event: QuestionAsked) -> None:
        """Reply to what was sent."""
        if self.visit is not None and self._is_current(event):
            reply = self.bot.ask(event.text, after=self.visit.reply)
            asked = clean(event.text)
            await self._show_reply(self.visit, reply.question if asked.isdecimal() and reply.question else asked, reply)

    async def _show_reply(self, visit: Visit, asked: str, reply: Reply) -> None:
        with suppress(Exception):  # counting never comes between a person and the answer
            self._count(reply)
        reply = visit.take(reply)
        if reply.kind is Kind.URGENT:
            await self._show(UrgentScreen(self._say, self.site, visit, reply))
        else:
            await self._show(AnswerScreen(self._say, self.site, visit, asked, reply))

    async def _write(self, visit: Visit, text: str) -> None:
        """Put typed text into the line to type in; show that line if it is not there yet."""
        if not isinstance(self.screen, AskScreen):
            await self._show(AskScreen(self.bot, self.site, visit, text))
        elif self.screen.is_mounted:
            self.screen.input.insert_text_at_cursor(text)

    async def _show_topics(self, visit: Visit) -> None:
        await self._show(TopicsScreen(self._say, self.site, visit, self.bot.topics()))

    async def _show(self, screen: Screen[None]) -> None:
        """Show one screen of the visit in place of the one before: there is nothing to go back into."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        await (self.push_screen(screen) if len(self.screen_stack) < 2 else self.switch_screen(screen))

    def _is_current(self, event: Message) -> bool:
        """True unless the event comes from a screen that is gone by now, such as the second of two quick touches."""
        sender = event._sender
        if sender is self:  # a key that the program handles itself
            return True
        return isinstance(sender, DOMNode) and sender.is_attached and self.screen in sender.ancestors_with_self

    # Staff

    def _staff_screen(self) -> Screen[None]:
        if self._check_pin is None:
            return NoWayOutScreen(self._say, self._say("kiosk.staff_title"))
        return StaffScreen(self._say, self._pause)

    def _pause(self) -> float:
        """Return the seconds until the next try of a PIN is looked at."""
        wait = getattr(self._check_pin, "wait", None)
        return float(wait()) if wait else 0.0

    @on(PinEntered)
    def let_out(self, event: PinEntered) -> None:
        """End for staff; say no to anybody else."""
        pin, event.pin = event.pin, ""
        if self._check_pin is not None and self._check_pin(pin):
            self.exit(return_code=LEFT)
        elif isinstance(self.screen, StaffScreen):
            self.screen.refused()

    # Between visitors

    async def tick(self) -> None:
        """Look at the time: warn, count down, end the visit."""
        if isinstance(self.screen, StaffScreen):
            self.screen.tick()
        if self.visit is None:
            return
        if self._idle.is_over:
            await self.start_over()
        elif isinstance(self.screen, WarningScreen):
            self.screen.count(self._idle.seconds_left)
        elif self._idle.is_due:
            self._idle.warn()
            is_urgent = self.visit.reply is not None and self.visit.reply.kind is Kind.URGENT
            await self.push_screen(WarningScreen(self._say, self.site, self._idle.seconds_left, is_urgent))

    async def start_over(self) -> None:
        """End the visit: throw its screens away, and all that may still know of them; then show the start screen."""
        self.visit = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self._forget()
        self._idle.touch()

    def _forget(self) -> None:
        """Let go of what Textual keeps of widgets that are gone, and have the terminal let go of what it showed."""
        self._clipboard = ""
        self._mouse_down_widget = self.mouse_captured = self.mouse_over = self.hover_over = None
        self._click_chain_last_offset = self._click_chain_last_time = None
        self._compose_screen = None
        self.clear_notifications()
        self.clear_selection()
        if self._driver is not None:
            self._driver._last_move_event = None
            if not self.is_headless:
                self._driver.write(ERASE)
        self.screen.refresh(layout=True)
        self._caches.forget()

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there. What takes the warning away does nothing else."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            self._idle.touch()
            if isinstance(self.screen, WarningScreen):
                self._mouse_down_widget = None  # or letting go of the button would be a click on what is below
                await self.pop_screen()
                return
        await super().on_event(event)

    # Faults

    async def _dispatch_message(self, message: Message) -> None:
        """Textual ends the program's loop at a fault in a handler of the program itself; here it goes on."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self._is_mounted:
                raise
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Tell the system log what happened where, and show the start screen again; end if that cannot help."""
        if self._recovering and not self._is_fresh():
            return  # what follows from a fault, in widgets that are about to go
        if not self._is_mounted or self._faults.are_too_many():
            self._end_broken(error)
        else:
            self._recovering, self._fresh = True, None
            kind, place = describe(error)
            self._log_line(self._say("kiosk.log_fault", fault=kind, place=place))
            self.call_later(self._recover)

    async def _recover(self) -> None:
        """Throw everything away, the start screen too: nobody knows what state it is in."""
        try:
            async with asyncio.timeout(_STUCK):
                await self.start_over()
                broken = self.screen
                self._fresh = self.get_default_screen()
                await self.push_screen(self._fresh)
                self._screen_stack.remove(broken)  # Textual has no way to switch the first screen
                await self._replace_screen(broken)
        except Exception as error:
            self._end_broken(error)
        else:
            self._recovering = False

    def _is_fresh(self) -> bool:
        """True while the start screen that replaces a broken one is at work: its faults count."""
        pump = active_message_pump.get(None)
        return isinstance(pump, DOMNode) and self._fresh is not None and self._fresh in pump.ancestors_with_self

    def _end_broken(self, error: Exception) -> None:
        """End, so that the supervisor starts the program anew."""
        self._recovering, self._fresh = True, None
        kind, place = describe(error)
        self._log_line(self._say("kiosk.log_ended", fault=kind, place=place))
        self._return_code = BROKEN
        self.exit(return_code=BROKEN)
