"""The conversation as plain lines: for screen readers, pipes, and whatever a pipe may bring."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tui.fakes import ANSWERS, QUESTIONS, FakeBot

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


def test_closed_stream_needs_plain_lines() -> None:
    closed = io.StringIO()
    closed.close()
    assert is_needed({"TERM": "xterm"}, closed)
