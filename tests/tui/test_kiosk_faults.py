"""A fault in any handler: the start screen, one line without words for the system log, and the kiosk goes on."""

from __future__ import annotations

import asyncio
import importlib
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pytest
from kiosks import Kiosk, press
from textual import events
from textual.pilot import Pilot

from bot.tui.kiosk.faults import MOST_FAULTS, Faults, describe

SECRET = "zanzibar"
ASK = ("enter", "1", f"type:{SECRET}")
PLACES: dict[str, tuple[str, ...]] = {
    "app:KioskApp.begin": ("enter",),
    "app:KioskApp.go": ("enter", "2"),
    "app:KioskApp.ask": (*ASK, "enter"),
    "app:KioskApp._show_reply": (*ASK, "enter"),
    "app:KioskApp._staff_screen": ("enter", "f9"),
    "app:KioskApp.let_out": ("enter", "f9", f"type:{SECRET}", "enter"),
    "app:KioskApp.tick": (*ASK, "tick"),
    "app:KioskApp._pause": ("enter", "f9"),
    "frame:KioskScreen.compose": ("enter",),
    "frame:KioskScreen.on_key": ("enter", "z"),
    "frame:KioskScreen.action_step": ("enter", "tab"),
    "frame:KioskScreen.action_do": ("enter", "f2"),
    "frame:KioskScreen.action_turn": ("enter", "pagedown"),
    "frame:KioskScreen.leave": ("enter", "up"),
    "frame:KioskScreen.on_paste": ("enter", "paste"),
    "topics:TopicsScreen.tiles": ("enter",),
    "topics:QuestionsScreen.heading": ("enter", "3"),
    "topics:TilesScreen.typed": ("enter", "z"),
    "ask:AskScreen.body": ("enter", "1"),
    "ask:AskScreen.on_mount": ("enter", "1"),
    "ask:AskScreen.predict": ASK,
    "ask:AskScreen.check": (*ASK, "enter"),
    "ask:AskScreen.send": ("enter", "1", "tab", "enter"),
    "ask:AskScreen.on_key": ("enter", "1", "tab", "z"),
    "ask:AskScreen.explain": ("enter", "1", "?"),
    "answer:AnswerScreen.body": (*ASK, "enter"),
    "answer:LongScreen.show_more": ("enter", "1", "type:signs", "enter"),
    "answer:LongScreen.scroll_by_touch": ("enter", "1", "type:signs", "enter", "tab", "enter"),
    "answer:UrgentWords.lay_out": ("enter", "1", "type:breathe", "enter"),
    "dialogs:StaffScreen.inside": ("enter", "f9"),
    "dialogs:StaffScreen.on_key": ("enter", "f9", f"type:{SECRET}"),
    "dialogs:StaffScreen.pressed": ("enter", "f9", "enter"),
    "dialogs:StaffScreen.action_take_back": ("enter", "f9", "1", "backspace"),
    "dialogs:WarningScreen.inside": (*ASK, "idle"),
    "dialogs:WarningScreen.count": (*ASK, "idle", "tick"),
    "tiles:Tiles.lay_out": ("enter",),
    "tiles:Tiles.on_focus": ("enter",),
    "tiles:Tiles.action_move": ("enter", "down"),
    "tiles:Tiles.take": ("enter", "2"),
    "tiles:Tiles.watch_chosen": ("enter", "down"),
    "buttons:Buttons.lay_out": ("enter",),
    "buttons:Buttons.action_pick": ("enter", "tab", "enter"),
    "pad:Pad.lay_out": ("enter", "f9"),
    "question_input:QuestionInput.on_input_changed": ASK,
    "exchange:ReplyWords.lay_out": (*ASK, "enter"),
}


def target(place: str) -> tuple[type, str]:
    """The class and the name of a method, from "file:Class.method"."""
    module, _, path = place.partition(":")
    folder = "widgets" if module in ("tiles", "buttons", "pad", "question_input", "exchange") else "kiosk"
    class_, name = path.split(".")
    return getattr(importlib.import_module(f"bot.tui.{folder}.{module}"), class_), name


async def go(kiosk: Kiosk, pilot: Pilot[None], steps: tuple[str, ...]) -> None:
    for step in steps:
        if step == "tick":
            kiosk.clock.now += 1
            kiosk.app.call_later(kiosk.app.tick)
        elif step == "idle":
            kiosk.clock.now += 1000
            kiosk.app.call_later(kiosk.app.tick)
        elif step == "paste":
            kiosk.app.post_message(events.Paste(SECRET))
        else:
            await press(pilot, step)
        await pilot.pause()


@pytest.mark.parametrize("place", PLACES)
async def test_fault_in_a_handler(
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    class_, name = target(place)
    broken = [True]
    sound: Callable[..., Any] = getattr(class_, name)

    @wraps(sound)
    def breaks(self: object, *arguments: object, **options: object) -> object:
        words = SECRET  # a local variable that a traceback would show
        if broken[0]:
            broken[0] = False
            raise RuntimeError(f"{words} {arguments}")
        return sound(self, *arguments, **options)

    kiosk = Kiosk()
    monkeypatch.setattr(class_, name, breaks)
    for listed in vars(class_).get("_decorated_handlers", {}).values():  # where Textual keeps handlers made by `@on`
        for index, (method, selectors) in enumerate(list(listed)):
            if method is sound:
                listed[index] = (breaks, selectors)
                request.addfinalizer(lambda kept=listed, at=index, was=(method, selectors): kept.__setitem__(at, was))
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await go(kiosk, pilot, PLACES[place])
        for _ in range(50):
            await pilot.pause(0.02)
            if kiosk.log and not kiosk.app._recovering:
                break
        assert not broken[0], "the way there does not lead through this handler"
        assert kiosk.log, "nothing was told"
        assert len(kiosk.log) == 1
        assert re.fullmatch(r"fault: RuntimeError at [\w.]+:\d+; the start screen is shown again", kiosk.log[0])
        assert SECRET not in kiosk.log[0]
        kiosk.log.clear()
        await press(pilot, "f5")
        if kiosk.at != "StartScreen":
            await press(pilot, "f5")
        assert kiosk.at == "StartScreen"
        await press(pilot, "enter", "1", "type:signs", "enter")
        assert kiosk.at == "AnswerScreen"
        assert "a firm mass" in kiosk.text
        assert not kiosk.log
    out, err = capfd.readouterr()
    assert SECRET not in out + err
    assert "Traceback" not in out + err


@pytest.fixture
def broken_start(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from bot.tui.kiosk.start import StartWords

    def breaks(self: object, width: int) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(StartWords, "lay_out", breaks)
    yield


async def test_a_start_screen_that_fails_ends_it(broken_start: None, capfd: pytest.CaptureFixture[str]) -> None:
    kiosk = Kiosk()
    await asyncio.wait_for(kiosk.app.run_async(headless=True), 20)
    assert kiosk.app.return_code == 1
    assert kiosk.log[-1].endswith("; the kiosk ends")
    assert SECRET not in "".join(kiosk.log) + "".join(capfd.readouterr())


def test_too_many_faults_in_a_minute_are_too_many() -> None:
    now = [0.0]
    faults = Faults(lambda: now[0])
    assert not any(faults.are_too_many() for _ in range(MOST_FAULTS))
    assert faults.are_too_many()
    now[0] = 1000.0
    assert not faults.are_too_many()
    slow = Faults(lambda: now[0])
    for _ in range(100):
        now[0] += 15.0
        assert not slow.are_too_many()


def test_a_fault_is_told_without_its_words() -> None:
    def deep(words: str) -> None:
        int(words)

    try:
        deep(SECRET)
    except ValueError as error:
        kind, place = describe(error)
    assert kind == "ValueError"
    assert re.fullmatch(r"[\w.]+:\d+", place)
    assert describe(KeyError(SECRET)) == ("KeyError", "?:0")
