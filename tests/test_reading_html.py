"""Pages as sites and programs write them: folded parts, tables, wrappers, what Word calls a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import reading
from bot.document import Document
from bot.yamlfile import FileError

FLIES = "A kite is a toy that flies on a string when the wind is up."
DRY = "Dry a wet kite in the shade before you fold it."


def read(folder: Path, body: str, head: str = "", name: str = "kites.html") -> Document:
    path = folder / name
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return reading.read(path)


def outline(document: Document) -> list[tuple[str, list[str]]]:
    return [(section.heading, [block.text for block in section.blocks]) for section in document.sections]


@pytest.mark.parametrize(
    "folded",
    [
        "<details><summary>Care</summary><p>{}</p></details>",
        "<details><summary><span aria-hidden=true>+</span> Care</summary><p>{}</p></details>",
        "<h2><button aria-expanded=false aria-controls=p1>Care</button></h2><div id=p1 hidden><p>{}</p></div>",
        '<button aria-controls="p1">Care</button><div id="p1" aria-hidden="true"><p>{}</p></div>',
        "<div role=tabpanel aria-hidden=true><h2>Care</h2><p>{}</p></div>",
        "<dl><dt>Care</dt><dd>{}</dd></dl>",
        '<h2 id=care>Care <a href="#care">#</a></h2><p>{}</p>',
        "<p><strong>Care</strong><br>{}</p>",
        "<div>Care</div><div>{}</div>",
        "Care<br><br>{}<br><br>",
    ],
)
def test_parts_of_a_page_that_are_folded_or_headed_in_their_own_way(tmp_path: Path, folded: str) -> None:
    document = read(tmp_path, f"<h1>Kites</h1><p>{FLIES}</p>{folded.format(DRY)}")
    assert outline(document) == [("", [FLIES]), ("Care", [DRY])]


@pytest.mark.parametrize(
    "cell", ["<td>{}</td>", "<td><p>{}</p></td>", "<td><b>{}</b></td>", "<td><div>{}<br></div></td>"]
)
def test_a_row_of_a_table_stays_together(tmp_path: Path, cell: str) -> None:
    rows = [("Age", "Dose"), ("2 to 5 years", "100 mg"), ("Adults", "1 g")]
    table = "".join("<tr>" + "".join(map(cell.format, row)) + "</tr>" for row in rows)
    document = read(tmp_path, f"<h1>Kites</h1><h2>Doses</h2><p>{FLIES}</p><table>{table}</table>")
    assert outline(document) == [("Doses", [FLIES, "- Age Dose\n- 2 to 5 years 100 mg\n- Adults 1 g"])]


def test_a_cell_that_stands_again_and_again_is_no_header_of_pages(tmp_path: Path) -> None:
    cells = "".join(
        f"<p>{age}</p><p>{n} mg</p><p>4 times a day</p>" for n, age in enumerate(["Babies", "Teens", "All"])
    )
    document = read(tmp_path, f"<h1>Kites</h1><h2>Doses</h2><p>{FLIES}</p>{cells}<h2>Care</h2><p>{DRY}</p>")
    assert " ".join(block.text for block in document.blocks()).count("4 times a day") == 3


@pytest.mark.parametrize(
    "page",
    [
        "<form id=aspnetForm>{}</form>",
        "<div class='page-with-sidebar'>{}</div>",
        "<div class='has-menu'><div class=banner>{}</div></div>",
        "<table><tr><td><a>Home</a></td><td>{}</td></tr></table>",
    ],
)
def test_what_stands_around_the_whole_page_is_no_furniture(tmp_path: Path, page: str) -> None:
    text = f"<h1>Kites</h1><p>{FLIES}</p><h2>Care</h2><p>{DRY}</p>"
    assert outline(read(tmp_path, page.format(text))) == [("", [FLIES]), ("Care", [DRY])]


def test_the_number_of_a_note_is_no_part_of_the_sentence(tmp_path: Path) -> None:
    note = "<sup><a href=#n1>[1]</a></sup>"
    document = read(tmp_path, f"<h1>Kites</h1><p>{FLIES}{note} 10 m<sup>2</sup> is large.</p>")
    assert outline(document) == [("", [f"{FLIES} 10 m2 is large."])]


def test_a_page_that_word_saved(tmp_path: Path) -> None:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    item = "<p class=MsoListParagraph><![if !supportLists]><span>{sign}{gap}</span><![endif]>{text}</p>"
    items = "".join(
        item.format(sign=sign, gap=gap, text=text) for sign, text in (("§", "paper"), ("1.", "a\r\nstring"))
    )
    head = "<title>Microsoft Word - kites v3.docx</title><!--[if gte mso 9]><xml><o:x/></xml><![endif]-->"
    body = f"<p class=MsoTitle>Kites<o:p></o:p></p><p class=MsoNormal>You need:</p>{items}<p class=MsoNormal>&nbsp;</p>"
    document = read(tmp_path, body, head, "kites.htm")
    assert (document.title, outline(document)) == ("Kites", [("", ["You need:\n- paper\n- a string"])])


def test_typed_signs_of_items(tmp_path: Path) -> None:
    body = f"<h1>Kites</h1><p>{FLIES}</p><p>You need:</p><p>o paper</p><p>o a string</p><p>- {DRY}</p>"
    assert outline(read(tmp_path, body))[0][1][1:] == ["You need:\n- paper\n- a string", f"- {DRY}"]


def test_a_page_in_a_single_file(tmp_path: Path) -> None:
    wrapped = FLIES.replace("wind", "wi=\r\nnd")  # as quoted-printable ends a line
    page = f"<!doctype html><html><h1>Kites</h1><p>{wrapped}</p><p>{DRY}</p>"
    head = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    )
    head += "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    path = tmp_path / "kites.mhtml"
    path.write_text(f"{head}{page}\r\n--x--\r\n", encoding="ascii", newline="")
    document = reading.read(path)
    assert (document.title, outline(document)) == ("Kites", [("", [FLIES, DRY])])
    assert not any("Content-Type" in one.text for one in document.dropped)


def test_markdown_wrapped_by_an_editor(tmp_path: Path) -> None:
    path = tmp_path / "kites.md"
    wrapped = (
        "Kites are sold in many shops and on the market, in every\ncolor – they are not\nall good. If in doubt, ask.\n"
    )
    path.write_text(f"# Kites\n\n{wrapped}\n## Call\n\nDesk\nPhone: 555-0100\n", encoding="utf-8")
    assert outline(reading.read(path)) == [("", [" ".join(wrapped.split())]), ("Call", ["Desk\nPhone: 555-0100"])]


@pytest.mark.parametrize("page", ["<div>" * 300_001, "<" * 300_001, "<!-- a -->" * 300_001])
def test_a_page_of_far_too_many_tags(tmp_path: Path, page: str) -> None:
    with pytest.raises(FileError, match="is too long for a leaflet"):
        read(tmp_path, page + FLIES)


def test_elements_one_in_the_other_without_end(tmp_path: Path) -> None:
    assert outline(read(tmp_path, "<div>" * 10_000 + f"<p>{FLIES}</p><p>{DRY}</p>")) == [("", [FLIES, DRY])]
