"""The commands. No logic of their own: they open a bot, hand it questions and print what it says."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot import lines, plain, shipped, store
from bot.entries import Entry, Faq, NotCovered
from bot.opening import open_at, open_bot
from bot.options import WrongOptionsError
from bot.options import parse as options_of
from bot.replies import Bot
from bot.reply import Kind, Reply
from bot.words import clean
from bot.yamlfile import FileError

DONE: Final = 0
FELL_SHORT: Final = 1
WRONG_INPUT: Final = 2
STOPPED: Final = 130
"""As a shell has it: 128 and the number of the signal SIGINT."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status: 0 done, 1 fell short, 2 the command or its input is wrong."""
    _open_closed_streams()
    plain.forgive(sys.stdin, sys.stdout, sys.stderr)
    try:
        try:
            options = options_of(list(sys.argv[1:] if arguments is None else arguments))
            return int(_COMMANDS[options.command](options))
        finally:
            sys.stdout.flush()  # here, where a reader that has left and a full disk are still caught
    except (FileError, WrongOptionsError) as error:
        return _fail("cli.error", problem=str(error))
    except KeyboardInterrupt:
        _fail("cli.stopped")
        return STOPPED
    except BrokenPipeError:
        _write_nowhere()  # the reader has left; nothing more to say
        return DONE
    except OSError as error:
        _write_nowhere()
        _fail("cli.cannot_write", reason=error.strerror or type(error).__name__)
        return FELL_SHORT
    except Exception as error:  # no traceback: it could show what was typed
        store.forget()  # the fault may lie in a damaged one
        _fail("cli.fault", fault=type(error).__name__)
        return FELL_SHORT


def _fail(label: str, **values: object) -> int:
    try:
        text = shipped.wording().say(label, **values)
    except (FileError, KeyError) as error:  # the file of wordings is the one that is wrong
        text = f"faqbot: {error}"
    print(clean(text, limit=None), file=sys.stderr)  # a file may have any name
    return WRONG_INPUT


def _open_closed_streams() -> None:
    """Give a program started without a standard stream (`faqbot <&-`) an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _write_nowhere() -> None:
    """Send what is still buffered nowhere, or Python complains once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _making() -> None:
    """Tell a person at a terminal why nothing happens for some seconds."""
    if sys.stderr.isatty():
        print(shipped.wording().say("cli.making"), file=sys.stderr)


def _chat(options: argparse.Namespace) -> int:
    bot = open_at(options.site, [*options.files, *options.faq], _making)
    if options.plain or plain.is_needed(os.environ, sys.stdin, sys.stdout, sys.stderr):
        status = plain.run(bot, sys.stdin, sys.stdout, echo=not sys.stdin.isatty())
    else:
        from bot.tui.app import run  # only what draws loads what draws

        status = run(bot, options.touch)
    if status == FELL_SHORT:
        store.forget()  # the fault may lie in a damaged one
    return status


def _serve(options: argparse.Namespace) -> int:
    say = shipped.wording().say
    try:
        from bot.web import command
    except ImportError:  # an extra, since most people need no server
        raise WrongOptionsError(say("web.no_extra")) from None
    return command.serve(options, say)


def _ask(options: argparse.Namespace) -> int:
    bot = open_at(options.site, options.faq, _making)
    asked: Iterable[str] = [" ".join(options.question)] if options.question else plain.read_lines(sys.stdin)
    for question in asked:
        print(_told(bot, question, options), flush=True)
    return DONE


def _told(bot: Bot, question: str, options: argparse.Namespace) -> str:
    """Return the reply to one question in the form that was asked for."""
    if options.why:
        from bot import why

        return why.explain(bot, question)
    reply = bot.ask(question)
    if options.as_json:
        return _json(as_data(reply))
    speaker = bot.conversation.say("plain.urgent" if reply.kind is Kind.URGENT else "plain.answer")
    return f"{speaker} {lines.whole(reply, bot.conversation.say)}\n"


def _json(data: Mapping[str, object]) -> str:
    import json  # not needed otherwise, and starting is quicker without

    return json.dumps(data, ensure_ascii=False)


def as_data(reply: Reply) -> dict[str, object]:
    """Return a reply as the object that `ask --json` prints: keys and their order are fixed."""
    return {
        "question": reply.question,
        "kind": reply.kind.value,
        "entries": list(reply.entries),
        "suggestions": [choice.entry for choice in reply.choices] if reply.offers else [],
        "topic": reply.topic,
        "confidence": reply.confidence,
        "ranking": [[id_, score] for id_, score in reply.ranking],
        "corrected": dict(reply.corrected),
        "text": lines.said(reply),
        "disclaimer": reply.disclaimer,
        "source": reply.source,
    }


def _check(options: argparse.Namespace) -> int:
    from bot import check, findings, readability

    say = shipped.wording().say
    if not readability.is_installed():
        print(say("check.no_grades"), file=sys.stderr)

    def asking(one: Faq) -> None:
        if sys.stderr.isatty():
            items: list[Entry | NotCovered] = [*one.entries, *one.not_covered]
            count = sum(len(item.phrasings) for item in items)
            print(say("check.asking", count=count, title=one.title), file=sys.stderr)

    found = check.everything([*options.files, *options.faq], asking=asking)
    for line in [_json(one.data(say)) for one in found] if options.as_json else findings.texts(found, say):
        print(line)
    errors = sum(one.severity is findings.Severity.ERROR for one in found)
    if not options.as_json:
        print(say("check.summary", errors=errors, warnings=len(found) - errors))
    return FELL_SHORT if errors or (options.strict and found) else DONE


def _draft(options: argparse.Namespace) -> int:
    from bot import draft_file

    say = shipped.wording().say
    if options.update and options.output is None:
        raise WrongOptionsError(say("cli.update_what"))

    def tell(line: str) -> None:
        print(line, file=sys.stderr)

    print(draft_file.run(options.leaflet, options.output, options.update, shipped.words(), say, tell), end="")
    return DONE


def _test(options: argparse.Namespace) -> int:
    from bot import evaluate, report

    bot = open_bot(options.faq, _making)
    say = bot.conversation.say
    questions = [labelled for path in options.questions for labelled in evaluate.read_questions(path, bot.entries, say)]
    score = evaluate.run(bot.ask, questions)
    print(report.table(score, say))
    if options.misses:
        print(report.misses(score, say))
    limits = report.Limits(options.min_right, options.max_wrong, options.max_false, options.min_urgent)
    short = report.shortfalls(score, limits, say)
    for line in short:
        print(line)
    return FELL_SHORT if short else DONE


def _kiosk(options: argparse.Namespace) -> int:
    from bot import kiosk, setting_up

    instead = setting_up.task(options)
    if instead:
        return instead(options, shipped.wording().say)
    if plain.is_needed(os.environ, sys.stdin, sys.stderr):  # Textual draws on standard error
        raise WrongOptionsError(shipped.wording().say("kiosk_setup.no_screen"))
    served = os.environ.get("TEXTUAL_DRIVER") == plain.WEB_DRIVER
    parts = kiosk.prepare(options.site, options.faq, _making)
    if parts.check_pin is None and not served:
        setting_up.warn_of_no_way_out(shipped.wording().say)
    from bot.tui.kiosk import run_kiosk

    # In a browser there is nothing that a PIN could open.
    check_pin = None if served else parts.check_pin
    return run_kiosk(parts.bot, parts.site, check_pin, parts.count, parts.warnings, served=served)


def _report(options: argparse.Namespace) -> int:
    from bot import usage

    print(usage.report(options.site, options.folder, options.faq, options.as_json, sys.stdout))
    return DONE


_COMMANDS: Final = {
    "chat": _chat,
    "kiosk": _kiosk,
    "serve": _serve,
    "ask": _ask,
    "draft": _draft,
    "check": _check,
    "test": _test,
    "report": _report,
}
