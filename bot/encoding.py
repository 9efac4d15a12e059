"""The text in the bytes of a file: UTF-8 as it should be, or one of the encodings in which programs save text still.

What does not read as text in any of them is refused, for a wrong letter or sign could stand in a dose.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from bot.yamlfile import FileError, decode

OLD: Final = ("cp1252", "mac-roman")
"""In these, Windows and old Macs save text for western Europe and America."""
MOST_FOREIGN: Final = 0.1
"""A western text has no more letters outside ASCII than this share; one of another script, misread, has many."""
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_MHTML: Final = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_KNOWN: Final = re.compile(r"[\x00-\x7f‘’“”–—…•·£©®™°½¼¾×±µ²³«»¿¡\xa0\xad]|[^\W\d_]|(?<![^\W\d_])€")
"""Signs that occur in a leaflet, and letters."""
_MISPLACED: Final = re.compile(r"(?<=[a-z])[À-ÞŠŽŒŸ]|(?<![^\W\d_])[À-ÞŠŽŒŸ](?![^\W\d_])|[ðÐþÞ]")
"""Capital letters after small ones, or alone: quotation marks and dashes, misread."""


def text_of(path: Path, data: bytes) -> str:
    """Return the text in a file's bytes. Raises FileError for what is no text, or in an encoding that is not known."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _wide(path, data, "utf-16")
    if b"\0" in data:
        nulls = [data[:4096][side::2].count(0) for side in (0, 1)]
        half = len(data[:4096]) / 2
        if max(nulls) < 0.6 * half or min(nulls) > 0:
            raise FileError(path, None, "is not text; name a text, Markdown, HTML, PDF or Word file")
        return _wide(path, data, "utf-16-be" if nulls[0] > nulls[1] else "utf-16-le")
    declared = _CHARSET.search(data[:4096])
    if declared and b"<" in data[:2_000]:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(path, data)
    except FileError:
        found = next(filter(None, (_old(data, encoding) for encoding in OLD)), None)
        if found is None:
            raise
        return found


def saved_page(data: bytes) -> bytes | None:
    """Return the page in a file that a browser saved as a single one (MHTML, RFC 2557); None for another file."""
    if not _MHTML.match(data[:2_000]):
        return None
    import email  # few leaflets are saved so

    parts = (part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next(parts, None)
    content = page.get_payload(decode=True) if page else None
    if not page or not isinstance(content, bytes):
        return None
    declared = page.get_content_charset()
    return b'<!doctype html><meta charset="' + declared.encode() + b'">' + content if declared else content


def _wide(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileError(path, None, "is not text; name a file with the text of a leaflet") from None


def _old(data: bytes, encoding: str) -> str | None:
    """Return the text in an old encoding; None where it does not read as text in it."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    foreign = sum(char.isalpha() and not char.isascii() for char in text)
    is_text = foreign <= MOST_FOREIGN * len(text) and not _MISPLACED.search(text)
    return text if is_text and not _KNOWN.sub("", text) else None
