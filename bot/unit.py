"""The systemd units: the files `units/*.service` with the places of this machine put in."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

UNITS: Final = Path(__file__).with_name("units")
STATE: Final = Path("/var/lib/faqbot")
"""The folder that the unit lets the kiosk write."""
SHUT: Final = tuple(Path(name) for name in ("/home", "/root", "/run/user", "/tmp", "/var/tmp"))
"""Folders that the unit shuts: what lies there cannot be read by the kiosk."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9_./:@+,=%-]+")


def text(
    program: Sequence[str],
    arguments: Sequence[str | Path],
    counts: Path | None = None,
    command: str = "kiosk",
    values: Mapping[str, object] | None = None,
) -> str:
    """Return the unit of a command.

    Args:
        program: the command that starts faqbot, its first word an absolute path.
        arguments: what follows the command; a Path is made absolute, so that it does not matter where the unit stands.
        counts: the folder where the kiosk keeps its counts, None where it counts nothing.
        command: "kiosk" or "serve".
        values: what else the unit leaves open: name -> value.
    """
    words = [*program, command, *(str(absolute(each)) if isinstance(each, Path) else each for each in arguments)]
    outside = counts and not absolute(counts).is_relative_to(STATE)
    writes = f"ReadWritePaths=-{_quoted(str(absolute(counts)))}\n" if counts and outside else ""
    template = (UNITS / f"{command}.service").read_text(encoding="utf-8")
    known = {**(values or {}), "writes": writes, "start": " ".join(map(_command_word, words))}
    return re.sub("{([a-z]+)}", lambda found: str(known[found[1]]), template)


def program() -> list[str]:
    """Return the command that started this process: the faqbot that was called, or Python with the module."""
    called, beside = Path(sys.argv[0]), Path(sys.executable).with_name("faqbot")
    for path in (called, beside):
        if path.name == "faqbot" and path.is_file():
            return [str(absolute(path))]
    return [str(absolute(Path(sys.executable))), "-m", "bot"]


def shut(paths: Iterable[Path]) -> list[Path]:
    """Return those of the paths that the unit shuts."""
    return [path for path in map(absolute, paths) if any(path.is_relative_to(folder) for folder in SHUT)]


def absolute(path: Path) -> Path:
    """Return the path from the root, without ".."; links in it stay links (a venv's Python is one)."""
    return Path(os.path.abspath(path))


def _command_word(word: str) -> str:
    """Return a word of a command line as systemd reads it, with no variable in it."""
    return _quoted(word).replace("$", "$$")


def _quoted(word: str) -> str:
    """Return the word in quotes where it needs them, with no specifier ("%h") in it."""
    doubled = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return doubled
    escaped = re.sub(r'[\\"\x00-\x1f\x7f]', lambda found: f"\\x{ord(found[0]):02x}", doubled)
    return f'"{escaped}"'
