"""What can stand on the command line: the commands, their options, and what is said where they are wrong."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

from bot import shipped

COMMANDS: Final = ("chat", "kiosk", "serve", "ask", "draft", "check", "test", "report")


class WrongOptionsError(Exception):
    """What is wrong with the command line, in one line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongOptionsError(f"{message} ({self.prog} --help)")


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the options; `faqbot` and `faqbot FILE` mean `faqbot chat …`.

    Raises:
        WrongOptionsError: they cannot be understood.
    """
    if not arguments or (arguments[0] not in COMMANDS and arguments[0] not in ("-h", "--help", "--version")):
        known_option = arguments and arguments[0] in ("--plain", "--faq", "--touch")
        if not arguments or known_option or Path(arguments[0]).suffix or Path(arguments[0]).is_dir():
            arguments = ["chat", *arguments]
    return _parser(arguments).parse_args(arguments)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    from bot import __version__

    asks_for_help = {"-h", "--help"} & set(arguments)

    def text(name: str) -> str:  # wording is read only where it is shown
        return shipped.wording().say(f"cli.{name}").replace("%", "%%") if asks_for_help else ""

    # argparse checks each option by laying out its help; only for a help that is read, it asks how wide the screen is
    layout = partial(argparse.HelpFormatter, width=None if asks_for_help else 80)
    parser = _Parser(prog="faqbot", description=text("description"), formatter_class=layout)
    parser.add_argument("--version", action="version", version=f"faqbot {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in [arguments[0]] if arguments[0] in COMMANDS else COMMANDS:
        own = commands.add_parser(name, help=text(name), description=text(name), formatter_class=layout)
        _ADD[name](own, text)
    return parser


def _chat(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=text("files"))
    parser.add_argument("--plain", action="store_true", help=text("plain"))
    parser.add_argument("--touch", action="store_true", help=text("touch"))
    _site(parser, text)
    _faq(parser, text)


def _serve(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=text("files"))
    parser.add_argument("--kiosk", action="store_true", help=text("serve_kiosk"))
    _site(parser, text)
    parser.add_argument("--touch", action="store_true", help=text("touch"))
    parser.add_argument("--systemd-unit", action="store_true", help=text("serve_unit"))
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=text("host"))
    parser.add_argument("--port", type=whole(0, 65535), default=8000, metavar="NUMBER", help=text("port"))
    parser.add_argument("--name", action="append", default=[], metavar="NAME", help=text("name"))
    parser.add_argument("--font-size", type=whole(6, 200), default=0, metavar="PIXELS", help=text("font_size"))
    parser.add_argument("--sessions", type=whole(1, 1000), metavar="NUMBER", help=text("sessions"))
    parser.add_argument("--idle", type=whole(0, 1440), default=10, metavar="MINUTES", help=text("idle"))
    _faq(parser, text)


def _ask(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("question", nargs="*", metavar="QUESTION", help=text("question"))
    form = parser.add_mutually_exclusive_group()  # what --why prints is for people, and no JSON
    form.add_argument("--json", action="store_true", dest="as_json", help=text("json"))
    form.add_argument("--why", action="store_true", help=text("why"))
    _site(parser, text)
    _faq(parser, text)


def _check(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FAQ.yaml", help=text("checked"))
    parser.add_argument("--json", action="store_true", dest="as_json", help=text("json"))
    parser.add_argument("--strict", action="store_true", help=text("strict"))
    parser.add_argument("--faq", action="append", type=Path, default=[], metavar="PATH", help=text("checked"))


def _draft(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("leaflet", type=Path, metavar="LEAFLET", help=text("leaflet"))
    parser.add_argument("-o", "--output", type=Path, metavar="FAQ.yaml", help=text("output"))
    parser.add_argument("--update", action="store_true", help=text("update"))


def _test(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("questions", type=Path, nargs="+", metavar="QUESTIONS.tsv", help=text("questions"))
    parser.add_argument("--misses", action="store_true", help=text("misses"))
    for option in ("min-right", "max-wrong", "max-false", "min-urgent"):
        label = text(option.replace("-", "_"))
        parser.add_argument(f"--{option}", type=percent, metavar="PERCENT", help=label)
    _faq(parser, text)


def _kiosk(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    _site(parser, text)
    instead = parser.add_mutually_exclusive_group()
    for option in ("example-site", "set-pin", "systemd-unit"):
        instead.add_argument(f"--{option}", action="store_true", help=text(option.replace("-", "_")))
    _faq(parser, text)


def _report(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=text("counts_folder"))
    _site(where, text)
    parser.add_argument("--json", action="store_true", dest="as_json", help=text("report_json"))
    _faq(parser, text)


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number in these limits."""

    def number(given: str) -> int:
        if not least <= int(given) <= most:
            raise ValueError
        return int(given)

    return number


def percent(given: str) -> float:
    """Return a number that can be compared; "nan" would let everything pass."""
    number = float(given)
    if not math.isfinite(number):
        raise ValueError
    return number


def _site(parser: argparse._ActionsContainer, text: Callable[[str], str]) -> None:
    parser.add_argument("--site", type=Path, metavar="SITE.yaml", help=text("site"))


def _faq(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("--faq", action="append", type=Path, default=[], metavar="PATH", help=text("faq"))


_ADD: Final[dict[str, Callable[[argparse.ArgumentParser, Callable[[str], str]], None]]] = {
    "chat": _chat,
    "serve": _serve,
    "ask": _ask,
    "draft": _draft,
    "check": _check,
    "test": _test,
    "kiosk": _kiosk,
    "report": _report,
}
