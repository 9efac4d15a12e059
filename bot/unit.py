"""The systemd unit of a console kiosk: the file `units/kiosk.service` with the places of this machine put in."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

TEMPLATE: Final = Path(__file__).with_name("units") / "kiosk.service"
STATE: Final = Path("/var/lib/faqbot")
"""The folder that the unit lets the kiosk write."""
SHUT: Final = tuple(Path(name) for name in ("/home", "/root", "/run/user", "/tmp", "/var/tmp"))
"""Folders that the unit shuts: what lies there cannot be read by the kiosk."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9_./:@+,=%-]+")


def text(program: Sequence[str], arguments: Sequence[str | Path], counts: Path | None = None) -> str:
    """Return the unit.

    Args:
        program: the command that starts faqbot, its first word an absolute path.
        arguments: what follows `kiosk`; a Path is made absolute, so that it does not matter where the unit stands.
        counts: the folder where the kiosk keeps its counts, None where it counts nothing.
    """
    words = [*program, "kiosk", *(str(absolute(each)) if isinstance(each, Path) else each for each in arguments)]
    outside = counts and not absolute(counts).is_relative_to(STATE)
    writes = f"ReadWritePaths=-{_quoted(str(absolute(counts)))}\n" if counts and outside else ""
    template = TEMPLATE.read_text(encoding="utf-8")
    return template.replace("{start}", " ".join(map(_command_word, words))).replace("{writes}", writes)


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
