"""The kiosk for a waiting room. Importing this loads no Textual: its switches are taken away first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bot.replies import Bot
from bot.reply import Reply
from bot.site import Site
from bot.tui.kiosk.environment import drop_switches, forget_faults

if TYPE_CHECKING:
    from bot.tui.kiosk.app import KioskApp


def run_kiosk(
    bot: Bot,
    site: Site,
    check_pin: Callable[[str], bool] | None,
    count: Callable[[Reply], None],
    warnings: Sequence[str],
    served: bool = False,
) -> int:
    """Run the kiosk in this terminal until staff leave or the system ends it; return the exit status.

    Args:
        bot: what answers.
        site: the settings of the place.
        check_pin: returns whether a PIN lets staff out; its `wait()`, if it has one, the seconds until the next try
            is looked at. None where no PIN is set: then there is no way out but the system's own.
        count: called with each reply shown; what it raises changes nothing.
        warnings: lines for the start screen.
        served: true where textual-serve shows the kiosk in a browser; its own settings in the environment are kept.

    Returns:
        0 when staff left or SIGTERM came, 129 when the terminal went, 1 after a fault without recovery.
    """
    drop_switches(os.environ, served)
    from bot.tui import paste
    from bot.tui.kiosk import faults

    forget_faults(lambda error: faults.to_system_log(_line(bot, error)))
    try:
        from bot.tui.kiosk import terminal

        terminal.ignore_signals()
        paste.install(terminal.KioskParser)
    except ImportError:  # no such terminals on Windows
        paste.install()
    app = make_kiosk(bot, site, check_pin, count, warnings, served=served)
    try:
        app.run()
    except Exception as error:  # whatever it was, its traceback must not reach the terminal
        faults.to_system_log(_line(bot, error))
        return 1
    return app.return_code or 0


def make_kiosk(
    bot: Bot,
    site: Site,
    check_pin: Callable[[str], bool] | None = None,
    count: Callable[[Reply], None] = lambda reply: None,
    warnings: Sequence[str] = (),
    served: bool = False,
    **options: Any,
) -> KioskApp:
    """Return the kiosk, for the command and for tests; `options` are those of `KioskApp`."""
    from bot.tui.kiosk.app import KioskApp

    app = KioskApp(bot, site, check_pin, count, warnings, **options)
    if not served:
        try:
            from bot.tui.kiosk.terminal import KioskDriver
        except ImportError:
            return app
        app.driver_class = KioskDriver
    return app


def _line(bot: Bot, error: BaseException) -> str:
    from bot.tui.kiosk.faults import describe

    kind, place = describe(error)
    return bot.conversation.say("kiosk.log_ended", fault=kind, place=place)
