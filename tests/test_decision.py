"""What a question gets: answer, choice, or the plain word that the leaflet does not hold it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from bot.decision import CERTAIN, GAP, OFFERED, OUTSIDE, PART, RIVALRY, SHOWN, TALK, Before, decide
from bot.language import Language
from bot.matcher import Candidate, Item, Match, Matcher, Side
from bot.replies import Bot
from bot.reply import Kind
from bot.spelling import Word

LANGUAGE = Language(openers=frozenset({"what", "how", "can"}), joiners=frozenset({"and", "or"}))
NEAR, FAR = (1.0, 0.9, 0.9, 0.0, 0.0, 0.0), (1.0, 0.1, 0.1, 0.0, 0.0, 0.0)


def match(
    *covered: float, outside: float = 0, talk: float = 0, near: bool = True, topics: int = 9, unknown: int = 0
) -> Match:
    """A match with passages a, b, c… of these probabilities, and one topic outside and one small talk."""
    passages = [Candidate(Item(name, Side.COVERED), p, NEAR) for name, p in zip("abcdef", covered, strict=False)]
    others = [Candidate(Item("x", Side.OUTSIDE), outside, NEAR if near else FAR)] if outside else []
    talks = [Candidate(Item("hi", Side.TALK), talk, NEAR)] if talk else []
    return Match((), tuple(passages), tuple(others), tuple(talks), ("?",) * unknown, topics)


@dataclass
class FakeMatcher:
    """Gives what the test says for a question (and "context > question"), and nothing for any other."""

    matches: dict[str, Match]
    language: Language = LANGUAGE
    asked: list[str] = field(default_factory=list)

    def rank(self, question: str, context: str = "") -> Match:
        self.asked.append(question)
        return self.matches.get(f"{context} > {question}" if context else question, match())


def ids(candidates: tuple[Candidate, ...]) -> str:
    return "".join(candidate.item.id for candidate in candidates)


@pytest.mark.parametrize(
    ("found", "kind", "shown", "offered"),
    [
        (match(1.0), Kind.ANSWER, "a", ""),
        (match(SHOWN), Kind.ANSWER, "a", ""),
        (match(SHOWN - 0.001), Kind.SUGGESTIONS, "", "a"),
        (match(0.9, 0.5, 0.3, 0.2), Kind.ANSWER, "a", "bc"),
        (match(0.9, OFFERED - 0.001), Kind.ANSWER, "a", ""),
        (match(0.6, 0.6 - GAP / 2, 0.1), Kind.SUGGESTIONS, "", "abc"),
        (match(0.6, 0.6 - GAP * 1.01), Kind.ANSWER, "a", "b"),
        (match(CERTAIN, CERTAIN), Kind.ANSWER, "a", "b"),
        (match(OFFERED), Kind.SUGGESTIONS, "", "a"),
        (match(OFFERED - 0.001), Kind.UNKNOWN, "", ""),
        (match(0.3, 0.2, 0.15, 0.1, 0.1), Kind.SUGGESTIONS, "", "abc"),
        (match(), Kind.UNKNOWN, "", ""),
        (match(outside=1.0), Kind.NOT_COVERED, "", ""),
        (match(outside=OUTSIDE), Kind.NOT_COVERED, "", ""),
        (match(outside=OUTSIDE - 0.001), Kind.UNKNOWN, "", ""),
        (match(outside=0.9, near=False), Kind.UNKNOWN, "", ""),
        (match(0.3, outside=0.9), Kind.NOT_COVERED, "", "a"),
        (match(0.3, outside=0.9, near=False), Kind.UNKNOWN, "", "a"),
        (match(0.3, outside=0.29), Kind.SUGGESTIONS, "", "a"),
        (match(0.45, outside=0.45 / RIVALRY - 0.01), Kind.ANSWER, "a", ""),
        (match(0.45, outside=0.45 / RIVALRY + 0.01), Kind.NOT_COVERED, "", "a"),
        (match(0.9, outside=1.0), Kind.NOT_COVERED, "", "a"),
        (match(talk=TALK), Kind.SMALL_TALK, "", ""),
        (match(talk=TALK - 0.001), Kind.UNKNOWN, "", ""),
        (match(SHOWN - 0.01, talk=0.8), Kind.SMALL_TALK, "", ""),
        (match(SHOWN, talk=0.8), Kind.ANSWER, "a", ""),
        (match(0.9, talk=1.0), Kind.SMALL_TALK, "", ""),
        (match(0.9, talk=0.8), Kind.ANSWER, "a", ""),
        (match(outside=0.9, talk=0.8), Kind.NOT_COVERED, "", ""),
    ],
)
def test_a_question_as_a_whole(found: Match, kind: Kind, shown: str, offered: str) -> None:
    decision = decide(FakeMatcher({"it": found}), "it")  # type: ignore[arg-type]
    assert (decision.kind, ids(decision.shown), ids(decision.offered)) == (kind, shown, offered)
    assert 0 <= decision.confidence <= 1
    assert not decision.leaned
    named = {Kind.NOT_COVERED: "x", Kind.SMALL_TALK: "hi"}.get(kind)
    assert (decision.named.item.id if decision.named else None) == named


def test_two_parts_that_are_sure_of_two_passages_get_both() -> None:
    parts = {"what is a": match(0.9, 0.2), "how is b": Match((), match(0, 0.8).covered[1:], (), (), (), 1)}
    fake = FakeMatcher({**parts, "what is a and how is b": match(0.5, 0.49)})
    decision = decide(fake, "what is a and how is b")  # type: ignore[arg-type]
    assert (decision.kind, ids(decision.shown), decision.offered) == (Kind.ANSWER, "ab", ())
    assert decision.confidence == 0.8


@pytest.mark.parametrize(
    ("first", "second"),
    [(match(0.9), match(0.9)), (match(0.9), match(PART - 0.01)), (match(0.9), match(talk=1.0)), (match(), match())],
    ids=["the same passage", "not sure enough", "small talk", "nothing"],
)
def test_parts_that_are_not_sure_of_two_passages_are_taken_as_one_question(first: Match, second: Match) -> None:
    whole = match(0.7)
    fake = FakeMatcher({"what is a": first, "how is b": second, "what is a and how is b": whole})
    decision = decide(fake, "what is a and how is b")  # type: ignore[arg-type]
    assert (decision.kind, ids(decision.shown), decision.confidence) == (Kind.ANSWER, "a", 0.7)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what is a? how is b", ["what is a?", "how is b"]),
        ("what is a and how is b or can it c", ["what is a", "how is b", "can it c"]),
        ("what is a and b", []),
        ("my boy fell. he is two. what is a", ["what is a"]),
        ("what is a\nhow is b", ["what is a", "how is b"]),
        ("he is two and fell", []),
        ("what", []),
        ("", []),
        ("and", []),
        ("? ? ?", []),
    ],
)
def test_a_text_is_taken_apart_into_its_questions(question: str, parts: list[str]) -> None:
    """A text that is one question is not asked twice."""
    fake = FakeMatcher({})
    decide(fake, question)  # type: ignore[arg-type]
    assert [asked for asked in dict.fromkeys(fake.asked[1:])] == parts


def test_a_text_of_very_many_questions_costs_no_more_than_a_few() -> None:
    fake = FakeMatcher({})
    decide(fake, "what is a? " * 180)  # type: ignore[arg-type]
    assert len(fake.asked) < 10


def test_the_question_at_the_end_of_a_story_is_believed_where_the_whole_leans_to_it() -> None:
    story = "we sat there all day. what is a?"
    fake = FakeMatcher({story: match(0.2, 0.1), "what is a?": match(0.8)})
    decision = decide(fake, story)  # type: ignore[arg-type]
    assert (decision.kind, ids(decision.shown), ids(decision.offered)) == (Kind.ANSWER, "a", "b")
    assert decision.match is fake.matches[story]


def test_the_question_at_the_end_of_a_story_is_not_believed_by_itself() -> None:
    story = "we sat there all day. what is a?"
    for whole in (match(outside=0.9), match(0.0), Match((), match(0, 0.3).covered[1:], (), (), (), 5)):
        fake = FakeMatcher({story: whole, "what is a?": match(0.8)})
        assert decide(fake, story).kind is not Kind.ANSWER  # type: ignore[arg-type]


BEFORE = Before("z", "before", related=("a",))


@pytest.mark.parametrize(
    ("alone", "together", "kind", "leans"),
    [
        (match(0.2, topics=1), match(0.8), Kind.ANSWER, True),
        (match(0.2, topics=2), match(0.8, 0.2), Kind.ANSWER, True),
        (match(0.2, topics=1), Match((), match(0, 0.8).covered[1:], (), (), (), 1), Kind.SUGGESTIONS, True),
        (match(0.2, topics=1), match(outside=0.9), Kind.NOT_COVERED, True),
        (match(topics=1), match(), Kind.UNKNOWN, False),
        (match(topics=9), match(0.8), Kind.UNKNOWN, False),
        (match(topics=1, unknown=1), match(0.8), Kind.UNKNOWN, False),
        (match(0.9, topics=1), match(0.8), Kind.ANSWER, False),
        (match(outside=0.9, topics=1), match(0.8), Kind.NOT_COVERED, False),
        (match(talk=0.9, topics=1), match(0.8), Kind.SMALL_TALK, False),
        (match(1.0, topics=0), match(0.8), Kind.ANSWER, False),
    ],
)
def test_a_short_question_not_understood_alone_leans_on_the_answer_before(
    alone: Match, together: Match, kind: Kind, leans: bool
) -> None:
    fake = FakeMatcher({"it": alone, "before > it": together})
    decision = decide(fake, "it", BEFORE)  # type: ignore[arg-type]
    assert (decision.kind, decision.leaned) == (kind, leans)
    assert not decide(fake, "it").leaned  # type: ignore[arg-type]


def test_what_was_shown_before_is_not_shown_again_to_a_question_that_leans_on_it() -> None:
    fake = FakeMatcher({"it": match(0.2, topics=1), "before > it": match(0.9, 0.3)})
    decision = decide(fake, "it", Before("a", "before", related=("a",)))  # type: ignore[arg-type]
    assert (decision.kind, ids(decision.offered)) == (Kind.SUGGESTIONS, "b")


@pytest.mark.parametrize("leaning", ["and it", "what about it", "this"])
def test_a_question_asked_word_for_word_never_leans(leaning: str) -> None:
    language = replace(LANGUAGE, leaning=(("and",), ("what", "about")), pointing=frozenset({"this", "it"}))
    words = tuple(Word(word, word) for word in leaning.split())
    for exact in (match(1.0, topics=0), match(outside=1.0, topics=0), match(talk=1.0, topics=0)):
        fake = FakeMatcher({leaning: replace(exact, words=words), f"before > {leaning}": match(0.6)}, language)
        assert not decide(fake, leaning, BEFORE).leaned  # type: ignore[arg-type]


def test_every_phrasing_of_the_small_faq_gets_its_own_item_whatever_was_said_before(small_matcher: Matcher) -> None:
    for before in (None, Before("chain", "How often should I oil the chain?", ("brakes",))):
        assert missed(small_matcher, 1, before) == []


@pytest.mark.parametrize("before", [None, Before("contacts", "Who can I call or write to for help?", ("about",))])
def test_so_does_a_sample_of_the_shipped_one(shipped_bot: Bot, before: Before | None) -> None:
    assert missed(shipped_bot.matchers[0], 7, before) == []


def missed(matcher: Matcher, step: int, before: Before | None) -> list[tuple[str, str, str]]:
    """The phrasings (every so many) that get something else than their own item."""
    wrong = []
    for item in matcher.items:
        for phrasing in item.phrasings[::step]:
            decision = decide(matcher, phrasing, before)
            got = [*decision.shown, decision.named] if decision.named else decision.shown
            if item not in [candidate.item for candidate in got if candidate]:
                wrong.append((item.id, phrasing, decision.kind.value))
    return wrong


@pytest.mark.parametrize(
    ("question", "kind", "first"),
    [
        ("how often should I oil the chain", Kind.ANSWER, "chain"),
        ("which helmet do I need", Kind.NOT_COVERED, "helmets"),
        ("good morning", Kind.SMALL_TALK, "hello"),
        ("xqzw vbnk", Kind.UNKNOWN, None),
        ("", Kind.UNKNOWN, None),
        ("How long does a repair take and what does it cost?", Kind.ANSWER, "duration"),
    ],
)
def test_with_the_real_matcher(small_matcher: Matcher, question: str, kind: Kind, first: str | None) -> None:
    decision = decide(small_matcher, question)
    found = decision.shown[0] if decision.shown else decision.named
    assert (decision.kind, found.item.id if found else None) == (kind, first)
