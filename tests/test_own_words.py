"""How much of a question a passage holds, one of its sentences, and one that tells what is asked for."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import drafting, own_words, shipped
from bot.entries import Entry
from bot.own_words import OwnWords, Shares

ENTRIES = {
    "shoes": Entry(
        "shoes", "Which shoes are good?", "Wear wide shoes with a soft upper. Heels press the toes together."
    ),
    "pills": Entry("pills", "What helps against pain?", "A pill may help for a few days. Ask the chemist which one."),
    "cast": Entry("cast", "The cast", "The cast is white. It stays on for six weeks. Keep the cast dry.", "The cast"),
}


@pytest.fixture(scope="module")
def own() -> OwnWords:
    return own_words.of_entries(ENTRIES, "Bunions", shipped.words(), drafting.load().answers)


def forms(*words: str) -> list[str]:
    return [shipped.words().form(word) for word in words]


def test_a_passage_holds_all_part_or_nothing_of_a_question(own: OwnWords) -> None:
    assert own.shares("shoes", forms("wide"))[:2] == (1.0, 1.0)
    assert own.shares("pills", forms("wide"))[:2] == (0.0, 0.0)
    shares = own.shares("shoes", forms("wide", "chemist"))
    assert 0 < shares.held < 1
    assert 0 < shares.together < 1
    assert own.shares("shoes", [])[:2] == (1.0, 1.0), "a question without such words asks for nothing else"


def test_words_held_apart_are_held_together_by_no_sentence(own: OwnWords) -> None:
    shares = own.shares("shoes", forms("wide", "heels"))
    assert shares.held == 1
    assert shares.together < 1


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("how long is the cast on", "cast"),
        ("for how many weeks is the cast on", "cast"),
        ("who knows about the pill", None),
    ],
)
def test_a_sentence_that_tells_what_is_asked_for_answers(own: OwnWords, question: str, answers: str | None) -> None:
    kind = own.kind_of_answer(question)
    assert kind is not None
    found = {key: own.shares(key, forms("cast"), kind).answering for key in ENTRIES}
    assert [key for key, share in found.items() if share == 1] == ([answers] if answers else [])


def test_no_kind_of_answer_is_told_by_no_sentence(own: OwnWords) -> None:
    assert own.kind_of_answer("tell me of bunions") is None
    assert own.shares("cast", forms("cast"), None) == Shares(1.0, 1.0, 0.0)


@given(asked=st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=12), max_size=30), kind=st.integers(0, 20))
def test_shares_are_shares(own: OwnWords, asked: list[str], kind: int) -> None:
    for key in ENTRIES:
        assert all(-1e-9 <= share <= 1 for share in own.shares(key, asked, kind))
