"""A server at work for a test, and a page's end of it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from bot import shipped
from bot.web.server import Settings, WebServer

PROGRAM = Path(__file__).with_name("program.py")
LIMIT = 60.0
"""Seconds after which what hangs is given up; nothing that works comes near it."""
SETTINGS = Settings([sys.executable, str(PROGRAM)], "en", "Leaflet", port=0, sessions=3, idle_minutes=0)


class Server:
    """The server, and a client that is no browser."""

    def __init__(self, server: WebServer, address: str, client: ClientSession, stop: asyncio.Event) -> None:
        self.server, self.address, self.client, self.stop = server, address, client, stop

    @property
    def host(self) -> str:
        return self.address.split("/")[2]

    async def get(self, path: str = "", method: str = "GET", **headers: str) -> tuple[int, str, Any]:
        """Return status, text and headers."""
        async with self.client.request(method, self.address + path, headers=headers) as response:
            return response.status, await response.text(errors="replace"), response.headers

    def open(self, query: str = "", **headers: str) -> Page:
        return Page(self, query, {"Origin": f"http://{self.host}"} | headers)


class Page:
    """The socket of one page."""

    socket: ClientWebSocketResponse

    def __init__(self, server: Server, query: str, headers: dict[str, str]) -> None:
        self._server, self._query, self._headers = server, query, headers

    async def __aenter__(self) -> Page:
        url = f"{self._server.address}ws?{self._query}"
        self.socket = await self._server.client.ws_connect(url, headers=self._headers, max_msg_size=0)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: Any, at: TracebackType | None) -> None:
        await self.socket.close()

    async def read(self) -> bytes:
        """Return what was drawn next; b"" when the server hung up."""
        message = await self.socket.receive(LIMIT)
        return message.data if message.type is WSMsgType.BINARY else b""

    async def read_until(self, wanted: bytes) -> bytes:
        seen = b""
        while wanted not in seen:
            more = await self.read()
            assert more, f"hung up before {wanted!r}"
            seen += more
        return seen

    async def about(self) -> dict[str, Any]:
        """Return what the stand-in says of itself."""
        told: dict[str, Any] = json.loads(await self.read())
        return told

    async def send(self, *message: object) -> None:
        await self.socket.send_str(json.dumps(message))

    async def ended(self) -> int | None:
        """Read to the end; return the code that the server hung up with."""
        while await self.read():
            pass
        return self.socket.close_code


@asynccontextmanager
async def serving(*words: str, **changes: Any) -> AsyncIterator[Server]:
    """Serve the stand-in with these words, or a `command`."""
    settings = replace(SETTINGS, command=[*SETTINGS.command, *words])
    server = WebServer(replace(settings, **changes), shipped.wording().say)
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    task = asyncio.create_task(server.serve_until(stop, ready.set_result))
    await asyncio.wait([ready, task], return_when=asyncio.FIRST_COMPLETED)
    try:
        async with ClientSession() as client:
            yield Server(server, await ready, client, stop)
    finally:
        stop.set()
        await task


async def gone(pid: int) -> None:
    """Wait until no process has this number."""
    async with asyncio.timeout(LIMIT):
        with suppress(ProcessLookupError):
            while True:
                os.kill(pid, 0)
                await asyncio.sleep(0.02)
