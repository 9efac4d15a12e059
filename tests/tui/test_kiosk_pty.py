"""The kiosk in a real (pseudo) terminal: whatever comes out of it, the kiosk stays, and then answers a question."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from running import made, shared_faq

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from terminals import Terminal

from bot import pin
from bot.tui.kiosk.faults import MOST_FAULTS

ANSWER = "Tuesday and Friday"
FUNCTION_KEYS = [f"\x1bO{c}" for c in "ABCDEFGHPQRSMjklmnopqrstuvwxy"] + [f"\x1b[{n}~" for n in range(1, 35)]
MODIFIED = [f"\x1b[1;{m}{c}" for m in range(1, 17) for c in "ABCDHFPQS"] + [
    f"\x1b[{n};{m}~" for n in range(1, 35) for m in range(1, 17)
]
KITTY = [f"\x1b[{code};{m}u" for code in (*range(1, 128), *range(57344, 57455)) for m in (1, 2, 3, 5, 9, 17)] + [
    "\x1b[97:65;2;65u",
    "\x1b[97;;8238u",
    "\x1b[99999999999;1u",
    "\x1b[1114112;5u",
    "\x1b[55296u",
    "\x1b[97;;55296:99999999u",
    "\x1b[99;5:1u",
    "\x1b[;;u",
]
PASTES = [
    "\x1b[200~one\r\ntwo\x03\x11\x1a\x1b[31m\x1b]0;title\x07\x1b[201~",
    "\x1b[200~[@click=app.quit]x[/] [/foo] [@click=app.screenshot('x')]y\x1b[201~",
    "\x1b[200~" + "x" * 50_000 + "\x1b[201~",
    "\x1b[200~\x1b[200~nested\x1b[201~\x1b[201~",
    "\x1b[201~",
    "\x1b[200~a paste that never ends",
]
MOUSE = (
    [f"\x1b[<{b};{x};{y}{end}" for b in range(0, 130, 3) for x, y in ((1, 1), (40, 12), (80, 24)) for end in "Mm"]
    + [f"\x1b[<0;{x};{y}{end}" for x in range(1, 81, 6) for y in range(1, 25, 2) for end in "Mm"]
    + [f"\x1b[<0;{x};{y}M" for x, y in ((0, 0), (-5, -5), (99999, 99999), (10**12, 10**12))]
    + [
        "\x1b[32;10;10M",
        "\x1b[M !!",
        "\x1b[M#!!",
        "\x1b[M \xff\xff",
        "\x1b[<M",
        "\x1b[<;;M",
        "\x1b[<999999999999999999;1;1M",
    ]
)
JUNK = [
    "\x1b]0;owned\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^private\x1b\\",
    "\x1b[48;99999;99999;1;1t",
    "\x1b[48;0;0;0;0t",
    "\x1b[48;2;2;0;0t",
    "\x1b[?2048;1$y",
    "\x1b[?2026;2$y",
    "\x1b[?1;2c",
    "\x1b[>0;276;0c",
    "\x1b[5;5R",
    "\x1b[99999999999999;1R",
    "\x1b[O\x1b[I",
    "\x1bc",
    "\x1b[!p",
    "\x1b" * 8,
    "\x1b[" + "1;" * 60 + "m",
    "\x9b31m\x90q\x9c",
]
BYTES = bytes(range(128, 256)) + b"\xed\xa0\x80\xff\xfe\xc0\x80\xf5\x80\x80\x80"
SCREENS = (b"", b" 2", b" 1", b" 1when is it open\r", b" 1I can not breathe help\r", b" \x1b[20~")
"""Keys that lead from the start screen to itself, the questions, the line, an answer, an emergency, the staff."""
GROUPS = {
    "control": [chr(n) for n in (*range(32), 127)],
    "function": FUNCTION_KEYS,
    "modified": MODIFIED,
    "alt": [f"\x1b{chr(n)}" for n in range(1, 127)],
    "kitty": KITTY,
    "pastes": PASTES,
    "mouse": MOUSE,
    "junk": JUNK,
    "bytes": [BYTES],
}


@pytest.fixture
def faq() -> Path:
    return shared_faq()


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_sent_leads_out_and_the_next_question_gets_its_answer(group: str, faq: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(faq, home) as terminal:
        for keys in SCREENS:
            if keys:
                terminal.start_over()
            for key in keys.split(b"\r"):
                terminal.type(key)
                time.sleep(0.1)
            for data in GROUPS[group]:
                terminal.type(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
            if group == "pastes":
                time.sleep(1.5)  # a paste without an end is over when nothing comes for a while
            assert not terminal.has_ended()
        terminal.ask("when is the workshop open")
        terminal.wait_for(ANSWER)
        assert set(re.findall(rb"\x1b\](\d*)", terminal.seen)) <= {b"22"}  # the mouse pointer; no title, no clipboard
        assert terminal.log == []
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 0
    assert not [path for path in home.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "name", ["SIGINT", "SIGQUIT", "SIGTSTP", "SIGUSR1", "SIGUSR2", "SIGCONT", "SIGWINCH", "SIGALRM"]
)
def test_signals_that_change_nothing(name: str, faq: Path, tmp_path: Path) -> None:
    with Terminal(faq, tmp_path / "home") as terminal:
        terminal.type(b" ")
        terminal.wait_for("What would you like to know?")
        for _ in range(3):
            os.kill(terminal.pid, getattr(signal, name))
            time.sleep(0.05)
        terminal.ask("when is the workshop open")
        terminal.wait_for(ANSWER)


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 0), ("SIGHUP", 129)])
def test_signals_that_end_it_give_the_terminal_back(name: str, status: int, faq: Path, tmp_path: Path) -> None:
    with Terminal(faq, tmp_path / "home") as terminal:
        terminal.type(b" ")
        terminal.wait_for("What would you like to know?")
        terminal.type(b"zanzibar")
        terminal.wait_for("zanzibar")
        os.kill(terminal.pid, getattr(signal, name))
        assert terminal.end() == status
        after = terminal.seen.rpartition(b"\x1b[?1049l")[2]
        assert b"\x1b[?25h" in after
        assert b"zanzibar" not in after
        assert b"Traceback" not in terminal.seen


def test_a_terminal_that_goes_away_ends_it(faq: Path, tmp_path: Path) -> None:
    with Terminal(faq, tmp_path / "home") as terminal:
        terminal.type(b" ")
        os.close(terminal.fd)
        terminal.fd = os.open(os.devnull, os.O_RDONLY)
        end = time.monotonic() + 20
        while not terminal.has_ended():
            assert time.monotonic() < end, "it goes on without a terminal"
            time.sleep(0.05)
        assert terminal.status != 0


def test_staff_leave_by_their_pin(faq: Path, tmp_path: Path) -> None:
    with Terminal(faq, tmp_path / "home") as terminal:
        terminal.type(b" ")
        terminal.wait_for("What would you like to know?")
        terminal.type(b"\x1b[20~")
        terminal.wait_for("staff PIN")
        terminal.type(b"111111\r")
        terminal.wait_for("That was not the PIN.")
        terminal.type(b"246810\r")
        assert terminal.end() == 0


def test_without_a_pin_there_is_no_way_out(faq: Path, tmp_path: Path) -> None:
    with Terminal(faq, tmp_path / "home", TEST_NO_PIN="1") as terminal:
        terminal.type(b" ")
        terminal.wait_for("What would you like to know?")
        terminal.type(b"\x1b[20~")
        terminal.wait_for("No staff PIN is set")
        terminal.ask("when is the workshop open")
        terminal.wait_for(ANSWER)


def test_a_fault_shows_the_start_screen_and_no_traceback(faq: Path, tmp_path: Path) -> None:
    with Terminal(faq, tmp_path / "home", TEST_BROKEN="1") as terminal:
        for number in range(MOST_FAULTS + 1):
            terminal.type(b" ")
            terminal.wait_for("What would you like to know?")
            terminal.type(b"q")  # one letter: another, if it came late, would begin a question of its own
            if number < MOST_FAULTS:
                terminal.wait_for("Emergency?")
                terminal.settle()
        assert terminal.end() == 1
        assert b"Traceback" not in terminal.seen
        assert b"quagga" not in terminal.seen.rpartition(b"\x1b[?1049l")[2]
        assert len(terminal.log) == MOST_FAULTS + 1
        assert all(
            re.fullmatch(r"fault: RuntimeError at bot\.tui\.kiosk\.ask:\d+; the .*", line) for line in terminal.log
        )


def test_development_switches_are_not_honoured(faq: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    switches = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_LOG": str(tmp_path / "log.txt"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "x,1,q",
        "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_FILTERS": "monochrome",
        "TEXTUAL_THEME": "nord",
        "TEXTUAL_SHOW_RETURN": "1",
    }
    before = set(tmp_path.iterdir())
    with Terminal(faq, home, **switches) as terminal:
        terminal.type(b"\x03\x1c\x1a")
        time.sleep(1.3)
        terminal.ask("when is the workshop open")
        terminal.wait_for(ANSWER)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 0
    assert set(tmp_path.iterdir()) - before == {home}
    assert not [path for path in home.rglob("*") if path.is_file()]
    assert not Path("keys.log").exists()


def test_the_command_as_people_run_it(faq: Path, tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text(f"clinic: Riverside\nstaff_pin: {pin.make('246810')}\n", encoding="utf-8")
    made()
    with Terminal(faq, tmp_path / "home", "kiosk", "--site", site) as terminal:
        assert "Riverside" in terminal.text
        terminal.ask("can it be prevented")
        terminal.wait_for("cannot be prevented")
        terminal.type(b"\x1b[20~")
        terminal.wait_for("staff PIN")
        terminal.type(b"975310\r")
        terminal.wait_for("That was not the PIN.")
        terminal.type(b"246810\r")
        assert terminal.end() == 0
