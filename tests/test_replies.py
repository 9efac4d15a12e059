"""What is said: every kind of reply, what each carries, and that nothing of a question is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import cast

import pytest
from conftest import SMALL, make_bot

from bot import faq, shipped
from bot.alarm import Alarm
from bot.faq import Entry, Faq, NotCovered, Review, Source
from bot.replies import Bot
from bot.reply import Choice, Kind, Reply
from bot.urgent import Danger

WORDING = shipped.wording()


@lru_cache
def small() -> Bot:
    return make_bot(faq.load(SMALL))


URGENT = WORDING.labels["replies.emergency"].replace("{call}", "{}")


def ids(choices: Iterable[Choice]) -> list[str]:
    return [choice.entry for choice in choices]


class Stub:
    """Stands for the rules of emergencies, which have tests of their own: every "alarm" is one."""

    def find(self, text: str, is_known: bool = False, corrected: str = "") -> Danger | None:
        return Danger("emergency", "alarm") if "alarm" in text else None


def test_an_answer_is_the_passage_with_disclaimer_section_and_source() -> None:
    reply = small().ask("at what hour does the workshop close?")
    entry = small().faqs[0].entry("opening")
    assert entry is not None
    assert reply.kind is Kind.ANSWER
    (passage,) = reply.passages
    assert (passage.entry, passage.question, passage.text) == (entry.id, entry.question, entry.answer)
    assert passage.section == "Visiting"
    assert reply.source == passage.source
    assert reply.disclaimer == WORDING.disclaimer
    assert (reply.entries, reply.lead, reply.topic, reply.notes) == (("opening",), "", None, ())
    assert reply.ranking[0] == ("opening", 1.0)
    assert reply.confidence == 1.0


def test_every_answer_of_the_shipped_faq_has_disclaimer_section_and_source(shipped_bot: Bot) -> None:
    for entry in shipped_bot.faqs[0].entries:
        for reply in (shipped_bot.ask(entry.question), shipped_bot.choose(entry.id)):
            assert (reply.kind, reply.entries) == (Kind.ANSWER, (entry.id,))
            assert reply.disclaimer == WORDING.disclaimer
            assert all(passage.section and passage.source and passage.text for passage in reply.passages)


def test_a_question_of_two_parts_gets_two_passages() -> None:
    reply = small().ask("How long does a repair take and what does it cost?")
    assert (reply.kind, reply.entries) == (Kind.ANSWER, ("duration", "price"))
    assert reply.disclaimer
    assert reply.source.count("Workshop Notes") == 1
    assert not {"duration", "price"} & set(ids(reply.choices))


def test_suggestions_offer_at_most_three_questions() -> None:
    reply = small().ask("glue price for the pads")
    assert reply.kind is Kind.SUGGESTIONS
    assert 1 <= len(reply.choices) <= 3
    assert reply.lead == WORDING.say("replies.suggestions")
    assert reply.choices_title
    assert (reply.passages, reply.disclaimer, reply.source) == ((), "", "")


def test_what_is_not_covered_is_named() -> None:
    reply = small().ask("Which helmet fits my head?")
    assert (reply.kind, reply.topic) == (Kind.NOT_COVERED, "helmets")
    assert reply.lead == WORDING.say("replies.not_covered", topic="helmets")
    assert reply.passages == ()


def test_small_talk_gets_its_reply() -> None:
    reply = small().ask("Thank you!")
    assert (reply.kind, reply.lead) == (Kind.SMALL_TALK, next(t.reply for t in WORDING.small_talk if t.id == "thanks"))
    assert reply.passages == ()


def test_what_is_unknown_offers_the_starters() -> None:
    reply = small().ask("xqzw vbnk ptrm")
    assert (reply.kind, reply.lead) == (Kind.UNKNOWN, WORDING.say("replies.unknown"))
    assert ids(reply.choices) == ids(small().greet().choices) == [entry.id for entry in small().faqs[0].entries[:5]]
    assert not reply.offers


@pytest.mark.parametrize("text", ["", "   ", "\n", "?!", "\x1b[31m", "\u200b\u202e", "\ud800", "\x00"])
def test_nothing_typed_asks_for_a_question(text: str) -> None:
    reply = small().ask(text)
    assert (reply.kind, reply.lead) == (Kind.UNKNOWN, WORDING.say("replies.empty"))
    assert reply.ranking == ()


def test_an_emergency_comes_before_all_else(small_faq: Faq) -> None:
    bot = Bot([small_faq], WORDING, small().matchers, cast(Alarm, Stub()))
    after = bot.ask("How often should I oil the chain?")
    for text in ("alarm", "How often should I oil the chain? alarm", "thanks, alarm", "which helmet, alarm"):
        reply = bot.ask(text, after)
        assert (reply.kind, reply.lead, reply.confidence) == (
            Kind.URGENT,
            URGENT.format(WORDING.say("replies.number_plain")),
            1.0,
        )
        assert (reply.passages, reply.choices) == ((), ())
    assert bot.ask("How often should I oil the chain?").kind is Kind.ANSWER


def test_the_number_of_the_place_stands_in_the_sentence(small_faq: Faq) -> None:
    bot = Bot([small_faq], WORDING, small().matchers, cast(Alarm, Stub()))
    assert "call the local emergency number." in bot.ask("alarm").lead
    bot.emergency_number = "1-1-2"
    assert "call the emergency number 1-1-2." in bot.ask("alarm").lead
    assert "1-1-2" in WORDING.say("replies.crisis", call=WORDING.say("replies.number", number="1-1-2"))


def test_corrections_are_told_but_not_those_of_words_without_a_topic() -> None:
    reply = small().ask("waht abuot squeeling braks")
    assert reply.entries == ("brakes",)
    assert set(reply.corrected) >= {"braks"}
    assert not {"waht", "abuot"} & set(reply.corrected)
    assert len(reply.notes) == len(reply.corrected)
    told = WORDING.say("replies.corrected", typed="braks", meant=reply.corrected["braks"])
    assert told in reply.notes
    assert small().ask("squealing brakes").corrected == {}


def test_an_answer_is_followed_by_likely_and_related_questions_without_itself() -> None:
    for entry in small().faqs[0].entries:
        reply = small().choose(entry.id)
        assert ids(reply.choices) == list(entry.related)[:3]
        assert reply.choices_title == (WORDING.say("replies.related_title") if entry.related else "")
        asked = small().ask(entry.question)
        assert entry.id not in ids(asked.choices)
        assert len(set(ids(asked.choices))) == len(asked.choices) <= 3


@pytest.mark.parametrize(
    ("number", "place"),
    [("1", 0), ("2", 1), ("3", 2), ("2.", 1), ("2)", 1), (" 2 ", 1), ("02", 1), ("#2", 1), ("(2)", 1)],
)
def test_a_number_picks_from_the_choices_before(number: str, place: int) -> None:
    greeting = small().greet()
    reply = small().ask(number, greeting)
    picked = greeting.choices[place]
    assert reply == small().choose(picked.entry)
    assert (reply.question, reply.entries, reply.confidence) == (picked.question, (picked.entry,), 1.0)


@pytest.mark.parametrize("number", ["0", "6", "99", "(7)"])
def test_a_number_of_no_choice_offers_the_choices_again(number: str) -> None:
    greeting = small().greet()
    reply = small().ask(number, greeting)
    assert (reply.kind, reply.choices, reply.question) == (Kind.SUGGESTIONS, greeting.choices, number)
    assert reply.lead == WORDING.say("replies.only_choices", count=len(greeting.choices))
    assert small().ask("2", reply) == small().ask("2", greeting)
    assert reply.choices_title


@pytest.mark.parametrize("number", ["100", "1e0", "-1", "1.5", "²", "1" * 400, "one", "1 2"])
def test_what_is_no_number_of_a_choice_is_asked(number: str) -> None:
    assert small().ask(number, small().greet()) == small().ask(number)


def test_a_number_is_asked_where_there_was_nothing_to_choose_from() -> None:
    assert small().ask("1", Reply("", Kind.UNKNOWN)) == small().ask("1")


def test_choosing_what_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        small().choose("helmets")


def test_a_question_that_leans_on_the_answer_before_says_so() -> None:
    after = small().ask("When is the workshop open?")
    reply = small().ask("and how long does that take?", after)
    assert WORDING.say("replies.leaned") in reply.notes
    assert "duration" in (*reply.entries, *ids(reply.choices))
    assert WORDING.say("replies.leaned") not in small().ask("and how long does that take?").notes


def test_only_an_answer_is_leaned_on() -> None:
    for before in ("hello", "which helmet fits my head", "xqzw vbnk"):
        assert small().ask("and in winter?", small().ask(before)) == small().ask("and in winter?")


def test_the_greeting_names_the_leaflets_and_offers_starters(shipped_bot: Bot, small_faq: Faq) -> None:
    assert small_faq.title in small().greet().lead
    assert ids(shipped_bot.greet().choices) == list(WORDING.starters)
    assert shipped_bot.greet().choices_title


def test_topics_hold_every_question_once_under_its_section(small_faq: Faq) -> None:
    topics = small().topics()
    assert [topic.title for topic in topics] == ["Visiting", "Looking after your bicycle", "Sharing"]
    assert [id_ for topic in topics for id_ in ids(topic.choices)] == [entry.id for entry in small_faq.entries]
    bare = replace(small_faq, entries=tuple(replace(entry, section="") for entry in small_faq.entries))
    assert [topic.title for topic in make_bot(bare).topics()] == [WORDING.say("replies.no_section")]


def test_a_topic_that_says_when_to_get_help_is_marked(small_faq: Faq) -> None:
    assert not any(topic.is_help for topic in small().topics())
    first, *others = small_faq.entries
    marked = replace(small_faq, entries=(*others, replace(first, id="when-to-call", section="Help")))
    assert [topic.title for topic in make_bot(marked).topics() if topic.is_help] == ["Help"]


@pytest.mark.parametrize(
    ("source", "review", "said", "not_said"),
    [
        (
            Source("Notes", "Club", "2020"),
            Review("Ada", "2021-05-31"),
            ["Notes", "Club", "2020", "Ada", "2021-05-31"],
            [],
        ),
        (Source("Notes"), Review(), ["Notes", "not_checked"], ["Club"]),
        (Source("", "Club"), Review("Ada"), ["Club", "not_checked"], ["Ada"]),
        (Source(), Review(), ["not_checked"], ["None"]),
        (Source("", "", "2020"), Review(None, "2021-05-31"), ["not_checked"], ["2021", "None"]),
    ],
)
def test_source_says_where_from_and_who_checked_it(
    small_faq: Faq, source: Source, review: Review, said: list[str], not_said: list[str]
) -> None:
    bot = Bot([replace(small_faq, source=source, reviewed=review)], WORDING, small().matchers, small().alarm)
    line = bot.choose("chain").source
    assert small_faq.title in line
    assert "\n" not in line
    for text in said:
        assert (WORDING.say("replies.not_checked") if text == "not_checked" else text) in line
    assert not any(text in line for text in not_said)


def make_faq(title: str, question: str, *topics: NotCovered, path: str = "") -> Faq:
    entries = (
        Entry("first", question, f"{title} answers.", "One", related=("second",)),
        Entry("second", f"{title}?", "B."),
    )
    return Faq(title, "en", entries, not_covered=topics, path=Path(path) if path else None)


def test_two_faqs_may_share_ids() -> None:
    red = make_faq("Red", "What is a rotor?", NotCovered("x", "zebras", ("striped horse",)), path="red.yaml")
    blue = make_faq("Blue", "What is a lantern?", NotCovered("x", "zebras", ("herd of zebras",)), path="blue.yaml")
    bot = make_bot(red, blue)
    assert bot.ask("what is a rotor").entries == ("red/first",)
    reply = bot.ask("what is a lantern")
    assert reply.entries == ("blue/first",)
    assert ids(reply.choices)[-1] == "blue/second"
    assert reply.source.startswith(WORDING.say("replies.source", title="Blue", details="")[:18])
    assert bot.ask("striped horse").topic == bot.ask("herd of zebras").topic == "x"
    assert [topic.title.split(":")[0] for topic in bot.topics()] == ["Red", "Red", "Blue", "Blue"]


@pytest.mark.parametrize("paths", [("a/same.yaml", "b/same.yaml"), ("", ""), ("1.yaml", "")])
def test_two_faqs_may_share_ids_and_the_file_name(paths: tuple[str, str]) -> None:
    bot = make_bot(
        make_faq("Red", "What is a rotor?", path=paths[0]), make_faq("Blue", "What is a lantern?", path=paths[1])
    )
    assert bot.ask("what is a rotor").passages[0].text == "Red answers."
    assert bot.ask("what is a lantern").passages[0].text == "Blue answers."
    assert sum(len(topic.choices) for topic in bot.topics()) == 4


@pytest.mark.parametrize(
    ("typed", "first"),
    [("How oft", "chain"), ("what does a rep", "price"), ("squea", "brakes"), ("patch a punc", "puncture")],
)
def test_predicts_what_the_question_may_become(typed: str, first: str) -> None:
    choices = small().predict(typed)
    assert ids(choices)[0] == first
    assert len(set(ids(choices))) == len(choices) <= 4
    assert small().predict(typed, 1) == choices[:1]


@pytest.mark.parametrize("typed", ["", "  ", "ho", "?!", "xqzwvb"])
def test_predicts_nothing_from_nothing(typed: str) -> None:
    assert small().predict(typed) == ()
