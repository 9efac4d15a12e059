"""`ask --why`: the words understood, the evidence in order, the phrasings that spoke for it, the thresholds."""

from __future__ import annotations

import re

import pytest

from bot import decision, shipped
from bot.replies import Bot
from bot.why import CANDIDATES, PHRASINGS, explain

CANDIDATE = re.compile(r"^(\d)\. (\S+) \((.+)\): probability ([\d.]+);", re.MULTILINE)
PHRASING = re.compile(r"^\s*([\d.]+) “(.+)”$", re.MULTILINE)


def test_the_lines_and_their_order(small_bot: Bot) -> None:
    lines = explain(small_bot, "are you opne on saterday with a zyzzyva").splitlines()
    starts = [
        "Reply: answer, confidence 0.",
        "Words understood: are you open on saturday with a zyzzyva",
        "Corrected: ",
    ]
    starts += ["Topic words that occur nowhere: zyzzyva", "1. opening (in the leaflet): probability 0."]
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=False)] == starts
    assert lines[2] == "Corrected: opne → open, saterday → saturday"
    assert lines[-1].startswith("Thresholds: ")


def test_nothing_corrected_and_nothing_unknown_is_said(small_bot: Bot) -> None:
    lines = explain(small_bot, "mend a flat").splitlines()
    assert lines[2:4] == ["Corrected: none", "Topic words that occur nowhere: none"]


def test_kind_confidence_and_probabilities_are_those_of_the_reply(small_bot: Bot) -> None:
    for question in ("are you open on saterday", "wheel", "insurance claim", "hello", "zebra quux"):
        reply = small_bot.ask(question)
        text = explain(small_bot, question)
        assert text.startswith(f"Reply: {reply.kind}, confidence {reply.confidence:.2f}\n")
        covered = [(id_, float(p)) for _, id_, side, p in CANDIDATE.findall(text) if side == "in the leaflet"]
        assert [id_ for id_, _ in covered] == [id_ for id_, _ in reply.ranking[:CANDIDATES]]
        assert [p for _, p in covered] == pytest.approx([p for _, p in reply.ranking[:CANDIDATES]], abs=0.0051)


def test_what_competes_outside_and_as_small_talk_is_named(small_bot: Bot) -> None:
    sides = {side: id_ for _, id_, side, _ in CANDIDATE.findall(explain(small_bot, "hello insurance for a chain"))}
    assert sides["not covered"] == "insurance"
    assert sides["small talk"] in {talk.id for talk in shipped.wording().small_talk}
    assert set(sides) == {"in the leaflet", "not covered", "small talk"}


def test_places_are_counted_through(small_bot: Bot) -> None:
    places = [int(place) for place, *_ in CANDIDATE.findall(explain(small_bot, "insurance for a wheel"))]
    assert places == list(range(1, len(places) + 1))
    assert CANDIDATES < len(places) <= CANDIDATES + 2


def test_phrasings_are_the_nearest_of_their_entry_nearest_first(small_bot: Bot) -> None:
    text = explain(small_bot, "how do I patch a hole in the tube").split("\n1. puncture")[1].split("\n2. ")[0]
    likeness, phrasings = zip(*PHRASING.findall(text), strict=True)
    assert len(phrasings) == PHRASINGS
    assert set(phrasings) <= set(next(e for e in small_bot.faqs[0].entries if e.id == "puncture").phrasings)
    assert phrasings[0] in ("how to patch a puncture", "there is a hole in the tube")
    assert list(map(float, likeness)) == sorted(map(float, likeness), reverse=True)
    assert 0 < float(likeness[-1]) <= float(likeness[0]) <= 1


def test_a_phrasing_word_for_word_is_as_like_as_can_be(small_bot: Bot) -> None:
    found = PHRASING.findall(explain(small_bot, "lubricate the chain"))
    assert found[0] == ("1.00", "lubricate the chain")


def test_thresholds_are_the_ones_in_force(small_bot: Bot) -> None:
    last = explain(small_bot, "wheel").splitlines()[-1]
    assert f"shown from {decision.SHOWN}, offered from {decision.OFFERED}, outside from {decision.OUTSIDE}" in last
    curve = last.rpartition(": ")[2].split()
    assert list(map(float, curve)) == pytest.approx(list(small_bot.matchers[0].curve.weights), abs=0.0051)


def test_an_emergency_names_the_sign(small_bot: Bot) -> None:
    first = explain(small_bot, "help my baby is not breathing").splitlines()[0]
    assert re.match(r"Reply: urgent \(emergency: .+\), confidence ", first)


@pytest.mark.parametrize("question", ["", " \n", "?!", "\x1b[31m\x07", "\u200b"])
def test_nothing_typed_is_explained_too(small_bot: Bot, question: str) -> None:
    lines = explain(small_bot, question).splitlines()
    assert lines[0].startswith("Reply: unknown")
    assert lines[1] == "Words understood: none"
    assert lines[-1].startswith("Thresholds: ")


def test_it_is_text_fit_to_be_shown(small_bot: Bot) -> None:
    text = explain(small_bot, "mend \x1b[31ma\x07 flat\u202e {braces} %s [b]x[/b]")
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "braces" in text


def test_explaining_changes_nothing(small_bot: Bot) -> None:
    before = small_bot.ask("wheel")
    assert explain(small_bot, "wheel") == explain(small_bot, "wheel")
    assert small_bot.ask("wheel") == before
