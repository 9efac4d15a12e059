"""A draft's passages are ranked by their own words, too: drafted ways of asking alone are not believed."""

from __future__ import annotations

import string

import pytest
from conftest import make_bot
from hypothesis import given
from hypothesis import strategies as st

from bot import own_words, shipped
from bot.entries import Entry, Faq
from bot.matcher import Matcher
from bot.own_words import DraftMatcher
from bot.replies import Bot

SHOES = "Wear wide shoes with a soft upper. Heels press the toes together."
PILLS = "A pill against pain may help for a few days. Ask the chemist which one."
OPERATION = "The surgeon straightens the bone in about an hour. You go home the same day."


def faq(drafted: bool) -> Faq:
    """A FAQ in which two ways of asking for the operation were given to the shoes."""
    shoes = Entry(
        "shoes",
        "Which shoes are good?",
        SHOES,
        also=("how long does the surgeon take", "shoes", "is the surgeon quick"),
    )
    pills = Entry("pills", "What helps against pain?", PILLS, also=("pain", "medicine for it"))
    operation = Entry("operation", "What does the operation involve?", OPERATION, also=("operation", "being operated"))
    return Faq(title="Bunions", language="en", entries=(shoes, pills, operation), drafted=drafted)


@pytest.fixture(scope="module")
def draft() -> Bot:
    return make_bot(faq(drafted=True))


def matcher(bot: Bot) -> DraftMatcher:
    found = bot.leaflets[0].matcher
    assert isinstance(found, DraftMatcher)
    return found


def test_a_way_of_asking_given_to_the_wrong_passage_is_not_believed(draft: Bot) -> None:
    edited = make_bot(faq(drafted=False))
    question = "how long does the surgeon take"
    assert edited.leaflets[0].matcher.rank(question).covered[0].item.id == "shoes", "who went over it is believed"
    ranked = {one.item.id: one.probability for one in matcher(draft).rank(question).covered}
    assert ranked["shoes"] < 1
    assert ranked["operation"] > 0
    assert draft.ask("is the surgeon slow").entries != ("shoes",)


def test_the_passage_that_holds_the_words_is_found(draft: Bot) -> None:
    question = "the surgeon straightens the bone, do I go home the same day"
    by_phrasings = Matcher.rank(matcher(draft), question).covered[0]
    first = matcher(draft).rank(question).covered[0]
    assert first.item.id == "operation"
    assert by_phrasings.item.id != "operation" or first.probability > by_phrasings.probability


def test_a_headline_asked_word_for_word_is_certain(draft: Bot) -> None:
    first = matcher(draft).rank("which shoes are good").covered[0]
    assert (first.item.id, first.probability) == ("shoes", 1.0)


def test_a_passage_holds_all_part_or_nothing_of_a_question(draft: Bot) -> None:
    own = matcher(draft).own
    language = shipped.words()
    wide, surgeon = language.stem("wide"), language.stem("surgeon")
    assert own_words.shares(own, "shoes", [wide]) == (1.0, 1.0)
    assert own_words.shares(own, "pills", [wide]) == (0.0, 0.0)
    held, together = own_words.shares(own, "shoes", [wide, surgeon])
    assert 0 < held < 1
    assert 0 < together < 1
    assert own_words.shares(own, "shoes", []) == (1.0, 1.0), "a question without such words asks for nothing else"


@given(asked=st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=12), max_size=30))
def test_shares_are_shares(draft: Bot, asked: list[str]) -> None:
    for key in ("shoes", "pills", "operation"):
        assert all(0 <= share <= 1 for share in own_words.shares(matcher(draft).own, key, asked))


@given(question=st.text(max_size=80))
def test_any_question_is_ranked(draft: Bot, question: str) -> None:
    chances = [one.probability for one in matcher(draft).rank(question).covered]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)


def test_a_leaflet_that_somebody_went_over_is_ranked_as_ever() -> None:
    assert not isinstance(make_bot(faq(drafted=False)).leaflets[0].matcher, DraftMatcher)
