"""Read a leaflet in any format: `read` finds out which it is, and refuses what is no leaflet with one clear line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot import encoding, hyphens, reading_html, reading_office, reading_text, structure
from bot import marks as known
from bot.document import Document
from bot.marks import Marks
from bot.pieces import Piece
from bot.places import DEFAULT_LANGUAGE
from bot.words import clean
from bot.yamlfile import FileError, read_bytes

MAX_BYTES: Final = 20_000_000
"""Largest file read, in bytes."""
MAX_TEXT: Final = 1_000_000
"""Longest text of a leaflet, in characters; a long booklet has 200,000."""
MAX_TAGS: Final = 300_000
MAX_PIECES: Final = 5_000
LONGEST_LINE: Final = 20_000
"""A paragraph longer than this, in characters, is no paragraph."""
_MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown"})
_HTML: Final = frozenset({".html", ".htm", ".xhtml"})
_PAGE: Final = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML: Final = re.compile(r"\s*<\?xml\b")
_LIGATURES: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Pairs of letters that a printer joins, such as fi: not how the word is spelled."""
_SAME: Final = {**_LIGATURES, **hyphens.PLAIN}
_FRONT_MATTER: Final = re.compile(r"\ufeff?---\s*\n(?P<fields>(?:.*\n){0,60}?)(?:---|\.\.\.)\s*\n")
_FIELD: Final = re.compile(r"(?P<key>\w+):\s*[\"']?(?P<value>.*?)[\"']?\s*$")


def read(path: Path | str, language: str = DEFAULT_LANGUAGE) -> Document:
    """Return the leaflet in a file: text, Markdown or HTML; PDF, Word and others where the extra is installed.

    Raises:
        FileError: it cannot be read, or holds no leaflet; one line that says what to do.
    """
    path = Path(path)
    data = read_bytes(path, MAX_BYTES)
    if not data.strip():
        raise FileError(path, None, "is empty; name a file with the text of a leaflet")
    marks = known.load(language)
    document = _read(path, data, marks)
    _refuse_what_is_no_leaflet(path, document)
    return document


def _read(path: Path, data: bytes, marks: Marks) -> Document:
    kind = path.suffix.lower()
    if reading_office.is_office(data):
        return _without_lines(_document(path, *reading_office.read(path, data), marks, lineless=True))
    data = encoding.saved_page(data) or data
    text = encoding.text_of(path, data)
    if kind not in _MARKDOWN and _PAGE.match(text):
        kind = ".html"
    elif kind not in _HTML and _XML.match(text):
        raise FileError(path, None, "is no text that people read but XML; open it, save it as text or Word (.docx)")
    return _document(path, text, kind, marks)


def _document(path: Path, text: str, kind: str, marks: Marks, lineless: bool = False) -> Document:
    """Return the document in a text of a known kind; `lineless`: it was made of a file that has no lines."""
    if len(text) > (MAX_BYTES if kind in _HTML else MAX_TEXT) or kind in _HTML and text.count("<") > MAX_TAGS:
        raise FileError(path, None, "is too long for a leaflet; name a file with a single leaflet in it")
    text = text.translate(_LIGATURES if lineless else _SAME)
    title = ""
    front: dict[str, str] = {}
    if kind in _HTML:
        pieces, title = reading_html.read(text, marks)
    elif kind in _MARKDOWN:
        front, text = _front_matter(text)
        pieces = reading_html.read_markdown(text, marks)
    else:
        pieces = reading_text.read(text, marks)
    _refuse_size(path, pieces)
    words = hyphens.words_of(piece.text for piece in pieces)
    pieces = [replace(piece, text=hyphens.mend(piece.text, words, marks.joining)) for piece in pieces]
    document = structure.build(pieces, marks, path, title)
    return replace(
        document,
        title=document.title or clean(front.get("title", "")) or path.stem.replace("-", " ").replace("_", " "),
        publisher=clean(front.get("publisher", "")) or document.publisher,
        date=clean(front.get("date", front.get("updated", ""))) or document.date,
    )


def _without_lines(document: Document) -> Document:
    """Return a document of a format that has no lines without their numbers."""
    sections = (
        replace(section, line=0, blocks=tuple(replace(block, line=0) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=tuple(sections), dropped=tuple(replace(one, line=0) for one in document.dropped))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields before a Markdown text, and the text with its lines in their places."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fields = (_FIELD.match(line) for line in found["fields"].splitlines())
    values = {field["key"].lower(): field["value"] for field in fields if field}
    return values, "\n" * found[0].count("\n") + text[found.end() :]


def _refuse_size(path: Path, pieces: list[Piece]) -> None:
    for piece in pieces:
        if len(piece.text) > LONGEST_LINE:
            problem = "a paragraph here is too long for a leaflet; divide the text by blank lines"
            raise FileError(path, piece.line or None, problem)
    if len(pieces) > MAX_PIECES or sum(len(piece.text) for piece in pieces) > MAX_TEXT:
        raise FileError(path, None, "is too long for a leaflet; name a file with a single leaflet in it")


def _refuse_what_is_no_leaflet(path: Path, document: Document) -> None:
    blocks = list(document.blocks())
    if not any(len(block.text.split()) >= 3 for block in blocks):
        raise FileError(path, None, "holds no text of a leaflet (no paragraph and no list); check the file")
