"""Run in a process of its own: make one method ready, ask it, print the megabytes the process grew by."""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

ASKED: Final = 20
QUESTION: Final = "what is this about?"


def resident() -> float:
    """Return the megabytes of memory this process has now (Linux), or has had at most (elsewhere)."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(status.read_text().split("VmRSS:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(path: str) -> None:
    """Print the growth for the method that the file at `path` names."""
    given = json.loads(Path(path).read_text())
    if given["name"]:
        gc.collect()
        before = resident()
        keep = _peer(given["name"], given["kept"], given["items"])
    else:  # the store holds its phrasings
        given["items"].clear()
        gc.collect()
        before = resident()
        from bot.opening import open_bot

        keep = open_bot([Path(one) for one in given["paths"]])
        for _ in range(ASKED):  # with the questions of a conversation, more is kept in memory
            keep.ask(QUESTION)
    gc.collect()
    print(resident() - before, keep and "")


def _peer(name: str, kept: str, given: list[Any]) -> object:
    from data import flatten
    from peers import PEERS, MiniLm

    from bot.matcher import Item, Side

    phrasings = flatten([Item(id_, Side(side), tuple(texts)) for id_, side, texts in given])
    method = next(peer for peer in PEERS if peer.name == name)
    peer = MiniLm(phrasings, Path(kept)) if kept else method(phrasings)
    for _ in range(ASKED):
        peer.rank(QUESTION)
    return peer


if __name__ == "__main__":
    main(sys.argv[1])
