"""Run faqbot as people do, as a process of its own: no settings of this machine, one warm store for all tests."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType

import pytest

from bot import opening, shipped
from bot.replies import Bot

try:
    import fcntl
except ImportError:  # Windows, where the workers may make it twice
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
SHARED = "FAQBOT_TESTS_SHARED"
"""Names the folder that all workers of a test run have in common."""
SMALL = ROOT / "tests" / "data" / "small.yaml"
LIMIT = 60
"""Seconds after which a process that hangs is ended; nothing that works comes near it."""


def warm_cache() -> Path:
    """A cache folder for the whole test run: what ships is learnt once, in seconds, and opened after that.

    It keeps no more than `bot.store.KEPT_FILES`: tests that open a FAQ of their own there are to share it.
    """
    return Path(os.environ[SHARED])


@cache
def made() -> Bot:
    """The bot for what ships, just made (in seconds, once for all workers); its store lies in the warm cache."""
    bot: Bot = pickle.loads(once("bot.pickle", _make_what_ships).read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm_cache()))
        patch.setattr(opening, "_make", lambda files: bot)
        opening.open_bot()
    return bot


def _make_what_ships(path: Path) -> None:
    path.write_bytes(pickle.dumps(opening._make(shipped.faq_paths())))


def once(name: str, make: Callable[[Path], None]) -> Path:
    """Return a file or folder that the first worker to ask for it makes; whoever comes meanwhile waits."""
    path = warm_cache() / name
    with path.with_name(f"{name}.lock").open("w") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            try:
                make(path)
            except BaseException:  # so that the next one is told what went wrong, too
                shutil.rmtree(path, ignore_errors=True)
                raise
    return path


def quick_faq(folder: Path) -> Path:
    """The small FAQ in a language without words and examples of its own: made in a moment."""
    path = folder / "faq.yaml"
    path.write_text(SMALL.read_text(encoding="utf-8").replace("language: en", "language: xx"), encoding="utf-8")
    return path


@cache
def shared_faq() -> Path:
    """The quick FAQ for all tests that change nothing in it: made but once, too."""
    return once("quick", _make_quick) / "faq.yaml"


def _make_quick(folder: Path) -> None:
    folder.mkdir()
    quick_faq(folder)


def environment(**changes: str) -> dict[str, str]:
    """The least a process needs. PYTHONUNBUFFERED and its like would hide a flush that is missing."""
    path = os.environ.get("PATH", os.defpath)
    cache = str(warm_cache())
    return {"PATH": path, "HOME": cache, "XDG_CACHE_HOME": cache, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | changes


def faqbot(*arguments: str | bytes | Path, given: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end, with `given` on standard input."""
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, input=given, capture_output=True, timeout=LIMIT, env=environment(**environ))


class Running:
    """A faqbot at work, with a pipe at each end. What hangs is killed, so that a read comes back empty."""

    def __init__(self, *arguments: str | Path, **environ: str) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            env=environment(**environ),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
        )
        self._guard = threading.Timer(LIMIT, self.process.kill)
        self._guard.start()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._guard.cancel()
        self.process.kill()
        self.process.communicate()

    def write(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def read_line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().decode()

    def read_until(self, end: str) -> str:
        """Read until `end` was written, or the process ended."""
        assert self.process.stdout
        seen = b""
        while not seen.endswith(end.encode()) and (more := self.process.stdout.read(1)):
            seen += more
        return seen.decode()

    def interrupt(self) -> tuple[int, str, str]:
        """Press Ctrl+C; return exit status, the rest of the output, and what stands on standard error."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate()
        return self.process.returncode, out.decode(), err.decode()
