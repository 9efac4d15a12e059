"""Run in a process of its own: start the chat or an empty app, tell when it is ready and the memory it had at most."""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path
from typing import Any


def peak() -> float:
    """Return the most megabytes of memory this process has had."""
    status = Path("/proc/self/status")
    if status.exists():  # `ru_maxrss` would count the process that started this one
        return float(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(what: str, told: int, arguments: list[str]) -> None:
    """Start `what`; once its first frame is drawn, write the time and the memory to the descriptor `told` and end."""

    def tell(app: Any) -> None:
        os.write(told, f"{time.monotonic()} {peak()}".encode())
        os.close(told)
        app.exit()

    def on_ready(app: Any) -> None:
        app.call_after_refresh(tell, app)

    if what == "empty":
        from textual.app import App

        type("Empty", (App,), {"on_ready": on_ready})().run()
    else:
        from bot import cli
        from bot.tui.app import ChatApp

        ChatApp.on_ready = on_ready  # type: ignore[attr-defined]
        cli.main(["chat", *arguments])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
