"""How does the time for a question grow with the FAQ?"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from data import Questions, add_unshared, flatten, recombine, sample
from peers import WRatio
from speed import measure
from tables import Table, milliseconds, quantile

from bot import shipped, store, training
from bot.alarm import Alarm, InMemory
from bot.matcher import Item, Matcher
from bot.urgent import Rules

SIZES: Final = (1_000, 10_000, 15_000)
MOST: Final = 100_000
UNSHARED: Final = (0, 30_000)
"""Phrasings added to the 10,000."""
ASKED: Final = 120
SLOW_ASKED: Final = 20
COLUMNS: Final = ("phrasings", "a question, median", "95 %", "WRatio", "made in", "stored in")
NOTE: Final = "Ours: ranking, from the store; time of the processor."


def recombined(items: Sequence[Item], files: Sequence[Questions], with_most: bool) -> Table:
    """Return the table for phrasings made of halves of real ones."""
    sizes = (*SIZES, MOST) if with_most else SIZES
    rows = [_row(f"{size:,}", recombine(items, size), files) for size in sizes]
    return Table("Growth: phrasings made of halves of the FAQ's own", COLUMNS, rows, [NOTE])


def unshared(items: Sequence[Item], files: Sequence[Questions], with_most: bool) -> Table:
    """Return the table for phrasings that share no word with any question."""
    base = recombine(items, 10_000)
    added = (*UNSHARED, MOST - 10_000) if with_most else UNSHARED
    rows = [_row(f"10,000 + {more:,}", add_unshared(base, more) if more else base, files) for more in added]
    return Table("Growth: with phrasings that share no word with the questions", COLUMNS, rows, [])


def _row(label: str, items: Sequence[Item], files: Sequence[Questions]) -> list[str]:
    begun = time.perf_counter()
    made = training.build(items, shipped.words())
    seconds = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        matcher, size = _through_store(Path(folder) / "growth.faqbot", made)
        del made
        times = measure({"ours": matcher.rank}, sample(files, ASKED))["ours"]
        matcher.index.features.connection.close()  # type: ignore[attr-defined]
    slow = measure({"": WRatio(flatten(items)).rank}, sample(files, SLOW_ASKED))[""]
    row = [label, milliseconds(median(times)), milliseconds(quantile(times, 0.95)), milliseconds(median(slow))]
    return [*row, f"{seconds:.1f} s", f"{size / 1e6:.0f} MB"]


def _through_store(path: Path, made: Matcher) -> tuple[Matcher, int]:
    """Return the matcher as later starts have it, and the bytes it takes on the disk."""
    store.save(path, [made], Alarm(Rules({}), InMemory(), made.language), {})
    kept = store.load(path)
    if kept is None:
        raise RuntimeError("the store cannot be read back")
    return kept.matchers()[0], path.stat().st_size
