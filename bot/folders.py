"""A folder of FAQs is one bot: which files it stands for, and what cannot go together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot import shipped
from bot.entries import Faq
from bot.yamlfile import FileError, read_bytes

SUFFIXES: Final = (".yaml", ".yml")
_ENTRIES: Final = b"entries:"


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files named, each folder replaced by the FAQs in it in order of name; no file twice.

    Raises:
        FileError: a folder cannot be read or holds no FAQ.
    """
    files: dict[str, Path] = {}
    for path in paths:
        for file in _faqs_in(path) if path.is_dir() else [path]:
            files.setdefault(os.path.realpath(file), file)  # even of a link that leads to itself
    return list(files.values())


def _faqs_in(folder: Path) -> list[Path]:
    """Return the FAQs in a folder: YAML with a line "entries:"; a broken one is found broken when it is loaded."""
    try:
        inside = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as error:
        raise FileError(folder, None, error.strerror or type(error).__name__) from None
    found = [path for path in inside if _is_faq(path)]
    if not found:
        raise FileError(folder, None, shipped.wording().say("cli.no_faq_here"))
    return found


def _is_faq(path: Path) -> bool:
    """True unless the file plainly is no FAQ, as one of wordings is none."""
    try:
        lines = read_bytes(path).splitlines()
    except FileError:
        return True  # loading it says what is wrong with it
    return any(line.startswith(_ENTRIES) for line in lines)


def refuse_several_languages(faqs: Sequence[Faq]) -> None:
    """Raise FileError for FAQs in different languages: a bot speaks one."""
    languages = dict.fromkeys(faq.language for faq in faqs)
    if len(languages) > 1:
        odd = next(faq for faq in faqs if faq.language != faqs[0].language)
        problem = shipped.wording().say("cli.several_languages", languages=", ".join(languages))
        raise FileError(odd.path or Path(), None, problem)
