"""The server as pages and others meet it: who is let in, what is passed on, and that nobody's process stays behind."""

from __future__ import annotations

import asyncio
import os
import re

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from serving import Server, gone, serving

from bot.web.server import LARGEST


async def refused(server: Server, **headers: str) -> int:
    """Return the status with which a socket is refused."""
    with pytest.raises(WSServerHandshakeError) as error:
        async with server.open(**headers):
            pass
    return error.value.status


async def test_the_page_names_nothing_of_another_host_and_says_what_it_is() -> None:
    async with serving(title="Ask & learn", language="en") as server:
        status, text, headers = await server.get()
        assert status == 200
        assert '<html lang="en">' in text and "<title>Ask &amp; learn</title>" in text
        assert "//" not in text.replace("<!DOCTYPE", "") and "http" not in text.replace("http-equiv", "")
        assert "<script>" not in text and " style=" not in text and " on" + "click" not in text
        policy = headers["Content-Security-Policy"]
        assert (
            policy.startswith("default-src 'self';") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        )


async def test_every_response_says_to_keep_and_tell_nothing() -> None:
    async with serving() as server:
        for path in ("", "static/page.js", "static/nothing", "nothing", "ws", "favicon.ico"):
            _, _, headers = await server.get(path)
            assert headers["Referrer-Policy"] == "no-referrer", path
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "Server" not in headers


async def test_all_files_of_the_page_are_there_and_none_besides() -> None:
    async with serving() as server:
        for name in ("page.css", "page.js", "terminal.css", "terminal.js", "terminal.ttf"):
            status, text, _ = await server.get(f"static/{name}")
            assert status == 200 and len(text) > 100, name
        for path in ("static/", "static/textual.js", "static/..%2fserver.py", "download/1", "index.html", "status"):
            status, text, _ = await server.get(path)
            assert (status, text) == (404, ""), path
        assert (await server.get(method="POST"))[0] == 405


async def test_what_is_loaded_names_no_other_host() -> None:
    async with serving() as server:
        for name in ("page.css", "page.js", "terminal.css"):
            _, text, _ = await server.get(f"static/{name}")
            assert "://" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), name  # comments name their authors


async def test_a_name_that_was_made_to_lead_here_is_refused() -> None:
    async with serving(names=["kiosk.clinic.example"]) as server:
        assert (await server.get(Host="elsewhere.example"))[0] == 403
        assert (await server.get(Host="kiosk.clinic.example"))[0] == 200
        evil = {"Host": "elsewhere.example", "Origin": "http://elsewhere.example"}
        assert await refused(server, **evil) == 403


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "", "http://127.0.0.1:1"])
async def test_a_page_of_somebody_else_gets_no_socket(origin: str) -> None:
    async with serving() as server:
        assert await refused(server, Origin=origin) == 403
        assert server.server.pids == []


async def test_a_page_gets_a_process_with_a_bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_TOKEN", "TEXTUAL_LOG", "TEXTUAL", "TEXTUAL_PRESS", "http_proxy"):
        monkeypatch.setenv(name, "x")
    async with serving() as server, server.open("width=100&height=30") as page:
        about = await page.about()
        assert {"COLUMNS": "100", "ROWS": "30"}.items() <= about["environ"].items()
        kept = {"COLUMNS", "ROWS", "LC_CTYPE", "TERM", "TEXTUAL_DRIVER", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM"}
        assert set(about["environ"]) <= kept | {"TERM_PROGRAM", "TERM_PROGRAM_VERSION", *servers_kept()}
        assert about["words"] == []


def servers_kept() -> set[str]:
    from bot.web.session import KEPT

    return set(KEPT)


@pytest.mark.parametrize(("query", "touch", "words"), [("touch=1", False, ["--touch"]), ("", True, ["--touch"])])
async def test_a_touch_screen_gets_keys(query: str, touch: bool, words: list[str]) -> None:
    async with serving(touch=touch) as server, server.open(query) as page:
        assert (await page.about())["words"] == words


async def test_keys_and_sizes_are_passed_on_and_nothing_else_comes_back() -> None:
    """Links to open and files to fetch, which the stand-in sends first, never reach the page."""
    async with serving() as server, server.open() as page:
        await page.about()
        await page.send("stdin", "häuser")
        assert await page.read() == "Dhäuser".encode()
        await page.send("resize", {"width": 90, "height": 20})
        assert b'"width": 90, "height": 20' in await page.read()
        await page.send("resize", {"width": 10**9, "height": -5})
        assert b'"width": 400, "height": 4' in await page.read()


@pytest.mark.parametrize(
    "message",
    ["", "hello", "{}", "[]", "[1, 2]", '["stdin", 5]', '["stdin"]', '["resize", {}]', '["resize", {"width": true}]']
    + ['["quit", ""]', "[" * 5_000],
)
async def test_what_no_page_of_ours_says_ends_the_visit(message: str) -> None:
    async with serving() as server, server.open() as page:
        pid = (await page.about())["pid"]
        await page.socket.send_str(message)
        assert await page.ended() == 1007
        await gone(pid)


async def test_a_message_that_is_too_large_ends_the_visit() -> None:
    async with serving() as server, server.open() as page:
        pid = (await page.about())["pid"]
        await page.send("stdin", "x" * LARGEST)
        assert await page.ended() == 1009
        await gone(pid)


async def test_a_flood_ends_the_visit() -> None:
    async with serving() as server, server.open() as page:
        pid = (await page.about())["pid"]
        for _ in range(5_000):
            if page.socket.closed:
                break
            await page.send("stdin", "x")
        assert await page.ended() == 1008
        await gone(pid)


async def test_a_visit_left_alone_ends() -> None:
    async with serving(idle_minutes=0.005) as server, server.open() as page:
        pid = (await page.about())["pid"]
        assert await page.ended() == 4001
        await gone(pid)


async def test_beyond_the_cap_there_is_a_kind_page_and_no_process() -> None:
    async with serving(sessions=1) as server:
        async with server.open() as page:
            pid = (await page.about())["pid"]
            status, text, headers = await server.get()
            assert status == 503 and int(headers["Retry-After"]) > 0
            assert "Please wait a little" in text and 'http-equiv="refresh"' in text
            assert await refused(server) == 503
            assert server.server.pids == [pid]
        await gone(pid)
        while server.server.is_full:  # it has yet to hear of that
            await asyncio.sleep(0.01)
        async with server.open() as page:
            assert await page.about()
        assert (await server.get("nothing"))[0] == 404


async def test_the_process_is_gone_when_the_page_is() -> None:
    async with serving() as server:
        async with server.open() as page:
            pid = (await page.about())["pid"]
        await gone(pid)


async def test_the_process_is_gone_when_the_connection_breaks() -> None:
    async with serving() as server, ClientSession() as client:
        broken = Server(server.server, server.address, client, server.stop).open()
        page = await broken.__aenter__()
        pid = (await page.about())["pid"]
        assert page.socket._response.connection and page.socket._response.connection.transport
        page.socket._response.connection.transport.abort()
        await gone(pid)


async def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.session.TO_END", 0.2)
    async with serving("stubborn") as server:
        async with server.open() as page:
            pid = (await page.about())["pid"]
        await gone(pid)


async def test_no_process_outlives_the_server() -> None:
    async with serving() as server, server.open() as first, server.open() as second:
        pids = [(await page.about())["pid"] for page in (first, second)]
        server.stop.set()
        await asyncio.gather(first.ended(), second.ended(), *map(gone, pids))


@pytest.mark.parametrize("words", [("broken",), ()])
async def test_the_page_hears_when_the_process_ends(words: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    async with serving(*words) as server, server.open() as page:
        if not words:
            await page.about()
            await page.send("stdin", "leave")
        assert await page.ended() == 1000
    assert capfd.readouterr() == ("", "")  # what a process writes to standard error could hold typed words


async def test_what_cannot_be_started_ends_the_visit(capfd: pytest.CaptureFixture[str]) -> None:
    async with serving(command=[os.devnull]) as server, server.open() as page:
        assert await page.ended() is not None
        assert (await server.get())[0] == 200
