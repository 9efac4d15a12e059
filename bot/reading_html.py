"""Read HTML, and Markdown by way of HTML: headings, paragraphs, items; scripts are ignored, navigation is furniture."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

from bot.marks import Marks
from bot.pieces import Mark, Piece
from bot.reading_text import BULLET, LONGEST_HEADING, read_lines
from bot.words import clean

_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 5, "dt": 6, "caption": 6}


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS: Final = _set(
    "p div li tr ul ol dl dd table tbody thead section article main body blockquote pre address figure figcaption "
    "details hr center fieldset option"
) | frozenset(_HEADINGS)
_UNSEEN: Final = _set("script style noscript template svg select button iframe object head textarea math")
_FURNITURE: Final = _set("nav footer header aside form dialog")
_VOID: Final = _set("area base br col embed hr img input link meta source track wbr param")
_ROLES: Final = _set("navigation banner contentinfo complementary search dialog alert menu")
_STRONG: Final = frozenset({"b", "strong"})
_MAIN_SHARE: Final = 0.3
"""A main part with less than this share of the page's text is not believed to be all that counts."""


def read(html: str, marks: Marks) -> tuple[list[Piece], str]:
    """Return the pieces of a page, and its title as the browser would show it."""
    parser = _Parser(marks)
    parser.feed(html)
    parser.close()
    parser.flush()
    kept = [found for found in parser.found if not found[0].furniture]
    in_main = sum(len(piece.text) for piece, main in kept if main)
    outside_main = sum(len(piece.text) for piece, main in kept if not main)
    only_main = in_main > _MAIN_SHARE * (in_main + outside_main)
    pieces = [replace(p, furniture=p.furniture or "page") if only_main and not main else p for p, main in parser.found]
    first = next((at for at, piece in enumerate(pieces) if piece.level == 1), None)
    if first is not None and not any(piece.level == 1 and not piece.furniture for piece in pieces):
        pieces[first] = replace(pieces[first], furniture="")  # the title often stands in a header
    return pieces, clean(parser.title)


def read_markdown(text: str, marks: Marks) -> list[Piece]:
    """Return the pieces of a text in Markdown (CommonMark with tables)."""
    from markdown_it import MarkdownIt  # comes with textual

    parser = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type not in ("html_block", "inline"):
            token.attrSet("data-line", str(token.map[0] + 1))
    return [
        replace(piece, furniture="") for piece in read(parser.renderer.render(tokens, parser.options, {}), marks)[0]
    ]


class _Parser(HTMLParser):
    """Turns tags into pieces. `found` holds them, each with whether it stands in the main part of the page."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self.found: list[tuple[Piece, bool]] = []
        self.title = ""
        self._open: list[tuple[str, str | None]] = []  # tag, and the kind of furniture it is
        self._buffer: list[str] = []
        self._strong = self._plain = 0
        self._line = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        if tag in _VOID:
            self._void(tag)
            return
        self._in_title = self._in_title or (tag == "title" and not self._is_open("svg"))
        if tag in ("td", "th"):
            self._buffer.append(" ")
        if tag in _BLOCKS or tag in _FURNITURE:
            self.flush()
            self._close_unclosed(tag)
        self._open.append((tag, self._kind(tag, given)))
        line = given.get("data-line")
        self._line = int(line) if line and line.isdecimal() else self._line

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        self._in_title = self._in_title and tag != "title"
        if not self._is_open(tag):
            return
        while self._open:
            last = self._open[-1][0]
            if last in _BLOCKS or last in _FURNITURE:
                self.flush()
            self._open.pop()
            if last == tag:
                break

    def _is_open(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self._open)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self.title += data
        elif not any(kind == "" for _, kind in self._open):
            if not "".join(self._buffer).strip() and data.strip():
                self._line = self._line or self.getpos()[0]
            self._buffer.append(data if self._is_open("pre") else data.replace("\n", " "))
            letters = len(data.strip())
            if self._is_open(*_STRONG):
                self._strong += letters
            else:
                self._plain += letters

    def flush(self) -> None:
        """Make a piece of the text gathered so far."""
        text = clean("".join(self._buffer), limit=None, keep_lines=True)
        text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
        strong = bool(self._strong) and not self._plain
        line, level = self._line, next((_HEADINGS[tag] for tag, _ in reversed(self._open) if tag in _HEADINGS), 0)
        self._buffer, self._strong, self._plain, self._line = [], 0, 0, 0
        if not text or not any(map(str.isalnum, text)):
            return
        in_main = self._is_open("main", "article")
        kind = next((kind for _, kind in self._open if kind), "")
        for piece in self._pieces(text, line, level, strong):
            self.found.append((replace(piece, furniture=kind), in_main))

    def _pieces(self, text: str, line: int, level: int, strong: bool) -> list[Piece]:
        one_line = " ".join(text.split())
        if level:
            return [Piece(Mark.HEADING, one_line, line, level)]
        inner = next((tag for tag, _ in reversed(self._open) if tag in ("li", "tr", "table")), "")
        if inner in ("li", "tr"):
            return [Piece(Mark.ITEM, one_line, line)]
        if strong and "\n" not in text and len(text) <= LONGEST_HEADING and not text.endswith((".", "!", ",")):
            return [Piece(Mark.HEADING, text, line, 6)]
        if "\n" in text:
            pieces = read_lines(text, line, self.marks)
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
        rivals = {"p": ("p",), "li": ("li", "p"), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr",)}.get(
            tag, ("p",)
        )
        if self._open and self._open[-1][0] in rivals:
            self._open.pop()

    def _kind(self, tag: str, given: dict[str, str | None]) -> str | None:
        """Return the kind of furniture an element is: "" where it holds no text at all, None where it is text."""
        if tag in _UNSEEN:
            return ""
        names = (
            f"{given.get('class') or ''} {given.get('id') or ''}".lower().replace("_", "-").replace("-", " ").split()
        )
        hides = "hidden" in given or given.get("aria-hidden") == "true"
        if tag in _FURNITURE or given.get("role") in _ROLES or hides:
            return "page"
        if tag in ("html", "body", "main", "article"):
            return None
        return "page" if self.marks.classes & set(names) else None
