"""A leaflet is opened as a FAQ is: drafted on the spot, and from the store the next time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from running import ROOT, environment, faqbot

PUDDLE = ROOT / "tests" / "data" / "puddle-foot.txt"
OPEN = """
import sys
from pathlib import Path
from bot import shipped
from bot.alarm import Examples
from bot.opening import open_bot
shipped.urgent_examples = lambda name: Examples()  # to learn them takes seconds, and changes nothing here
bot = open_bot([Path(sys.argv[1])])
print(bot.ask("how is it treated").kind, sorted({"bot.draft", "bot.reading", "yaml"} & set(sys.modules)))
"""


def test_ask_on_a_leaflet() -> None:
    done = faqbot("ask", "--json", "--faq", PUDDLE, "what is puddle foot")
    reply = json.loads(done.stdout)
    assert (done.returncode, reply["kind"]) == (0, "answer")
    assert "harmless reddening" in reply["text"]
    assert "Meadow Walkers Foundation" in reply["source"]


def test_a_leaflet_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\0\1\2")
    done = faqbot("chat", path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_the_second_start_needs_no_draft(tmp_path: Path) -> None:
    def start() -> str:
        command = [sys.executable, "-c", OPEN, str(PUDDLE)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(XDG_CACHE_HOME=str(tmp_path)))
        return done.stdout.strip()

    assert start() == "answer ['bot.draft', 'bot.reading', 'yaml']"
    assert start() == "answer []"
