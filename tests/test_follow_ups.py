"""Questions that lean on the answer before: how many get the right passage, and that few get a wrong one."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from bot.evaluate import Score, read_questions, run
from bot.replies import Bot
from bot.reply import Kind

QUESTIONS = Path(__file__).parent / "questions"
PAIRS = [line.split("\t") for line in (QUESTIONS / "follow-ups.tsv").read_text(encoding="utf-8").splitlines()]
"""First question, follow-up, ids that answer it; "none" (alone or beside ids) where no passage is right, too."""


def verdict(bot: Bot, first: str, follow_up: str, wanted: str) -> str:
    """Return what became of a follow-up."""
    before = bot.ask(first)
    assert before.kind is Kind.ANSWER, first
    reply, ids = bot.ask(follow_up, before), set(wanted.split("+"))
    if reply.kind is Kind.ANSWER:
        return "right" if ids & set(reply.entries) else "wrong"
    offered = {choice.entry for choice in reply.choices} if reply.offers else set()
    return "right" if "none" in ids else "offered" if ids & offered else "missed"


def test_follow_ups_find_their_passage(shipped_bot: Bot) -> None:
    counts = Counter(verdict(shipped_bot, *pair) for pair in PAIRS)
    assert len(PAIRS) >= 40
    assert counts["right"] >= 35
    assert counts["wrong"] <= 3
    assert counts["right"] + counts["offered"] >= 38


def test_every_label_of_a_follow_up_is_an_entry(shipped_bot: Bot) -> None:
    labels = {label for _, _, wanted in PAIRS for label in wanted.split("+")}
    assert labels - {"none"} <= set(shipped_bot.entries)


@cache
def after(bot: Bot, entry: str) -> Score:
    """The score of questions that stand alone, asked right after an answer they have nothing to do with."""
    questions = read_questions(QUESTIONS / "never-tuned-on.tsv", bot.entries, bot.conversation.say)
    before = bot.choose(entry)
    return run(lambda question: bot.ask(question, before), questions)


def test_a_question_that_stands_alone_is_answered_as_well_after_an_answer(shipped_bot: Bot) -> None:
    for entry in ("symptoms", "treatment"):
        score = after(shipped_bot, entry)
        assert score.right >= 0.82
        assert score.right_or_offered >= 0.95
        assert score.wrong <= 0.03
        assert score.false_answers <= 0.03
