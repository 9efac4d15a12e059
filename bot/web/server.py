"""The server: hands out the page, and starts one process of the program for each socket that a page opens."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import aiohttp_jinja2
import jinja2
from aiohttp import WSMsgType, web
from textual_serve.server import Server, to_int

from bot.lines import Say
from bot.web import files, guard
from bot.web.session import Session

LARGEST: Final = 64 * 1024
"""Most bytes of one message of a page; a paste is cut to far less there."""
TO_CLOSE: Final = 3.0
"""Seconds for what is still going on when the server ends."""
WAIT: Final = 10
"""Seconds after which the page that says "full" looks again."""
HEARTBEAT: Final = 15.0
"""Seconds after which a page that is gone without a word is noticed, at most."""
_IDLE: Final = 4001
_TOO_FAST: Final = 1008
_BAD: Final = 1007
_Next = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Settings:
    """What is served, and how.

    `command` are the words that start the program; `touch` shows the on-screen keyboard from the start, whatever the
    page finds out of its screen; `names` are names besides its address that the server is reached by; `font_size` is
    in pixels, 0 for one that fits; `sessions` is the most visitors at once; `idle_minutes` end a visit without input,
    0 never.
    """

    command: Sequence[str]
    language: str
    title: str
    host: str = "127.0.0.1"
    port: int = 8000
    names: Sequence[str] = ()
    font_size: int = 0
    sessions: int = 16
    idle_minutes: float = 10
    touch: bool = False
    kiosk: bool = False


class WebServer(Server):
    """Serves the chat or the kiosk to pages of its own only, to so many at once, and logs nothing."""

    def __init__(self, settings: Settings, say: Say) -> None:
        """`say` gives the wording of the pages.

        Raises:
            UnknownTerminalError: the script of textual-serve is not the one this was written for.
        """
        super().__init__(settings.command[0], settings.host, settings.port, templates_path=files.PAGE)
        self.settings, self._say, self._files = settings, say, files.load()
        self._sessions: dict[Session, web.WebSocketResponse] = {}

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes that are running."""
        return [session.pid for session in self._sessions if session.pid is not None]

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._check_names], client_max_size=1024)
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(files.PAGE))
        app.router.add_get("/", self.handle_index)
        app.router.add_get("/ws", self.handle_websocket)
        app.router.add_get("/static/{name}", self._handle_file)
        app.router.add_get("/favicon.ico", self._handle_icon)
        app.on_response_prepare.append(self._add_headers)
        app.on_shutdown.append(self.on_shutdown)
        return app

    # What every request goes through

    @web.middleware
    async def _check_names(self, request: web.Request, handler: _Next) -> web.StreamResponse:
        names = [self.settings.host, *self.settings.names]
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405)
        if not guard.is_known(request.headers.get("Host", ""), names):
            return web.Response(status=403)
        try:
            return await handler(request)
        except web.HTTPException as error:
            return web.Response(status=error.status)

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(guard.HEADERS)
        response.headers.pop("Server", None)  # nobody needs to know what it runs on

    # The page

    @property
    def is_full(self) -> bool:
        """True where no further visitor can be taken."""
        return len(self._sessions) >= self.settings.sessions

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page, or one that says kindly that there is no room and looks again by itself."""
        settings = self.settings
        known: dict[str, Any] = {"language": settings.language, "title": settings.title, "say": self._say}
        if self.is_full:
            known["seconds"] = WAIT
            response = aiohttp_jinja2.render_template("full.html", request, known, status=503)
            response.headers["Retry-After"] = str(WAIT)
            return response
        known |= {"font_size": settings.font_size, "touch": int(settings.touch), "kiosk": int(settings.kiosk)}
        return aiohttp_jinja2.render_template("index.html", request, known)

    async def _handle_file(self, request: web.Request) -> web.Response:
        content, type_ = self._files.get(request.match_info["name"], (b"", ""))
        return web.Response(body=content, content_type=type_) if type_ else web.Response(status=404)

    async def _handle_icon(self, request: web.Request) -> web.Response:
        return web.Response(status=204)

    # The socket

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a process for the page that opened this socket, as long as both live."""
        if not guard.is_own(request.headers.get("Origin"), request.headers.get("Host", "")):
            raise web.HTTPForbidden
        if self.is_full:
            raise web.HTTPServiceUnavailable
        websocket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST, compress=False)
        touch = not self.settings.kiosk and (self.settings.touch or request.query.get("touch") == "1")
        session = Session(
            [*self.settings.command, *(["--touch"] if touch else [])], websocket.send_bytes, websocket.close
        )
        self._sessions[session] = websocket
        try:
            await websocket.prepare(request)
            width, height = to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24)
            await session.start(width, height)
            await self._process_messages(websocket, session)
        finally:
            try:
                await session.stop()
            finally:
                del self._sessions[session]
        return websocket

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: Any) -> None:
        """Pass on what the page sends, until it hangs up, is left alone for long, or says what no page of ours says."""
        limit, idle = guard.Limit(), self.settings.idle_minutes * 60
        last = time.monotonic()

        async def watch() -> None:
            while (left := last + idle - time.monotonic()) > 0:
                await asyncio.sleep(left)
            await websocket.close(code=_IDLE)

        watcher = asyncio.create_task(watch()) if idle else None
        try:
            async for message in websocket:
                told = _told(message.data) if message.type is WSMsgType.TEXT else None
                if told is None or not limit.allows():
                    await websocket.close(code=_BAD if told is None else _TOO_FAST)
                elif isinstance(told, str):
                    last = time.monotonic()
                    await app_service.send_bytes(told.encode("utf-8", "replace"))
                else:
                    await app_service.set_terminal_size(*told)
        finally:
            if watcher:
                watcher.cancel()

    async def on_shutdown(self, app: web.Application) -> None:
        """Hang up, and end all processes."""
        await asyncio.gather(*(session.stop() for session in list(self._sessions)), return_exceptions=True)

    async def serve_until(self, stop: asyncio.Event, ready: Callable[[str], None] = lambda address: None) -> None:
        """Serve until `stop` is set; `ready` is told the address.

        Raises:
            OSError: the address cannot be listened on.
        """
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=TO_CLOSE)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self.settings.host, self.settings.port)
            await site.start()
            host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
            ready(f"http://{host}:{runner.addresses[0][1]}/")
            await stop.wait()
        finally:
            await runner.cleanup()


def _told(data: str) -> str | tuple[int, int] | None:
    """Return what a page sent: text typed, or the size of its screen; None for anything else."""
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        kind, value = json.loads(data)
        if kind == "stdin" and isinstance(value, str):
            return value
        if kind == "resize":
            width, height = value["width"], value["height"]
            if type(width) is int and type(height) is int:
                return width, height
    return None


def run(settings: Settings, say: Say, ready: Callable[[str], None]) -> int:
    """Serve until somebody presses Ctrl+C or the system asks for the end; return 0.

    Raises:
        OSError: the address cannot be listened on.
        UnknownTerminalError: another version of textual-serve is installed.
    """
    for name in ("aiohttp", "asyncio", "textual-serve"):
        logging.getLogger(name).disabled = True  # what they write of a fault could repeat what was typed
    for name in ("aiohttp.server", "aiohttp.web", "aiohttp.websocket", "aiohttp.access", "aiohttp.internal"):
        logging.getLogger(name).disabled = True
    asyncio.run(_run(WebServer(settings, say), ready))
    return 0


async def _run(server: WebServer, ready: Callable[[str], None]) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, stop.set)
    await server.serve_until(stop, ready)


def usual_sessions() -> int:
    """Return how many visitors at once this machine is trusted with, if nobody says: 16 for each core."""
    return 16 * (os.cpu_count() or 1)
