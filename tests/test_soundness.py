"""What can be seen of a FAQ by itself: each fault gives one finding with its line, and a FAQ without any gives none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from checking import TODAY, line_of, put, quick

from bot import check, faq, faq_places, shipped, soundness
from bot.conversation import Conversation, SmallTalk

WORDING = Conversation("en", "Ask.", (), {}, ())


def test_a_sound_faq_gives_no_finding(tmp_path: Path) -> None:
    assert quick(put(tmp_path)) == []


CHAIN = "    related: [brakes]\n"
FAULTS = {
    "no related": (CHAIN, "    related:\n      - brakes\n      - brake\n", "error", "no_related", "- brake", "chain"),
    "itself": (CHAIN, "    related:\n      - chain\n", "warning", "related_to_itself", "- chain", "chain"),
    "twice": (
        "      - the chain creaks\n",
        "      - the chain creaks\n      - The chain creaks!\n",
        "warning",
        "phrasing_twice",
        "creaks!",
        "chain",
    ),
    "the question again": (
        "      - the chain creaks\n",
        "      - how often should I oil the chain\n",
        "warning",
        "phrasing_twice",
        "- how often should I oil the chain",
        "chain",
    ),
    "no word": (
        "      - fees of the workshop\n",
        "      - '?'\n",
        "warning",
        "phrasing_without_words",
        "'?'",
        "price",
    ),
    "under two entries": (
        "      - fees of the workshop\n",
        "      - fees of the workshop\n      - Mend a flat?\n",
        "error",
        "same_phrasing",
        "mend a flat",
        "puncture",
    ),
    "under a topic too": (
        "      - padded shorts\n",
        "      - Chain, care after rain\n",
        "error",
        "same_phrasing",
        "Chain,",
        "clothing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_one_finding_with_its_line(tmp_path: Path, fault: str) -> None:
    old, new, severity, rule, at, entry = FAULTS[fault]
    path = put(tmp_path, {old: new})
    assert quick(path) == [(severity, rule, "small.yaml", line_of(path, at, after=f"id: {entry}"), entry)]


MARKUP = [
    "A **bold** word.",
    "A _soft_ word.",
    "A [link](https://example.org).",
    "A <b>tag</b> in it.",
    "Salt &amp; pepper.",
    "Some `code`.",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_would_be_shown_as_it_stands(text: str) -> None:
    path = Path(__file__).parent / "data" / "small.yaml"
    one = faq.load(path)
    chain = replace(one.entries[-2], answer=f"Oil the chain.\n\n- {text}")
    found = soundness.find(replace(one, entries=(*one.entries[:-2], chain)), WORDING, faq_places.of(path), TODAY)
    line = line_of(path, "answer:", after="id: chain")
    assert [(f.rule, f.line, f.entry) for f in found if "related" not in f.rule] == [("markup", line, "chain")]


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4 = 24.", "Use <5 mg, then >2 mg.", "R&D; tea & milk.", "snake_case_word.", "[1] is a note."]
)
def test_what_only_looks_a_little_like_markup_is_text(text: str) -> None:
    path = Path(__file__).parent / "data" / "small.yaml"
    one = faq.load(path)
    chain = replace(one.entries[-2], answer=f"Oil the chain.\n\n- {text}")
    found = soundness.find(replace(one, entries=(*one.entries[:-2], chain)), WORDING, faq_places.of(path), TODAY)
    assert [f.rule for f in found if "related" not in f.rule] == []


def test_a_list_is_no_markup(tmp_path: Path) -> None:
    assert "- In summer" in put(tmp_path).read_text(encoding="utf-8")
    assert quick(put(tmp_path)) == []


def test_the_same_answer_twice_is_an_error(tmp_path: Path) -> None:
    chain = "Oil the chain once a month, and after every ride in the rain."
    glue = "Take the tube out, find the hole under water, dry it, and glue a patch on it."
    path = put(tmp_path, {f"answer: {glue}": f"answer: oil  the {chain[8:]}"})
    found = [one for one in quick(path) if one[1] == "same_answer"]
    assert found == [("error", "same_answer", "small.yaml", line_of(path, chain), "chain")]


def test_few_ways_of_asking(tmp_path: Path) -> None:
    enough = put(
        tmp_path, {"      - lubricate the chain\n": "", "      - the chain creaks\n": "", "      - padded shorts\n": ""}
    )
    assert quick(enough) == []
    lost = ["my chain is dry and rusty", "which oil is right for a chain", "lubricate the chain", "the chain creaks"]
    few = put(tmp_path, {f"      - {text}\n": "" for text in lost})
    assert quick(few) == [("warning", "few_phrasings", "small.yaml", line_of(few, "id: chain"), "chain")]
    lost = [
        "where can I buy gloves",
        "reflective vest for the dark",
        "rain trousers",
        "shoes with clips",
        "padded shorts",
    ]
    few = put(tmp_path, {f"      - {text}\n": "" for text in lost})
    assert quick(few) == [("warning", "few_topic_phrasings", "small.yaml", line_of(few, "id: clothing"), "clothing")]


def test_a_topic_may_be_asked_for_by_its_name(tmp_path: Path) -> None:
    assert quick(put(tmp_path, {"      - padded shorts\n": "      - clothing\n"})) == []


def test_a_phrasing_that_is_small_talk_too() -> None:
    path = Path(__file__).parent / "data" / "small.yaml"
    one = faq.load(path)
    talk = SmallTalk("creak", ("The chain creaks!",), "Oh.")
    wording = Conversation("en", "Ask.", (), {}, (talk,))
    found = list(soundness.find(one, wording, faq_places.of(path), TODAY))
    line = line_of(path, "the chain creaks")
    assert [(f.severity, f.rule, f.line, f.values["reply"]) for f in found] == [
        ("warning", "same_as_small_talk", line, "Oh.")
    ]


REVIEW = "  by: Ada Wheeler\n  date: 2021-05-31\n"


@pytest.mark.parametrize(
    ("changes", "today", "rules"),
    [
        ({}, date(2024, 5, 31), []),
        ({}, date(2024, 6, 1), ["review_overdue"]),
        ({}, date(2021, 5, 30), ["review_to_come"]),
        ({REVIEW: "  by: null\n  date: null\n"}, TODAY, ["review_missing"]),
        ({REVIEW: "  by: Ada Wheeler\n  date: null\n"}, TODAY, ["review_missing"]),
        ({REVIEW: "  by: null\n  date: 2021-05-31\n"}, TODAY, ["review_missing"]),
        ({"review_every: 3 years\n": ""}, date(2099, 1, 1), ["no_review_every"]),
    ],
)
def test_review(tmp_path: Path, changes: dict[str, str], today: date, rules: list[str]) -> None:
    path = put(tmp_path, changes)
    line = line_of(path, "reviewed:")
    assert quick(path, today) == [("warning", rule, "small.yaml", line, None) for rule in rules]


def test_a_draft_that_nobody_has_gone_over_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, {"language: en\n": "language: en\ndrafted: true\n"})
    assert quick(path) == [("warning", "still_drafted", "small.yaml", line_of(path, "drafted:"), None)]


def test_a_faq_that_names_no_review_at_all_is_told_at_its_first_line(tmp_path: Path) -> None:
    path = put(tmp_path, {"reviewed:\n" + REVIEW: ""})
    assert quick(path) == [("warning", "review_missing", "small.yaml", line_of(path, "title:"), None)]


def test_wording_without_disclaimer_or_with_an_empty_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path)
    monkeypatch.setattr(shipped, "wording", lambda name="en": Conversation("en", " ", (), {"chat.you": ""}, ()))
    assert {(f.severity.value, f.rule) for f in check.quick([path], TODAY)} == {
        ("error", "no_disclaimer"),
        ("error", "empty_label"),
    }


def test_a_language_the_bot_has_no_words_for(tmp_path: Path) -> None:
    path = put(tmp_path, {"language: en": "language: xx"})
    assert quick(path) == [("warning", "no_wording", "small.yaml", line_of(path, "language:"), None)]
    assert quick(put(tmp_path, {"language: en": "language: en-GB"})) == []


def test_only_errors_keep_a_kiosk_from_starting(tmp_path: Path) -> None:
    path = put(tmp_path, {CHAIN: "    related: [brake, chain]\n"})
    assert [found.rule for found in check.errors([path], TODAY)] == ["no_related"]
    assert check.errors([put(tmp_path)], TODAY) == []
