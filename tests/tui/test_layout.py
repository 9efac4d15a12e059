"""Lines of a given width: nothing lost, nothing too wide, bullets hang."""

from __future__ import annotations

import pytest
from fakes import ANSWERS, FakeBot
from hypothesis import given
from hypothesis import strategies as st

from bot.tui.layout import blocks, prose, reply_lines, reply_text, wrap


def text_of(lines: list[object]) -> list[str]:
    return [str(line) for line in lines]


def test_bullets_hang() -> None:
    assert text_of(prose("- one two three four\n- five", 14)) == [" • one two", "   three four", " • five"]


def test_numbers_hang() -> None:
    assert text_of(prose("1. one two three\n2) four", 12)) == [" 1. one two", "    three", " 2. four"]


def test_paragraphs_are_joined_and_kept_apart() -> None:
    assert text_of(prose("one\ntwo\n\n\n\nthree\n", 40)) == ["one two", "", "three"]


def test_bullet_goes_on_in_the_next_line() -> None:
    assert list(blocks("- one\n  two\n\nthree"))[:1] == [("•", "one two")]


def test_a_dash_in_a_sentence_is_no_bullet() -> None:
    assert text_of(prose("well-known\n-5 degrees", 40)) == ["well-known -5 degrees"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), max_size=200), st.integers(2, 40))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    lines = prose(text, width)
    squeezed = "".join("".join(text_of(lines)).split())
    assert sum(squeezed.count(char) for char in text if char not in "-*•–.)") >= sum(
        1 for char in text if char not in "-*•–.)"
    )
    assert all(line.cell_length <= width for line in lines)


@pytest.mark.parametrize("width", [1, 2, 5, 8, 20])
def test_narrow_lines_still_hold_everything(width: int) -> None:
    lines = wrap("one two three", width, first="You: ", rest="     ")
    assert "".join("".join(text_of(lines)).split()).endswith("onetwothree")


@pytest.mark.parametrize("width", [1, 7, 30, 80])
def test_reply_fits_any_width(width: int) -> None:
    bot = FakeBot()
    for word in bot.kinds:
        lines = reply_lines(bot.ask(word), bot.conversation.say, width)
        assert all(line.cell_length <= max(width, 2) for line in lines)


def test_text_to_paste_elsewhere_has_advice_and_source() -> None:
    bot = FakeBot()
    text = reply_text(bot.ask("secret signs"), bot.conversation.say)
    assert ANSWERS["symptoms"] in text
    assert bot.conversation.disclaimer in text
    assert "From the section “Signs”" in text
    assert "secret" not in text


def test_lines_of_an_address_stay_lines() -> None:
    text = "- Helpers of the North\n  1 High Street\n  Phone: 1234\n\n- Others"
    assert text_of(prose(text, 40)) == [
        " • Helpers of the North",
        "   1 High Street",
        "   Phone: 1234",
        "",
        " • Others",
    ]
