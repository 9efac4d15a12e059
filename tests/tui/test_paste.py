"""Pastes come out whole and in order, however the terminal cuts them up."""

from __future__ import annotations

import pytest
from textual import events

from bot.tui.paste import PasteParser

START, END = "\x1b[200~", "\x1b[201~"


def parse(*chunks: str) -> list[tuple[str, str]]:
    parser, seen = PasteParser(), []
    for chunk in chunks:
        for event in parser.feed(chunk):
            if isinstance(event, events.Paste):
                seen.append(("paste", event.text))
            elif isinstance(event, events.Key):
                seen.append(("key", event.key))
    return seen


def test_escape_sequences_and_line_breaks_stay_inside() -> None:
    inside = "one \x1b[31mred\x1b[0m\r\n\x11two \x1b"
    assert parse(f"a{START}{inside}{END}b") == [("key", "a"), ("paste", inside), ("key", "b")]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64])
def test_any_cutting_up_of_what_is_pasted(size: int) -> None:
    inside = f"one \x1b[31mred {END[:4]} two"
    rest = f"{inside}{END}xy"
    chunks = [rest[at : at + size] for at in range(0, len(rest), size)]
    assert parse(START, *chunks) == [("paste", inside), ("key", "x"), ("key", "y")]


def test_two_pastes_and_an_empty_one() -> None:
    assert parse(f"{START}a{END}{START}{END}{START}b{END}") == [("paste", "a"), ("paste", ""), ("paste", "b")]


def test_endless_paste_is_not_kept_whole() -> None:
    ((kind, text),) = parse(START, *["x" * 4096] * 300, END)
    assert kind == "paste"
    assert 2_000 * 4 < len(text) <= 2_000 * 5
