"""What the readers of all formats hand on: headings, paragraphs and list items, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What the file itself says a piece is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True)
class Piece:
    """One piece of a file, cleaned.

    `line` counts from 1 (0: the format has no lines); `level` is the level of a heading (1 is the highest, 0 unknown);
    `apart` is true after more than one blank line; `furniture` names the kind of page furniture the file itself marks
    it as ("page"), "" otherwise. A TEXT keeps its line breaks where they mean something (an address).
    """

    mark: Mark
    text: str
    line: int = 0
    level: int = 0
    apart: bool = False
    furniture: str = ""
