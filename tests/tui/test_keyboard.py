"""Keys on the screen: nobody who has no others is shut out."""

from __future__ import annotations

import string
from typing import Any

import pytest
from fakes import FakeBot
from helpers import chat_of, shown
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from bot.replies import Bot
from bot.reply import Kind
from bot.tui.app import ChatApp, make_app
from bot.tui.widgets.keyboard import ASK, DELETE, HIDE, PAGE, SPACE, Keyboard


@pytest.fixture
def touch_app() -> ChatApp:
    return make_app(FakeBot(), touch=True)  # type: ignore[arg-type]


async def touch(pilot: Pilot[None], *keys: str) -> None:
    """Touch keys in the middle, as a finger would."""
    keyboard = pilot.app.screen.query_one(Keyboard)
    for key in keys:
        places = [(spot, row) for row, spots in enumerate(keyboard.spots(keyboard.size.width)) for spot in spots]
        spot, row = next(place for place in places if place[0].name == key)
        await pilot.click(keyboard, offset=((spot.start + spot.end) // 2, row * keyboard.tall + keyboard.tall // 2))
        await pilot.pause()


async def test_a_question_is_written_and_asked_without_any_key(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 30)) as pilot:
        await touch(pilot, *"signx", DELETE, "s", SPACE, PAGE, "4", PAGE, "s")
        assert chat_of(pilot).input.value == "signs 4s"
        await touch(pilot, ASK)
        assert chat_of(pilot).transcript.exchanges[-1].reply.kind is Kind.ANSWER
        assert chat_of(pilot).input.value == ""


async def test_letters_and_signs_of_every_row_write_themselves(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 30)) as pilot:
        chat, keyboard = chat_of(pilot), pilot.app.screen.query_one(Keyboard)
        written, there = "", set[str]()
        for page in ((), (PAGE,)):
            await touch(pilot, *page)
            for row in keyboard.spots(keyboard.size.width)[:-1]:
                await touch(pilot, row[0].name, row[-1].name)
                written += row[0].name + row[-1].name
                there |= {spot.name for spot in row}
        assert chat.input.value == written
        assert set(string.ascii_lowercase + string.digits) <= there


async def test_the_keys_can_be_hidden_and_come_back(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 24)) as pilot:
        keyboard = pilot.app.screen.query_one(Keyboard)
        high = keyboard.size.height
        await touch(pilot, HIDE)
        assert keyboard.size.height < high
        await touch(pilot, HIDE)
        assert keyboard.size.height == high
        await touch(pilot, HIDE)
        await pilot.click("QuestionInput")
        await pilot.pause()
        assert keyboard.size.height == high


async def test_there_is_room_to_read_a_reply(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 24)) as pilot:
        await touch(pilot, *"signs", ASK)
        assert "anemia" in shown(chat_of(pilot).transcript)
        assert chat_of(pilot).transcript.size.height > 12
        await pilot.click("QuestionInput")
        await touch(pilot, "a")
        assert chat_of(pilot).input.value == "a"


async def test_a_touch_between_two_keys_or_on_the_edge_of_one_counts(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 24)) as pilot:
        keyboard = pilot.app.screen.query_one(Keyboard)
        row = keyboard.spots(keyboard.size.width)[0]
        for x in range(row[0].start, row[1].start + 1):
            await pilot.click(keyboard, offset=(x, 1))
        await pilot.pause()
        assert chat_of(pilot).input.value == "q" * (row[1].start - row[0].start) + "w"


async def test_the_keys_show_what_is_touched(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 24)) as pilot:
        keyboard = pilot.app.screen.query_one(Keyboard)
        before = keyboard.render().spans
        await pilot.mouse_down(keyboard, offset=(3, 0))
        await pilot.pause()
        assert keyboard.pressed == "q" and keyboard.render().spans != before
        await pilot.mouse_up(keyboard, offset=(3, 0))
        await pilot.pause()
        assert keyboard.render().spans == before


async def test_keys_that_are_there_work_too(touch_app: ChatApp) -> None:
    async with touch_app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"signs")
        await touch(pilot, ASK)
        assert chat_of(pilot).transcript.exchanges[-1].reply.kind is Kind.ANSWER


@given(st.integers(1, 300), st.integers(1, 100), st.booleans(), st.integers(0, 1))
def test_no_two_keys_stand_on_one_place(width: int, height: int, is_shown: bool, page: int) -> None:
    keyboard = Keyboard(FakeBot().conversation.say)
    keyboard.set_reactive(Keyboard.shown, is_shown)
    keyboard.set_reactive(Keyboard.page, page)
    for row in keyboard.spots(width):
        assert all(before.end <= after.start + (width < 30) for before, after in zip(row, row[1:], strict=False))
        assert all(spot.end <= max(width, len(row) * 3) for spot in row)


@pytest.mark.parametrize(("size", "tall"), [((120, 40), 3), ((80, 30), 3), ((80, 24), 2), ((40, 16), 1)])
async def test_keys_are_as_large_as_the_screen_allows(touch_app: ChatApp, size: tuple[int, int], tall: int) -> None:
    async with touch_app.run_test(size=size) as pilot:
        keyboard = pilot.app.screen.query_one(Keyboard)
        assert keyboard.tall == tall
        wide = min(spot.end - spot.start for row in keyboard.spots(keyboard.size.width) for spot in row)
        assert wide >= (4 if size[0] >= 80 else 3)
        assert chat_of(pilot).input.region.bottom <= keyboard.region.y


def test_every_question_of_what_ships_is_three_touches_away(shipped_bot: Bot) -> None:
    """Two letters and the question itself, with the two or three questions that the smallest screens show."""
    letters = [first + second for first in string.ascii_lowercase for second in ["", *string.ascii_lowercase]]
    found = {choice.entry for typed in letters for choice in shipped_bot.predict(typed, 2, early=True)}
    found |= {choice.entry for choice in shipped_bot.greet().choices}
    assert set(shipped_bot.entries) == found


def test_one_letter_says_nothing_where_typing_is_easy(shipped_bot: Bot) -> None:
    assert shipped_bot.predict("s") == ()
    assert shipped_bot.predict("s", early=True)
    assert shipped_bot.predict("", early=True) == shipped_bot.predict("?", early=True) == ()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 16)], ids=["80x24", "120x40", "40x16"])
def test_picture(snap_compare: Any, touch_app: ChatApp, size: tuple[int, int]) -> None:
    """Keys under the questions that match two letters."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await touch(pilot, "w", "h")

    assert snap_compare(touch_app, terminal_size=size, run_before=run)


def test_picture_of_an_answer(snap_compare: Any, touch_app: ChatApp) -> None:
    """The answer has the room of the keys; one key brings them back."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await touch(pilot, *"signs", ASK)

    assert snap_compare(touch_app, terminal_size=(80, 24), run_before=run)
