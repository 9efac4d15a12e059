"""A PDF knows letters at places only: headings, columns, rows of tables and edges of pages are seen from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import placed_pdf

from bot import reading
from bot.document import Document

pytest.importorskip("pdfplumber")

LINES = [
    "A kite is a toy that flies on a string when the wind is up. It is made of",
    "paper and thin sticks. The tail keeps it from turning over in a gust of wind.",
]
"""A paragraph, as wrapped on a page."""
TEXT = " ".join(LINES)


def read(folder: Path, *pages: list[tuple[float, float, float, str]], rules: str = "") -> Document:
    path = folder / "kites.pdf"
    path.write_bytes(placed_pdf(pages, rules))
    return reading.read(path)


def outline(document: Document) -> list[tuple[str, list[str]]]:
    return [(section.heading, [block.text for block in section.blocks]) for section in document.sections]


def lines(y: float, texts: list[str], x: float = 70, size: float = 10) -> list[tuple[float, float, float, str]]:
    return [(x, y + 12 * number, size, text) for number, text in enumerate(texts)]


def test_headings_are_known_by_size_and_weight(tmp_path: Path) -> None:
    page = [(70, 150, 20, "All about kites"), *lines(190, LINES), (70, 230, 14, "Care"), *lines(260, LINES)]
    document = read(tmp_path, [*page, (70, 300, 10, "*Wet kites"), *lines(314, ["Dry a wet kite in the shade."])])
    assert document.title == "All about kites"
    assert outline(document) == [("", [TEXT]), ("Care", [TEXT]), ("Wet kites", ["Dry a wet kite in the shade."])]
    assert document.sections[2].under == "Care"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"The left side of the page says {word}" for word in ("one thing", "one more", "and the last.")]
    right = [f"The right side of it says {word}" for word in ("one thing", "one more", "and the last.")]
    page = [(70, 140, 20, "All about kites and the wind that carries them"), *lines(180, left), *lines(180, right, 320)]
    assert outline(read(tmp_path, page)) == [("", [" ".join(left), " ".join(right)])]


TABLE = [("Age", "Dose", "How often"), ("2 to 5 years", "100 mg", "4 times a day"), ("Adults", "1 g", "4 times a day")]
ROWS = "- Age Dose How often\n- 2 to 5 years 100 mg 4 times a day\n- Adults 1 g 4 times a day"


def test_a_row_of_a_table_stays_together(tmp_path: Path) -> None:
    cells = [(70 + 120 * c, 200.0 + 20 * r, 10.0, cell) for r, row in enumerate(TABLE) for c, cell in enumerate(row)]
    page = [(70, 150, 20, "All about kites"), *lines(170, LINES), *cells, *lines(280, LINES)]
    assert outline(read(tmp_path, page)) == [("", [TEXT, ROWS, TEXT])]


def test_the_cells_of_a_ruled_table_may_stand_close_together(tmp_path: Path) -> None:
    cells = [(72 + 62 * c, 212.0 + 20 * r, 10.0, cell) for r, row in enumerate(TABLE) for c, cell in enumerate(row)]
    across = " ".join(f"70 {642 - 20 * n} m 260 {642 - 20 * n} l S" for n in range(4))
    down = " ".join(f"{x} 642 m {x} 582 l S" for x in (70, 132, 194, 260))
    document = read(tmp_path, [(70, 150, 20, "All about kites"), *lines(170, LINES), *cells], rules=f"{across} {down}")
    assert outline(document) == [("", [TEXT, ROWS])]


def test_edges_of_pages_are_out_and_told(tmp_path: Path) -> None:
    def page(number: int, text: list[str]) -> list[tuple[float, float, float, str]]:
        edges: list[tuple[float, float, float, str]] = [(70, 40, 8, "Kites, 3rd edition"), (290, 810, 8, str(number))]
        return [*edges, *lines(150, text)]

    first, second = page(1, LINES[:1]), page(2, [*LINES[1:], "", *LINES])
    document = read(tmp_path, [(70, 110, 20, "All about kites"), *first], second)
    assert document.title == "All about kites"
    assert outline(document) == [("", [TEXT, TEXT])], "a paragraph that goes on over the page is one"
    assert [one.text for one in document.dropped].count("Kites, 3rd edition") == 2


@pytest.mark.parametrize("sign", ["\u00b7", "o", "-", "1."])
def test_a_bullet_far_from_its_text_is_that_of_its_item(tmp_path: Path, sign: str) -> None:
    items = ["paper that does not", "a long string"]
    page = [(70.0, 200.0 + 14 * n, 10.0, sign.replace("1", str(n + 1))) for n in range(2)]
    page += [(100.0, 200.0 + 14 * n, 10.0, item) for n, item in enumerate(items)]
    document = read(tmp_path, [(70, 130, 20, "All about kites"), (70, 184, 10, "You need:"), *page])
    assert outline(document) == [("", ["You need:\n- paper that does not\n- a long string"])]


def test_a_hyphen_at_the_end_of_a_line(tmp_path: Path) -> None:
    said = ["A well-made kite flies on its own in a wind that is just strong enough, and a well-"]
    said += ["made kite needs no run-up. Fly it low- or high-flying as you like, on a long but care-"]
    said += ["fully chosen string. Do not let a two-"]
    said += ["or three-year-old hold it alone."]
    document = read(tmp_path, [(70, 130, 20, "All about kites"), *lines(180, said)])
    text = outline(document)[0][1][0]
    assert "and a well-made kite" in text and "but carefully chosen" in text and "a two- or three-year-old" in text


def test_the_lines_of_an_address_stay_lines(tmp_path: Path) -> None:
    address = ["Kite desk of the Windy Hill Society, at the top", "Phone: 555-0100 (Monday to Friday)", "Windy Hill"]
    document = read(tmp_path, [(70, 130, 20, "All about kites"), *lines(170, LINES[:1]), *lines(220, address)])
    assert outline(document)[0][1][-1] == "\n".join(address)
