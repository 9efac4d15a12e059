"""How long nobody has touched anything, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil


class Idle:
    """Counts the seconds since the last key or touch, and those of the warning once it is shown.

    The warning's own time starts when it is shown, so that people get all of it, however busy the machine was.
    """

    def __init__(self, idle_seconds: float, warning_seconds: float, clock: Callable[[], float]) -> None:
        """Times are in seconds; `clock` returns seconds from any start, and never goes back."""
        self._idle, self._warning, self._clock = idle_seconds, warning_seconds, clock
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()
        self._warned: float | None = None

    @property
    def is_due(self) -> bool:
        """True when the warning must be shown."""
        return self._warned is None and self._clock() - self._touched >= self._idle

    def warn(self) -> None:
        """The warning is shown: its time starts."""
        self._warned = self._clock()

    @property
    def seconds_left(self) -> int:
        """Seconds of the warning that are left, rounded up; 0 when they are over, all of them before it is shown."""
        since = 0.0 if self._warned is None else self._clock() - self._warned
        return max(ceil(self._warning - since), 0)

    @property
    def is_over(self) -> bool:
        """True when the visit must end."""
        return self._warned is not None and self.seconds_left == 0
