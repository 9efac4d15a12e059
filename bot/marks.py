"""The words by which a document's parts are known: page furniture, announcements, contacts, publishers.

They stand in `document.yaml` of a language. A pattern there is a line in small letters without apostrophes; `*` is any
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot import places
from bot.words import clean, normalise
from bot.yamlfile import Fields, read

_NUMBER: Final = re.compile(r"\(?\+?\d[\d\s().-]{5,}\d")
_ADDRESS: Final = re.compile(r"\S+@\S+\.\w{2,}|(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Marks:
    """What is known of documents in one language; made by `load`."""

    furniture: Mapping[str, re.Pattern[str]]
    announcing: re.Pattern[str]
    promising: re.Pattern[str]
    contact: re.Pattern[str]
    publisher: re.Pattern[str]
    dated: re.Pattern[str]
    closing: re.Pattern[str]
    classes: frozenset[str]
    asking: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()

    def kind_of_furniture(self, text: str) -> str:
        """Return the kind of page furniture a line is, "" for none."""
        line = plain(text)
        return next((kind for kind, pattern in self.furniture.items() if pattern.fullmatch(line)), "")

    def announces(self, text: str) -> bool:
        """True for a text that announces a list: it ends with a colon or a word such as "include"."""
        return text.rstrip().endswith(":") or bool(self.announcing.fullmatch(plain(text)))

    def asks(self, text: str) -> bool:
        """True for a line that begins as a question does: "How we find it"."""
        return plain(text).partition(" ")[0] in self.asking

    def promises(self, text: str) -> bool:
        """True for a text that makes no sense without the list it speaks of."""
        return bool(self.promising.fullmatch(plain(text)))

    def is_contact(self, text: str) -> bool:
        """True for a line with a telephone number, an address of the net, or a word such as "fax"."""
        return bool(_NUMBER.search(text) or _ADDRESS.search(text) or self.contact.search(plain(text)))

    def is_publisher(self, text: str) -> bool:
        """True for a short line that reads as the name of who publishes leaflets."""
        return (
            len(text.split()) <= 10 and not text.endswith((".", ":", "?")) and bool(self.publisher.search(plain(text)))
        )

    def is_closing(self, text: str) -> bool:
        """True for a paragraph that says of itself no more than that it replaces no doctor, and the like."""
        return bool(self.closing.fullmatch(plain(text)))

    def date(self, text: str) -> str:
        """Return the date of a line such as "Last reviewed: May 2024", as printed; "" for another line."""
        found = self.dated.match(text)
        return found.group("date").strip(" .:") if found else ""


def plain(text: str) -> str:
    """Return a text as patterns see it."""
    return " ".join(normalise(text).split())


@lru_cache
def load(language: str = places.DEFAULT_LANGUAGE, path: Path | None = None) -> Marks:
    """Return the marks of a language (those of English where it has none). Raises FileError."""
    path = path or places.file(language, "document.yaml")
    fields = Fields(path, read(path), "the file")
    fields.text("language")
    kinds = fields.fields("furniture", required=True)
    marks = Marks(
        furniture={kind: pattern(kinds.texts(kind)) for kind in kinds.names()} if kinds else {},
        announcing=pattern(fields.texts("announcing")),
        promising=pattern(fields.texts("promising")),
        contact=_words(fields.texts("contact")),
        publisher=_words(fields.texts("publisher")),
        dated=_dated(fields.texts("dated")),
        closing=pattern(fields.texts("closing")),
        classes=frozenset(fields.texts("classes")),
        asking=frozenset(fields.texts("asking")),
        joining=frozenset(fields.texts("joining")),
    )
    fields.finish()
    return marks


def pattern(lines: Iterable[str]) -> re.Pattern[str]:
    """Return what matches one of the lines as a whole, `*` in them standing for any text."""
    parts = [".*".join(map(re.escape, plain(line).split("*"))) for line in lines]
    return re.compile("|".join(f"(?:{part})" for part in parts) or "(?!)")


def _words(lines: Iterable[str]) -> re.Pattern[str]:
    parts = [rf"\b{re.escape(plain(line))}\b" for line in lines]
    return re.compile("|".join(parts) or "(?!)")


def _dated(lines: Iterable[str]) -> re.Pattern[str]:
    parts = "|".join(re.escape(clean(line)) for line in lines)
    return re.compile(
        rf"\W*(?:{parts})\s*(?:on|date|by [^:\d|]{{1,40}}:)?\s*:?\s*"
        r"(?P<date>[^|\n]{0,40}?\d{4}(?:[-./]\d\d?){0,2}|\d[\d./-]+\d)\b",
        re.IGNORECASE,
    )
