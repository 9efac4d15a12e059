"""Make files of the formats that other programs write, by hand and small: PDF and Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
RELATION = (
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


LOOKS = {
    "large": '<w:sz w:val="30"/>',
    "underlined": '<w:u w:val="single"/>',
    "capitals": "<w:caps/>",
}
"""How letters look that make a paragraph a heading without its style."""


def docx(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """A Word file of (style, text): style is "Heading1", "Heading2", "item", one of LOOKS, or ""."""
    body = "".join(_paragraph(style, text) for style, text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS.format(RELATION.format("officeDocument", "word/document.xml")))
        relation = RELATION.format("numbering", "numbering.xml")
        file.writestr("word/_rels/document.xml.rels", RELATIONS.format(relation))
        file.writestr("word/numbering.xml", NUMBERING)
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


def _paragraph(style: str, text: str) -> str:
    looks = f'<w:pStyle w:val="{style}"/>' if style.startswith("Heading") else ""
    looks += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style == "item" else ""
    letters = LOOKS.get(style, "")
    return f"<w:p><w:pPr>{looks}</w:pPr><w:r><w:rPr>{letters}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"


def pdf(pages: Sequence[Sequence[str]], password: bool = False) -> bytes:
    """A PDF with lines of text on its pages ("" is a gap); with `password`, one that cannot be opened."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        content = "BT /F1 11 Tf 50 780 Td 14 TL " + " ".join(f"({_quoted(line)}) Tj T*" for line in page) + " ET"
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        size, font = "/MediaBox[0 0 595 842]", "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{size}{font}/Contents {len(objects)} 0 R>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    trailer = f"/Size {len(objects) + 1}/Root 1 0 R"
    if password:
        keys = f"/O<{'41' * 32}>/U<{'42' * 32}>"
        objects.append(f"<</Filter/Standard/V 1/R 2/P -4{keys}>>")
        trailer += f"/Encrypt {len(objects)} 0 R/ID[<00><00>]"
    return _file(objects, trailer)


def _quoted(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def placed_pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], rules: str = "") -> bytes:
    """A PDF with texts at places: (points from the left, points from the top, size, text); bold where it begins with *.

    `rules` are drawn on the first page, in the language of PDF.
    """
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects += [f"<</Type/Font/Subtype/Type1/BaseFont/{name}>>" for name in ("Helvetica", "Helvetica-Bold")]
    kids = []
    for number, page in enumerate(pages):
        content = " ".join(
            f"BT /F{2 if text.startswith('*') else 1} {size} Tf {x} {842 - y} Td ({_quoted(text.lstrip('*'))}) Tj ET"
            for x, y, size, text in page
        )
        content += "" if number else f" {rules}"
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        size, font = "/MediaBox[0 0 595 842]", "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{size}{font}/Contents {len(objects)} 0 R>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _file(objects, f"/Size {len(objects) + 1}/Root 1 0 R")


def _file(objects: Sequence[str], trailer: str) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<<{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode()
