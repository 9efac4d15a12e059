"""The process around the kiosk: no development switches, no traceback, no memory image on disk."""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import Any, Final

SERVED: Final = ("TEXTUAL_DRIVER", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM")
"""What textual-serve sets for the programs it runs."""
WEB_DRIVER: Final = "textual.drivers.web_driver:WebDriver"


def drop_switches(environ: MutableMapping[str, str], served: bool) -> None:
    """Take away what Textual would read from the environment: logs, screenshots, key presses, another driver.

    With `served`, what a browser needs is kept. Call it before Textual is loaded: it reads most of them then.
    """
    keeps = SERVED if served and environ.get("TEXTUAL_DRIVER") == WEB_DRIVER else ()
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in keeps:
            del environ[name]
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"


def forget_faults(tell: Callable[[BaseException], None]) -> None:
    """Have no fault anywhere leave more than what `tell` says of it; one in a thread ends the process.

    Tracebacks and warnings may repeat what was typed, and so may a memory image.
    """
    warnings.simplefilter("ignore")
    logging.getLogger("asyncio").disabled = True

    def at_end(kind: type[BaseException], error: BaseException, at: Any) -> None:
        tell(error)

    def in_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            tell(given.exc_value)
        os._exit(1)  # the terminal's reading or writing end is gone: the supervisor starts the program anew

    sys.excepthook = at_end
    sys.unraisablehook = lambda given: None
    threading.excepthook = in_thread
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
