"""The pieces the kiosk is made of: large letters, tiles in a grid, the time without a touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from bot.tui.kiosk.idle import Idle
from bot.tui.widgets.big import LETTERS, big
from bot.tui.widgets.grid import MOST, WIDEST, plan, tile


def test_every_letter_has_five_rows_of_one_width() -> None:
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") <= set(LETTERS)
    for letter, rows in LETTERS.items():
        assert len(rows) == 5, letter
        assert len({len(row) for row in rows}) == 1, letter
        assert set("".join(rows)) <= {"#", "."}, letter


def test_large_letters() -> None:
    assert big("Hi", 40, 5) == [line.rstrip() for line in (row.center(40) for row in HI)]
    assert big("Hi", 10, 3) == [line.rstrip() for line in (row.center(10) for row in SMALL_HI)]


HI = ["██    ██  ██████", "██    ██    ██  ", "████████    ██  ", "██    ██    ██  ", "██    ██  ██████"]
SMALL_HI = ["█  █ ▀█▀", "█▀▀█  █ ", "▀  ▀ ▀▀▀"]


@given(st.text(max_size=40), st.integers(0, 200), st.integers(0, 40))
def test_large_letters_fit_or_are_not_drawn(text: str, width: int, height: int) -> None:
    rows = big(text, width, height)
    if rows is not None:
        assert len(rows) <= height
        assert all(len(row) <= width for row in rows)


def test_accents_are_left_out_and_other_scripts_not_drawn() -> None:
    assert big("é", 20, 5) == big("E", 20, 5)
    assert big("你好", 80, 20) is None
    assert big("", 80, 20) is None


TEXTS = st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=90), max_size=25)


@given(TEXTS, st.integers(1, 220), st.one_of(st.none(), st.integers(0, 70)), st.booleans())
def test_tiles_fit_where_they_are_planned(texts: list[str], width: int, height: int | None, boxed: bool) -> None:
    where = plan(texts, width, height, 4, boxed)
    assert 1 <= where.columns <= 3
    assert where.count <= MOST
    assert where.width <= min(WIDEST, width)
    if height is not None and where.count:
        rows = -(-where.count // where.columns)
        assert rows * where.step - where.air <= height
    if height is None and texts:
        assert where.count >= min(len(texts), MOST)
    for text in texts if where.width > 16 else ():
        for chosen in (True, False):
            lines = tile(text, " 1 ", where, chosen)
            assert len(lines) == where.height
            assert all(isinstance(line, Content) and line.cell_length <= where.width for line in lines)


@pytest.mark.parametrize("idle", [15, 90])
def test_time_without_a_touch(idle: int) -> None:
    now = [0.0]
    clock = Idle(idle, 20, lambda: now[0])
    now[0] = idle - 0.1
    assert not clock.is_due
    assert not clock.is_over
    now[0] = idle + 500.0  # the machine was busy: people still get the whole warning
    assert clock.is_due
    clock.warn()
    assert not clock.is_due
    assert clock.seconds_left == 20
    now[0] += 19.5
    assert clock.seconds_left == 1
    assert not clock.is_over
    now[0] += 0.5
    assert clock.is_over
    clock.touch()
    assert not clock.is_over
    assert clock.seconds_left == 20
