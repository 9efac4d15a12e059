"""The conversation as plain lines: for screen readers, pipes, and whatever a pipe may bring."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.fakes import ANSWERS, QUESTIONS, FakeBot

from bot.lines import wrapped
from bot.plain import is_needed, run
from bot.words import MAX_QUESTION


def talk(*lines: str, bot: FakeBot | None = None) -> str:
    out = io.StringIO()
    assert run(bot or FakeBot(), [f"{line}\n" for line in lines], out) == 0  # type: ignore[arg-type]
    return out.getvalue()


def test_greets_with_numbered_starters_and_asks() -> None:
    text = talk()
    assert "Answer: Hello." in text
    assert "\n1. What is neuroblastoma?\n" in text
    assert text.rstrip().splitlines()[-2].startswith("You: ")


def test_answer_has_passage_advice_source_and_numbered_questions_in_order() -> None:
    text = talk("signs").split("You: ")[1]
    order = ["Answer:", QUESTIONS["symptoms"], ANSWERS["symptoms"], "This is general", "From the section", "1. How do"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_number_picks_and_topics_renumber() -> None:
    assert ANSWERS["symptoms"] in talk("2")
    assert ANSWERS["causes"] in talk("topics", "7")


def test_urgent_says_so_first() -> None:
    assert "\nURGENT: This sounds like an emergency." in talk("my baby cannot breathe")


def test_no_boxes_no_colours_no_cursor_tricks() -> None:
    text = talk("signs", "topics", "help", "stage", "cuases", "\x1b[31mred\x07", "[bold]x[/bold]")
    assert all(char == "\n" or char.isprintable() for char in text)
    assert not set(text) & set("│─╭╮╰╯┃━▌▶•")


@pytest.mark.parametrize("word", ["quit", "EXIT", " bye "])
def test_words_to_leave(word: str) -> None:
    text = talk(word, "signs")
    assert text.rstrip().endswith("Goodbye. Talk to your care team about anything that worries you.")
    assert ANSWERS["symptoms"] not in text


def test_empty_and_too_long_lines_get_a_kind_word() -> None:
    bot = FakeBot()
    text = talk("", "   ", "x" * (MAX_QUESTION + 1), "x" * 1_000_000, bot=bot)
    assert text.count("Type a question first") == 2
    assert text.count("That is too long for one question.") == 2
    assert bot.asked == []


def test_endless_line_of_a_file_is_one_question() -> None:
    bot, out = FakeBot(), io.StringIO()
    assert run(bot, io.StringIO("x" * 100_000 + "\nsigns"), out) == 0  # type: ignore[arg-type]
    assert out.getvalue().count("too long") == 1
    assert bot.asked == ["signs"]


def test_echo_shows_what_came_through_a_pipe() -> None:
    out = io.StringIO()
    run(FakeBot(), ["signs\n"], out, echo=True)  # type: ignore[arg-type]
    assert "You: signs\n" in out.getvalue()


def test_ctrl_c_says_goodbye() -> None:
    def interrupted() -> Iterator[str]:
        yield "signs\n"
        raise KeyboardInterrupt

    out = io.StringIO()
    assert run(FakeBot(), interrupted(), out) == 130  # type: ignore[arg-type]
    assert out.getvalue().rstrip().endswith("worries you.")


def test_fault_prints_no_traceback_and_nothing_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: FakeBot, question: str, after: object = None) -> None:
        raise RuntimeError(question)

    monkeypatch.setattr(FakeBot, "ask", broken)
    out = io.StringIO()
    assert run(FakeBot(), ["zanzibar\n"], out) == 1  # type: ignore[arg-type]
    assert "zanzibar" not in out.getvalue()
    assert "Sorry, something went wrong" in out.getvalue()


@pytest.mark.parametrize("text", ["signs\n" * 3000, "\xff\xfe signs\n".encode("latin-1").decode("latin-1") * 3])
def test_reader_that_goes_away_is_no_fault(text: str) -> None:
    """`faqbot chat --plain | head -1`: no traceback, whatever is still to be written."""
    here = Path(__file__).parent
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from tui.fakes import FakeBot; from bot.plain import run\n"
        "sys.exit(run(FakeBot(), sys.stdin, sys.stdout))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(here), str(here.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    try:
        process.stdin.write(text.encode("latin-1"))
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(20) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "streams", "needed"),
    [
        ("xterm-256color", [Terminal(), Terminal()], False),
        ("xterm-256color", [Terminal(), io.StringIO()], True),
        ("xterm-256color", [io.StringIO(), Terminal()], True),
        ("dumb", [Terminal(), Terminal()], True),
        ("", [Terminal(), Terminal()], True),
    ],
)
def test_when_plain_lines_are_needed(term: str, streams: list[io.StringIO], needed: bool) -> None:
    assert is_needed({"TERM": term}, *streams) is needed


LONG = [
    ("one two three four", 9, "one two\nthree\nfour"),
    ("- one two three", 9, "- one two\n  three"),
    ("12. one two three", 10, "12. one\n    two\n    three"),
    ("a-word-with-hyphens https://example.org/very/long", 12, "a-word-with-hyphens\nhttps://example.org/very/long"),
    ("first line here\n\nsecond", 10, "first line\nhere\n\nsecond"),
    ("short", 80, "short"),
    ("left as it is, however long", 0, "left as it is, however long"),
]


@pytest.mark.parametrize(("text", "width", "lines"), LONG)
def test_lines_are_broken_at_words(text: str, width: int, lines: str) -> None:
    assert wrapped(text, width) == lines


@given(st.text(), st.integers(1, 40))
def test_breaking_lines_keeps_every_word(text: str, width: int) -> None:
    assert wrapped(text, width).split() == text.split()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_gets_lines_of_its_width_and_a_pipe_whole_ones(tmp_path: Path) -> None:
    import fcntl
    import struct
    import termios

    whole = io.StringIO()
    run(FakeBot(), ["signs\n"], whole)  # type: ignore[arg-type]
    master, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    with open(terminal, "w", encoding="utf-8") as out:
        reader = threading.Thread(target=lambda: seen.append(read_all(master)))
        seen: list[str] = []
        reader.start()
        run(FakeBot(), ["signs\n"], out)  # type: ignore[arg-type]
    reader.join(20)
    os.close(master)
    assert max(len(line) for line in seen[0].splitlines()) <= 40
    assert max(len(line) for line in whole.getvalue().splitlines()) > 80
    assert seen[0].split() == whole.getvalue().split()


def read_all(master: int) -> str:
    parts = []
    try:
        while part := os.read(master, 4096):
            parts.append(part)
    except OSError:  # the other end was closed
        pass
    return b"".join(parts).decode()


def test_closed_stream_needs_plain_lines() -> None:
    closed = io.StringIO()
    closed.close()
    assert is_needed({"TERM": "xterm"}, closed)
