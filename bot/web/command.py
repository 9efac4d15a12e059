"""`faqbot serve`: from its options to a server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from bot import kiosk, unit
from bot.lines import Say
from bot.opening import open_at
from bot.options import WrongOptionsError
from bot.web.files import UnknownTerminalError
from bot.web.guard import LOOPBACK, name_in
from bot.web.server import Settings, run, usual_sessions

BASE_MEMORY: Final = 400
SESSION_MEMORY: Final = 120
"""MiB that the unit lets the server, and each visitor's process, take (tests/benchmarks/load.py measures them)."""
BASE_TASKS: Final = 16
SESSION_TASKS: Final = 8
"""Threads, likewise."""


def serve(options: argparse.Namespace, say: Say) -> int:
    """Serve the chat until the system or Ctrl+C ends it; return the exit status.

    Raises:
        FileError: a file cannot be used. It is said here, before any visitor comes.
        WrongOptionsError: the address cannot be used.
    """
    if options.systemd_unit:
        return _print_unit(options, say)
    try:
        return run(settings_of(options, say), say, lambda address: print(say("web.ready", address=address), flush=True))
    except UnknownTerminalError:
        raise WrongOptionsError(say("web.no_extra")) from None
    except OSError as error:
        place, reason = f"{options.host}:{options.port}", error.strerror or type(error).__name__
        raise WrongOptionsError(say("web.no_address", place=place, reason=reason)) from None


def settings_of(options: argparse.Namespace, say: Say) -> Settings:
    """Return what is served. What it is made from is learnt, and kept, here: so that no visitor has to wait for it.

    Raises:
        FileError: a file cannot be used.
    """
    files = [*options.files, *options.faq]
    if options.kiosk:
        parts = kiosk.prepare(options.site, files)
        bot, clinic = parts.bot, parts.site.clinic
    else:
        bot, clinic = open_at(options.site, files), ""
    title = clinic or say("chat.title", leaflets=bot.title)
    return Settings(
        command=[sys.executable, "-m", "bot", *words(options)],
        language=bot.conversation.language,
        title=title,
        host=options.host,
        port=options.port,
        names=options.name,
        font_size=options.font_size,
        sessions=options.sessions or usual_sessions(),
        idle_minutes=0 if options.kiosk else options.idle,  # the kiosk begins anew by itself
        touch=options.touch,
        kiosk=options.kiosk,
    )


def _print_unit(options: argparse.Namespace, say: Say) -> int:
    site = kiosk.settings(options.site)
    sessions = options.sessions or usual_sessions()
    paths = [("--faq", path) for path in [*options.files, *options.faq]]
    paths += [("--site", options.site)] if options.site else []
    given: list[str | Path] = [word for pair in paths for word in pair]
    given += [word for name in options.name for word in ("--name", name)]
    given += [f"--{flag}" for flag in ("kiosk", "touch") if getattr(options, flag)]
    given += ["--font-size", str(options.font_size)] if options.font_size else []
    given += ["--host", options.host, "--port", str(options.port), "--idle", str(options.idle)]
    is_here = name_in(options.host) in LOOPBACK
    values = {
        "reach": "IPAddressAllow=localhost" if is_here else "IPAddressAllow=any",
        "memory": BASE_MEMORY + sessions * SESSION_MEMORY,
        "tasks": BASE_TASKS + sessions * SESSION_TASKS,
    }
    program = unit.program()
    print(unit.text(program, [*given, "--sessions", str(sessions)], site.counts, "serve", values), end="")
    needed = [Path(program[0]), *(path for _, path in paths), *site.faqs, *([site.counts] if site.counts else [])]
    for path in unit.shut(needed):
        print(say("kiosk_setup.shut", path=path), file=sys.stderr)
    return 0


def words(options: argparse.Namespace) -> list[str]:
    """Return the command line of the program that a visitor gets, after its name."""
    files = [str(unit.absolute(path)) for path in [*options.files, *options.faq]]
    site = ["--site", str(unit.absolute(options.site))] if options.site else []
    if not options.kiosk:
        return ["chat", *files, *site]
    return ["kiosk", *(word for file in files for word in ("--faq", file)), *site]
