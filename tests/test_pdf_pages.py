"""What a PDF holds and cannot be read is told: a page that is a picture is reported, one lost by damage refuses all."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import placed_pdf

from bot import check, draft_file, reading, shipped
from bot.document import Unread
from bot.yamlfile import FileError

pytest.importorskip("pdfplumber")

Page = list[tuple[float, float, float, str]]

SENTENCES = [
    "A kite is a toy that flies on a string when the wind is up.",
    "The tail keeps it from turning over in a gust of wind.",
    "Dry a wet kite in the shade, and never near a stove.",
]
TEXT: Page = [(70, 150, 20, "All about kites"), *((70, 200 + 40 * n, 10, text) for n, text in enumerate(SENTENCES))]


def picture(width: int, height: int) -> str:
    """A picture in the language of PDF, at the lower left; sizes in points (a page has 595 by 842)."""
    return f"q {width} 0 0 {height} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID ~ EI Q"


def read(folder: Path, data: bytes) -> tuple[Unread, ...]:
    path = folder / "kites.pdf"
    path.write_bytes(data)
    return reading.read(path).unread


@pytest.mark.parametrize(
    ("first", "drawn"),
    [
        ([], picture(595, 842)),
        ([], picture(90, 60)),
        ([(70, 820, 8, "Scanned with a machine")], picture(595, 800)),
        ([], " ".join("10 10 m 20 30 30 30 40 10 c S" for _ in range(200))),
    ],
    ids=["a page", "a small one", "a page with a line under it", "letters that were drawn"],
)
def test_a_page_that_is_a_picture_is_reported(tmp_path: Path, first: Page, drawn: str) -> None:
    assert read(tmp_path, placed_pdf([first, TEXT], drawn)) == (Unread(1, "picture"),)


@pytest.mark.parametrize(
    ("first", "drawn"),
    [([], ""), ([], "70 70 m 500 70 l S"), (TEXT, picture(90, 60)), (TEXT, picture(595, 842))],
    ids=["empty", "a rule and nothing else", "a logo", "a picture behind the text"],
)
def test_what_hides_no_text_is_no_fault(tmp_path: Path, first: Page, drawn: str) -> None:
    assert read(tmp_path, placed_pdf([first, TEXT], drawn, packed=True)) == ()


def test_letters_that_the_file_does_not_name_are_reported(tmp_path: Path) -> None:
    """Codes from 128 on are no letters where the font does not say so; one alone is a bullet."""
    line = (70, 400, 10, "\x81 Fly it low.")
    assert read(tmp_path, placed_pdf([TEXT, [*TEXT, line]])) == ()
    line = (70, 400, 10, "".join(map(chr, range(0x80, 0x90))))
    assert read(tmp_path, placed_pdf([TEXT, [*TEXT, line]])) == (Unread(2, "letters"),)


def test_a_page_that_is_turned_is_reported(tmp_path: Path) -> None:
    turned = "BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Fly it low, and on a long string.) Tj ET"
    assert read(tmp_path, placed_pdf([[], TEXT], turned)) == (Unread(1, "turned"),)


WHOLE = placed_pdf([TEXT, TEXT], packed=True)
START, END = WHOLE.rindex(b"stream\nx") + 7, WHOLE.rindex(b"\nendstream")
"""Where the text of the second page begins and ends. What follows keeps all places, so that nothing else is damaged."""
MIDDLE = (START + END) // 2
DAMAGED = {
    "the text of a page, in its middle": WHOLE[:MIDDLE] + b"\xff" * 40 + WHOLE[MIDDLE + 40 :],
    "the text of a page, from its start": WHOLE[:START] + b"\xff" * (END - START) + WHOLE[END:],
    "the text of a page, at its end": WHOLE[: END - 30] + b" " * 30 + WHOLE[END:],
    "the place of its text": WHOLE.replace(b"/Contents 7 0 R", b"/Contents 9 0 R"),
    "a page": WHOLE.replace(b"Kids[6 0 R 8 0 R]", b"Kids[6 0 R 9 0 R]"),
    "the list of pages": WHOLE.replace(b"/Catalog/Pages 2", b"/Catalog/Pages 9"),
    "a font": WHOLE.replace(b"/F1 3 0 R", b"/F1 9 0 R"),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_what_damage_took_away_refuses_the_file(tmp_path: Path, how: str) -> None:
    assert read(tmp_path, WHOLE) == ()
    assert DAMAGED[how] != WHOLE
    with pytest.raises(FileError, match="may be damaged"):
        read(tmp_path, DAMAGED[how])


def test_the_sum_at_the_end_may_be_missing(tmp_path: Path) -> None:
    """Careless programs leave it out, and all the text is there."""
    assert read(tmp_path, WHOLE[: END - 4] + b"    " + WHOLE[END:]) == ()


def test_draft_and_check_say_which_page_is_missing(tmp_path: Path) -> None:
    leaflet, faq, told = tmp_path / "kites.pdf", tmp_path / "kites.yaml", list[str]()
    say = shipped.wording().say
    leaflet.write_bytes(placed_pdf([[], TEXT], picture(595, 842)))
    draft_file.run(leaflet, faq, False, shipped.words(), say, told.append)
    assert f"{leaflet}: page 1: left out (a picture of a page: its text cannot be read)" in told
    found = [one for one in check.quick([faq]) if one.rule.startswith("page_")]
    assert [(one.severity, one.path.name) for one in found] == [("warning", "kites.pdf")]
    assert found[0].message(say).startswith("page 1 is a picture")


@pytest.mark.parametrize("why", ["picture", "letters", "turned"])
def test_each_reason_has_its_words(why: str) -> None:
    say = shipped.wording().say
    assert say(f"draft.unread_{why}")
    assert "3" in say(f"check.page_{why}", page=3)
