"""From the pieces of a file to a document: its title and publisher, what is furniture, which pieces make a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot import sentences
from bot.document import Block, Document, Section, Shape
from bot.marks import Marks, plain
from bot.pieces import Mark, Piece
from bot.text_lines import are_apart
from bot.titles import MOST_ABOVE, Found, publisher_of_page, without_title

LONGEST_FURNITURE: Final = 300
LONGEST_LINK: Final = 70
"""Under a heading such as "Related articles", lines up to this length are links."""
REPEATED: Final = 3
"""A short line that stands this often in a file is a header or footer of its pages."""
_OVER_LINKS: Final = frozenset({"links", "sharing", "navigation", "rights"})
_PAGE_NUMBER: Final = re.compile(r"\W*(?:(?:page|p\.?)\s*)?\d{1,3}\W*(?:(?:of|/)\s*\d{1,3})?\W*", re.IGNORECASE)
_BREADCRUMB: Final = re.compile(r"[^.?!]{1,40}(?:\s*[>›»/→]\s*[^.?!]{1,60}){2,}")


def build(pieces: Sequence[Piece], marks: Marks, path: Path | None = None, title: str = "") -> Document:
    """Return the document that the pieces make; `title` is the one the file itself names, if any."""
    found = Found()
    kept = list(_without_furniture(pieces, marks, found))
    kept = without_title(kept, marks, found, title)
    sections = tuple(_sections(kept, marks, found))
    found.publisher = found.publisher or publisher_of_page(title, found, marks)
    dropped = tuple(sorted(found.dropped, key=lambda one: one.line))
    return Document(found.title, found.publisher, sections, dropped, path, found.date)


def _without_furniture(pieces: Sequence[Piece], marks: Marks, found: Found) -> Iterator[Piece]:
    """Yield the pieces that are text; all others are noted with their kind."""
    repeated = _repeated(pieces)
    seen: set[str] = set()
    under_links, under_news = "", False
    for number, piece in enumerate(pieces):
        line = plain(piece.text)
        may_be_title = number < MOST_ABOVE and line not in seen
        if not piece.furniture:
            seen.add(line)
        under_links = "" if piece.mark is Mark.HEADING else under_links
        under_news = under_news and piece.mark is not Mark.HEADING
        date = marks.date(piece.text) if len(piece.text) <= LONGEST_LINK else ""
        kind = piece.furniture or _kind(piece, marks)
        if date:
            found.date = found.date or date
            found.drop(piece, "date")
        elif kind:
            under_links = kind if piece.mark is Mark.HEADING and kind in _OVER_LINKS else ""
            under_news = under_news or (piece.mark is Mark.HEADING and kind == "advertising" and piece.level > 0)
            found.drop(piece, kind)
        elif under_news:
            found.drop(piece, "advertising")
        elif _PAGE_NUMBER.fullmatch(piece.text):
            found.drop(piece, "page_number")
        elif line in repeated and piece.mark is not Mark.ITEM and not piece.text.endswith((".", "?")):
            if may_be_title:
                yield piece
            else:
                found.drop(piece, "repeated")
        elif under_links and _is_link(piece, under_links):
            found.drop(piece, "links")
        else:
            yield piece


def _repeated(pieces: Sequence[Piece]) -> set[str]:
    """Return the short lines, as patterns see them, that stand again and again in a text, and far apart."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        if len(piece.text) <= LONGEST_LINK and not piece.furniture:
            places[plain(piece.text)].append(number)
    texts = [piece.text for piece in pieces]
    return {line for line, found in places.items() if len(found) >= REPEATED and are_apart(found, texts)}


def _is_link(piece: Piece, under: str) -> bool:
    """True for a short line under a heading over links; under one of navigation, for items only."""
    is_short = len(piece.text) <= LONGEST_LINK and not piece.text.endswith(".")
    return is_short and (under != "navigation" or piece.mark is Mark.ITEM)


def _kind(piece: Piece, marks: Marks) -> str:
    """Return the kind of furniture a piece is by its words; "" for text."""
    if len(piece.text) <= LONGEST_FURNITURE:
        kind = marks.kind_of_furniture(piece.text)
        if kind:
            return kind
        lines = piece.text.split("\n")
        kinds = [marks.kind_of_furniture(line.strip(" []()*_|")) for line in re.split(r"\n|\s+[|•·]\s+", piece.text)]
        if len(kinds) > 1 and sum(map(bool, kinds)) * 2 > len(kinds):
            return next(filter(None, kinds))
        if len(lines) == 1 and _BREADCRUMB.fullmatch(piece.text) and piece.mark is Mark.TEXT:
            return "navigation"
    return "closing" if marks.is_closing(piece.text) and piece.mark is not Mark.ITEM else ""


def _sections(pieces: Sequence[Piece], marks: Marks, found: Found) -> Iterator[Section]:
    """Yield the sections; headings over nothing are noted as furniture."""
    heading: Piece | None = None
    above: list[Piece] = []
    held: list[Piece] = []
    for piece in [*pieces, None]:
        is_heading = piece is not None and piece.mark is Mark.HEADING
        if piece is not None and not is_heading and not (piece.apart and held):
            held.append(piece)
            continue
        blocks = tuple(_blocks(held, marks, found))
        if blocks:
            under = above[-1].text if above else ""
            yield Section(_heading(heading), blocks, heading.line if heading else held[0].line, _heading_text(under))
        elif heading and not _has_parts(heading, piece):
            found.drop(heading, "empty")
        if piece is None:
            return
        if is_heading:
            above = _above(above, heading, piece)
            heading, held = piece, []
        else:
            heading, held = None, [piece]


def _heading(piece: Piece | None) -> str:
    return _heading_text(piece.text) if piece else ""


def _heading_text(text: str) -> str:
    text = text.strip().rstrip(":").strip()
    quiet = re.sub(r"\bi\b", "I", text.capitalize())  # "WHAT WILL I FEEL?"
    return quiet if text.isupper() and len(text.split()) > 1 else text


def _has_parts(heading: Piece, following: Piece | None) -> bool:
    """True for a heading that stands over headings of a lower level."""
    return following is not None and 0 < heading.level < following.level


def _above(above: list[Piece], before: Piece | None, heading: Piece) -> list[Piece]:
    """Return the headings that a heading stands under, by their levels."""
    chain = [*above, before] if before else above
    return [one for one in chain if 0 < one.level < heading.level]


def _blocks(pieces: Sequence[Piece], marks: Marks, found: Found) -> Iterator[Block]:
    """Yield the passages that pieces under one heading make."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        end = at + 1
        while end < len(pieces) and pieces[end].mark is Mark.ITEM:
            end += 1
        if piece.mark is Mark.ITEM:
            yield _list([], pieces[at:end])
        elif end > at + 1:
            yield from _announced(piece, pieces[at + 1 : end], marks)
        elif marks.promises(piece.text):
            found.drop(piece, "empty_list")
        else:
            end = at + 1
            yield _paragraph(piece, marks)
        at = end


def _announced(piece: Piece, items: Sequence[Piece], marks: Marks) -> Iterator[Block]:
    """Yield a list with the sentence that announces it; what stands before that sentence is a passage of its own."""
    said = sentences.split(piece.text) if "\n" not in piece.text else [piece.text]
    if marks.announces(piece.text):
        if len(said) > 1:
            yield Block(Shape.PARAGRAPH, " ".join(said[:-1]), piece.line)
        yield _list([replace(piece, text=said[-1])], items)
    elif len(said) == 1 and len(piece.text) <= LONGEST_LINK and "\n" not in piece.text and not piece.text.endswith("."):
        yield _list([piece], items)
    else:
        yield _paragraph(piece, marks)
        yield _list([], items)


def _list(lead: Sequence[Piece], items: Sequence[Piece]) -> Block:
    lines = [piece.text for piece in lead] + [f"- {piece.text}" for piece in items]
    return Block(Shape.LIST, "\n".join(lines), (*lead, *items)[0].line)


def _paragraph(piece: Piece, marks: Marks) -> Block:
    lines = piece.text.split("\n")
    contact = len(lines) > 1 and any(map(marks.is_contact, lines)) and all(len(line) <= 110 for line in lines)
    return Block(Shape.CONTACT if contact else Shape.PARAGRAPH, piece.text, piece.line)
