"""The chat as the server runs it: over pipes, without a terminal, and without side doors."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from running import LIMIT, environment, shared_faq, warm_cache
from serving import gone, serving

from bot.web.session import Session
from bot.web.session import environment as served


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "bot", "chat", str(shared_faq())]
    given = served(environment(), 80, 24)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=given) as running:
        assert running.stdout
        assert running.stdout.readline() == b"__GANGLION__\n"
        yield running
        running.kill()


def test_it_ends_when_the_server_is_gone(process: subprocess.Popen[bytes]) -> None:
    """Even one that was killed: then nobody is left to tell it, and its pipe ends."""
    out, err = process.communicate(timeout=LIMIT)  # closes the pipe
    assert (process.returncode, err) == (0, b"")
    assert out


def test_nobody_to_draw_for_is_no_fault(process: subprocess.Popen[bytes]) -> None:
    """The store of the bot, above all, is no reason for it, and stays."""
    assert process.stdin and process.stdout and process.stderr
    kept = set(warm_cache().rglob("*.faqbot"))
    process.stdout.close()
    process.stdin.close()
    assert (process.wait(LIMIT), process.stderr.read()) == (129, b"")
    assert kept and kept <= set(warm_cache().rglob("*.faqbot"))


@pytest.mark.parametrize(
    "meta",
    [b'{"type": "blur"}', b'{"type": "deliver_chunk_request", "key": "1", "size": 5}', b'{"type": "exit"}', b"{}"],
)
def test_it_takes_sizes_and_the_end_and_nothing_else(process: subprocess.Popen[bytes], meta: bytes) -> None:
    assert process.stdin
    for packet in (meta, b'{"type": "resize", "width": 60, "height": 20}', b'{"type": "quit"}'):
        process.stdin.write(Session.encode_packet(b"M", packet))
    process.stdin.flush()
    assert process.wait(LIMIT) == 0


def test_a_signal_ends_it(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=LIMIT)
    assert process.returncode in (0, 128 + signal.SIGTERM)


async def test_a_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-m", "bot", "chat", str(shared_faq())]
    async with serving(command=command) as server:
        async with server.open("width=100&height=30") as page:
            await page.read_until(b"ype your question")
            (pid,) = server.server.pids
            await page.send("stdin", "when is the workshop open\r")
            seen = await page.read_until(b"Tuesday and Friday")
            await page.send("stdin", "x" * 5 + "\x1b[<0;5;5M\x1b[<0;5;5m\x1b[48;1;1;1;1t\x1b[?1;1;1$y")
            assert b"Traceback" not in seen
        await gone(pid)
