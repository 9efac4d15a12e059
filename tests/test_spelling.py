"""Typed words as understood: slips are corrected towards the FAQ's words, real words and numbers are left alone."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import shipped
from bot.language import Language
from bot.replies import Bot
from bot.reply import Kind
from bot.spelling import Speller
from bot.words import split

VOCABULARY = [
    "neuroblastoma", "symptoms", "treatment", "chemotherapy", "belly", "swollen", "diagnosis", "prognosis",
    "adrenal", "gland", "kidney", "what", "is", "the", "of", "spread", "stage", "bone", "marrow", "biopsy",
    "soon", "hey", "diarrhea", "can", "it", "4s", "mri", "cat", "surgery",
]  # fmt: skip


REAL_WORDS = sorted(shipped.words().common)


@lru_cache
def make() -> Speller:
    return Speller(dict.fromkeys(VOCABULARY, 5), shipped.words())


@pytest.fixture
def speller() -> Speller:
    return make()


def meant(speller: Speller, text: str) -> str:
    return " ".join(word.meant for word in speller.understand(split(text)))


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("nuroblastoma", "neuroblastoma"),
        ("neurobalstoma", "neuroblastoma"),
        ("neuroblastomaa", "neuroblastoma"),
        ("newroblastoma", "neuroblastoma"),
        ("neroblastoma", "neuroblastoma"),
        ("neuroblasoma", "neuroblastoma"),
        ("neuro blastoma", "neuroblastoma"),
        ("nuro blastoma", "neuroblastoma"),
        ("symtpoms", "symptoms"),
        ("symptons", "symptoms"),
        ("simptoms", "symptoms"),
        ("treatmant", "treatment"),
        ("treattment", "treatment"),
        ("tretment", "treatment"),
        ("kemotherapy", "chemotherapy"),
        ("bellly", "belly"),
        ("bely", "belly"),
        ("blely", "belly"),
        ("swolen", "swollen"),
        ("dignosis", "diagnosis"),
        ("progonsis", "prognosis"),
        ("byopsy", "biopsy"),
        ("diareah", "diarrhea"),
        ("adreanal glannd", "adrenal gland"),
        ("whatis the spred", "what is the spread"),
        ("whatis", "what is"),
        ("bonemarrow", "bone marrow"),
        ("heyyy", "hey"),
        ("heyyyyyyyyyy", "hey"),
        ("sooooon", "soon"),
    ],
)
def test_slips_are_understood(speller: Speller, typed: str, understood: str) -> None:
    assert meant(speller, typed) == understood


@pytest.mark.parametrize(
    "text",
    [
        "CT", "MRI", "PET", "4S", "ct scan", "12", "1st", "2", "18", "3rd", "l1", "2021", "mibg", "x1y2z3", "4",
        "4s", "pt", "cbc", "ot", "het", "bon", "tat", "cta", "kit",
    ],
)  # fmt: skip
def test_short_words_numbers_and_names_of_tests_are_left_alone(speller: Speller, text: str) -> None:
    assert [word.is_corrected for word in speller.understand(split(text))] == [False] * len(split(text))


@pytest.mark.parametrize(
    "word", ["bell", "bowl", "swell", "phone", "treat", "moan", "zone", "grand", "kidneys", "staged", "rage", "wheat"]
)
def test_real_words_are_left_alone(speller: Speller, word: str) -> None:
    assert meant(speller, word) == word


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_no_word_known_to_the_language_is_ever_corrected(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(REAL_WORDS), min_size=1, max_size=4))
    assert [word.meant for word in make().understand(words)] == words


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="0123456789ctms", min_size=1, max_size=6).filter(lambda text: any(map(str.isdigit, text))))
def test_nothing_with_a_digit_is_corrected(text: str) -> None:
    assert [word.typed for word in make().understand([text]) if word.is_corrected] == []


def test_a_protected_word_is_no_correction() -> None:
    speller = Speller({"scan": 3}, Language(protected=frozenset({"scan"})))
    assert meant(speller, "scna") == "scna"
    assert meant(Speller({"scan": 3}, Language()), "scna") == "scan"


def test_an_exact_word_wins_over_a_more_frequent_neighbour() -> None:
    speller = Speller({"prognosis": 1, "diagnosis": 900, "stages": 900, "stage": 1}, Language())
    assert meant(speller, "prognosis stage") == "prognosis stage"


def test_of_two_words_as_near_the_more_frequent_is_meant_and_the_other_kept() -> None:
    found = Speller({"tumors": 1, "rumors": 9}, Language()).understand(["xumors"])
    assert found[0].meant == "rumors"
    assert [word for word, _ in found[0].alternatives] == ["tumors"]


def test_trust_is_less_the_more_was_corrected(speller: Speller) -> None:
    as_typed, one_slip, two_slips = speller.understand(["neuroblastoma", "neuroblasttoma", "neurobblasttoma"])
    assert as_typed.trust == 1 > one_slip.trust > two_slips.trust > 0
    assert [word.is_corrected for word in (as_typed, one_slip, two_slips)] == [False, True, True]


def test_words_that_are_like_nothing_stay(speller: Speller) -> None:
    assert meant(speller, "xqzvbn wkkjh") == "xqzvbn wkkjh"
    assert meant(speller, "neuroblastoma" * 50) == "neuroblastoma" * 50


def test_joins_only_where_one_of_the_halves_is_no_word(speller: Speller) -> None:
    assert meant(Speller({"canit": 1, "can": 1, "it": 1}, Language()), "can it") == "can it"
    assert [word.typed for word in speller.understand(["neuro", "blastoma"])] == ["neuro blastoma"]


@settings(deadline=None, max_examples=300)
@given(
    typed=st.lists(st.text(max_size=30).map(lambda text: "".join(split(text)[:1])).filter(bool), max_size=5)
    | st.lists(
        st.sampled_from(VOCABULARY + ["neuro", "blastoma", "heyyy", "symptommms", "whatis", "belllly"]), max_size=6
    ),
)
def test_no_typed_letter_is_lost_and_trust_is_a_share(typed: list[str]) -> None:
    found = make().understand(typed)
    assert "".join(word.typed for word in found).replace(" ", "") == "".join(typed)
    for word in found:
        assert word.meant
        assert 0 < word.trust <= 1
        assert all(0 < trust <= 1 and other in VOCABULARY for other, trust in word.alternatives)


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_two_letters_of_a_long_word_swapped_are_put_back(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([word for word in VOCABULARY if len(word) > 6]))
    at = data.draw(st.integers(1, len(word) - 2))
    assert meant(make(), word[:at] + word[at + 1] + word[at] + word[at + 2 :]) == word


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_a_letter_of_a_long_word_doubled_or_dropped_is_put_right(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([word for word in VOCABULARY if len(word) > 6]))
    at = data.draw(st.integers(1, len(word) - 2))  # without its last letter, a word is often another word
    assert meant(make(), word[:at] + word[at] + word[at:]) == word
    assert meant(make(), word[:at] + word[at + 1 :]) == word


def shipped_speller(bot: Bot) -> Speller:
    return bot.leaflets[0].matcher.speller


@pytest.mark.parametrize(
    "words",
    [
        "my child cant breathe", "i cant breathe", "what are the signs", "is it my fault", "she is bleeding",
        "how long does chemo take", "will my child die", "who can i call", "my baby is not breathing",
        "when should i call the doctor", "side effects of chemo", "what is neuroblastoma", "how is it treated",
    ],
)  # fmt: skip
def test_many_words_written_as_one_come_apart(shipped_bot: Bot, words: str) -> None:
    read = shipped_speller(shipped_bot).understand([words.replace(" ", "")])
    assert " ".join(word.typed for word in read) == words
    assert all(word.trust == 1 for word in read)


@pytest.mark.parametrize(
    "word",
    [
        "cantilever", "newfoundland", "washingtonian", "connecticut", "barranquilla", "beethoven", "himalayas",
        "environmentalist", "archaisms", "unconsciousness", "goldilocks", "sledgehammered", "krugerrand",
        "louisiana", "bratislava", "xqzvbnmkjhgf", "donaudampfschifffahrt",
    ],
)  # fmt: skip
def test_names_and_rare_words_do_not_come_apart(shipped_bot: Bot, word: str) -> None:
    assert len(shipped_speller(shipped_bot).understand([word])) <= 2


@given(st.text(alphabet="abcdeiknorstuwh", min_size=9, max_size=60))
def test_however_a_word_comes_apart_no_letter_is_lost(word: str) -> None:
    read = make()._parts(word)
    assert not read or "".join(part.typed for part in read) == word


@pytest.mark.parametrize("text", ["mychildcantbreathe", "icantbreathe", "helpmybabyischoking", "sheisnotbreathing now"])
def test_an_emergency_written_as_one_word_is_heard(shipped_bot: Bot, text: str) -> None:
    assert shipped_bot.ask(text).kind is Kind.URGENT


def test_a_question_written_as_one_word_is_answered(shipped_bot: Bot) -> None:
    assert shipped_bot.ask("whatarethesigns").entries == ("symptoms",)
    assert shipped_bot.ask("whataretheside effects").kind is not Kind.ANSWER
