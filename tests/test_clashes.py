"""Phrasings asked as if nobody had written them down: mislabelled ones are found, and entries that are too alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checking import DATA, brief, line_of, put

from bot import clashes, faq, faq_places, shipped
from bot.conversation import Conversation
from bot.findings import Finding
from bot.language import Language
from bot.matcher import Item, Side
from bot.training import ask_each

WORDING = Conversation("en", "Ask.", (), {}, ())


def found(path: Path, language: Language | None = None) -> list[Finding]:
    return clashes.find(faq.load(path), WORDING, language or shipped.words(), faq_places.of(path))


def test_a_faq_whose_entries_are_clear_gives_no_finding() -> None:
    assert found(DATA / "small.yaml") == []


GARDEN = """title: Garden
language: en
entries:
  - id: roses
    question: How do I cut roses?
    answer: With care.
    also: [{roses}]
  - id: lawn
    question: How do I mow the lawn?
    answer: In rows.
    also: [{lawn}]
not_covered:
  - id: ponds
    topic: ponds
    also: [{ponds}]
"""
ROSES = [
    f"{verb} {what} roses{when}"
    for verb in ("how to cut", "when to cut", "cutting", "trim", "how do I prune")
    for what in ("my", "the red", "climbing", "old")
    for when in ("", " in spring", " in autumn")
]
LAWN = [
    f"{verb} {what} lawn{when}"
    for verb in ("how to mow", "when to mow", "mowing", "cutting grass on", "water")
    for what in ("my", "the front", "a wet", "a dry")
    for when in ("", " in summer", " before rain")
]
PONDS = [f"{verb} {what} pond" for verb in ("dig", "fill", "clean", "drain") for what in ("a fish", "my", "the big")]


def garden(folder: Path, roses: list[str], lawn: list[str], ponds: list[str]) -> Path:
    path = folder / "garden.yaml"
    lists = {name: ", ".join(texts) for name, texts in (("roses", roses), ("lawn", lawn), ("ponds", ponds))}
    path.write_text(GARDEN.format(**lists), encoding="utf-8")
    return path


def test_a_phrasing_under_the_wrong_entry_is_told(tmp_path: Path) -> None:
    assert found(garden(tmp_path, ROSES, LAWN, PONDS)) == []
    wrong = "when to cut climbing roses in autumn"
    path = garden(tmp_path, [text for text in ROSES if text != wrong], [*LAWN, wrong], PONDS)
    [one] = found(path)
    assert brief(one) == ("warning", "phrasing_lost", "garden.yaml", line_of(path, "also:", after="id: lawn"), "lawn")
    assert dict(one.values) == {"phrasing": wrong, "other": "roses", "other_line": line_of(path, "- id: roses")}


def test_a_phrasing_that_the_bot_takes_for_small_talk_is_told_by_its_reply_not_by_an_id(tmp_path: Path) -> None:
    wording = replace(WORDING, small_talk=shipped.wording().small_talk)
    lost = ["good morning to you there", "thank you very much dear", "can you make the letters bigger", "bye bye now"]
    path = garden(tmp_path, ROSES, [*LAWN, *lost, "hello there"], PONDS)
    told = [one for one in clashes.find(faq.load(path), wording, shipped.words(), faq_places.of(path)) if one.entry]
    assert {one.rule for one in told} == {"lost_to_small_talk"}
    assert {one.values["phrasing"] for one in told} <= set(lost), "“hello there” is told by bot.soundness, once"
    replies = [talk.reply for talk in wording.small_talk]
    for one in told:
        assert any(reply.startswith(str(one.values["reply"]).removesuffix(" …")) for reply in replies)


def test_a_phrasing_is_not_lost_to_an_entry_that_has_none_like_it(tmp_path: Path) -> None:
    path = garden(tmp_path, ROSES, [*LAWN, "when the old green thing needs a barber in autumn"], PONDS)
    assert found(path) == []


def test_a_phrasing_of_a_topic_outside_that_an_entry_wins_is_told(tmp_path: Path) -> None:
    wrong = "when to mow a wet lawn before rain"
    path = garden(tmp_path, ROSES, [text for text in LAWN if text != wrong], [*PONDS, wrong])
    assert [(one.rule, one.entry, one.values["other"]) for one in found(path)] == [("phrasing_lost", "ponds", "lawn")]


def test_two_entries_nobody_could_tell_apart_are_told(tmp_path: Path) -> None:
    path = garden(tmp_path, ROSES[::2] + LAWN[::2], ROSES[1::2] + LAWN[1::2], PONDS)
    [one] = [one for one in found(path) if one.rule == "alike"]
    assert brief(one) == ("warning", "alike", "garden.yaml", line_of(path, "- id: lawn"), "lawn")
    assert dict(one.values) == {"other": "roses", "line": line_of(path, "- id: roses")}


def test_phrasings_that_a_corrected_spelling_makes_the_same(tmp_path: Path) -> None:
    language = Language(misspellings={"cahin": "chain"})
    path = put(tmp_path, {"      - mend a flat\n": "      - mend a flat\n      - the cahin creaks\n"})
    [one] = [one for one in found(path, language) if one.rule == "same_words"]
    assert brief(one) == ("warning", "same_words", "small.yaml", line_of(path, "- the chain creaks"), "chain")
    assert [one.rule for one in found(path, Language()) if one.rule == "same_words"] == []


def test_every_phrasing_is_asked_once_and_as_if_it_were_not_there() -> None:
    items = [Item("a", Side.COVERED, ("red apple pie", "green pears")), Item("b", Side.COVERED, ("red apple cake",))]
    asked = {one.phrasing: one for one in ask_each(items, Language())}
    assert sorted(asked) == ["green pears", "red apple cake", "red apple pie"]
    assert [candidate.item.id for candidate in asked["red apple pie"].ranked][0] == "b"
    assert {candidate.evidence[1] for candidate in asked["green pears"].ranked} <= {0.0}  # none of its words is known
