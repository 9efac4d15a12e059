"""What stands around the text of a leaflet: title, publisher, and lines that are printed on every page."""

from __future__ import annotations

from pathlib import Path

from bot import drafting, naming, reading
from bot.document import Document

TEXT = "Bunions are bumps on the foot. Bunions may ache in tight shoes. Most bunions need no operation at all."


def read(folder: Path, text: str, name: str = "leaflet.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return reading.read(path)


def told(document: Document) -> str:
    return " ".join(block.text for block in document.blocks())


def test_a_line_of_the_publisher_does_not_take_the_place_of_the_title(tmp_path: Path) -> None:
    document = read(tmp_path, f"Advice from A to Z\n\nBunions\n\nWhat are they?\n\n{TEXT}\n")
    assert document.title == "Bunions"


def test_a_title_that_says_little_stays_where_none_says_more(tmp_path: Path) -> None:
    document = read(tmp_path, f"Handout\n\nWhat are bunions?\n\n{TEXT}\n")
    assert document.title == "Handout", "a question is the heading of a section"


def test_the_title_above_headings_of_one_level(tmp_path: Path) -> None:
    above = "Having your bunion out\n\nThis page is for adults with bunions.\n\n"
    text = f"{above}# What they are\n\n{TEXT}\n\n# Shoes\n\nWide.\n\n# After\n\nRest.\n"
    document = read(tmp_path, text, "leaflet.md")
    assert document.title == "Having your bunion out"
    assert "This page is for adults" in told(document), "what stands between the title and the first heading is text"


def test_title_publisher_and_text_in_one_run_of_wrapped_lines(tmp_path: Path) -> None:
    above = "Bunions: a guide for walkers\nHilltop Foot Clinic\n"
    lines = f"{above}This booklet is for people who have just been told\nthat they have a bunion and like to walk.\n\n"
    body = "\n".join(
        [
            "A bunion is a bump on the side of the foot, beside the",
            "big toe, and it may ache in shoes that are too tight.",
        ]
    )
    document = read(tmp_path, f"{lines}What is a bunion?\n{body}\n\nShoes\n{body}\n")
    assert (document.title, document.publisher) == ("Bunions: a guide for walkers", "Hilltop Foot Clinic")
    assert "This booklet is for people" in told(document)


def test_a_line_on_every_page_is_no_text_though_no_page_ends(tmp_path: Path) -> None:
    running = "Bunions and you, Hilltop Foot Clinic"
    pages = [
        f"{running}\n\nPart {word}\n\n{TEXT} {word.title()} more.\n\n{n}\n"
        for n, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    document = read(tmp_path, "\n".join(pages))
    assert running not in told(document)
    assert told(document).count("Bunions are bumps on the foot.") == 4, "what is said again in long lines stays"
    assert {one.why for one in document.dropped if one.text == running} <= {"repeated", "page", "subtitle"}


def test_what_follows_the_word_advertisement_is_not_lost(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"Bunions\n\n{TEXT}\n\nADVERTISEMENT\n\nTelephone the foot nurse where the skin breaks over a bunion.\n",
    )
    assert "Telephone the foot nurse" in told(document)


def test_a_name_has_the_letters_that_the_text_gives_it(tmp_path: Path) -> None:
    text = "A sore nerve is called Morton lump here. Rest helps a Morton lump, and ice. Few need a Morton lump out."
    text = f"Morton Lump\n\nWhat it is\n\n{text}\n"
    assert naming.names(read(tmp_path, text), drafting.load())[0] == "Morton lump"


def test_the_title_beside_the_publisher_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "gout.txt"
    path.write_text(
        "Skip to main content\n\nGout | Meadow Joint Foundation\n\nGout\n\nGout is a kind of arthritis. Gout hurts.\n\n"
        "Causes\n\nGout comes from crystals. Gout may run in the family.\n",
        encoding="utf-8",
    )
    document = reading.read(path)
    assert (document.title, document.publisher) == ("Gout", "Meadow Joint Foundation")
