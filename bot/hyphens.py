"""Words that the end of a line divides: "bow-" and "line" are one word, "follow-" and "up" keep their hyphen.

Which it is, only the whole text can tell. So readers of lines leave a mark where they join, and `mend` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MARK: Final = "\u2010"
"""Stands where a line was joined to the next at a hyphen; from files it is taken out by PLAIN."""
PLAIN: Final = {0x2010: "-", 0x2011: "-"}
"""For `str.translate`: hyphens that look the same as the one on keyboards."""
_AT_END: Final = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad]$")
_DIVIDED: Final = re.compile(rf"(?P<first>[\w-]+){MARK}(?P<second>(?P<word>[^\W\d_]+)[\w-]*)")


def join(text: str, line: str) -> str:
    """Return a wrapped line put to the text before it; a mark stands where the end of the line divides a word."""
    if _AT_END.search(text) and line[:1].islower():
        return f"{text[:-1]}{MARK}{line}"
    return f"{text} {line}"


def mend(text: str, words: set[str], joining: Iterable[str]) -> str:
    """Return a text with its marks resolved.

    Args:
        text: the text.
        words: words of the whole document, in small letters, with the hyphens inside them.
        joining: words before which a hyphen ends a word of its own: "upper- and lower-case".
    """

    def mended(found: re.Match[str]) -> str:
        first, second = found["first"], found["second"]
        if found["word"] in joining:
            return f"{first}- {second}"
        keeps = f"{first}-{second}".lower() in words and f"{first}{second}".lower() not in words
        return f"{first}-{second}" if keeps else f"{first}{second}"

    return _DIVIDED.sub(mended, text).replace(MARK, "-") if MARK in text else text


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of texts, in small letters, with the hyphens inside them."""
    return {word.lower() for text in texts if text for word in re.findall(r"\w+(?:-\w+)*", text)}
