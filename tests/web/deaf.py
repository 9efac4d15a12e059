"""The program with a pipe to the server that is gone after so many writes: the first word says how many."""

from __future__ import annotations

import os
import sys
from runpy import run_module

left = int(sys.argv.pop(1))
write = os.write


def write_until_gone(file: int, data: bytes) -> int:
    global left
    left -= 1
    if left < 0:
        raise BrokenPipeError
    return write(file, data)


os.write = write_until_gone
run_module("bot", run_name="__main__", alter_sys=True)
