"""What a draft gives: one passage, two that may answer, or a choice."""

from __future__ import annotations

import pytest
from conftest import make_bot

from bot.decision import Decision
from bot.draft_decision import EITHER, GAP, LEAST, SHOWN, of_draft
from bot.entries import Entry, Faq
from bot.matcher import Candidate, Item, Match, Side
from bot.reply import Kind

ENTRIES = {
    "oil": Entry("oil", "Oil", "Warm oil helps.\n\n- Comb. From the ends."),
    "comb": Entry("comb", "Comb", "Comb. From the ends."),
    "cap": Entry("cap", "Cap", "Wear a cap."),
    "pool": Entry("pool", "Pool", "Rinse the hair."),
}


def decision(*unknown: str, **chances: float) -> Decision:
    covered = tuple(
        Candidate(Item(key, Side.COVERED), chance, (1.0,))
        for key, chance in sorted(chances.items(), key=lambda c: -c[1])
    )
    match = Match((), covered, (), (), unknown, 1)
    return Decision(Kind.ANSWER, match, covered[0].probability, covered[:1], covered[1:3])


@pytest.mark.parametrize(
    ("chances", "kind", "shown"),
    [
        ({"oil": SHOWN, "cap": SHOWN - GAP - 0.01}, Kind.ANSWER, ["oil"]),
        ({"oil": 0.9, "cap": 0.05}, Kind.ANSWER, ["oil"]),
        ({"oil": SHOWN - 0.1, "cap": 0.2}, Kind.ANSWER, ["oil", "cap"]),
        ({"oil": SHOWN - 0.1, "cap": LEAST - 0.01}, Kind.ANSWER, ["oil"]),
        ({"oil": EITHER / 2, "cap": EITHER / 2}, Kind.ANSWER, ["oil", "cap"]),
        ({"oil": EITHER / 2, "cap": EITHER / 2 - 0.01, "pool": 0.2}, Kind.SUGGESTIONS, []),
        ({"oil": 0.4, "cap": 0.1}, Kind.SUGGESTIONS, []),
    ],
)
def test_what_is_shown(chances: dict[str, float], kind: Kind, shown: list[str]) -> None:
    made = of_draft(decision(**chances), ENTRIES)
    assert (made.kind, [one.item.id for one in made.shown]) == (kind, shown)
    assert made.is_either == (len(shown) == 2)
    assert not {one.item.id for one in made.offered} & set(shown)


def test_a_passage_and_an_item_of_it_are_no_rivals() -> None:
    """Whichever is asked for is shown: their chances count together."""
    made = of_draft(decision(oil=0.4, comb=0.35, cap=0.1), ENTRIES)
    assert (made.kind, [one.item.id for one in made.shown], made.is_either) == (Kind.ANSWER, ["oil"], False)


def test_two_passages_are_as_likely_as_both_together() -> None:
    assert of_draft(decision(oil=0.5, cap=0.3), ENTRIES).confidence == pytest.approx(0.8)
    assert of_draft(decision(oil=0.5, cap=0.5), ENTRIES).confidence < 1


def test_a_question_with_a_word_that_nothing_holds_gets_a_choice() -> None:
    made = of_draft(decision("zebra", oil=0.9), ENTRIES)
    assert (made.kind, made.shown) == (Kind.SUGGESTIONS, ())
    assert made.offered[0].item.id == "oil"


def test_what_is_asked_word_for_word_is_shown() -> None:
    assert of_draft(decision("zebra", oil=1.0), ENTRIES).kind is Kind.ANSWER


def test_of_two_passages_it_is_said_that_only_one_may_answer() -> None:
    entries = tuple(
        Entry(
            side,
            f"The bandage on the {side} foot",
            f"The bandage on the {side} foot stays for a {time}.",
            f"{side} foot",
            (f"how long is the bandage on the {side} foot", f"when is the {side} bandage taken off"),
        )
        for side, time in (("left", "week"), ("right", "month"))
    )
    shoes = Entry("shoes", "Shoes", "Wear wide shoes with a soft upper.", "Shoes", ("which shoes", "what can I wear"))
    bot = make_bot(Faq(title="Feet", language="en", entries=(*entries, shoes), drafted=True))
    reply = bot.ask("how long is the bandage on the foot")
    assert sorted(reply.entries) == ["left", "right"]
    assert reply.lead == bot.conversation.say("replies.either")
    assert reply.disclaimer
    assert bot.ask("how long is the bandage on the left foot").lead == ""
