"""Settings of one place: the clinic, where its staff are, how long a visit may rest, which FAQs it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """The settings of a kiosk.

    `staff` says where staff are ("the front desk"); `idle_seconds` without a key or touch bring the warning, which
    counts down `warning_seconds` (at least 20: WCAG 2.2.1); `staff_pin` is a hash, "" where staff cannot leave the
    kiosk; `counts` is the folder where counts are kept, None where nothing is counted; `faqs` are those to show, none
    meaning those that ship.
    """

    clinic: str = ""
    staff: str = ""
    emergency_number: str = ""
    idle_seconds: int = 90
    warning_seconds: int = 20
    staff_pin: str = ""
    counts: Path | None = None
    faqs: tuple[Path, ...] = ()
