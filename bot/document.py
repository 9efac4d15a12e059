"""A leaflet as it was found: its title, its publisher, and its passages under their headings; page furniture is out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Shape(StrEnum):
    """What a block of a document looks like."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    CONTACT = "contact"


@dataclass(frozen=True)
class Block:
    """One passage as it stands in the document, word for word.

    `text` is one paragraph; of a list, the sentence that announces it and its items, each on a line that begins with
    "- "; of a contact, its lines. `line` is where it begins in the file, from 1; 0 where the format has no lines.
    """

    shape: Shape
    text: str
    line: int = 0


@dataclass(frozen=True)
class Section:
    """The blocks under one heading; `heading` is "" where the document has none there, or has lost it.

    `under` is the heading of a higher level that this one stands under, "" where there is none.
    """

    heading: str
    blocks: tuple[Block, ...]
    line: int = 0
    under: str = ""


@dataclass(frozen=True)
class Dropped:
    """A line that is no part of the leaflet. `why` names the kind of page furniture: a label's last part."""

    text: str
    why: str
    line: int = 0


@dataclass(frozen=True)
class Unread:
    """A page, from 1, whose text is not read, or not all of it. `why` is a label's last part, see `pdf_pages`."""

    page: int
    why: str


@dataclass(frozen=True)
class Document:
    """A leaflet that was read. `date` is as printed in it, "" where it prints none. Read one with `reading.read`."""

    title: str
    publisher: str
    sections: tuple[Section, ...]
    dropped: tuple[Dropped, ...] = ()
    path: Path | None = None
    date: str = ""
    unread: tuple[Unread, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks, in the order of the document."""
        for section in self.sections:
            yield from section.blocks
