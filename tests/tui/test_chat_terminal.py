"""The chat in a real (pseudo) terminal: it gives the terminal back, whatever ends it, and leaves no words behind."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

HERE = Path(__file__).parent
SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:]
from fakes import FakeBot
from bot.tui.app import run
class Broken(FakeBot):
    def choose(self, entry_id):
        raise RuntimeError("zanzibar")
sys.exit(run(Broken()))
"""


class Terminal:
    """A program in a terminal of 80x24."""

    def __init__(self, **environ: str) -> None:
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **environ})
            os.execv(sys.executable, [sys.executable, "-c", SCRIPT, str(HERE), str(HERE.parents[1])])
        self.seen = b""

    def read_until(self, what: bytes, seconds: float = 15) -> None:
        """Read until `what` was written, or the program ended."""
        end = time.monotonic() + seconds
        while what not in self.seen and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.05)[0]:
                try:
                    self.seen += os.read(self.fd, 65_536)
                except OSError:
                    return

    def type(self, text: bytes) -> None:
        os.write(self.fd, text)

    def end(self) -> int:
        """Read to the end; return the exit status."""
        self.read_until(b"never written")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    @property
    def after(self) -> bytes:
        """What was written after the terminal was given back."""
        assert b"\x1b[?1000l" in self.seen
        assert b"\x1b[?25h" in self.seen
        return self.seen.rpartition(b"\x1b[?1049l")[2]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    started = Terminal()
    started.read_until(b"Ctrl+Q")
    yield started
    os.close(started.fd)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_gives_the_terminal_back(terminal: Terminal, number: signal.Signals) -> None:
    terminal.type(b"zanzibar")
    terminal.read_until(b"zanzibar", 1)
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert b"zanzibar" not in terminal.after


def test_fault_says_one_sentence(terminal: Terminal) -> None:
    terminal.type(b"1\r")
    assert terminal.end() == 1
    assert b"Sorry, something went wrong" in terminal.after
    assert b"zanzibar" not in terminal.after
    assert b"Traceback" not in terminal.seen


def test_paste_with_escape_sequences_is_one_line_of_text(terminal: Terminal) -> None:
    terminal.type(b"\x1b[200~my \x1b[31mchild\x1b[0m\r\nhas\x11 signs\x1b[201~")
    terminal.read_until(b"my child has signs")
    terminal.type(b"\x11")
    assert terminal.end() == 0
    assert b"my child has signs" in terminal.seen


def test_no_colour_sends_none() -> None:
    started = Terminal(NO_COLOR="1")
    started.read_until(b"Ctrl+Q")
    started.type(b"breathe\r")
    started.read_until(b"GET HELP NOW")
    started.type(b"\x11")
    assert started.end() == 0
    codes = {code for codes in re.findall(rb"\x1b\[([\d;]*)m", started.seen) for code in codes.split(b";")}
    assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"39", b"49"}
    os.close(started.fd)
