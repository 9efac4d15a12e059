"""A document becomes a FAQ: each passage has a question, each answer stands in the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_bot
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import draft, faq, reading, shipped
from bot.document import Document
from bot.draft_file import to_text
from bot.entries import Faq
from bot.replies import Bot
from bot.reply import Kind
from bot.yamlfile import FileError

PUDDLE = Path(__file__).parent / "data" / "puddle-foot.txt"


def bare(text: str) -> str:
    return " ".join(" ".join(line.removeprefix("- ") for line in text.split("\n")).split())


@pytest.fixture(scope="module")
def document() -> Document:
    return reading.read(PUDDLE)


@pytest.fixture(scope="module")
def drafted(document: Document) -> Faq:
    return draft.make(document, shipped.words())


@pytest.fixture(scope="module")
def bot(drafted: Faq) -> Bot:
    return make_bot(drafted)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what is puddle foot", "harmless reddening of the toes"),
        ("what are the symptoms?", "red toes that tingle"),
        ("how is it treated", "Take off the wet socks"),
        ("will it get better on its own", "gets better on its own within two days"),
        ("what is beeswax ointment for", "This is for cracked skin"),
        ("when should I call a nurse", "if the redness spreads over the ankle"),
        ("what is your phone number", "555-0100"),
    ],
)
def test_plain_questions_get_the_passage(bot: Bot, question: str, says: str) -> None:
    reply = bot.ask(question)
    assert reply.kind is Kind.ANSWER
    assert says in bare(" ".join(passage.text for passage in reply.passages))


def test_what_a_passage_tells_in_other_words_is_at_least_offered_first(bot: Bot) -> None:
    reply = bot.ask("does it go away by itself")
    shown = [passage.text for passage in reply.passages]
    first = bot.choose(reply.choices[0].entry).passages[0].text
    assert "gets better on its own within two days" in bare(" ".join(shown) or first)


@pytest.mark.parametrize(
    "question", ["is there a vaccine?", "where can I park?", "is it inherited?", "how is malaria treated"]
)
def test_what_the_leaflet_does_not_hold_gets_no_passage(bot: Bot, question: str) -> None:
    assert bot.ask(question).kind is not Kind.ANSWER


def test_a_draft_nobody_has_gone_over_asks_back_where_a_word_is_new_to_it(bot: Bot, drafted: Faq) -> None:
    question = "what are the symptoms in astronauts?"
    gone_over = make_bot(replace(drafted, drafted=False))
    assert drafted.drafted
    assert bot.ask(question).kind is Kind.SUGGESTIONS
    assert bot.ask(question).choices[0].entry == gone_over.ask(question).entries[0]


def test_every_answer_stands_in_the_document_and_every_passage_in_an_answer(document: Document, drafted: Faq) -> None:
    text = " ".join(bare(block.text) for block in document.blocks())
    answers = " ".join(bare(entry.answer) for entry in drafted.entries)
    assert all(bare(entry.answer) in text for entry in drafted.entries)
    assert all(bare(block.text) in answers for block in document.blocks())


def test_the_source_is_named(bot: Bot) -> None:
    source = bot.ask("what is puddle foot").source
    assert "About puddle foot" in source and "Meadow Walkers Foundation" in source


def test_what_is_answered_is_not_among_what_is_not_covered(drafted: Faq) -> None:
    missing = {topic.id for topic in drafted.not_covered}
    assert "vaccine" in missing
    assert not missing & {"symptoms", "treatment", "what-is", "when-to-call", "contacts"}


def test_the_file_reads_back_the_same(drafted: Faq, tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_text(to_text(drafted), encoding="utf-8")
    assert faq.load(path) == drafted


def test_items_that_name_themselves_are_entries(drafted: Faq) -> None:
    answers = [entry.answer for entry in drafted.entries]
    assert any(answer.startswith("Marigold ointment. This is") for answer in answers)


LINES = st.lists(
    st.text(min_size=1, max_size=60)
    | st.sampled_from(["- a b c", "Symptoms", "{name} {0}", "Eyes. One two three four five."])
)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_any_text_becomes_a_sound_faq_or_is_refused(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "any.txt"
    path.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    try:
        document = reading.read(path)
    except FileError:
        return
    made = draft.make(document, shipped.words())
    written = folder / "any.yaml"
    written.write_text(to_text(made), encoding="utf-8")
    assert faq.load(written) == made
    text = " ".join(bare(block.text) for block in document.blocks())
    assert all(bare(entry.answer) in text for entry in made.entries)
