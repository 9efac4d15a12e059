"""What `faqbot kiosk` does for the one who sets a kiosk up: print an example site file, set the PIN, print the unit."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from bot import kiosk, new_pin, unit
from bot.lines import Say
from bot.options import WrongOptionsError

READ_SECONDS: Final = 4.0
"""How long a line stays in a terminal before the kiosk covers it."""
Task: TypeAlias = Callable[[argparse.Namespace, Say], int]


def task(options: argparse.Namespace) -> Task | None:
    """Return what is to be done instead of showing the kiosk, if anything."""
    if options.example_site:
        return _example
    if options.set_pin:
        return _set_pin
    return _unit if options.systemd_unit else None


def warn_of_no_way_out(say: Say) -> None:
    """Tell whoever starts a kiosk without a PIN how it ends, and leave them time to read it at a terminal."""
    print(say("kiosk_setup.no_pin"), file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        time.sleep(READ_SECONDS)


def _example(options: argparse.Namespace, say: Say) -> int:
    print(kiosk.example(), end="")
    return 0


def _set_pin(options: argparse.Namespace, say: Say) -> int:
    path: Path | None = options.site
    if path:
        new_pin.write(path, None)  # what is wrong with the file is better said before anybody types
    try:
        stored = new_pin.ask(say, sys.stdin)
    except new_pin.RefusedError as refused:
        raise WrongOptionsError(str(refused)) from None
    except EOFError:
        raise WrongOptionsError(say("kiosk_setup.differ")) from None
    if path:
        new_pin.write(path, stored)
        print(say("kiosk_setup.written", path=path))
    else:
        print(new_pin.line(stored))
    return 0


def _unit(options: argparse.Namespace, say: Say) -> int:
    site = kiosk.settings(options.site)
    arguments: list[str | Path] = ["--site", options.site] if options.site else []
    for path in options.faq:
        arguments += ["--faq", path]
    program = unit.program()
    print(unit.text(program, arguments, site.counts), end="")
    needed = [Path(program[0]), *(each for each in arguments if isinstance(each, Path)), *site.faqs]
    needed += [site.counts] if site.counts else []
    for path in unit.shut(needed):
        print(say("kiosk_setup.shut", path=path), file=sys.stderr)
    return 0
