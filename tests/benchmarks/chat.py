"""How long until the chat can be typed in, and the memory it has had by then, in a pseudo-terminal (no Windows)."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

import ours
from tables import Table, milliseconds

RUNS: Final = 9
LONGEST: Final = 60.0
SIZE: Final = {"COLUMNS": "80", "LINES": "24"}


def compare(paths: Sequence[Path]) -> Table:
    """Return the table: the chat and an empty Textual app, one after the other, again and again."""
    ours.from_store(paths)  # so that the store is there
    named = [str(path.resolve()) for path in paths]
    pairs = [(_run("empty", []), _run("chat", named)) for _ in range(RUNS + 1)][1:]
    empty, chat = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratios = [median(own[at] / other[at] for own, other in zip(chat, empty, strict=True)) for at in (0, 1)]
    rows = [_row("an empty Textual app", empty, (1.0, 1.0)), _row("faqbot chat", chat, ratios)]
    columns = ["program", "ready after", "times", "most memory", "times"]
    note = f"Fresh processes in a pseudo-terminal, first frame drawn; median of {RUNS} pairs, and of their ratios."
    return Table("The chat, ready to type", columns, rows, [note])


def _row(name: str, runs: Sequence[tuple[float, float]], ratios: Sequence[float]) -> list[str]:
    ready, memory = (median(run[at] for run in runs) for at in (0, 1))
    return [name, milliseconds(ready), f"{ratios[0]:.2f}", f"{memory:.0f} MB", f"{ratios[1]:.2f}"]


def _run(what: str, arguments: Sequence[str]) -> tuple[float, float]:
    """Return the seconds from the start of a process until it was ready, and the megabytes it had at most."""
    told_in, told_out = os.pipe()
    os.set_inheritable(told_out, True)
    command = [sys.executable, str(Path(__file__).with_name("ready.py")), what, str(told_out), *arguments]
    begun = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **SIZE}
        os.execv(command[0], command)
    os.close(told_out)
    told = b""
    while time.monotonic() - begun < LONGEST:
        readable, _, _ = select.select([terminal, told_in], [], [], 1.0)
        if told_in in readable:
            part = os.read(told_in, 1000)
            told += part
            if not part:
                break
        if terminal in readable:
            try:
                os.read(terminal, 65536)
            except OSError:  # it has closed the terminal
                break
    told += os.read(told_in, 1000) if not told else b""
    for descriptor in (terminal, told_in):
        os.close(descriptor)
    os.waitpid(child, 0)
    ready, memory = map(float, told.split())
    return ready - begun, memory
