"""One visitor: a process of the program, and what goes to it and comes from it."""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from typing import Final

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from bot.plain import WEB_DRIVER

KEPT: Final = (
    *("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "NO_COLOR"),
    *("PYTHONPATH", "PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
)
"""What a process gets of the server's environment: where things lie, the language, no colours for who wants none."""
WIDTHS: Final = (10, 400)
HEIGHTS: Final = (4, 200)
"""Smallest and largest screen, in cells."""
TO_START: Final = 90.0
"""Seconds a process may take until it draws: the first one on a machine that cannot keep what it learns needs some."""
TO_END: Final = 2.0
"""Seconds a process has to end by itself; then it is ended, and after as long again killed."""
LARGEST: Final = 4_000_000
"""Most bytes of one packet of a process; a screenful of the largest size is less."""
_PRELUDE: Final = b"__GANGLION__\n"
_LINES: Final = 10


class Session(AppService):
    """The process of one visitor. Nothing it says but its screen is passed on; nothing of it is logged."""

    def __init__(
        self,
        command: Sequence[str],
        write: Callable[[bytes], Awaitable[None]],
        close: Callable[[], Awaitable[object]],
    ) -> None:
        """`command` are its words; `write` sends to the browser, `close` hangs up when the process has ended."""

        async def write_nothing(_: str) -> None:
            """Tell the browser nothing but what is drawn."""

        async def hang_up() -> None:
            await close()

        super().__init__(
            command[0],
            write_bytes=write,
            write_str=write_nothing,
            close=hang_up,
            download_manager=DownloadManager(),
        )
        self._words = tuple(command)

    @property
    def pid(self) -> int | None:
        """The number of the process; None before it was started."""
        return self._process.pid if self._process else None

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return environment(os.environ, width, height)

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start it: no shell, its errors nowhere (they could repeat what was typed), no signals of our terminal."""
        given = self._build_environment(*within(width, height))
        self._process = await asyncio.create_subprocess_exec(
            *self._words, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=given, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the process the size of its screen, in cells."""
        await super().set_terminal_size(*within(width, height))

    async def run(self) -> None:
        """Pass on what the process draws, until it ends; then hang up."""
        assert self._process and self._process.stdout
        out = self._process.stdout
        with suppress(asyncio.IncompleteReadError, ConnectionError, TimeoutError, ValueError, RuntimeError):
            async with asyncio.timeout(TO_START):
                lines = [await out.readline() for _ in range(1)]
                while lines[-1] not in (_PRELUDE, b"") and len(lines) < _LINES:
                    lines.append(await out.readline())
            while lines[-1] == _PRELUDE:
                kind, size = await out.readexactly(1), int.from_bytes(await out.readexactly(4), "big")
                if size > LARGEST:
                    break
                payload = await out.readexactly(size)
                if kind == b"D":
                    await self.on_data(payload)
                elif kind == b"M" and json.loads(payload).get("type") == "exit":
                    break
        with suppress(ConnectionError, RuntimeError):
            await self.remote_close()

    async def stop(self) -> None:
        """End the process, by force where it does not end when asked to."""
        process, task = self._process, self._task
        self._task = None
        if process is None or task is None:
            return
        if process.returncode is None:
            await self.send_meta({"type": "quit"})
        for force in (None, process.terminate, process.kill):
            with suppress(TimeoutError, ProcessLookupError):
                if force:
                    force()
                await asyncio.wait_for(process.wait(), TO_END)
                break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def environment(ours: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """Return what a process finds in its environment: the least, and what makes Textual draw for a browser."""
    return {name: ours[name] for name in KEPT if name in ours} | {
        "TERM": "xterm-256color",
        "TERM_PROGRAM": "textual",
        "TERM_PROGRAM_VERSION": version("textual-serve"),
        "TEXTUAL_DRIVER": WEB_DRIVER,
        "TEXTUAL_FPS": "30",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }


def within(width: int, height: int) -> tuple[int, int]:
    """Return a size of a screen that is neither too small to draw on nor large enough to fill the memory."""
    return min(max(width, WIDTHS[0]), WIDTHS[1]), min(max(height, HEIGHTS[0]), HEIGHTS[1])
