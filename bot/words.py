"""Text at the door and in pieces: clean what comes in, normalise it for comparison, split it into words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_QUESTION: Final = 2_000
"""Longest question looked at, in characters; about a page of text."""

_ESCAPES: Final = re.compile(
    r"""\x1b (?: \[ [0-?]* [ -/]* [@-~]?                    # CSI: colours, cursor, mouse, bracketed paste
             | [\]P^_X] (?: [^\x07\x1b\x80-\x9f]*+ (?:\x07|\x1b\\|\x9c) )?  # OSC, DCS, PM, APC, SOS with their end
             | [ -/]* [0-~]? )                              # two-character escapes
      | \x9b [0-?]* [ -/]* [@-~]?                           # the one-character forms of the same
      | [\x9d\x90\x9e\x9f\x98] (?: [^\x07\x1b\x80-\x9f]*+ (?:\x07|\x1b\\|\x9c) )?""",
    re.VERBOSE,
)
_SPACES: Final = re.compile(r"[^\S\n]+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_DROPPED: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode categories that never reach a screen: controls, format characters (zero width, bidirectional overrides),
lone surrogates, private use, unassigned."""

_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""What takes no room and is none of these categories: fillers, variation selectors, the grapheme joiner (Unicode
property Default_Ignorable_Code_Point)."""

_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘‛`´ʼʹ′＇"), None)
_WORD: Final = re.compile(r"[^\W_]+")


def clean(text: str, limit: int | None = MAX_QUESTION, keep_lines: bool = False) -> str:
    """Return `text` fit to be shown and compared.

    Escape sequences (ECMA-48), control, format, surrogate and unassigned characters are removed, Unicode is composed
    (NFC, Unicode Standard Annex 15), white space is folded, and at most `limit` characters remain (None: no limit).
    With `keep_lines` line breaks and indents stay (at most one blank line in a row); otherwise it becomes one line.
    Cleaning twice changes nothing.
    """
    if limit is not None:
        text = text[: limit * 4]  # a bound on the work, before the bound on the result
    text = _ESCAPES.sub("", text) if "\x1b" in text or not text.isprintable() else text
    if not text.isprintable():
        text = "".join(map(_visible, text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if keep_lines:
        lines = (_fold_spaces(line) for line in text.split("\n"))
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    else:
        text = " ".join(text.split())
    return text if limit is None else text[:limit].rstrip()


def _fold_spaces(line: str) -> str:
    """Return the line with runs of white space as one space; an indent of up to eight spaces stays."""
    indent = min(8, len(line) - len(line.lstrip(" ")))
    return (" " * indent + _SPACES.sub(" ", line.strip())).rstrip()


def _visible(char: str) -> str:
    """Return the character, a space or line break in its place, or nothing."""
    if char.isspace():
        return "\n" if char in "\n\u2028\u2029\x85" else " "
    return "" if unicodedata.category(char) in _DROPPED else char


def normalise(text: str) -> str:
    """Return `text` for comparison: compatibility forms folded (NFKC), lower case, accents and apostrophes removed."""
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", plain)


def split(text: str) -> list[str]:
    """Return the normalised words of `text` (runs of letters and digits), in order."""
    return _WORD.findall(normalise(text))
