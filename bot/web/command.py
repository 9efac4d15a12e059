"""`faqbot serve`: from its options to a server."""

from __future__ import annotations

import argparse
import sys

from bot import kiosk
from bot.lines import Say
from bot.opening import open_bot
from bot.options import WrongOptionsError
from bot.unit import absolute
from bot.web.files import UnknownTerminalError
from bot.web.server import Settings, run, usual_sessions


def serve(options: argparse.Namespace, say: Say) -> int:
    """Serve the chat until the system or Ctrl+C ends it; return the exit status.

    Raises:
        FileError: a file cannot be used. It is said here, before any visitor comes.
        WrongOptionsError: the address cannot be used.
    """
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
        bot, clinic = open_bot(files), ""
    title = clinic or say("chat.title", leaflets=", ".join(faq.title for faq in bot.faqs))
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


def words(options: argparse.Namespace) -> list[str]:
    """Return the command line of the program that a visitor gets, after its name."""
    given = [("--faq", path) for path in [*options.files, *options.faq]]
    given += [("--site", options.site)] if options.site else []
    return ["kiosk" if options.kiosk else "chat", *(text for name, path in given for text in (name, str(absolute(path))))]
