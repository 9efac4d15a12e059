"""A Word file as people make it: headings by their looks, signs typed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import docx

from bot import reading

pytest.importorskip("mammoth")

FLIES = "A kite is a toy that flies on a string when the wind is up."


def outline(folder: Path, *paragraphs: tuple[str, str]) -> list[tuple[str, list[str]]]:
    path = folder / "kites.docx"
    path.write_bytes(docx([("Heading1", "Kites"), *paragraphs]))
    return [(section.heading, [block.text for block in section.blocks]) for section in reading.read(path).sections]


@pytest.mark.parametrize("look", ["large", "underlined", "capitals", "Heading2"])
def test_a_heading_without_its_style(tmp_path: Path, look: str) -> None:
    assert outline(tmp_path, ("", FLIES), (look, "Care"), ("", FLIES)) == [("", [FLIES]), ("Care", [FLIES])]


def test_an_underlined_sentence_is_no_heading(tmp_path: Path) -> None:
    assert outline(tmp_path, ("", FLIES), ("underlined", "Never fly it in a storm.")) == [
        ("", [FLIES, "Never fly it in a storm."])
    ]


def test_signs_typed_by_hand(tmp_path: Path) -> None:
    items = [("", "1. paper"), ("", "2. a string")]
    assert outline(tmp_path, ("", "You need:"), *items) == [("", ["You need:\n- paper\n- a string"])]


def test_stars_and_lines_of_the_text_are_kept(tmp_path: Path) -> None:
    text = "Write to kite_desk_1@example.org, *stars* and all: 5 * 3 < 20 & 2_3_4."
    assert outline(tmp_path, ("", text)) == [("", [text])]


def test_letters_that_a_printer_joins_are_two(tmp_path: Path) -> None:
    assert outline(tmp_path, ("", "Take the ﬁrst kite o\ufb00 the hook.")) == [
        ("", ["Take the first kite off the hook."])
    ]
