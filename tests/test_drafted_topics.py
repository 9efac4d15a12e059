"""What a draft asks for, names and leaves out: topics mentioned in passing, definitions, headlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import asking, draft, drafting, headlines, naming, reading, shipped
from bot.entries import Entry, Faq

LEAFLET = """\
# Living with knotted hair

Knotted hair is more than a bad hair day. It comes in spells, and about one in ten of us has it.

## Why knots form

Wind and wool caps are the usual reason. You are more likely to get them if your brother or sister has them.

## How to tell when a knot is tight

Pull gently with two fingers. If nothing moves, the knot is tight and wants oil.

## At the pool

Wear a cap that covers all of it. Rinse the chlorine out with clear water afterwards.

## Oil and comb

Warm a spoon of oil between your hands and work it in from the ends, a finger's width at a time. Leave it on.

## May I have porridge before the combing?

Yes, a bowl of porridge two hours before is fine. Nothing sticky after that.
"""


def draft_of(path: Path, text: str) -> Faq:
    """Write a leaflet and draft it."""
    path.write_text(text, encoding="utf-8")
    return draft.make(reading.read(path), shipped.words())


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Faq:
    return draft_of(tmp_path_factory.mktemp("knots") / "knots.md", LEAFLET)


def entry(drafted: Faq, says: str) -> Entry:
    return next(one for one in drafted.entries if says in one.answer)


def test_a_topic_that_is_mentioned_in_passing_is_not_said_to_be_outside(drafted: Faq) -> None:
    missing = {topic.id for topic in drafted.not_covered}
    assert "inherited" not in missing
    assert "vaccine" in missing and "driving" in missing


def test_the_passage_that_defines_the_name_is_asked_for_by_it(drafted: Faq) -> None:
    first = entry(drafted, "more than a bad hair day")
    assert first.id == "what-is"
    assert first.question == "What is knotted hair?"


@pytest.mark.parametrize(
    ("says", "headline"),
    [
        ("Pull gently", "How to tell when a knot is tight"),
        ("Wear a cap", "At the pool"),
        ("Warm a spoon", "What should I know about oil and comb?"),
        ("bowl of porridge", "May I have porridge before the combing?"),
    ],
)
def test_headings_make_headlines_that_read_well(drafted: Faq, says: str, headline: str) -> None:
    assert entry(drafted, says).question == headline


def test_a_passage_without_a_name_is_shown_by_its_first_words(tmp_path: Path) -> None:
    made = draft_of(
        tmp_path / "bare.txt",
        "Green socks\n\nGreen socks are socks dyed with grass.\n\n"
        "Some shops put them beside the door, near the umbrellas and the hats, where nobody looks.\n",
    )
    one = entry(made, "Some shops")
    assert one.question == "The part that begins “Some shops put them beside the door, near the …”"
    assert one.id == "shops-put-beside-door"


def test_illness_topics_claim_nothing_of_an_operation(tmp_path: Path) -> None:
    made = draft_of(
        tmp_path / "knee.txt",
        "Your knee replacement\n\nA knee replacement puts in a new joint.\n\n"
        "After the operation\n\nTo prevent clots you wear stockings, and the knee replacement heals.\n",
    )
    assert not any("prevented" in one.question for one in made.entries)


@pytest.mark.parametrize(
    ("name", "expected"), [("hip replacement", True), ("MRI scan", True), ("measles", False), ("inhalers", True)]
)
def test_what_is_done_to_people_is_no_illness(name: str, expected: bool) -> None:
    assert naming.is_procedure(name, drafting.load()) is expected


@pytest.mark.parametrize(
    ("name", "verb"), [("head lice", "are"), ("kidney stones", "are"), ("measles", "is"), ("gout", "is")]
)
def test_names_take_the_verb_of_their_number(name: str, verb: str) -> None:
    assert asking.filled("What {is} {name}?", drafting.load(), (name,)) == f"What {verb} {name}?"


def test_headings_that_name_something_become_questions() -> None:
    patterns = drafting.load()
    assert headlines.of_heading("Side effects", patterns) == "What should I know about side effects?"
    assert headlines.of_heading("When it is empty", patterns) == "When it is empty"


def test_a_general_question_goes_to_the_passage_headed_with_its_word(tmp_path: Path) -> None:
    made = draft_of(
        tmp_path / "visit.md",
        "# Your ear wash\n\n## What happens at the first visit?\n\nA nurse looks into the ear.\n\n"
        "## May I eat beforehand?\n\nYes, a light lunch is fine.\n\n## What to bring\n\nA towel.\n",
    )
    owner = next(one for one in made.entries if "can I eat beforehand?" in one.also)
    assert "light lunch" in owner.answer


def test_a_topic_asked_for_in_the_words_of_an_entry_is_not_outside(tmp_path: Path) -> None:
    """Nor is any phrasing given out twice: a file that says so would be refused."""
    drafted = draft_of(tmp_path / "naps.md", "# Naps\n\n## Sleep\n\nA nap of half an hour is enough. Curtains help.\n")
    ways = [way.casefold() for one in (*drafted.entries, *drafted.not_covered) for way in one.phrasings]
    assert "sleep" in {way.casefold() for entry in drafted.entries for way in entry.phrasings}
    assert len(ways) == len(set(ways))


def test_the_sign_of_an_item_is_no_word(tmp_path: Path) -> None:
    drafted = draft_of(tmp_path / "knots.md", "# Knots\n\n## Tools\n\nYou need:\n\n- comb\n- oil\n- patience\n")
    ways = [way for entry in drafted.entries for way in entry.also]
    assert any(way.startswith("what about comb") or "comb" in way.split() for way in ways)
    assert not [way for way in ways if way.startswith("-")]
