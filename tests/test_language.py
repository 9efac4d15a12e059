"""What is known of words: the file that ships brings together what belongs together, and a wrong file says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import language, shipped
from bot.language import Language
from bot.yamlfile import FileError

Write = Callable[[str | bytes], Path]

SMALL = """\
language: en
function_words: a the Is
question_words: what why
openers: what is
joiners: and
protected: CT 4S
same: |
  belly stomach tummy
  child kid
phrases: |
  run in the family = inherited
  run = go
irregular: |
  grew = grow
misspellings: |
  stumach = stomach
unstemmed: news
suffixes: |
  ies = y 2
  s = 3
sounds: |
  ph = f
  gh =
leaning: |
  what about
  and
pointing: it that
common:
  body: leg arm
  food: soup
kinds:
  LIMB: leg legs
  HURT: leg ache
"""


@pytest.fixture(scope="module")
def english() -> Language:
    return shipped.words()


def test_loads_all_that_a_file_holds(write: Write) -> None:
    found = language.load(write(SMALL))
    assert found.function == {"a", "the", "is"}
    assert found.questions == {"what", "why"}
    assert (found.openers, found.joiners) == ({"what", "is"}, {"and"})
    assert found.common == {"leg", "arm", "soup"}
    assert found.protected == {"ct", "4s"}
    assert found.misspellings == {"stumach": "stomach"}
    assert found.phrases["run"] == ((("run", "in", "the", "family"), "inherited"), (("run",), "go"))
    assert [found.stem(word) for word in ("grew", "babies", "bones", "gas", "news")] == [
        "grow",
        "baby",
        "bone",
        "gas",
        "news",
    ]
    assert found.sound("phough") == "fou"
    assert found.kinds == {"leg": ("LIMB", "HURT"), "legs": ("LIMB",), "ache": ("HURT",)}
    assert (found.leaning, found.pointing) == ((("what", "about"), ("and",)), {"it", "that"})
    assert found.concept("tummies") == found.concept("belly") is not None
    assert found.concept("soup") is None


def test_an_empty_file_of_words_is_enough(write: Write) -> None:
    found = language.load(write("language: xx"))
    assert (found.stem("bones"), found.concept("bones"), found.sound("bones")) == ("bones", None, "bones")
    assert not found.is_known("bones")


WRONG = {
    "unknown key": ("joiners: and", "joinrs: and", 5, "did you mean “joiners”?"),
    "no language": ("language: en\n", "", 1, "has no “language”; add a line"),
    "words as a list": ("joiners: and", "joiners: [and]", 5, "must be text"),
    "common as text": ("common:\n  body: leg arm\n  food: soup\n", "common: leg\n", 28, "“key: value” lines"),
    "no equals sign": ("  grew = grow", "  grew grow", 14, "must read “left = right”"),
    "nothing to replace": ("  stumach = stomach", "  = stomach", 16, "must read “left = right”"),
    "an expression without a word": ("  run = go", "  ?! = go", 12, "must begin with a word"),
    "a suffix without a number": ("  ies = y 2", "  ies = y", 19, "must read “ies = y 2”"),
    "a suffix with a word too many": ("  ies = y 2", "  ies = y z 2", 19, "must read “ies = y 2”"),
    "a suffix of nothing": ("  s = 3", "  = 3", 20, "must read “ies = y 2”"),
    "a start without a word": ("  what about", "  ?!", 25, "must begin with a word"),
    "a number that is none": ("  s = 3", "  s = \u1369", 20, "must read “ies = y 2”"),
}


@pytest.mark.parametrize(("old", "new", "line", "says"), WRONG.values(), ids=WRONG)
def test_wrong_file_is_refused_with_file_line_and_advice(
    write: Write, old: str, new: str, line: int, says: str
) -> None:
    assert old in SMALL
    path = write(SMALL.replace(old, new, 1))
    with pytest.raises(FileError) as caught:
        language.load(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        "symptom symptoms",
        "treat treats treated treating treatment treatments",
        "cure cures cured curing",
        "spread spreads spreading",
        "baby babies",
        "child children",
        "grow grows grew grown growing",
        "stage stages staging staged",
        "biopsy biopsies",
        "swell swelling swollen swelled",
        "inherit inherits inherited inheriting",
        "bone bones",
        "doctor doctors",
        "sign signs",
        "diagnose diagnosed diagnoses diagnosing",
        "prevent prevents prevented preventing",
        "breathe breathes breathing breathed",
    ],
)
def test_forms_of_one_word_have_one_stem(english: Language, words: str) -> None:
    assert len({english.stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "treat cure", "stage stomach", "news new", "organ organise", "marrow marry", "general genetic", "rate rat",
        "test testicle", "surgery surge", "cause case", "nurse nerve", "mass massage", "liver live",
    ],
)  # fmt: skip
def test_different_words_have_different_stems(english: Language, words: str) -> None:
    assert len({english.stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize("word", ["ct", "mri", "pet", "4s", "1st", "mibg", "als", "ivs", "2021", "x2s"])
def test_protected_words_and_numbers_are_not_stemmed(english: Language, word: str) -> None:
    assert english.stem(word) == word


@pytest.mark.parametrize(
    "words",
    ["child kid kids children", "belly tummy stomach abdomen", "doctor doctors physician", "mother mum mummy parents"],
)
def test_words_that_mean_the_same_share_a_concept(english: Language, words: str) -> None:
    concepts = {english.concept(word) for word in words.split()}
    assert len(concepts) == 1
    assert None not in concepts


def test_words_that_do_not_mean_the_same_share_none(english: Language) -> None:
    words = ["child", "doctor", "belly", "bone"]
    assert len({english.concept(word) for word in words}) == len(words)


@pytest.mark.parametrize("words", ["diarrhea diarrhoea", "tumor tumour", "anemia anaemia"])
def test_both_spellings_of_english_come_together(english: Language, words: str) -> None:
    one, other = words.split()
    meant = english.misspellings.get(other, other)
    same_concept = english.concept(one) is not None and english.concept(one) == english.concept(meant)
    assert english.stem(one) == english.stem(meant) or same_concept


def test_a_real_word_is_never_listed_as_a_misspelling(english: Language) -> None:
    assert [word for word in english.misspellings if english.is_known(word)] == []


def test_a_misspelling_leads_to_a_word_not_to_another_misspelling(english: Language) -> None:
    assert [word for word in english.misspellings.values() if word in english.misspellings] == []


def test_words_of_a_faq_extend_groups_and_change_nothing_else(english: Language) -> None:
    more = english.with_groups([["kid", "nipper"], ["rotor", "spinner"]])
    assert more.concept("nippers") == english.concept("kid") is not None
    assert more.concept("spinner") == more.concept("rotors") is not None
    assert (english.concept("nipper"), english.concept("rotor")) == (None, None)
    assert more.suffixes == english.suffixes
    assert more.concept("belly") == english.concept("belly")


def test_odd_groups_do_no_harm(english: Language) -> None:
    several = english.with_groups([["wug", "rolling stone"], ["rolling stone gathers", "zig"], ["only many", "words"]])
    assert several.phrases["rolling"] == ((("rolling", "stone", "gathers"), "zig"), (("rolling", "stone"), "wug"))
    assert english.with_groups([[], [""], ["?!", "  "], ["a b c", "d"]]).stem("bones") == "bone"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_any_word_has_stem_and_sound(text: str) -> None:
    words = shipped.words()
    assert isinstance(words.stem(text), str)
    assert len(words.sound(text)) <= 4 * len(text) + 4
    assert words.concept(text) is None or isinstance(words.concept(text), str)
    assert words.stem(text) == words.stem(text)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_stem_is_its_own_stem(data: st.DataObject) -> None:
    words = shipped.words()
    stem = words.stem(data.draw(st.sampled_from(sorted(words.common))))
    assert words.stem(stem) == stem


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("USING YOUR CHILD'S ASTHMA INHALER", "Using Your Child's Asthma Inhaler"),
        ("LIVING WITH COPD", "Living With COPD"),
        ("THE END OF TREATMENT", "The End of Treatment"),
        ("TYPE 2 DIABETES", "Type 2 Diabetes"),
        ("CROHN’S DISEASE: WHAT TO DO", "Crohn’s Disease: What to do"),
        ("HIV", "HIV"),
        ("MRI", "MRI"),
        ("Neuroblastoma", "Neuroblastoma"),
        ("About IVF treatment", "About IVF treatment"),
        ("", ""),
    ],
)
def test_a_title_in_capital_letters_is_told_quietly(written: str, shown: str) -> None:
    assert shipped.words().headline(written) == shown
