"""Emergencies are spotted in any grammar and spelling; questions about the disease are not taken for one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import load
from bot.urgent import Danger, Rules
from bot.yamlfile import FileError

ROOT = Path(__file__).parent.parent

NOW = [
    "my son is not breathing",
    "baby stoped breathing",
    "cantbreathe help",
    "she isnt waking up, i shake her and nothing",
    "why is she turning blue???",
    "my son is choking what should I do",
    "how do i stop this bleeding it wont stop",
    "HE IS HAVING A SIEZURE",
    "shes unconcious",
    "he swalowed a whole bottle of his pills just now",
    "is not breath my child what i must do",
    "he fell down the stairs and hit his head, now he is vomiting",
    "boiling water all over his chest",
    "pain in my chest going down my arm",
    "she ate peanuts and her throat is closing",
    "my wife collapsed in the corridor please send someone",
    "she had chemo on monday, temp 40 now and shivering",
    "line came out and blood is pouring",
    "a man with a knife is in the corridor",
    "i cant find my daughter anywhere in the hospital",
    "We came for a scan yesterday, all was fine. Now she does not wake up.",
    "can someone help me my daughter passed out",
    "i dont know if hes breathing",
]
CRISIS = [
    "i want to kill my self",
    "I dont want to be here anymore",
    "they would all be better off without me",
    "i have the pills in my hand",
    "my husband says he is going to end it tonight",
    "if she dies i will kill myself",
    "i am afraid i will hurt my baby",
    "she keeps cutting herself",
]
CALM = [
    "can it stop her breathing?",
    "is trouble breathing a sign?",
    "does it cause seizures",
    "she had a seizure last year",
    "he had a seizure last year. what are the stages?",
    "he is breathing fine now",
    "what if she stops breathing at night",
    "what should I do if the baby ever is not breathing",
    "i'm scared she might have a seizure",
    "this wait is killing me",
    "dying to know what stage it is",
    "my phone is dying",
    "do children with this cancer pass out",
    "in the film the girl stops breathing",
    "is my grandson going to die",
    "will she die",
    "i dont want to lose him",
    "my daughter has a fever and a swollen belly",
    "my daughter is pale and tired and sweating",
    "does the biopsy hurt",
    "what kills the cancer cells",
    "fire drill tomorrow?",
    "i could kill for a coffee",
    "is there help for families",
    "how do they stop the bleeding after a biopsy",
    "",
    "?!",
]


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The rules that ship."""
    return Rules(load(ROOT / "faq" / "en" / "conversation.yaml").urgent)


@pytest.mark.parametrize("text", NOW)
def test_danger_now_is_an_emergency(rules: Rules, text: str) -> None:
    danger = rules.find(text)
    assert danger is not None and danger.id == "emergency"


@pytest.mark.parametrize("text", CRISIS)
def test_despair_is_a_crisis(rules: Rules, text: str) -> None:
    danger = rules.find(text)
    assert danger is not None and danger.id == "crisis"


@pytest.mark.parametrize("text", CALM)
def test_a_question_is_no_emergency(rules: Rules, text: str) -> None:
    assert rules.find(text) is None


def test_the_words_that_spoke_for_it_are_given(rules: Rules) -> None:
    assert rules.find("hello, my son isn't breathing") == Danger("emergency", "son isnt breathing")


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_string_at_all(rules: Rules, text: str) -> None:
    danger = rules.find(text)
    assert danger is None or danger.id in {"emergency", "crisis"}


@pytest.mark.parametrize(
    "text",
    ["not breathing what if " * 200, "a" * 5000, "!? " * 2000, "ﷺ" * 2000, "\x00\x1b[31m\ud800 help", "🆘" * 900],
)
def test_long_and_odd_text_is_read(rules: Rules, text: str) -> None:
    danger = rules.find(text)
    assert danger is None or danger.because


# --- how rules work, on rules small enough to see through ----------------------------------------------------------


def made(**changed: object) -> dict[str, object]:
    """Return a small mapping of rules, with some of its keys changed."""
    mapping: dict[str, object] = {
        "threshold": "2",
        "rewrite": {"is not": "isnt"},
        "plain": "breeding",
        "classes": {
            "CLAUSE_SUBJECT": "he she",
            "CLAUSE_BINDER": "can that",
            "CLAUSE_JOINER": "and but",
            "BLEED": "bleeding bled",
            "CHILD": "baby son",
        },
        "harmless": ["bleeding heart"],
        "signs": [
            {"id": "bleed", "danger": "emergency", "points": "2", "patterns": ["BLEED"]},
            {"id": "fit", "danger": "emergency", "points": "1", "patterns": ["a? fit !as"]},
            {"id": "hot", "danger": "emergency", "points": "2", "patterns": ["fever .. #39.5-43"]},
            {"id": "end", "danger": "crisis", "points": "3", "despite": "ask", "patterns": ["^^ end it $", "suicid*"]},
        ],
        "evidence": [
            {"id": "ask", "points": "-4", "reach": "clause", "patterns": ["^ can"]},
            {"id": "whatif", "points": "-4", "reach": "onward", "patterns": ["if"]},
            {"id": "now", "points": "1", "reach": "sentence", "patterns": ["now", "!!"]},
            {"id": "help", "points": "2", "reach": "text", "patterns": ["!no help"]},
        ],
    }
    return mapping | changed


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("bleeding", "emergency"),
        ("bleedign", "emergency"),  # two letters changed places
        ("bleeeeding", "emergency"),
        ("babybleeding", "emergency"),
        ("b l e e d i n g", "emergency"),
        ("breeding", None),  # an ordinary word is not a misspelt one
        ("bleeding heart", None),
        ("can it cause bleeding", None),
        ("can you come, he is bleeding", "emergency"),  # the question ends where the clause ends
        ("can i ask he is bleeding", "emergency"),  # with or without a comma
        ("if he is bleeding", None),
        ("he is bleeding if you ask", "emergency"),  # "if" is felt onward only
        ("if he falls? he is bleeding", "emergency"),
        ("a fit", None),
        ("fit now", "emergency"),
        ("fit!!", "emergency"),
        ("fit as a fiddle now", None),
        ("a fit. what now", None),  # "now" is felt in its sentence only
        ("a fit. help", "emergency"),
        ("a fit. no help", None),
        ("fever of 40.1", "emergency"),
        ("fever of 40,1", "emergency"),
        ("fever of 38", None),
        ("fever for one two three 40", None),
        ("end it", "crisis"),
        ("end it soon", None),
        ("can he be suicidal", "crisis"),  # despite
    ],
)
def test_mechanism(text: str, danger: str | None) -> None:
    found = Rules(made()).find(text)
    assert (found.id if found else None) == danger


def test_the_stronger_danger_wins_and_the_first_among_equals() -> None:
    found = Rules(made()).find("bleeding and suicidal")
    assert found == Danger("crisis", "suicidal")


def test_no_rules_find_nothing() -> None:
    assert Rules({}).find("he is bleeding") is None


def test_a_line_is_every_word_until_it_ends() -> None:
    """A line break ends a sentence, so that a pattern does not reach across it."""
    assert Rules(made()).find("fever\n40") is None


SIGN: dict[str, object] = {"id": "a", "danger": "emergency", "points": "1", "patterns": ["x"]}
EVIDENCE: dict[str, object] = {"id": "b", "points": "1", "reach": "text", "patterns": ["x"]}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"sign": []}, "“sign” is not known"),
        ({"threshold": "high"}, "threshold: a whole number"),
        ({"classes": {}}, "there is no class"),
        ({"classes": {"AA": "AA", "CLAUSE_SUBJECT": "i"}}, "class AA holds itself"),
        ({"plain": ["a"]}, "plain: text is needed"),
        ({"harmless": "x"}, "harmless: a list is needed"),
        ({"signs": ["x"]}, "signs, rule 1: lines “key: value”"),
        ({"signs": [SIGN | {"reach": "text"}]}, "“reach” is not known"),
        ({"signs": [SIGN | {"despite": "nothing"}]}, "there is no evidence “nothing”"),
        ({"signs": [SIGN | {"patterns": ["NOBODY x"]}]}, "there is no class NOBODY"),
        ({"signs": [SIGN | {"patterns": [""]}]}, "a pattern needs a word"),
        ({"signs": [SIGN | {"patterns": ["a? b? c? d? e?"]}]}, "more than 4 words"),
        ({"signs": [SIGN | {"patterns": ["b*"]}]}, "“b*” is not one word"),
        ({"signs": [SIGN | {"patterns": ["well-known"]}]}, "“well-known” is not one word"),
        ({"signs": [SIGN | {"patterns": ["a ! b||c"]}]}, "is not one word"),
        ({"evidence": [EVIDENCE | {"reach": "far"}]}, "“reach” is one of"),
        ({"evidence": [EVIDENCE | {"points": None}]}, "b, points: a whole number"),
    ],
)
def test_what_is_wrong_is_said(changed: Mapping[str, object], message: str) -> None:
    with pytest.raises(FileError, match=message.replace("*", r"\*").replace("|", r"\|")):
        Rules(made(**changed))
