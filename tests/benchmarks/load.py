"""How many visitors one machine holds: memory, idle load and the time to an answer, with `faqbot serve` (Linux)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

import ours
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from tables import Table, milliseconds

SESSIONS: Final = (1, 10, 50)
ALONE: Final = 10
"""Visitors who ask while all others rest."""
AT_ONCE: Final = 8
"""Processes started at once; a waiting room does not fill in one second."""
LONGEST: Final = 120.0
REST: Final = 5.0
"""Seconds over which the load of visitors who do nothing is taken."""
READY, ANSWERED = b"ype your question here", b"Answer"  # the cursor stands on the first letter
QUESTION: Final = "what are the signs\r"
WIPE: Final = "\x0c"
WIPED: Final = b"was wiped"


def compare(paths: Sequence[Path]) -> Table:
    """Return the table: so many visitors of the chat at once, each with a process of its own."""
    ours.from_store(paths)  # so that the store is there
    named = [str(path.resolve()) for path in paths]
    rows = [asyncio.run(_row(count, named)) for count in SESSIONS]
    columns = [
        "visitors at once",
        "memory",
        "memory each",
        "idle load",
        "answer, others at rest",
        "all ask at once: half by",
    ]
    note = f"Loopback, {os.cpu_count()} cores; memory is the proportional share (PSS) of server and processes."
    return Table("faqbot serve under load", [*columns, "the last by"], rows, [note])


async def _row(count: int, named: Sequence[str]) -> list[str]:
    async with asyncio.timeout(LONGEST), _server(count, named) as (address, pid), ClientSession() as client:
        gate = asyncio.Semaphore(AT_ONCE)
        pages = await asyncio.gather(*(_open(client, address, gate) for _ in range(count)))
        await asyncio.sleep(1)
        pids = [pid, *_children(pid)]
        before = sum(map(_seconds, pids))
        await asyncio.sleep(REST)
        load = (sum(map(_seconds, pids)) - before) / REST
        alone = [await _ask(page) for page in pages[:ALONE]]
        for page in pages:
            await _send(page, WIPE)
            await _read_until(page, WIPED)
        await asyncio.sleep(1)
        together = await asyncio.gather(*map(_ask, pages))
        memory = sum(map(_megabytes, pids))
        own = median(map(_megabytes, pids[1:]))
        times = [median(alone), median(together), max(together)]
        return [str(count), f"{memory:.0f} MB", f"{own:.0f} MB", f"{load:.0%} of a core", *map(milliseconds, times)]


@contextlib.asynccontextmanager
async def _server(count: int, named: Sequence[str]) -> AsyncIterator[tuple[str, int]]:
    words = ["serve", *named, "--port", "0", "--sessions", str(count), "--idle", "0"]
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        assert server.stdout
        said = (await server.stdout.readline()).decode()
        yield next(word for word in said.split() if word.startswith("http")), server.pid
    finally:
        server.terminate()
        await server.wait()


async def _open(client: ClientSession, address: str, gate: asyncio.Semaphore) -> ClientWebSocketResponse:
    async with gate:
        page = await client.ws_connect(f"{address}ws?width=100&height=30", origin=address.rstrip("/"), max_msg_size=0)
        await _read_until(page, READY)
    return page


async def _ask(page: ClientWebSocketResponse) -> float:
    """Return the seconds from a question to the answer."""
    begun = time.perf_counter()
    await _send(page, QUESTION)
    await _read_until(page, ANSWERED)
    return time.perf_counter() - begun


async def _send(page: ClientWebSocketResponse, typed: str) -> None:
    await page.send_str(json.dumps(["stdin", typed]))


async def _read_until(page: ClientWebSocketResponse, wanted: bytes) -> None:
    seen = b""
    while wanted not in seen:
        message = await page.receive()
        assert message.type is WSMsgType.BINARY, "the server hung up"
        seen += message.data


def _children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _megabytes(pid: int) -> float:
    """Return the proportional share of memory of a process."""
    return float(Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")[1].split()[0]) / 1024


def _seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
