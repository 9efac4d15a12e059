"""Give a kiosk its staff PIN: ask for it twice, and write its hash into the site file without touching the rest."""

from __future__ import annotations

import getpass
import re
import stat
from pathlib import Path
from typing import Final, TextIO

from bot import atomic, pin, site
from bot.lines import Say
from bot.plain import read_lines
from bot.words import clean
from bot.yamlfile import FileError, decode, read_bytes

_LINE: Final = re.compile(
    r"""^staff_pin[ \t]*: (?:[ \t]* (?: "[^"\r\n]*" | '[^'\r\n]*' | [^\s\#"'][^\r\n\#]*? )?)
        (?P<note> [ \t]+\#[^\r\n]* )? [ \t]* (?=\r?$)""",
    re.MULTILINE | re.VERBOSE,
)


class RefusedError(Exception):
    """Why a PIN cannot be used, in one line."""


def ask(say: Say, source: TextIO) -> str:
    """Ask for a PIN twice, unseen at a terminal, where the rule is told first; two lines from a pipe. Return its hash.

    Raises:
        RefusedError: the two differ, or it is too short, too long or too easy.
    """
    if source.isatty():
        rule = say("kiosk_setup.rule", least=pin.SHORTEST, most=pin.LONGEST)
        first = getpass.getpass(f"{rule}\n{say('kiosk_setup.pin')}")
        second = getpass.getpass(say("kiosk_setup.again"))
    else:
        lines = [*read_lines(source)][:2]
        first, second = (lines + ["", ""])[:2]
    first, second = first.strip(), second.strip()
    if first != second:
        raise RefusedError(say("kiosk_setup.differ"))
    if not pin.SHORTEST <= len(first) <= pin.LONGEST:
        raise RefusedError(say("kiosk_setup.length", least=pin.SHORTEST, most=pin.LONGEST))
    if clean(first) != first or pin.is_easy(first):
        raise RefusedError(say("kiosk_setup.easy"))
    return pin.make(first)


def line(stored: str) -> str:
    """Return the line of a site file."""
    return f'staff_pin: "{stored}"'


def write(path: Path, stored: str | None) -> None:
    """Put `stored` into a site file, in place of the PIN that stands there or at the end; all else stays as it is.

    None only tries whether it could be done.

    Raises:
        FileError: the file cannot be read, written or understood; it is as it was before.
    """
    place = path.resolve()  # a link stays a link
    old = decode(path, read_bytes(path))
    wanted = stored or pin.make("")
    new = with_line(old, line(wanted))
    if site.parse(path, new).staff_pin != wanted:
        raise FileError(path, None, "holds its PIN in a form that cannot be replaced; delete it and run this again")
    if stored is None:
        return
    try:
        status = place.stat()
        atomic.write(place, new.encode(), stat.S_IMODE(status.st_mode), owner=(status.st_uid, status.st_gid))
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); run this as a user who may, for example with sudo"
        raise FileError(path, None, problem) from None


def with_line(text: str, line: str) -> str:
    """Return the text of a site file with `line` for its PIN; a note behind the old PIN stays."""
    new, replaced = _LINE.subn(lambda found: line + (found["note"] or ""), text, count=1)
    if replaced:
        return new
    end = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if text.endswith("\n") or not text else end) + line + end
