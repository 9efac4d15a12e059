"""Run by tests in a terminal of its own: the kiosk with a small FAQ, PIN 246810; arguments: folder of the bot, FAQ."""

import os
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from bot.opening import open_bot  # noqa: E402
from bot.site import Site  # noqa: E402
from bot.tui.kiosk import faults, run_kiosk  # noqa: E402

if __name__ == "__main__":
    seconds = int(os.environ.pop("TEST_SECONDS", "600"))
    site = Site(clinic="Sunny Clinic", staff="the desk", emergency_number="911", idle_seconds=seconds)
    made = open_bot([Path(sys.argv[2])])
    if os.environ.pop("TEST_BROKEN", ""):

        def broken(typed: str, limit: int = 4, early: bool = False) -> tuple[()]:
            raise RuntimeError(f"{typed}uagga")

        made.predict = broken  # type: ignore[assignment]
    if log := os.environ.pop("TEST_LOG", ""):  # in place of the system log, which is the machine's

        def write(line: str) -> None:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

        faults.to_system_log = write
    check = None if os.environ.pop("TEST_NO_PIN", "") else lambda pin: pin == "246810"
    sys.exit(run_kiosk(made, site, check, lambda reply: None, []))
