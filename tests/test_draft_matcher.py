"""A draft's passages are ranked by what they say, too: drafted ways of asking alone are not believed."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from conftest import make_bot
from hypothesis import given
from hypothesis import strategies as st

from bot import opening, shipped, store
from bot.alarm import Alarm
from bot.draft_matcher import DraftMatcher
from bot.entries import Entry, Faq, NotCovered
from bot.matcher import Matcher
from bot.replies import Bot
from bot.urgent import Rules

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


@given(question=st.text(max_size=80))
def test_any_question_is_ranked(draft: Bot, question: str) -> None:
    chances = [one.probability for one in matcher(draft).rank(question).covered]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)


def test_a_leaflet_that_somebody_went_over_is_ranked_as_ever() -> None:
    assert not isinstance(make_bot(faq(drafted=False)).leaflets[0].matcher, DraftMatcher)


def test_probabilities_of_all_passages_leave_room_for_none_of_them(draft: Bot) -> None:
    for question in (
        "which shoes",
        "how long is the operation",
        "zebra",
        "",
        "do pills help against the pain of shoes",
    ):
        chances = [one.probability for one in matcher(draft).rank(question).covered]
        assert len(chances) == 3, question
        assert 0 < sum(chances) < 1 or math.isclose(chances[0], 1), question


def test_a_topic_that_every_leaflet_has_is_found_by_its_heading(tmp_path: Path) -> None:
    """No way of asking of "side effects" is among the entry's own, and its text has no word of the question."""
    path = tmp_path / "drops.md"
    path.write_text("# Ear drops\n\n## Using them\n\nTilt the head. Wait a minute.\n", encoding="utf-8")
    made = opening.draft(path)
    unwanted = Entry("unwanted", "Unwanted effects", "A bitter taste, or a little dizziness.", "Unwanted effects")
    entry = Entry("use", "Using them", "Tilt the head. Wait a minute.", "Using them")
    bot = make_bot(Faq(title=made.title, language="en", entries=(entry, unwanted), drafted=True))
    assert matcher(bot).rank("are there any side effects").covered[0].item.id == "unwanted"


def test_a_topic_outside_must_hold_what_the_leaflet_speaks_of() -> None:
    """ "How long does the laser last" is worded as a question about vaccines is, and is about lasers."""
    outside = NotCovered("vaccine", "vaccines", ("how long does the vaccine last", "is there a vaccine", "vaccine"))
    laser = Entry("laser", "Laser", "The laser opens the drain. The effect wears off after some years.", "Laser")
    drops = Entry("drops", "Eye drops", "Eye drops are put in at night.", "Eye drops", ("drops at night",))
    bot = make_bot(Faq(title="Glaucoma", language="en", entries=(laser, drops), not_covered=(outside,), drafted=True))
    by_phrasings = Matcher.rank(matcher(bot), "how long does the laser last").outside[0].probability
    match = matcher(bot).rank("how long does the laser last")
    assert match.outside[0].probability < by_phrasings
    assert match.covered[0].item.id == "laser"
    assert bot.ask("how long does the vaccine last").topic == "vaccine"
    assert bot.ask("do you have a vaccine").topic == "vaccine"


def test_it_comes_out_of_the_store_as_it_went_in(draft: Bot, tmp_path: Path) -> None:
    alarm = Alarm(Rules(shipped.wording().urgent), draft.alarm.weights, draft.matchers[0].language)
    edited = make_bot(faq(drafted=False))
    store.save(tmp_path / "x.faqbot", [*edited.matchers, *draft.matchers], alarm, {})
    kept = store.load(tmp_path / "x.faqbot")
    assert kept
    first, second = kept.matchers()
    assert not isinstance(first, DraftMatcher)
    assert isinstance(second, DraftMatcher)
    for question in ("how long does the surgeon take", "what are the side effects", "which shoes are good"):
        now, before = second.rank(question).covered, matcher(draft).rank(question).covered
        assert [(one.item.id, one.probability) for one in now] == [(one.item.id, one.probability) for one in before]
