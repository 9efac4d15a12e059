"""Read HTML, and Markdown by way of HTML: headings, paragraphs, items; scripts are ignored, navigation is furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot import text_lines
from bot.html_parser import Found, Parser
from bot.marks import Marks
from bot.pieces import Mark, Piece
from bot.reading_text import BULLET, looks_like_heading
from bot.text_lines import Line
from bot.words import clean

_MAIN_SHARE: Final = 0.3
"""A main part with less than this share of the page's text is not believed to be all that counts."""
_TOO_MUCH: Final = 0.5
"""An element with more than this share of the page's text is no furniture, whatever it is called."""
_SIGN: Final = re.compile(rf"{BULLET.pattern}|\s*(?P<small>o)\s+(?=\S)")
_NO_TITLE: Final = re.compile(r"microsoft word - .*|.*\.(?:docx?|pdf|html?|indd|odt)|untitled.*|document ?\d*", re.I)
"""What programs call a file that nobody gave a title."""


def read(html: str, marks: Marks, width: int = 0) -> tuple[list[Piece], str]:
    """Return the pieces of a page, and its title as the browser would show it.

    `width` is how many characters its lines are wrapped at, where line breaks may mean no more than that; else 0.
    """
    parser = Parser(marks, html, width)
    parser.feed(html)
    parser.close()
    parser.flush()
    found = _with_overall_text(parser.found)
    kept = [one for one in found if not one.piece.furniture]
    in_main = sum(len(one.piece.text) for one in kept if one.in_main)
    outside_main = sum(len(one.piece.text) for one in kept if not one.in_main)
    only_main = in_main > _MAIN_SHARE * (in_main + outside_main)
    pieces = [
        replace(one.piece, furniture=one.piece.furniture or "page") if only_main and not one.in_main else one.piece
        for one in found
    ]
    first = next((at for at, piece in enumerate(pieces) if piece.level == 1), None)
    if first is not None and not any(piece.level == 1 and not piece.furniture for piece in pieces):
        pieces[first] = replace(pieces[first], furniture="")  # the title often stands in a header
    title = clean(parser.title)
    return _with_headings(_with_typed_items(pieces), marks), "" if _NO_TITLE.fullmatch(title) else title


def read_markdown(text: str, marks: Marks) -> list[Piece]:
    """Return the pieces of a text in Markdown (CommonMark with tables)."""
    from markdown_it import MarkdownIt  # comes with textual

    parser = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type not in ("html_block", "inline"):
            token.attrSet("data-line", str(token.map[0] + 1))
    lines = [Line(line.strip(), number) for number, line in enumerate(text.splitlines()) if line.strip()]
    html = parser.renderer.render(tokens, parser.options, {})
    return [replace(piece, furniture="") for piece in read(html, marks, text_lines.width(lines))[0]]


def _with_overall_text(found: Sequence[Found]) -> list[Found]:
    """Return the pieces, those freed that count as furniture because of an element around most of the page."""
    letters: Counter[int] = Counter()
    for one in found:
        letters.update(dict.fromkeys(one.inside, len(one.piece.text)))
    most = _TOO_MUCH * sum(len(one.piece.text) for one in found)
    return [
        replace(one, piece=replace(one.piece, furniture=""))
        if one.inside and all(letters[number] > most for number in one.inside)
        else one
        for one in found
    ]


def _with_typed_items(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, paragraphs in a row that begin with a typed bullet or rising numbers as items."""
    done = list(pieces)
    signs = [_SIGN.match(piece.text) if piece.mark is Mark.TEXT else None for piece in pieces]
    for at, sign in enumerate(signs):
        beside = [signs[n] for n in (at - 1, at + 1) if 0 <= n < len(signs)]
        if sign and any(other and _follow(sign[0].strip(), other[0].strip()) for other in beside):
            done[at] = replace(pieces[at], mark=Mark.ITEM, text=pieces[at].text[sign.end() :])
    return done


def _follow(sign: str, other: str) -> bool:
    """True for the signs of two neighbouring items: the same, or one number and the next."""
    numbers = [re.sub(r"\D", "", one) for one in (sign, other)]
    if all(numbers):
        return abs(int(numbers[0]) - int(numbers[1])) == 1
    return sign == other or re.fullmatch(r"\(?[a-h]\)", sign) is not None and sign[-1] == other[-1]


def _with_headings(pieces: Sequence[Piece], marks: Marks) -> list[Piece]:
    """Return the pieces; where none but the title is marked as a heading, short lines over a text are."""
    if sum(piece.mark is Mark.HEADING and not piece.furniture for piece in pieces) > 1:
        return list(pieces)
    done = list(pieces)
    kept = [n for n, piece in enumerate(pieces) if not piece.furniture]
    for before, at, following in zip([*kept[:1], *kept], kept, kept[1:], strict=False):
        piece, below = pieces[at], pieces[following]
        announces = below.mark is Mark.ITEM and marks.announces(piece.text)
        is_address = done[before].mark is Mark.HEADING and marks.is_contact(below.text)
        is_line = piece.mark is Mark.TEXT and "\n" not in piece.text and not announces and not is_address
        if is_line and below.mark is not Mark.HEADING and looks_like_heading(piece.text, marks):
            done[at] = replace(piece, mark=Mark.HEADING)
    return done
