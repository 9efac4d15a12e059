"""What `faqbot kiosk` does for the one who sets a kiosk up: print an example site file, set the PIN, print the unit."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from bot import kiosk, new_pin, unit
from bot.lines import Say
from bot.options import WrongOptionsError

Task: TypeAlias = Callable[[argparse.Namespace, Say], int]


def task(options: argparse.Namespace) -> Task | None:
    """Return what is to be done instead of showing the kiosk, if anything."""
    if options.example_site:
        return _example
    if options.set_pin:
        return _set_pin
    return _unit if options.systemd_unit else None


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
