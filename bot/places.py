"""Where the files lie that ship with the program: one folder for each language."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
DEFAULT_LANGUAGE: Final = "en"


def folder() -> Path:
    """Return the folder of languages: inside the package when installed from a wheel, beside it in a checkout."""
    inside = _PACKAGE / "faq_files"
    return inside if inside.is_dir() else _PACKAGE.parent / "faq"


def file(language: str, name: str) -> Path:
    """Return a file of a language; that of English where the language has none."""
    path = folder() / language / name
    return path if path.is_file() else folder() / DEFAULT_LANGUAGE / name
