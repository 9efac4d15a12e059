"""Takes the machine out of the tests of the screens: its colours, its clipboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from fakes import FakeBot
from textual.pilot import Pilot

from bot.tui.app import ChatApp, make_app


@pytest.fixture(autouse=True)
def no_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wish of this terminal's owner changes a picture. (Nothing in the chat blinks or moves by itself.)"""
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, newest last; nothing reaches the machine's clipboard."""
    copied: list[str] = []
    monkeypatch.setattr(ChatApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    return copied


@pytest.fixture
def app() -> ChatApp:
    """The chat with the bot of fixed replies."""
    return make_app(FakeBot())  # type: ignore[arg-type]


@pytest.fixture
def talk() -> Callable[..., Callable[[Pilot[None]], Awaitable[None]]]:
    """Make a `run_before` for pictures: the texts are sent one after the other; "key:f1" presses a key."""

    def make(*steps: str) -> Callable[[Pilot[None]], Awaitable[None]]:
        async def run(pilot: Pilot[None]) -> None:
            await pilot.pause()
            for step in steps:
                if step.startswith("key:"):
                    await pilot.press(step[4:])
                elif step.startswith("type:"):
                    pilot.app.screen.input.put(step[5:])  # type: ignore[attr-defined]
                else:
                    pilot.app.screen.input.put(step)  # type: ignore[attr-defined]
                    await pilot.press("enter")
                await pilot.pause()

        return run

    return make
