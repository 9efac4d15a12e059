"""Leaflets in HTML, Markdown, PDF and Word; and files of these kinds that are no leaflets."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from making import docx, pdf

from bot import reading, reading_office
from bot.document import Document
from bot.yamlfile import FileError

PAGE = """<!doctype html><html><head><title>Kites - Windy Hill Society</title><style>p {color: red}</style></head><body>
<header><a href="#main">Skip to content</a></header><nav><ul><li>Home</li><li>Kites</li></ul></nav>
<div class="share-bar">Share this</div>
<main id="main"><h1>Kites</h1><script>alert("no text")</script>
<p>A kite is a toy that flies &mdash; on a string.</p>
<h2>Kinds</h2><p>You can buy:<ul><li>flat kites<li>box kites</ul>
<h2>Sizes</h2><table><tr><th>Name</th><th>Width</th></tr><tr><td>Small</td><td>30 cm</td></tr></table>
<p><strong>Care</strong></p><p>Dry the kite after rain.</p>
</main><footer>&copy; Windy Hill Society</footer></body></html>"""

MARKDOWN = """---
title: Kites
publisher: Windy Hill Society
---
# Kites

A kite is a **toy** that [flies](https://example.org) on a string.

## Kinds

You can buy:

- flat kites
- box kites

### Box kites

A box kite has four sides.
"""


def read(folder: Path, data: str | bytes, name: str) -> Document:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return reading.read(path)


def outline(document: Document) -> list[tuple[str, list[str]]]:
    return [(section.heading, [block.text for block in section.blocks]) for section in document.sections]


def test_html(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE, "kites.html")
    assert (document.title, document.publisher) == ("Kites", "Windy Hill Society")
    assert outline(document) == [
        ("", ["A kite is a toy that flies — on a string."]),
        ("Kinds", ["You can buy:\n- flat kites\n- box kites"]),
        ("Sizes", ["- Name Width\n- Small 30 cm"]),
        ("Care", ["Dry the kite after rain."]),
    ]
    assert {"Home", "Share this"} <= {one.text for one in document.dropped}
    assert not any("alert" in one.text for one in document.dropped)


def test_html_with_scripts_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="holds no text of a leaflet"):
        read(tmp_path, "<html><body><script>one two three four</script></body></html>", "x.html")


def test_html_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = '<html><meta charset="iso-8859-1"><p>Kites fly très high.</p></html>'.encode("latin-1")
    assert outline(read(tmp_path, page, "x.html")) == [("", ["Kites fly très high."])]


def test_html_is_known_by_its_content(tmp_path: Path) -> None:
    assert outline(read(tmp_path, "<html><p>Kites fly very high.</p></html>", "saved"))[0][1] == [
        "Kites fly very high."
    ]


def test_markdown(tmp_path: Path) -> None:
    document = read(tmp_path, MARKDOWN, "kites.md")
    assert (document.title, document.publisher) == ("Kites", "Windy Hill Society")
    assert outline(document) == [
        ("", ["A kite is a toy that flies on a string."]),
        ("Kinds", ["You can buy:\n- flat kites\n- box kites"]),
        ("Box kites", ["A box kite has four sides."]),
    ]
    assert document.sections[2].under == "Kinds"
    assert document.sections[0].blocks[0].line == 7


def test_word(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    data = docx(
        [
            ("Heading1", "Kites"),
            ("", "You can buy:"),
            ("item", "flat kites"),
            ("Heading2", "Care"),
            ("", "Dry it after rain."),
        ]
    )
    document = read(tmp_path, data, "kites.docx")
    assert document.title == "Kites"
    assert outline(document) == [("", ["You can buy:\n- flat kites"]), ("Care", ["Dry it after rain."])]


def test_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    first = [
        "Kites",
        "",
        "A kite is a toy that flies on a string in the wind. It is made of",
        "paper and wood.",
        "Page 1 of 2",
    ]
    document = read(tmp_path, pdf([first, ["Care", "", "Dry the kite after rain.", "Page 2 of 2"]]), "kites.pdf")
    assert document.title == "Kites"
    wrapped = "A kite is a toy that flies on a string in the wind. It is made of paper and wood."
    assert outline(document) == [("", [wrapped]), ("Care", ["Dry the kite after rain."])]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([[]]), "holds no text, only pictures of pages"),
        (pdf([["A kite is a toy."]], password=True), "is protected by a password"),
        (b"%PDF-1.4 and then nothing", "cannot be read; it may be damaged"),
    ],
)
def test_a_pdf_that_cannot_be_used(tmp_path: Path, data: bytes, says: str) -> None:
    pytest.importorskip("pdfplumber")
    with pytest.raises(FileError, match=says):
        read(tmp_path, data, "kites.pdf")


def zipped(*names: str, content: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped("word/document.xml", content=bytes(210_000_000)), "unpacks to far more than a leaflet"),
        (zipped(*(f"word/{number}.xml" for number in range(2_001))), "unpacks to far more than a leaflet"),
        (zipped("photo.jpg"), "is a zip file, not a leaflet"),
        (zipped("word/document.xml")[:-8], "it may be damaged"),
        (zipped("word/document.xml", content=bytes(21_000_000)), "unpacks to far more than a leaflet"),
        (zipped("content.xml"), "is an OpenDocument file; open it, save it as text"),
        (zipped("Index/Document.iwa"), "is a file of Apple's Pages"),
        (b"\xd0\xcf\x11\xe0 and so on", "is an old Word file; open it, save it as text"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (b"{\\rtf1 Kites}", "is an RTF file; open it, save it as text"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "but XML"),
    ],
    ids=[
        "bomb",
        "many",
        "photo",
        "cut",
        "long",
        "odt",
        "pages",
        "old",
        "locked",
        "rtf",
        "xml",
    ],  # the bytes hold the time: two workers would name a test in two ways
)
def test_a_word_file_that_is_none(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(FileError, match=says):
        read(tmp_path, data, "kites.docx")


def test_a_word_file_without_text(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    with pytest.raises(FileError, match="holds no text of a leaflet"):
        read(tmp_path, docx([]), "kites.docx")


def test_what_stands_before_a_pdf_is_passed_over(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    document = read(
        tmp_path, b"mailed by a scanner\n" + pdf([["Kites", "", "A kite is a toy that flies."]]), "kites.pdf"
    )
    assert outline(document) == [("", ["A kite is a toy that flies."])]


def test_a_reader_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_office, "find_spec", lambda name: None)
    with pytest.raises(FileError, match=r"pip install 'faqbot\[formats\]'"):
        read(tmp_path, pdf([["A kite is a toy."]]), "kites.pdf")


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pdfplumber")
    monkeypatch.setattr(reading_office, "SECONDS", 0)
    with pytest.raises(FileError, match="takes too long to read"):
        read(tmp_path, pdf([["A kite is a toy."]]), "kites.pdf")
