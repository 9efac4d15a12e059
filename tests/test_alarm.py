"""Emergencies: rules and examples together, on texts written by people who saw neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import made

from bot import alarm, shipped
from bot.alarm import Alarm, Examples
from bot.language import Language
from bot.reply import Kind
from bot.urgent import Rules
from bot.yamlfile import FileError

QUESTIONS = Path(__file__).parent / "questions"
PAIRS = {
    "urgent-pairs.tsv": (0.97, 0.02),
    "urgent-pairs-unseen.tsv": (0.94, 0.06),
    "urgent-pairs-unseen-2.tsv": (0.88, 0.2),
}
"""Files of pairs, with the least share of emergencies that are heard, and the largest share of false alarms.

They are floors under what was measured (100 and 1 of 100; 153 and 6 of 160; 109 and 21 of 120), so that it does not get
worse. Wanted is 97 % in all of them. In the last file many of the calm texts are figures of speech and plays on words.
"""
INDIRECT = "urgent-indirect.tsv"
NO_VOICES = (*PAIRS, INDIRECT, "follow-ups.tsv")
VOICES = sorted(path for path in QUESTIONS.glob("*.tsv") if path.name not in NO_VOICES)


@pytest.fixture(scope="module")
def ears() -> Alarm:
    return made().alarm


def heard(ears: Alarm, path: Path) -> tuple[list[bool], list[bool]]:
    """Whether each urgent text and each other text of a file raises the alarm."""
    urgent, calm = [], []
    for line in path.read_text("utf-8").splitlines():
        label, text = line.split("\t")
        (urgent if label == "urgent" else calm).append(ears.find(text) is not None)
    return urgent, calm


@pytest.mark.parametrize(("name", "least", "most"), [(name, *floors) for name, floors in PAIRS.items()])
def test_pairs_of_nearly_the_same_words(ears: Alarm, name: str, least: float, most: float) -> None:
    urgent, calm = heard(ears, QUESTIONS / name)
    assert len(urgent) == len(calm) >= 100
    assert sum(urgent) >= least * len(urgent)
    assert sum(calm) <= most * len(calm)


def test_emergencies_in_veiled_words_beside_jokes_and_mishaps_in_alarming_ones(ears: Alarm) -> None:
    urgent, calm = heard(ears, QUESTIONS / INDIRECT)
    # A floor under what was measured (341 and 42 of 450); far from good enough to stand in for staff.
    assert sum(urgent) >= 0.72 * len(urgent)
    assert sum(calm) <= 0.1 * len(calm)


def test_emergencies_among_ordinary_questions(ears: Alarm) -> None:
    urgent, calm = [], []
    for path in VOICES:
        found = heard(ears, path)
        urgent += found[0]
        calm += found[1]
    assert len(VOICES) >= 6
    assert sum(urgent) >= 0.98 * len(urgent)
    assert sum(calm) <= 0.002 * len(calm)


@pytest.mark.parametrize("text", ["mein kind atmet nicht", "ma fille ne respire plus", "nefes alamıyor", "救命"])
def test_a_cry_in_another_language(ears: Alarm, text: str) -> None:
    assert ears.find(text) is not None


def test_an_emergency_beside_a_question(ears: Alarm) -> None:
    assert ears.find("what is a biopsy, and my son is choking right now") is not None
    assert ears.find("he stopped breathing! what stage is this") is not None


def test_an_emergency_full_of_slips_is_heard_with_its_spelling_mended() -> None:
    bot = made()
    typed = "shes nit breathinh pleade"
    assert bot.alarm.find(typed) is None
    assert bot.alarm.find(typed, corrected="shes nit breathing please") is not None
    assert bot.ask(typed).kind is Kind.URGENT


def test_a_word_no_example_holds_is_heard_by_its_kind() -> None:
    urgent = ("she drank bleach", "he swallowed petrol", "my boy licked the weedkiller", "he drank perfume")
    calm = ("she drank juice", "he swallowed his dinner", "my boy licked the cake", "he drank milk")
    language = shipped.words()
    ears = Alarm(Rules({}), alarm.train(Examples(urgent, calm), [], language), language)
    assert not any("descaler" in text for text in urgent) and language.kinds["descaler"] == ("POISON",)
    assert ears.score("he drank the descaler") > 0 > ears.score("he drank the lemonade")


def test_a_comma_and_the_end_of_a_sentence_are_heard_and_the_point_of_a_number_is_not() -> None:
    language = Language(kinds={"choking": ("CHOKE",), "now": ("NOW",), "4": ("NUMBER",)}, function=frozenset({"is"}))

    def kinds(text: str) -> set[str]:
        return set(alarm.features(text, language)[1])

    assert {"CHOKE ,", ", NOW"} <= kinds("choking, now")
    assert {"CHOKE .", ". NOW"} <= kinds("choking. now")
    assert "CHOKE NOW" in kinds("choking now") and "CHOKE NOW" not in kinds("choking, now")
    assert "NUMBER NUMBER" in kinds("4.4") and "NUMBER NUMBER" not in kinds("4. 4")
    assert "~" in kinds("wombat") and "~" not in kinds("is")


@pytest.mark.parametrize("text", ["", " ", "?!", ", . ;", "\n"])
def test_a_text_without_words_sounds_like_nothing(ears: Alarm, text: str) -> None:
    assert ears.score(text) == 0
    assert ears.find(text) is None


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_string_at_all(text: str) -> None:
    danger = open_ears().find(text)
    assert danger is None or danger.id in {"emergency", "crisis"}


def open_ears() -> Alarm:
    """An alarm with a handful of examples."""
    examples = Examples(("help she fell", "he is burning"), ("how do burns heal", "the fall of leaves"))
    language = shipped.words()
    return Alarm(Rules(shipped.wording().urgent), alarm.train(examples, ["what is a burn"], language), language)


def test_no_examples_leave_the_rules_alone() -> None:
    language = shipped.words()
    ears = Alarm(Rules(shipped.wording().urgent), alarm.train(Examples(), ["what is it"], language), language)
    assert ears.find("my son is not breathing") is not None
    assert ears.find("what is a biopsy") is None


def test_examples_without_calm_ones_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "urgent.yaml"
    path.write_text("language: en\nurgent: |\n  help\n", "utf-8")
    with pytest.raises(FileError, match="urgent.yaml:1: .*“calm”"):
        alarm.load(path)
