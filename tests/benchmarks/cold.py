"""How long does one answer take from nothing, as a whole process?"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from tables import Table, milliseconds

RUNS: Final = 15
IMPORTS: Final = "import rapidfuzz, yaml"
QUESTION: Final = "wat is the treatmnt"


def compare(paths: Sequence[Path]) -> Table:
    """Return the table: `faqbot ask` and the bare imports, one after the other, again and again."""
    script = Path(sys.executable).with_name("faqbot")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "bot"]
    named = [part for path in paths for part in ("--faq", str(path))]
    command = [*program, "ask", *named, QUESTION]
    bare, asked = [], []
    with tempfile.TemporaryDirectory() as cache:
        surroundings = os.environ | {"XDG_CACHE_HOME": cache}
        first = _seconds(command, surroundings)  # makes the store
        for _ in range(RUNS + 1):
            bare.append(_seconds([sys.executable, "-c", IMPORTS], surroundings))
            asked.append(_seconds(command, surroundings))
    bare, asked = bare[1:], asked[1:]  # the first pair warms the disk
    ratio = median(own / other for own, other in zip(asked, bare, strict=True))
    rows = [
        [f'python -c "{IMPORTS}"', milliseconds(median(bare)), "1.0"],
        ["faqbot ask QUESTION", milliseconds(median(asked)), f"{ratio:.1f}"],
    ]
    note = f"Median of {RUNS} pairs in turns, and of their ratios. The very first start: {first:.1f} s."
    return Table("From cold, a whole process", ["command", "time", "times"], rows, [note])


def _seconds(command: Sequence[str], surroundings: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=surroundings)
    return time.perf_counter() - begun
