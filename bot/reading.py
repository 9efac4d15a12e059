"""Read a leaflet in any format: `read` finds out which it is, and refuses what is no leaflet with one clear line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot import marks as known
from bot import reading_html, reading_office, reading_text, structure
from bot.document import Document
from bot.marks import Marks
from bot.pieces import Piece
from bot.places import DEFAULT_LANGUAGE
from bot.words import clean
from bot.yamlfile import FileError, decode, read_bytes

MAX_BYTES: Final = 20_000_000
"""Largest file read, in bytes."""
MAX_TEXT: Final = 1_000_000
"""Longest text of a leaflet, in characters; a long booklet has 200,000."""
MAX_PIECES: Final = 5_000
LONGEST_LINE: Final = 20_000
"""A paragraph longer than this, in characters, is no paragraph."""
_MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown"})
_HTML: Final = frozenset({".html", ".htm", ".xhtml"})
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
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
        text, is_markdown = reading_office.read(path, data)
        return _document(path, text, ".md" if is_markdown else ".txt", marks)
    text = _text(path, data)
    if kind not in _MARKDOWN and _PAGE.match(text):
        kind = ".html"
    return _document(path, text, kind, marks)


def _document(path: Path, text: str, kind: str, marks: Marks) -> Document:
    """Return the document in a text of a known kind."""
    if len(text) > (MAX_BYTES if kind in _HTML else MAX_TEXT):
        raise FileError(path, None, "is too long for a leaflet; name a file with a single leaflet in it")
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
    document = structure.build(pieces, marks, path, title)
    return replace(
        document,
        title=document.title or clean(front.get("title", "")) or path.stem.replace("-", " ").replace("_", " "),
        publisher=clean(front.get("publisher", "")) or document.publisher,
        date=clean(front.get("date", front.get("updated", ""))) or document.date,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields before a Markdown text, and the text with its lines in their places."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fields = (_FIELD.match(line) for line in found["fields"].splitlines())
    values = {field["key"].lower(): field["value"] for field in fields if field}
    return values, "\n" * found[0].count("\n") + text[found.end() :]


def _text(path: Path, data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, or what a page of HTML says it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise FileError(path, None, "is not text; name a file with the text of a leaflet") from None
    if b"\0" in data:
        raise FileError(path, None, "is not text; name a text, Markdown, HTML, PDF or Word file")
    declared = _CHARSET.search(data[:4096])
    if declared and b"<" in data[:200]:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(path, data)


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
