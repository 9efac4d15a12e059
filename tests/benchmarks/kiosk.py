"""The kiosk left alone: visit after visit, and the memory it has; no visit may see a word of another."""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import ours
from memory import resident
from tables import Table

from bot.opening import open_bot
from bot.site import Site
from bot.tui.kiosk import make_kiosk
from bot.tui.kiosk.app import KioskApp

VISITS: Final = 1_000
MANY_VISITS: Final = 10_000
WARM: Final = 500
"""Visits before memory is first looked at: by then everything that is loaded late has been."""
SIZE: Final = (80, 24)
_WORD: Final = re.compile(r"zq\d{5}x")
_WORDS: Final = ("my", "child", "what", "signs", "why", "pain", "can", "it", "spread", "doctor", "treatment", "help")


def compare(paths: Sequence[Path], visits: int) -> Table:
    """Return the table of memory after so many visits, made in a process of its own that has loaded nothing else."""
    ours.from_store(paths)  # so that the store is there: learning in the process measured would hide what grows
    begun = time.perf_counter()
    command = [sys.executable, __file__, str(visits), *map(str, paths)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    marks, seen = json.loads(done.stdout)
    seconds = time.perf_counter() - begun
    first = marks[0][1]
    rows = [[f"{count:,}", f"{size:.1f} MB", f"{(size / first - 1) * 100:+.1f} %"] for count, size in marks]
    note = f"{visits:,} visits in {seconds:.0f} s ({seconds / visits * 1000:.0f} ms each). "
    note += f"Visits that saw a word of the one before: {seen}."
    return Table("The kiosk left alone", ["visits", "memory", "since the first"], rows, [note])


async def _visits(paths: Sequence[Path], visits: int) -> tuple[list[tuple[int, float]], int]:
    """Return (number of visits, megabytes) again and again, and how many visits saw a word of an earlier one."""
    chance, faults = random.Random(7), list[str]()
    app = make_kiosk(open_bot(paths), Site(clinic="A clinic", staff="the desk"), lambda pin: False, log=faults.append)
    marks, seen = list[tuple[int, float]](), 0
    async with app.run_test(size=SIZE):
        for number in range(1, visits + 1):
            word = f"zq{number:05d}x"
            text = await _visit(app, chance, word)
            seen += any(other != word for other in _WORD.findall(text))
            if number == WARM or number % (visits // 10) == 0 and number > WARM:
                marks.append((number, resident()))
                print(f"({number:,} visits: {marks[-1][1]:.1f} MB)", file=sys.stderr, flush=True)  # it takes a while
    assert not faults, faults[0]
    return marks, seen


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


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_visits([Path(path) for path in sys.argv[2:]], int(sys.argv[1])))))
