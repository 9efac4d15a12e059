"""What is left of a visit: nothing, in no widget, no buffer, no object that is alive, no file."""

from __future__ import annotations

import asyncio
import gc
import os
import types

import pytest
from kiosks import SITE, Kiosk, all_text, press
from textual import events
from textual.pilot import Pilot

from bot.replies import Bot

LETTERS = tuple(os.urandom(8).hex().translate(str.maketrans("0123456789", "ghijklmnop")))
"""A word made anew, letter by letter: this test itself never keeps it in one piece."""


def found() -> list[str]:
    """Every object alive that holds the word in a text or bytes; the frames of this test do, and are left out."""
    gc.unfreeze()  # what the kiosk has put aside is looked through, too
    gc.collect()
    word = "".join(LETTERS)
    hits = []
    for thing in gc.get_objects():
        if not isinstance(thing, types.FrameType):
            for part in gc.get_referents(thing):
                if word in part if isinstance(part, str) else isinstance(part, bytes) and word.encode() in part:
                    hits.append(f"{type(thing).__name__} {part[:60]!r} of {str(thing)[:100]}")
    return hits


async def visit(kiosk: Kiosk, pilot: Pilot[None]) -> None:
    """Type, paste, mark, copy, ask, scroll, and leave half a question."""
    secret = "".join(LETTERS)
    await press(pilot, "enter", "1", f"type:signs {secret}", "enter")
    assert secret in kiosk.text
    await press(pilot, "f1", f"type:what {secret}", "ctrl+a", "ctrl+c", "ctrl+x", "ctrl+v", f"type:{secret}")
    kiosk.app.post_message(events.Paste(secret))
    await pilot.pause()
    await press(pilot, "left", "shift+home", "ctrl+k", "ctrl+u", f"type:{secret}")
    assert secret in kiosk.app.screen.input.value  # type: ignore[attr-defined]
    assert len(found()) > 3  # so that finding nothing later means something


@pytest.mark.parametrize("how", ["button", "time", "staff dialog", "warning"])
async def test_nothing_alive_holds_a_word_of_the_visit(how: str) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await visit(kiosk, pilot)
        if how == "staff dialog":
            await press(pilot, "f9", "type:" + "".join(LETTERS))
        if how == "button":
            await press(pilot, "f5")
        else:
            await kiosk.wait(pilot, SITE.idle_seconds)
            assert kiosk.at == "WarningScreen"
            await kiosk.wait(pilot, SITE.warning_seconds)
        await pilot.pause()
        assert kiosk.at == "StartScreen"
        assert len(kiosk.app.screen_stack) == 1
        assert "".join(LETTERS) not in kiosk.text + all_text(pilot)
        kiosk.bot.asked.clear()
        kiosk.counted.clear()
        await asyncio.sleep(0.05)
        assert found() == []
        assert not kiosk.log


async def test_the_bot_itself_keeps_no_word(small_bot: Bot) -> None:
    """Matcher, spelling, predictions, signs of emergency: asked three times, with a slip of the pen, they forget."""
    kiosk = Kiosk(bot=small_bot)  # type: ignore[arg-type]
    async with kiosk.app.run_test() as pilot:
        await visit(kiosk, pilot)
        word = "".join(LETTERS)
        for question in (f"when is it opne {word}", f"I can not breathe {word}", f"and {word}? {word}!"):
            await press(pilot, "f5", "enter", "1", f"type:{question}", "enter")
        del question, word
        await press(pilot, "f5")
        if kiosk.at != "StartScreen":
            await press(pilot, "f5")
        kiosk.counted.clear()
        assert found() == []
        assert not kiosk.log
