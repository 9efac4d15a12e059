"""The benchmark: `python tests/benchmarks/run.py` compares this project with its peers (extra `bench`)."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # for `python -m tests.benchmarks.run`

import data  # noqa: E402
from tables import Table  # noqa: E402

PARTS = ("quality", "speed", "growth", "cold", "chat")


def main() -> None:
    """Run all parts, or the one asked for, and print their tables as they come."""
    options = _parse()
    with tempfile.TemporaryDirectory() as cache:  # stores of the benchmark's own; a user's stay as they are
        os.environ["XDG_CACHE_HOME"] = cache
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(cache) / "bytecode")  # as installed: compiled before it is timed
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for part in [options.only] if options.only else PARTS:
            begun = time.perf_counter()
            for table in _tables(part, options):
                print(table.text(options.markdown), flush=True)
            print(f"({part}: {time.perf_counter() - begun:.0f} s)\n", file=sys.stderr, flush=True)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faq", type=Path, action="append", default=[], help="a FAQ file in place of those that ship")
    parser.add_argument("--questions", type=Path, nargs="+", default=[], help="labelled questions (TSV)")
    parser.add_argument("--no-minilm", dest="minilm", action="store_false", help="without sentence embeddings")
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument("--markdown", action="store_true", help="tables for the README")
    return parser.parse_args()


def _tables(part: str, options: argparse.Namespace) -> Iterator[Table]:
    if part == "cold":
        import cold

        yield cold.compare(options.faq)
        return
    if part == "chat":
        import chat

        yield chat.compare(options.faq)
        return
    items = data.read_items(options.faq)
    files = data.load_questions(options.questions, items)
    if part == "quality":
        import quality

        yield from quality.compare(options.faq, data.flatten(items), files, options.minilm)
    elif part == "speed":
        import speed

        yield speed.compare(options.faq, data.flatten(items), files, options.minilm)
    else:
        import growth

        yield growth.recombined(items, files)
        yield growth.unshared(items, files)


if __name__ == "__main__":
    main()
