"""The kiosk left alone: visit after visit, and the memory it has; no visit may see a word of another."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from memory import resident
from tables import Table

from bot.opening import open_bot
from bot.site import Site
from bot.tui.kiosk import make_kiosk
from bot.tui.kiosk.app import KioskApp

VISITS: Final = 10_000
WARM: Final = 500
"""Visits before memory is first looked at: by then everything that is loaded late has been."""
SIZE: Final = (80, 24)
_WORDS: Final = ("my", "child", "what", "signs", "why", "pain", "can", "it", "spread", "doctor", "treatment", "help")


def compare(paths: Sequence[Path], visits: int = VISITS) -> Table:
    """Return the table of memory after so many visits."""
    begun = time.perf_counter()
    marks, seen, kinds = asyncio.run(_visits(paths, visits))
    seconds = time.perf_counter() - begun
    first = marks[min(marks)]
    rows = [[f"{count:,}", f"{size:.1f} MB", f"{(size / first - 1) * 100:+.1f} %"] for count, size in marks.items()]
    note = (
        f"{visits:,} visits in {seconds:.0f} s ({seconds / visits * 1000:.0f} ms each), {kinds:,} screens looked at. "
    )
    note += f"Words of an earlier visit seen: {seen}."
    return Table("The kiosk left alone", ["visits", "memory", "since the first"], rows, [note])


async def _visits(paths: Sequence[Path], visits: int) -> tuple[dict[int, float], int, int]:
    """Return memory by number of visits, times that a word of an earlier visit was seen, and screens looked at."""
    chance, faults = random.Random(7), list[str]()
    app = make_kiosk(open_bot(paths), Site(clinic="A clinic", staff="the desk"), lambda pin: False, log=faults.append)
    marks, seen, looked, before = dict[int, float](), 0, 0, ""
    async with app.run_test(size=SIZE):
        for number in range(1, visits + 1):
            word = f"zq{number:05d}x"
            text = await _visit(app, chance, word)
            looked += 1
            seen += bool(before) and before in text
            before = word
            if number == WARM or number % (visits // 10) == 0:
                marks[number] = resident()
    assert not faults, faults[0]
    return marks, seen, looked


async def _visit(app: KioskApp, chance: random.Random, word: str) -> str:
    """Come, perhaps look at topics, ask something with `word` in it, perhaps go on; leave. Return what was read."""
    await _send(app, " ", "TopicsScreen")
    if chance.random() < 0.3:
        await _send(app, "2", "QuestionsScreen")
        await _send(app, "1", "AnswerScreen")
    await _key(app, "f1", "AskScreen")
    question = " ".join([*chance.choices(_WORDS, k=chance.randint(1, 6)), word])
    app.screen.input.put(question)  # type: ignore[attr-defined]
    await _key(app, "enter", "AnswerScreen", "UrgentScreen")
    await _settle()
    text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert word in text or type(app.screen).__name__ == "UrgentScreen", text
    await app.start_over() if chance.random() < 0.5 else await _key(app, "f5", "StartScreen")
    return text


async def _send(app: KioskApp, character: str, *screens: str) -> None:
    await _key(app, {" ": "space"}.get(character, character), *screens)


async def _key(app: KioskApp, key: str, *screens: str) -> None:
    """Press a key, and wait until one of the screens named is there and ready."""
    from textual import events

    app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
    for _ in range(100_000):
        await asyncio.sleep(0)
        if type(app.screen).__name__ in screens and app.screen.is_mounted and not app._message_queue.qsize():
            return
    raise AssertionError(f"{key}: {app.screen} instead of {screens}")


async def _settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)
