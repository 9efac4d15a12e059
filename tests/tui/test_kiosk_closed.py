"""No way out and no way in: what the keys may do, who may leave, and when a visit ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from kiosks import PIN, SITE, Kiosk, press, touch
from textual import constants, events

from bot.tui.kiosk.app import KioskApp
from bot.tui.kiosk.environment import SERVED, WEB_DRIVER, drop_switches

ACTIONS = {"step", "turn", "do", "move", "pick", "leave", "close", "take_back"}
"""All that keys may do on the screens of the kiosk; none of it is Textual's."""
EDITING = {
    "cursor_left",
    "cursor_right",
    "cursor_left_word",
    "cursor_right_word",
    "home",
    "end",
    "select_all",
    "delete_left",
    "delete_right",
    "delete_left_word",
    "delete_right_word",
    "delete_left_all",
    "delete_right_all",
    "submit",
}
"""What keys may do in the line to type in, besides."""
WAYS = {
    "start": (),
    "topics": ("enter",),
    "questions": ("enter", "3"),
    "ask": ("enter", "1", "type:signs"),
    "answer": ("enter", "1", "type:signs", "enter"),
    "urgent": ("enter", "1", "type:breathe", "enter"),
    "staff": ("enter", "f9"),
}


@pytest.mark.parametrize("place", WAYS)
async def test_keys_do_only_what_is_named_here(place: str) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, *WAYS[place])
        actions = {bound.binding.action.partition("(")[0] for bound in kiosk.app.screen.active_bindings.values()}
        assert actions <= ACTIONS | (EDITING if place == "ask" else set())


@pytest.mark.parametrize(
    "action", ["quit", "app.quit", "screenshot", "command_palette", "suspend_process", "bell", "back"]
)
async def test_no_action_of_textual_is_open_to_anybody(action: str) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter")
        await kiosk.app.run_action(action)
        await pilot.pause()
        assert kiosk.app.is_running
        assert not kiosk.app._exit
        assert kiosk.at == "TopicsScreen"


async def test_doors_that_code_could_open_are_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kiosk = Kiosk()
    async with kiosk.app.run_test():
        kiosk.app.open_url("https://example.org")
        kiosk.app.save_screenshot()
        kiosk.app.deliver_screenshot()
        kiosk.app.copy_to_clipboard("words")
        assert kiosk.app.clipboard == ""
    assert list(tmp_path.iterdir()) == []


async def test_staff_leave_by_their_pin_and_by_no_other() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "f9", "type:13579", "enter")
        assert "That was not the PIN." in kiosk.text
        assert "13579" not in kiosk.text
        await press(pilot, f"type:{PIN}1", "backspace")
        assert "* * * * * *" in kiosk.text
        await press(pilot, "enter")
        await pilot.pause()
    assert kiosk.app.return_code == 0
    assert kiosk.app._exit


async def test_the_pin_by_touch_and_back() -> None:
    tried: list[str] = []
    kiosk = Kiosk(check_pin=lambda pin: bool(tried.append(pin)))
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "f9")
        pad = kiosk.app.screen.query_one("Pad")
        for column, row in ((0, 0), (1, 1), (2, 2), (0, 3), (1, 3), (2, 3)):  # 1, 5, 9, Delete, 0, OK
            await pilot.click(pad, offset=(column * 11 + 4, row * (3 if pad.size.height == 12 else 1)))
        await pilot.pause()
        assert tried == ["150"]
        await press(pilot, "escape")
        assert kiosk.at == "TopicsScreen"


class Waiting:
    """A check with a pause, as the guard of the site has it."""

    def __init__(self) -> None:
        self.seconds, self.tried = 0.0, 0

    def __call__(self, pin: str) -> bool:
        self.tried += 1
        self.seconds = 4.2
        return False

    def wait(self) -> float:
        return self.seconds


async def test_the_pause_after_wrong_tries_is_said_and_kept() -> None:
    check = Waiting()
    kiosk = Kiosk(check_pin=check)
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "f9", "type:1", "enter")
        assert "Wait 5 seconds before the next try." in kiosk.text
        await press(pilot, "type:2", "enter")
        assert check.tried == 1
        check.seconds = 1.0
        await kiosk.wait(pilot, 1)
        assert "Wait 1 seconds" in kiosk.text
        check.seconds = 0.0
        await kiosk.wait(pilot, 1)
        assert "Enter the staff PIN" in kiosk.text


async def test_without_a_pin_nobody_leaves() -> None:
    kiosk = Kiosk(check_pin=None)
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "f9", "type:123456", "enter")
        assert kiosk.at in ("NoWayOutScreen", "TopicsScreen")
        assert kiosk.app.is_running


@pytest.mark.parametrize("event", ["key", "mouse", "paste"])
async def test_the_warning_can_be_stopped_as_often_as_people_like(event: str) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "type:signs")
        for _ in range(12):
            await kiosk.wait(pilot, SITE.idle_seconds - 1)
            assert kiosk.at == "AskScreen"
            await kiosk.wait(pilot, 1)
            assert kiosk.at == "WarningScreen"
            assert f"In {SITE.warning_seconds} seconds" in kiosk.text
            await kiosk.wait(pilot, SITE.warning_seconds - 1)
            assert "In 1 seconds" in kiosk.text
            if event == "key":
                await press(pilot, "z")
            elif event == "paste":
                kiosk.app.post_message(events.Paste("zzz"))
                await pilot.pause()
            else:
                await touch(kiosk, pilot, (70, 22))  # where the way for staff is, under the warning
            await pilot.pause()
            assert kiosk.at == "AskScreen"
            assert kiosk.app.screen.input.value == "signs"  # type: ignore[attr-defined]


async def test_the_start_screen_rests_for_ever() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        for _ in range(5):
            await kiosk.wait(pilot, 10_000)
        assert kiosk.at == "StartScreen"


async def test_time_before_a_visit_does_not_count() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.wait(pilot, 10_000)
        await press(pilot, "enter")
        await kiosk.wait(pilot, 5)
        assert kiosk.at == "TopicsScreen"


def test_switches_are_dropped_but_for_those_of_the_server() -> None:
    names = [name for name in dir(constants) if name.isupper()]
    given = {f"TEXTUAL_{name}": "1" for name in names} | {"TEXTUAL": "debug", "TEXTUAL_ALLOW_SIGNALS": "1", "TERM": "x"}
    environ = dict(given)
    drop_switches(environ, served=False)
    assert {name for name in environ if environ[name] != "none" and environ[name] != "0"} == {"TERM"}
    environ = dict(given) | {"TEXTUAL_DRIVER": WEB_DRIVER}
    drop_switches(environ, served=True)
    assert {name for name in environ if environ[name] not in ("none", "0")} <= {"TERM", *SERVED}
    environ = dict(given) | {"TEXTUAL_DRIVER": "os:system"}
    drop_switches(environ, served=True)
    assert "TEXTUAL_DRIVER" not in environ


def test_loading_the_kiosk_loads_no_textual() -> None:
    import subprocess
    import sys

    code = "import sys, bot.tui.kiosk; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert done.stdout.strip() == "False", done.stderr


def test_the_kiosk_adds_no_binding_of_its_own() -> None:
    assert KioskApp.BINDINGS == []
