"""The kiosk for tests: with the bot of fixed replies, a clock that stands still until it is moved, and its log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fakes import FakeBot
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from bot.reply import Reply
from bot.site import Site
from bot.tui.kiosk import make_kiosk
from bot.tui.kiosk.app import KioskApp
from bot.tui.widgets.lines import Lines

SITE = Site(clinic="Sunny Clinic", staff="the front desk", emergency_number="911")
PIN = "246810"


class Clock:
    """Seconds, moved by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Kiosk:
    """A kiosk, and all that it told the world."""

    def __init__(
        self,
        site: Site = SITE,
        check_pin: Callable[[str], bool] | None = lambda pin: pin == PIN,
        warnings: Sequence[str] = (),
        bot: FakeBot | None = None,
    ) -> None:
        self.clock, self.log, self.counted = Clock(), list[str](), list[Reply]()
        self.bot = bot or FakeBot()
        self.app: KioskApp = make_kiosk(
            self.bot,  # type: ignore[arg-type]
            site,
            check_pin,
            lambda reply: self.counted.append(reply),
            warnings,
            clock=self.clock,
            log=self.log.append,
        )

    async def wait(self, pilot: Pilot[None], seconds: float) -> None:
        """Let time go by, and have the kiosk look at it."""
        self.clock.now += seconds
        await self.app.tick()
        await pilot.pause()

    @property
    def at(self) -> str:
        """The name of the screen that is seen."""
        return type(self.app.screen).__name__

    @property
    def text(self) -> str:
        """All that can be read."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, as a person would; "type:" types what follows it, faster than anybody."""
    for key in keys:
        if key.startswith("type:"):
            for letter in key[5:]:  # the pilot's own way waits long after each
                pilot.app.post_message(events.Key(_character_to_key(letter), letter).set_sender(pilot.app))
        else:
            await pilot.press(key)
        await pilot.pause()


async def touch(kiosk: Kiosk, pilot: Pilot[None], what: str | tuple[int, int]) -> None:
    """Touch a place, or the place where a text stands, as the terminal would report it."""
    if isinstance(what, str):
        rows = [strip.text for strip in kiosk.app.screen._compositor.render_strips()]
        y = next(index for index, row in enumerate(rows) if what in row)
        what = (rows[y].index(what) + 1, y)
    x, y = what
    for kind in (events.MouseDown, events.MouseUp):
        kiosk.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause()
    await pilot.pause()


def all_text(pilot: Pilot[None]) -> str:
    """Everything that any widget of any screen shows."""
    return "\n".join(
        str(node.render())
        for screen in pilot.app.screen_stack
        for node in screen.walk_children(with_self=True)
        if isinstance(node, Lines)
    )


def files_under(*folders: Path) -> dict[Path, bytes]:
    """All files, with what they hold."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}
