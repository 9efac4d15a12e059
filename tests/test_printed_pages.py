"""A text taken from printed pages: numbered headings, footers, items that a page cuts in two, hanging lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import reading
from bot.document import Document

PAGES = """\
Removing a splinter

1. Introduction
A splinter is a small piece of wood that sits under the
skin. It may hurt when something presses on the place.

2. Getting ready
• Wash your hands with soap and with warm wa-
  ter for a minute.
• Take a clean needle and a pair of tweezers.
Sit where the light is good and keep the place quiet.
• Splinters come out in about 90 in

XY-12 v3   Issue date: 09/2023
                                             Page 1 of 2
\fRemoving a splinter

  100. The rest grow out by themselves.

3. Telephone numbers
Nurse 555 0101
Desk 555 0102

XY-12 v3   Issue date: 09/2023
                                             Page 2 of 2
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "splinter.txt"
    path.write_text(PAGES, encoding="utf-8")
    return reading.read(path)


def test_numbered_lines_right_above_a_text_are_headings(document: Document) -> None:
    assert [section.heading for section in document.sections] == ["Introduction", "Getting ready", "Telephone numbers"]


def test_what_only_ends_pages_is_no_part_of_the_text(document: Document) -> None:
    text = "\n".join(block.text for block in document.blocks())
    assert "XY-12" not in text and "Page" not in text


def test_an_item_that_a_page_cuts_in_two_is_one(document: Document) -> None:
    text = "\n".join(block.text for block in document.blocks())
    assert "- Splinters come out in about 90 in 100. The rest grow out by themselves." in text


def test_a_line_that_does_not_hang_ends_the_item(document: Document) -> None:
    lines = "\n".join(block.text for block in document.blocks()).split("\n")
    assert "- Wash your hands with soap and with warm water for a minute." in lines
    assert "- Take a clean needle and a pair of tweezers." in lines


def test_numbered_steps_stay_a_list(tmp_path: Path) -> None:
    path = tmp_path / "steps.txt"
    path.write_text(
        "How to wash\n\nDo it like this:\n1. Take soap\n2. Rub both hands\n3. Rinse them\n", encoding="utf-8"
    )
    text = "\n".join(block.text for block in reading.read(path).blocks())
    assert "- Take soap\n- Rub both hands\n- Rinse them" in text
