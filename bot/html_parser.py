"""Take a page apart: every paragraph, heading, item and row of a table, with the elements it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final

from bot.marks import Marks
from bot.pieces import Mark, Piece
from bot.reading_text import BULLET, LONGEST_HEADING, read_lines
from bot.words import clean

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 5, "dt": 6, "caption": 6}
MOST_DEEP: Final = 200
"""How many elements may stand one in the other; no page of people has so many."""
LONGEST_CELL: Final = 300
"""A row with a longer cell, in characters, is no row of data: the table only arranges the page."""


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS: Final = _set(
    "p div li tr ul ol dl dd table tbody thead td th section article main body blockquote pre address figure "
    "figcaption details hr center fieldset option"
) | frozenset(HEADINGS)
_UNSEEN: Final = _set("script style noscript template svg select button iframe object head textarea math")
_FURNITURE: Final = _set("nav footer header aside form dialog")
_VOID: Final = _set("area base br col embed hr img input link meta source track wbr param")
_ROLES: Final = _set("navigation banner contentinfo complementary search dialog alert menu")
_STRONG: Final = frozenset({"b", "strong"})
_BEGIN, _END = "\ue000", "\ue001"
"""Stand around heavy letters until a paragraph is read; no page may hold them, for they mean nothing."""
_HEAVY_LINE: Final = re.compile(rf"\s*{_BEGIN}(?P<head>[^\n]+){_END}\s*\n(?P<rest>.*\S.*)", re.DOTALL)
_NOTE_MARK: Final = re.compile(r"\W*\d{1,3}\W*")
_WORD_SIGN: Final = re.compile(r"^\s*\S{1,4}?[\s\xa0]*\xa0[\s\xa0]*")
_CONTROLS: Final = re.compile(r"aria-controls\s*=\s*(?:[\"']([^\"']+)[\"']|([^\s\"'>]+))", re.IGNORECASE)
"""What stands on a button that folds a part of the text out; such parts are text though they are hidden."""


@dataclass(frozen=True)
class Found:
    """A piece, whether it stands in the main part of the page, and the elements around it that may be furniture."""

    piece: Piece
    in_main: bool
    inside: tuple[int, ...] = ()
    in_list: bool = False


@dataclass(frozen=True)
class _Element:
    """An open element; `kind` is "" where it holds no text at all, None where it is text, else a kind of furniture.

    `level` is that of a heading, 0 for others; `found` and `buffered` are how much was read when it opened.
    """

    tag: str
    kind: str | None
    number: int
    level: int = 0
    is_item: bool = False
    found: int = 0
    buffered: int = 0

    @property
    def is_block(self) -> bool:
        """True for an element that stands apart from what is before and after it."""
        return self.level > 0 or self.tag in _BLOCKS or self.tag in _FURNITURE


class Parser(HTMLParser):
    """Turns tags into pieces: feed it, close it, flush it. `found` holds them, `title` what the browser shows."""

    def __init__(self, marks: Marks, html: str, width: int = 0) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self._width = width
        self.found: list[Found] = []
        self.title = ""
        self._open: list[_Element] = []
        self._count = 0
        self._buffer: list[str] = []
        self._strong = self._plain = 0
        self._line = 0
        self._in_title = False
        self._controlled = {name for found in _CONTROLS.findall(html) for name in " ".join(found).split()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        if tag in _VOID:
            self._void(tag)
            return
        self._in_title = self._in_title or (tag == "title" and not self._is_open("svg"))
        level = HEADINGS.get(tag, 5 if tag == "button" and "aria-controls" in given and not self._level() else 0)
        if level or tag in _BLOCKS or tag in _FURNITURE:
            self.flush()
            self._close_unclosed(tag)
        if len(self._open) > MOST_DEEP:
            return
        self._count += 1
        item = tag == "li" or (given.get("class") or "").startswith("MsoListParagraph")  # as Word writes its lists
        places = len(self.found), len(self._buffer)
        self._open.append(_Element(tag, self._kind(tag, given), self._count, level, item, *places))
        if tag in _STRONG:
            self._buffer.append(_BEGIN)
        line = given.get("data-line")
        self._line = int(line) if line and line.isdecimal() else self._line

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        self._in_title = self._in_title and tag != "title"
        if not self._is_open(tag):
            return
        while self._open:
            last = self._open[-1]
            self._close()
            if last.tag == tag:
                break

    def _close(self) -> None:
        last = self._open[-1]
        if last.is_block:
            self.flush()
        elif last.tag in _STRONG:
            self._buffer.append(_END)
        elif last.tag in ("a", "sup"):
            self._leave_out_signs(last)
        self._open.pop()
        if last.tag == "tr":
            self.found[last.found :] = _row(self.found[last.found :])

    def _leave_out_signs(self, last: _Element) -> None:
        """Take out links that are no words, such as the "#" at a heading, and the numbers of notes."""
        text = "".join(self._buffer[last.buffered :])
        number = last.tag == "sup" and _NOTE_MARK.fullmatch(text) and "[" in text
        if number or last.tag == "a" and not any(map(str.isalnum, text)):
            del self._buffer[last.buffered :]

    def _is_open(self, *tags: str) -> bool:
        return any(one.tag in tags for one in self._open)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self.title += data
        elif not any(one.kind == "" for one in self._open):
            if not self._line and data.strip():
                self._line = self.getpos()[0]
            self._buffer.append(data if self._is_open("pre") else data.replace("\n", " "))
            letters = len(data.strip())
            if self._is_open(*_STRONG):
                self._strong += letters
            else:
                self._plain += letters

    def flush(self) -> None:
        """Make pieces of the text gathered so far; two line breaks in a row end a paragraph."""
        if not self._buffer:
            return
        raw = "".join(self._buffer)
        strong = bool(self._strong) and not self._plain
        line, level = self._line, self._level()
        self._buffer, self._strong, self._plain, self._line = [], 0, 0, 0
        heavy = _HEAVY_LINE.fullmatch(raw)
        if heavy and not level and not self._is_item() and _BEGIN not in heavy["head"]:
            self._keep(heavy["head"], line, level, strong=True)
            raw = heavy["rest"]
        for part in [raw] if level or self._is_item() else re.split(r"\n[^\S\n]*\n", raw):
            self._keep(part, line, level, strong)

    def _level(self) -> int:
        return next((one.level for one in reversed(self._open) if one.level), 0)

    def _is_item(self) -> bool:
        return any(one.is_item for one in self._open)

    def _keep(self, raw: str, line: int, level: int, strong: bool) -> None:
        if self._open and self._open[-1].is_item and self._open[-1].tag != "li":
            raw = _WORD_SIGN.sub("", raw)
        text = clean(raw, limit=None, keep_lines=True)
        text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
        if not text or not any(map(str.isalnum, text)):
            return
        in_main = self._is_open("main", "article")
        inside = tuple(one.number for one in self._open if one.kind)
        is_listed = self._is_item() or self._is_open("h1", "h2", "h3", "h4", "h5", "h6")
        for piece in self._pieces(text, line, level, strong):
            self.found.append(Found(replace(piece, furniture="page" if inside else ""), in_main, inside, is_listed))

    def _pieces(self, text: str, line: int, level: int, strong: bool) -> list[Piece]:
        one_line = " ".join(text.split())
        if level:
            return [Piece(Mark.HEADING, one_line, line, level)]
        if self._is_item():
            return [Piece(Mark.ITEM, one_line, line)]
        if strong and "\n" not in text and len(text) <= LONGEST_HEADING and not text.endswith((".", "!", ",")):
            return [Piece(Mark.HEADING, text, line, 6)]
        if "\n" in text:
            pieces = read_lines(text, line, self.marks, self._width)
            return [replace(p, mark=Mark.TEXT) if p.mark is Mark.HEADING else p for p in pieces]
        bullet = BULLET.match(text)
        if bullet and not bullet["sign"][-1].isascii():
            return [Piece(Mark.ITEM, text[bullet.end() :], line)]
        return [Piece(Mark.TEXT, text, line)]

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._buffer.append("\n")
        elif tag == "hr":
            self.flush()

    def _close_unclosed(self, tag: str) -> None:
        """Close a paragraph or item that was left open before another of its kind, as browsers do."""
        rivals = {
            "p": ("p",),
            "li": ("li", "p"),
            "dt": ("dt", "dd"),
            "dd": ("dt", "dd"),
            "tr": ("tr", "td", "th"),
            "td": ("td", "th"),
            "th": ("td", "th"),
        }.get(tag, ("p",))
        while self._open and self._open[-1].tag in rivals:
            self._close()

    def _kind(self, tag: str, given: dict[str, str | None]) -> str | None:
        """Return the kind of furniture an element is: "" where it holds no text at all, None where it is text."""
        role = given.get("role") or ""
        if tag in _UNSEEN and not (tag == "button" and ("aria-controls" in given or self._level())):
            return ""
        names = (
            f"{given.get('class') or ''} {given.get('id') or ''}".lower().replace("_", "-").replace("-", " ").split()
        )
        folded = given.get("id") in self._controlled or role == "tabpanel" or given.get("hidden") == "until-found"
        hides = ("hidden" in given or given.get("aria-hidden") == "true") and not folded
        if hides and tag not in _BLOCKS and tag not in _FURNITURE:
            return ""  # a sign or an icon amid the text
        if tag in _FURNITURE or role in _ROLES or hides:
            return "page"
        if tag in ("html", "body", "main", "article"):
            return None
        return "page" if self.marks.classes & set(names) else None


def _row(found: list[Found]) -> Iterator[Found]:
    """Yield the cells of a row of data as one item; the parts of a row that only arranges the page as they are."""
    is_data = len(found) > 1 and not any(one.in_list for one in found)
    if not is_data or any(len(one.piece.text) > LONGEST_CELL for one in found):
        yield from found
        return
    text = " ".join(" ".join(one.piece.text.split()) for one in found)
    yield replace(found[0], piece=replace(found[0].piece, mark=Mark.ITEM, level=0, text=text), in_list=True)
