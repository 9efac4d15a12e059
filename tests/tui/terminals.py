"""A kiosk as a process in a terminal of its own, and what stands on that terminal's screen."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

import pyte
from running import environment

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "kiosk_process.py"
LIMIT = 30.0
"""Seconds after which what does not come is held never to come; nothing that works comes near it."""
_UNKNOWN = re.compile(rb"\x1b\[(?:[<>=?][\d;]*\$?[a-zA-Z]|[\d;]*\$[a-zA-Z])")
"""Sequences that pyte would draw."""


class Terminal:
    """80 columns and 24 lines, in which the kiosk runs with a home of its own."""

    def __init__(self, faq: Path, home: Path, *arguments: str | Path, **environ: str) -> None:
        """With `arguments`, those of `python -m bot`; else a small kiosk with the FAQ."""
        import pty

        home.mkdir(exist_ok=True)
        self._log = home.with_name("log.txt")
        given = {
            "HOME": str(home),
            "TMPDIR": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEST_LOG": str(self._log),
        }
        self.pid, self.fd = pty.fork()
        if not self.pid:
            command = [sys.executable, str(SCRIPT), str(HERE.parents[1]), str(faq)]
            if arguments:
                command = [sys.executable, "-m", "bot", *map(str, arguments)]
            os.execve(command[0], command, environment(**given, **environ))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.seen, self.status = b"", None

    def __enter__(self) -> Terminal:
        self.wait_for("Emergency?")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.status is None and not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def log(self) -> list[str]:
        """What the system log was told."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    def read(self, seconds: float = 0.0) -> bool:
        """Take what was written; wait for it at most so long. False at the end."""
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                part = os.read(self.fd, 65_536)
            except OSError:
                return False
            self.seen += part
            self._stream.feed(_UNKNOWN.sub(b"", part))
            return bool(part)
        return True

    def wait_for(self, *texts: str) -> None:
        """Read until one of the texts stands on the screen; fail if none ever does."""
        end = time.monotonic() + LIMIT
        while not any(text in self.text for text in texts):
            assert self.read(0.1) and time.monotonic() < end, f"{texts} never came:\n{self.log}\n{self.text}"

    def type(self, data: bytes) -> None:
        """Send keys; what the kiosk writes meanwhile is read, so that it never waits for us."""
        for start in range(0, len(data), 512):
            os.write(self.fd, data[start : start + 512])
            self.read()

    def settle(self) -> None:
        """Read until nothing has come for a while: all that was sent has been dealt with."""
        quiet = time.monotonic()
        while time.monotonic() - quiet < 0.35:
            before = len(self.seen)
            self.read(0.05)
            if len(self.seen) != before:
                quiet = time.monotonic()

    def has_ended(self) -> bool:
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            self.status = os.waitstatus_to_exitcode(status)
        return bool(pid)

    def end(self) -> int:
        """Read to the end; return the exit status."""
        end = time.monotonic() + LIMIT
        while not self.has_ended():
            assert time.monotonic() < end, f"it goes on:\n{self.text}"
            if not self.read(0.1):
                time.sleep(0.02)
        assert self.status is not None
        return self.status

    def start_over(self) -> None:
        """Leave whatever is open, and come back to the start screen."""
        self.settle()
        self.type(b"\x1b")
        time.sleep(0.3)  # so that the terminal's Esc is no part of the next key
        self.settle()
        if "Emergency?" not in self.text:
            self.type(b"\x1b[15~")
        self.wait_for("Emergency?")

    def ask(self, question: str) -> None:
        """Go through a visit as a person would."""
        self.start_over()
        self.type(b" ")
        self.wait_for("What would you like to know?")
        self.type(b"1")
        self.wait_for("Type your question")
        self.type(question.encode() + b"\r")
        self.wait_for("You asked:")
