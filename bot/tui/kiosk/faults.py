"""Faults inside the program: what the system log is told of them, and when there are too many."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final

MOST_FAULTS: Final = 5
"""More than this many within `SPAN` seconds are not recovered from: the supervisor starts the program anew."""
SPAN: Final = 60.0


def describe(error: BaseException) -> tuple[str, str]:
    """Return type and place of a fault ("ValueError", "bot.replies:120"), not its text: that may repeat words typed.

    The place is the innermost one of ours, if there is one.
    """
    frames = [(frame.f_globals.get("__name__", "?"), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [one for one in frames if one[0].partition(".")[0] == "bot"]
    name, line = (ours or frames or [("?", 0)])[-1]
    return type(error).__name__, f"{name}:{line}"


def to_system_log(line: str) -> None:
    """Send one line to the system log; do nothing where there is none."""
    with suppress(Exception):
        import syslog

        syslog.openlog("faqbot-kiosk", 0, syslog.LOG_USER)
        syslog.syslog(syslog.LOG_ERR, line)


class Faults:
    """Counts faults."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` returns seconds."""
        self._clock = clock
        self._times: deque[float] = deque(maxlen=MOST_FAULTS + 1)

    def are_too_many(self) -> bool:
        """Note one more fault; return True when it is one too many."""
        self._times.append(self._clock())
        return len(self._times) > MOST_FAULTS and self._times[-1] - self._times[0] < SPAN
