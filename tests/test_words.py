"""Text at the door: whatever comes in, nothing is left that could drive a terminal or hide from the eye."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words import MAX_QUESTION, clean, normalise, split

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202d\u202e\u2060\u2064"
    "\u2066\u2069\u3164\ufe0f\ufeff\uffa0\U000e0041\U000e0100"
)
"""Characters that take no room: zero width, bidirectional marks and overrides, fillers, variation selectors, tags."""

ANYTHING = st.text(
    st.characters(exclude_categories=()) | st.sampled_from(INVISIBLE + "\x1b\x9b\x9d\x9c\x07[];?m \n\r\t\u2028\u0301"),
    max_size=200,
) | st.lists(
    st.sampled_from(
        ["\x1b[", "31m", "\x1b]0;t", "\x07", "\x1b\\", "\x9b2J", "\x1bP"]
        + ["a", "é", "e\u0301", " ", "\n", "\r\n", "\ud800"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def is_fit(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and char not in INVISIBLE


@settings(deadline=None, max_examples=400)
@given(text=ANYTHING, keep=st.booleans(), limit=st.none() | st.integers(1, 40))
def test_clean_text_is_fit_short_and_stays_as_it_is(text: str, keep: bool, limit: int | None) -> None:
    cleaned = clean(text, limit, keep)
    assert all(is_fit(char) or (keep and char == "\n") for char in cleaned)
    assert clean(cleaned, limit, keep) == cleaned
    assert cleaned == cleaned.strip()
    assert limit is None or len(cleaned) <= limit
    assert unicodedata.is_normalized("NFC", cleaned)
    if keep:
        assert "\n\n\n" not in cleaned and " \n" not in cleaned
    else:
        assert "  " not in cleaned
    cleaned.encode()  # no lone surrogate is left


@settings(deadline=None)
@given(st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), max_size=80))
def test_plain_text_is_not_touched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("char", INVISIBLE, ids=ascii)
def test_what_cannot_be_seen_is_removed(char: str) -> None:
    assert clean(f"fe{char}ver {char}") == "fever"
    assert clean(f"a{char}\n{char}b", keep_lines=True) == "a\nb"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;2;1;2;3mred", "red"),
        ("\x1b[200~pasted\x1b[201~", "pasted"),
        ("\x1b[<0;10;20Mclick", "click"),
        ("\x1b[?1049hfull", "full"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x.test\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;Y29weQ==\x07x", "x"),
        ("\x1bPq#0;1\x1b\\picture", "picture"),
        ("\x1b_application\x1b\\x", "x"),
        ("\x1b(Bx", "x"),
        ("\x1bcx", "x"),
        ("\x9b31mred", "red"),
        ("\x9d0;title\x9cx", "x"),
        ("x\x1b", "x"),
        ("x\x1b[", "x"),
        ("x\x1b\x1b\x1b[31my", "xy"),
        ("\x1b\x1b]0;a\x07[31mx", "[31mx"),
        ("a\x00b\x08c\x7fd", "abcd"),
    ],
)
def test_escape_sequences_go_as_a_whole(typed: str, left: str) -> None:
    assert clean(typed) == left
    assert clean(typed, keep_lines=True) == left


@pytest.mark.parametrize("start", ["\x1b]", "\x1bP", "\x1b_", "\x9d", "\x90", "â\x80\x9d", "\x1b]0;a\x1b]"], ids=ascii)
def test_a_sequence_without_an_end_does_not_swallow_the_question(start: str) -> None:
    """Such a character also comes from text in a wrong encoding: "â\\x80\\x9d" is a quotation mark misread."""
    assert clean(f"{start} my baby cannot breathe").endswith("my baby cannot breathe")


@pytest.mark.parametrize(
    "space", ["\t", "\r\n", "\x0b", "\x0c", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u3000"], ids=ascii
)
def test_white_space_of_any_kind_becomes_one_space(space: str) -> None:
    assert clean(f"{space}a {space}{space} b{space}") == "a b"


def test_lines_are_kept_where_asked_for() -> None:
    text = "  One\ttwo  three \r\n\r\n\r\n\n- four\n    five\u2028six\u2029seven\n\n"
    assert clean(text, keep_lines=True) == "One two three\n\n- four\n    five\nsix\nseven"
    assert clean(text) == "One two three - four five six seven"


def test_indent_is_kept_up_to_eight() -> None:
    assert clean(f"a\n{' ' * 30}b\n  c", keep_lines=True) == f"a\n{' ' * 8}b\n  c"


def test_length_is_capped() -> None:
    assert clean("x" * 5_000) == "x" * MAX_QUESTION
    assert clean("x" * 5_000, limit=None) == "x" * 5_000
    assert clean("abc def", limit=4) == "abc"
    assert clean("e\u0301" * 10, limit=10) == "é" * 10


@pytest.mark.parametrize("piece", ["a", "\x1b[31m", "\x1b]", "\x9d", "\u202e", "\ud800", "e\u0301", " \n"], ids=ascii)
def test_fifty_million_characters_are_no_trouble(piece: str) -> None:
    assert len(clean(piece * (50_000_000 // len(piece)))) <= MAX_QUESTION


@pytest.mark.parametrize("piece", ["\x1b[", "\x1b]", "\x9d", "\x1b[\x9d", "\x1bP ", "\x1b    "], ids=ascii)
def test_time_does_not_grow_with_the_square_of_a_files_length(piece: str) -> None:
    assert clean(piece * 200_000 + "\n\nend", limit=None).endswith("end")


def test_unicode_is_composed() -> None:
    assert clean("nai\u0308ve cafe\u0301") == "naïve café"


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Don’t DON'T dont", "dont dont dont"),
        ("Café NAÏVE", "cafe naive"),
        ("Straße", "strasse"),
        ("ﬁver", "fiver"),
        ("Ｎｅｕｒｏ", "neuro"),
        ("4Ｓ ②", "4s 2"),
        ("İ", "i"),
        ("child`s", "childs"),
        ("", ""),
    ],
)
def test_normalise_folds_what_means_the_same(typed: str, compared: str) -> None:
    assert normalise(typed) == compared


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("What's   the CT-scan for?", ["whats", "the", "ct", "scan", "for"]),
        ("stage 4S/IVs (special)", ["stage", "4s", "ivs", "special"]),
        ("mother_in_law", ["mother", "in", "law"]),
        ("¿Qué es esto?", ["que", "es", "esto"]),
        ("神経 芽腫", ["神経", "芽腫"]),
        ("…?! -- \n", []),
        ("", []),
    ],
)
def test_split_gives_words_in_order(typed: str, words: list[str]) -> None:
    assert split(typed) == words


@settings(deadline=None, max_examples=200)
@given(ANYTHING)
def test_words_have_neither_space_nor_case_nor_marks(text: str) -> None:
    for word in split(text):
        assert word
        assert word == word.casefold()
        assert all(char.isalnum() for char in word)
    assert split(" ".join(split(clean(text)))) == split(clean(text))


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(["fever", "Café", "it's", "CT", "4s", "belly"])),
    st.sampled_from([" ", "  ", ", ", "\n", " / ", "…"]),
)
def test_what_stands_between_words_does_not_matter(words: list[str], between: str) -> None:
    assert split(between.join(words)) == [part for word in words for part in split(word)]
