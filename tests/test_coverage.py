"""A FAQ beside its document: each fault gives exactly the findings it should, with the line they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import TODAY, line_of, put, quick

from bot import check
from bot.findings import Finding

SAID = ["Brakes squeal where the pads are dirty or worn.", "Clean the rim, then change the pads."]
BRAKES = " ".join(SAID)
OPEN = "      - In summer it closes at nine.\n"
CHAIN = "Oil the chain once a month, and after every ride in the rain."


def findings(path: Path, entry: str | None) -> list[Finding]:
    return [found for found in check.quick([path], TODAY) if found.entry == entry]


def test_an_altered_word_is_an_error_at_the_line_it_stands_in(tmp_path: Path) -> None:
    path = put(tmp_path, {OPEN: OPEN.replace("nine", "ten")})
    [found] = findings(path, "opening")
    assert (found.severity, found.rule, found.line) == ("error", "not_in_document", line_of(path, "closes at ten"))
    at = f"small.md:{line_of(tmp_path / 'small.md', 'closes at nine')}"
    assert dict(found.values) == {"found": "ten.", "wanted": "nine.", "at": at}


def test_the_document_altered_is_the_same_fault(tmp_path: Path) -> None:
    path = put(tmp_path, {}, {CHAIN: CHAIN.replace("once", "twice")})
    [found] = findings(path, "chain")
    assert (found.severity, found.rule, found.line) == ("error", "not_in_document", line_of(path, CHAIN))
    assert (found.values["found"], found.values["wanted"]) == (
        "once a month, and after every ride in …",
        "twice a month, and after every ride in …",
    )


FAULTS = {
    "made up": (BRAKES, f"{BRAKES} Then ask a friend.", "unknown_text"),
    "a part of a sentence": (BRAKES, "Clean the rim, then", "cut_sentence"),
    "the end of a sentence": (BRAKES, "The pads are dirty or worn.", "cut_sentence"),
    "in another order": (BRAKES, " ".join(reversed(SAID)), "out_of_order"),
    "two passages in one": (BRAKES, f"{BRAKES} {CHAIN}", "joined"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_way_to_depart_from_the_document(tmp_path: Path, fault: str) -> None:
    old, new, rule = FAULTS[fault]
    path = put(tmp_path, {f"answer: {old}": f"answer: {new}"})
    line = line_of(path, "answer:", after="id: brakes")
    assert [one[:4] for one in quick(path) if one[4] == "brakes"] == [("error", rule, "small.yaml", line)]


def test_a_sentence_left_out_is_a_warning(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        {f"answer: {BRAKES}": "answer: Brakes squeal where the pads are dirty or worn. Then ride."},
        {BRAKES: f"{BRAKES} Then ride."},
    )
    line = line_of(path, "answer:", after="id: brakes")
    at = line_of(tmp_path / "small.md", BRAKES)
    assert quick(path) == [
        ("warning", "partly_unshown", "small.md", at, None),
        ("warning", "left_out", "small.yaml", line, "brakes"),
    ]


def test_an_item_left_out_is_a_warning(tmp_path: Path) -> None:
    document = {"The workshop is open on Tuesday and Friday evenings.": "We close early:"}
    faq = {"The workshop is open on Tuesday and Friday evenings.": "We close early:", OPEN: ""}
    rules = [(severity, rule) for severity, rule, *_ in quick(put(tmp_path, faq, document))]
    assert rules == [("warning", "partly_unshown"), ("warning", "left_out")]


def test_an_item_without_what_announces_it(tmp_path: Path) -> None:
    announced = {"The workshop is open on Tuesday and Friday evenings.": "Never do this:"}
    path = put(tmp_path, {"      The workshop is open on Tuesday and Friday evenings.\n\n": ""}, announced)
    found = [one for one in quick(path) if one[4] == "opening"]
    assert found == [("warning", "item_apart", "small.yaml", line_of(path, "In summer"), "opening")]
    fragment = {"In summer it closes at nine.": "ride at night"}
    path = put(
        tmp_path,
        {"      The workshop is open on Tuesday and Friday evenings.\n\n": "", **fragment},
        announced | fragment,
    )
    found = [one for one in quick(path) if one[4] == "opening"]
    assert found == [("error", "item_alone", "small.yaml", line_of(path, "ride at night"), "opening")]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("document: small.md\n", "", "no_document"),
        ("document: small.md", "document: none.md", "document_unreadable"),
        ("document: small.md", "document: .", "document_unreadable"),
    ],
)
def test_without_its_document_nothing_can_be_said_for_an_answer(tmp_path: Path, old: str, new: str, rule: str) -> None:
    path = put(tmp_path, {old: new})
    line = line_of(path, "document:") if new else line_of(path, "title:")
    assert quick(path) == [("error", rule, "small.yaml", line, None)]


def test_a_passage_that_no_answer_shows(tmp_path: Path) -> None:
    path = put(tmp_path, {}, {"## Sharing\n": "## Sharing\n\nBring it back clean. We check it.\n"})
    [found] = check.quick([path], TODAY)
    assert (found.severity, found.rule, found.path.name) == ("warning", "unshown", "small.md")
    assert found.line == line_of(tmp_path / "small.md", "Bring it back")
    assert found.values["text"] == "Bring it back clean."


def test_a_heading_that_is_none_and_one_of_another_passage(tmp_path: Path) -> None:
    path = put(tmp_path, {"    section: Sharing\n": "    section: Caring\n"})
    assert quick(path) == [("warning", "no_section", "small.yaml", line_of(path, "section: Caring"), "borrow")]
    path = put(tmp_path, {"    section: Sharing\n": "    section: Visiting\n"})
    line = line_of(path, "section:", after="id: borrow")
    assert quick(path) == [("warning", "other_section", "small.yaml", line, "borrow")]
    assert quick(put(tmp_path, {"    section: Sharing\n": ""})) == []


def test_page_furniture_cannot_be_shown(tmp_path: Path) -> None:
    said = "Skip to main content"
    path = put(
        tmp_path,
        {f"answer: {CHAIN}": f"answer: {said}"},
        {"# The Bicycle Workshop\n": f"{said}\n\n# The Bicycle Workshop\n"},
    )
    assert [one[:2] for one in quick(path) if one[4] == "chain"] == [("error", "unknown_text")]


def test_what_ships_has_no_error() -> None:
    assert check.errors() == []
    assert {found.rule for found in check.quick()} == {"review_missing"}
