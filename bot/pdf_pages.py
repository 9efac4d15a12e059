"""Which pages of a PDF hold text that cannot be read: pictures of pages, letters without names; and damage.

The libraries that read a PDF pass over what they do not understand, and say nothing. A leaflet that lacks a page
would mislead, so what they pass over is looked for here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from bot.pdf_letters import CID

PICTURE, LETTERS, TURNED = "picture", "letters", "turned"
"""Why a page is not read, or not all of it: it is a picture; its letters have no names; its lines are turned."""
MOST_COVERED: Final = 0.5
"""A picture over more than this share of a page may be one of a page ..."""
FEW_LETTERS: Final = 100
"""... where so few letters stand beside it."""
DRAWN: Final = 100
"""So many curves on a page without letters are letters that were drawn."""
NAMELESS: Final = 0.02
"""More letters without a name than this share are no bullets but text."""
_ZLIB_HEADER: Final = 2
"""Bytes before the packed data itself, which is looked at without them and without the sum at its end."""


class DamagedError(ValueError):
    """Pages are lost, or parts of them."""


def refuse_lost_pages(file: Any) -> None:
    """Raise DamagedError where a PDF of pdfplumber has more pages than can be read."""
    from pdfminer.pdftypes import resolve1

    tree = resolve1(file.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if not isinstance(count, int) or count > len(file.pages):
        raise DamagedError("pages are lost")


def refuse_lost_text(page: Any) -> None:
    """Raise DamagedError where the text of a page of pdfplumber, or a font of it, is not all there."""
    for stream in _streams(page.page_obj):
        if not _is_whole(stream):
            raise DamagedError(f"page {page.page_number} is damaged")


def unread(page: Any) -> str:
    """Return why the text of a page is not read, or not all of it: one of the words above; "" where it is."""
    letters = [char for char in page.chars if char["text"].strip()]
    nameless = sum(bool(CID.search(char["text"])) for char in letters)
    if nameless > max(2, NAMELESS * len(letters)):
        return LETTERS
    if sum(-1 if char["upright"] else 1 for char in letters) > 0:
        return TURNED
    if not letters and (page.images or len(page.curves) >= DRAWN):
        return PICTURE
    covered = max((_area(image, page) for image in page.images), default=0.0)
    return PICTURE if len(letters) < FEW_LETTERS and covered > MOST_COVERED else ""


def _area(image: Any, page: Any) -> float:
    """Return the share of a page that a picture covers."""
    width = min(image["x1"], page.width) - max(image["x0"], 0)
    height = min(image["bottom"], page.height) - max(image["top"], 0)
    return float(max(width, 0) * max(height, 0)) / max(float(page.width * page.height), 1.0)


def _streams(page: Any) -> Iterator[Any]:
    """Yield what a page of pdfminer is read from: its contents, its forms, and what names the letters of its fonts."""
    from pdfminer.pdftypes import PDFStream, resolve1

    yield from map(resolve1, page.contents)
    resources = resolve1(page.resources)
    fonts, forms = (resolve1(resources.get(kind)) if resources else None for kind in ("Font", "XObject"))
    for font in map(resolve1, (fonts or {}).values()):
        if not isinstance(font, dict):
            raise DamagedError("a font is lost")
        if "ToUnicode" in font and isinstance(names := resolve1(font["ToUnicode"]), PDFStream):
            yield names
    for form in map(resolve1, (forms or {}).values()):
        if isinstance(form, PDFStream) and getattr(resolve1(form.get("Subtype")), "name", "") == "Form":
            yield form


def _is_whole(stream: Any) -> bool:
    """True for a stream of which all can be unpacked, or that is packed in a way that shows no damage."""
    from pdfminer.ascii85 import ascii85decode
    from pdfminer.pdftypes import LITERALS_ASCII85_DECODE, LITERALS_FLATE_DECODE, PDFStream

    if not isinstance(stream, PDFStream):
        return False
    data = stream.rawdata
    if data is None:  # unpacked already: it was read before this page
        return True
    if stream.decipher:
        data = stream.decipher(stream.objid or 0, stream.genno or 0, data, stream.attrs)
    for kind, _ in stream.get_filters():
        if kind in LITERALS_FLATE_DECODE:
            return _unpacks(data)
        if kind not in LITERALS_ASCII85_DECODE:
            break
        data = ascii85decode(data)
    return True


def _unpacks(data: bytes) -> bool:
    """True for data packed by zlib that are whole but for their sum, which careless programs leave out."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    with suppress(zlib.error):
        unpacking.decompress(data[_ZLIB_HEADER:])
    return unpacking.eof
