"""Take a text apart into paragraphs, list items and sentences.

What is no end of a sentence beyond doubt is none: two sentences taken for one ask for more to be shown, one taken for
two would let half of it be shown, and half a sentence can say the opposite of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BULLET: Final = re.compile(r"\s*[-*+•◦▪·–—]\s+")
_END: Final = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘«(\[¿¡]*[^\W_])")
_SHORTENED: Final = re.compile(
    r"(?:^|[\s(\[\"“‘])(?:[A-Z][a-z]{0,3}|(?:\w\.)+\w|vs|approx|ca|cf|esp|incl|max|min|tel)$"
)
"""What ends in a full stop that ends no sentence: Dr. Prof. Blvd. J. e.g. U.S. vs. and the like."""
_NEAR: Final = 20
"""How many characters before a full stop tell whether it ends a sentence."""
_OPENING: Final = re.compile(r"[(\[“«]")
_CLOSING: Final = re.compile(r"[)\]”»]")


@dataclass(frozen=True)
class Part:
    """A paragraph, or one item of a list: its lines, bullet mark off."""

    lines: tuple[str, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        """The lines joined to one."""
        return " ".join(self.lines)


def parts(text: str) -> list[Part]:
    """Return the paragraphs and list items of a text: cut at blank lines and before bullet marks."""
    found: list[Part] = []
    is_new = True
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        words = " ".join((line[bullet.end() :] if bullet else line).split())
        if not words:
            is_new = True
        elif bullet or is_new:
            found.append(Part((words,), bullet is not None))
            is_new = False
        else:
            found[-1] = Part((*found[-1].lines, words), found[-1].is_item)
    return found


def sentences(text: str) -> list[str]:
    """Return the sentences of one paragraph, outer white space removed; together they are the paragraph."""
    found, start = [], 0
    for end in _ends(text):
        found.append(text[start:end].strip())
        start = end
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end; never inside brackets or quotation marks."""
    is_quoting = text.count('"') % 2 == 0  # an odd one is no quotation mark: 5" tube
    at = depth = quotes = 0
    for end in _END.finditer(text):
        depth += len(_OPENING.findall(text, at, end.end())) - len(_CLOSING.findall(text, at, end.end()))
        quotes += text.count('"', at, end.end())
        at = end.end()
        follows = text[at:].lstrip().lstrip('"“‘«([¿¡')[:1]
        if depth > 0 or (is_quoting and quotes % 2) or follows.islower():
            continue
        if end.group().startswith(".") and _SHORTENED.search(text[max(0, end.start() - _NEAR) : end.start()]):
            continue
        yield at
