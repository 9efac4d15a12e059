"""How long does a question take, and how much memory does each method need?"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Final

import ours
from data import Phrasings, Questions, sample
from peers import MiniLm, Peer, WRatio
from tables import Table, milliseconds, quantile

ASKED: Final = 240
BLOCK: Final = 20
"""Each method is asked so many questions before the next one has its turn, so that all share what else goes on."""
WARM_UP: Final = 40
MATCHER: Final = f"{ours.NAME}, ranking only"
NOTE: Final = (
    f"{ASKED} questions, one at a time, in one process, in turns of {BLOCK}; time of the processor on its one thread. "
    "Memory: what a fresh process grows by until it has answered twenty questions; ours is opened from its store, the "
    "embeddings are read from a file."
)


def compare(paths: Sequence[Path], peers: Sequence[Peer], phrasings: Phrasings, files: Sequence[Questions]) -> Table:
    """Return the table of time and memory."""
    bot = ours.from_store(paths)
    methods: dict[str, Callable[[str], object]] = {ours.NAME: bot.ask, MATCHER: bot.matchers[0].rank}
    methods |= {peer.name: peer.rank for peer in peers}
    times = measure(methods, sample(files, ASKED))
    memory = {ours.NAME: _memory(None, paths, phrasings)}
    memory |= {peer.name: _memory(peer, paths, phrasings) for peer in peers}
    middle = {name: median(own) for name, own in times.items()}
    rows = []
    for name, own in times.items():
        row = [name, milliseconds(middle[name]), milliseconds(quantile(own, 0.95))]
        for rival in (WRatio.name, MiniLm.name):
            row.append(f"{middle[rival] / middle[name]:.1f}" if rival in middle else "-")
        rows.append([*row, f"{memory[name]:.0f} MB" if name in memory else ""])
    columns = ["method", "a question, median", "95 %", "times as fast as WRatio", "as MiniLM", "memory"]
    return Table(f"Time and memory, {len(phrasings.texts)} phrasings", columns, rows, [NOTE])


def measure(methods: dict[str, Callable[[str], object]], questions: Sequence[str]) -> dict[str, list[float]]:
    """Return method -> seconds of the processor for each question, the methods taking turns; warmed up first.

    What else the machine does hardly counts in them. Every method works on the thread that asks, and on no other.
    """
    times: dict[str, list[float]] = {name: [] for name in methods}
    for ask in methods.values():
        for question in questions[-WARM_UP:]:
            ask(question)
    for start in range(0, len(questions), BLOCK):
        for name, ask in methods.items():
            for question in questions[start : start + BLOCK]:
                begun = time.thread_time()
                ask(question)
                times[name].append(time.thread_time() - begun)
    return times


def _memory(peer: Peer | None, paths: Sequence[Path], phrasings: Phrasings) -> float:
    """Return megabytes that a fresh process grows by when it makes a method ready; None for ours."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        given = {
            "name": peer.name if peer else "",
            "kept": str(kept) if peer and peer.keep(kept) else "",
            "paths": [str(path.resolve()) for path in paths],
            "items": [[item.id, item.side.value, item.phrasings] for item in phrasings.items],
        }
        file = Path(folder) / "given.json"
        file.write_text(json.dumps(given))
        command = [sys.executable, str(Path(__file__).with_name("memory.py")), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])
