"""The kiosk by touch alone: keys on its asking screen for whom came by touch, and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from kiosks import Kiosk
from test_keyboard import touch
from textual.pilot import Pilot

from bot.tui.widgets.keyboard import ASK, HIDE, Keyboard
from bot.tui.widgets.tiles import Tiles


async def begin(pilot: Pilot[None]) -> None:
    """Touch the start screen, then the tile for a question in one's own words."""
    await pilot.pause()
    await pilot.click(offset=(5, 5))
    await pilot.pause()
    tiles = pilot.app.screen.query_one(Tiles)
    await pilot.click(tiles, offset=(tiles._left(tiles.plan(), tiles.size.width) + 2, 1))
    await pilot.pause()


async def test_a_question_by_touch_gets_its_answer_and_starting_over_wipes_it() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test(size=(100, 32)) as pilot:
        await begin(pilot)
        assert kiosk.at == "AskScreen"
        await touch(pilot, *"signs", ASK)
        assert kiosk.at == "AnswerScreen" and kiosk.bot.asked == ["signs"]
        assert "You asked: signs" in kiosk.text
        await pilot.press("f5")
        await pilot.pause()
        assert kiosk.at == "StartScreen" and not kiosk.log


async def test_the_usual_questions_are_offered_before_the_first_letter_and_others_after_it() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test(size=(100, 32)) as pilot:
        await begin(pilot)
        tiles = pilot.app.screen.query_one(Tiles)
        assert [tile.key for tile in tiles.tiles] == ["entry:what-is", "entry:symptoms", "entry:diagnosis"]
        await touch(pilot, "p")
        assert [tile.key for tile in tiles.tiles] == ["entry:prevention"]
        await touch(pilot, HIDE)
        await pilot.click("QuestionInput")
        await pilot.pause()
        assert pilot.app.screen.query_one(Keyboard).shown


async def test_who_came_by_key_sees_no_keys() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test(size=(100, 32)) as pilot:
        await pilot.press("enter", "f1")
        await pilot.pause()
        assert kiosk.at == "AskScreen" and not pilot.app.screen.query(Keyboard)
        assert not pilot.app.screen.query_one(Tiles).tiles


@pytest.mark.parametrize("size", [(80, 24), (102, 32)], ids=["80x24", "102x32"])
def test_picture(snap_compare: Any, size: tuple[int, int]) -> None:
    """The line, matching questions as tiles, the keys, the buttons: nothing is cut off."""

    async def run(pilot: Pilot[None]) -> None:
        await begin(pilot)
        await touch(pilot, "w")

    assert snap_compare(Kiosk().app, terminal_size=size, run_before=run)
