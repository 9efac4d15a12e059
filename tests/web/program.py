"""Stands in for the program that a visitor gets: says what it was given, echoes, and obeys or not, as its words say."""

from __future__ import annotations

import json
import os
import signal
import sys


def packet(kind: bytes, payload: bytes) -> None:
    os.write(1, kind + len(payload).to_bytes(4, "big") + payload)


def packets():
    with os.fdopen(0, "rb") as given:
        while head := given.read(5):
            yield head[:1], given.read(int.from_bytes(head[1:], "big"))


def main(words: set[str]) -> None:
    if "stubborn" in words:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("some line that comes first", flush=True)
    if "broken" in words:
        sys.exit("typed words in a traceback")
    os.write(1, b"__GANGLION__\n")
    about = {"pid": os.getpid(), "words": sys.argv[1:], "environ": dict(os.environ)}
    packet(b"D", json.dumps(about).encode())
    for name in ("open_url", "deliver_file_start"):
        packet(
            b"M", json.dumps({"type": name, "url": "http://elsewhere.example/", "new_tab": True, "key": "1"}).encode()
        )
    packet(b"P", b"anything")
    for kind, payload in packets():
        if kind == b"D" and payload == b"leave":
            packet(b"M", b'{"type": "exit"}')
        packet(b"D", kind + payload)
        if kind == b"M" and json.loads(payload)["type"] == "quit" and "stubborn" not in words:
            return
    while "stubborn" in words:
        signal.pause()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
