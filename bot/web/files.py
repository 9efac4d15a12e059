"""The files of the page: its own, and the terminal of textual-serve with its font. All are served from here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import textual_serve

PAGE: Final = Path(__file__).with_name("page")
_TERMINAL: Final = Path(textual_serve.__file__).with_name("static")
_PARTS: Final = ("Terminal", "FitAddon", "CanvasAddon", "Unicode11Addon")
_START: Final = "window.onload="


class UnknownTerminalError(Exception):
    """The script of textual-serve is not the one this was written for."""


def load() -> dict[str, tuple[bytes, str]]:
    """Return the files by name, each with its type.

    Raises:
        UnknownTerminalError: another version of textual-serve is installed.
    """
    script = terminal_script((_TERMINAL / "js" / "textual.js").read_text(encoding="utf-8"))
    return {
        "page.css": ((PAGE / "page.css").read_bytes(), "text/css"),
        "page.js": ((PAGE / "page.js").read_bytes(), "text/javascript"),
        "terminal.js": (script.encode(), "text/javascript"),
        "terminal.css": ((_TERMINAL / "css" / "xterm.css").read_bytes(), "text/css"),
        "terminal.ttf": ((_TERMINAL / "fonts" / "RobotoMono-VariableFont_wght.ttf").read_bytes(), "font/ttf"),
    }


def terminal_script(script: str) -> str:
    """Return the script of textual-serve, changed so that it hands its parts over instead of starting by itself.

    By itself it opens links and files that the program names, tells the clipboard to the program, has no mode for
    screen readers, and leaves somebody whose connection broke with a dead page.

    Raises:
        UnknownTerminalError: it has no such parts.
    """
    end = script.rfind(_START)
    client = script[script.rfind("class ", 0, end) : end]
    names = {part: re.search(rf"new (\w+)\.{part}\b", client) for part in _PARTS}
    if end < 0 or not all(names.values()):
        raise UnknownTerminalError
    parts = ",".join(f"{part}:{found[1]}.{part}" for part, found in names.items() if found)
    return f"{script[:end]}window.terminalParts={{{parts}}};const startsByItself={script[end + len(_START) :]}"
