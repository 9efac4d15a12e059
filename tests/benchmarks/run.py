"""The benchmark: `python tests/benchmarks/run.py` compares this project with its peers (extra `bench`)."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # for `python -m tests.benchmarks.run`

import data  # noqa: E402
from peers import PEERS, MiniLm, Peer  # noqa: E402
from tables import Table  # noqa: E402

from bot.matcher import Item  # noqa: E402

PARTS = ("quality", "speed", "growth", "cold", "chat", "kiosk", "load")


def main() -> None:
    """Run all parts, or the one asked for, and print their tables as they come."""
    options = _parse()
    with tempfile.TemporaryDirectory() as cache:  # stores of the benchmark's own; a user's stay as they are
        os.environ["XDG_CACHE_HOME"] = cache
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(cache) / "bytecode")  # as installed: compiled before it is timed
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        given = _Given(options)
        for part in [options.only] if options.only else PARTS:
            begun = time.perf_counter()
            for table in _tables(part, given):
                print(table.text(options.markdown), flush=True)
            print(f"({part}: {time.perf_counter() - begun:.0f} s)\n", file=sys.stderr, flush=True)


class _Given:
    """What the parts work on, made once and only where it is needed."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.paths = options, options.faq

    @cached_property
    def items(self) -> list[Item]:
        """The items of the FAQs."""
        return data.read_items(self.paths)

    @cached_property
    def phrasings(self) -> data.Phrasings:
        """Their phrasings."""
        return data.flatten(self.items)

    @cached_property
    def files(self) -> list[data.Questions]:
        """The questions."""
        return data.load_questions(self.options.questions, self.items)

    @cached_property
    def peers(self) -> list[Peer]:
        """The other methods, ready."""
        wanted = [peer for peer in PEERS if self.options.minilm or peer is not MiniLm]
        return [peer(self.phrasings) for peer in wanted]


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faq", type=Path, action="append", default=[], help="a FAQ file in place of those that ship")
    parser.add_argument("--questions", type=Path, nargs="+", default=[], help="labelled questions (TSV)")
    parser.add_argument("--no-minilm", dest="minilm", action="store_false", help="without sentence embeddings")
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument(
        "--long", action="store_true", help="with 100,000 phrasings, and 10,000 visits of the kiosk rather than 1,000"
    )
    parser.add_argument("--markdown", action="store_true", help="tables for the README")
    return parser.parse_args()


def _tables(part: str, given: _Given) -> Iterator[Table]:
    if part == "quality":
        import quality

        yield from quality.compare(given.paths, given.peers, given.files)
    elif part == "speed":
        import speed

        yield speed.compare(given.paths, given.peers, given.phrasings, given.files)
    elif part == "growth":
        import growth

        yield growth.recombined(given.items, given.files, given.options.long)
        yield growth.unshared(given.items, given.files, given.options.long)
    elif part == "cold":
        import cold

        yield cold.compare(given.paths)
    elif part == "chat":
        import chat

        yield chat.compare(given.paths)
    elif part == "kiosk":
        import kiosk

        yield kiosk.compare(given.paths, kiosk.MANY_VISITS if given.options.long else kiosk.VISITS)
    else:
        import load

        yield load.compare(given.paths)


if __name__ == "__main__":
    main()
