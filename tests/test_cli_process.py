"""The commands as processes of their own: pipes, signals, terminals and bytes that no caller in Python can bring."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from running import LIMIT, SMALL, Running, environment, faqbot

NASTY = "mend a flat [bold]x[/bold] [@click=app.quit]y\x1b[31mred\x1b]0;title\x07 \x9b1m \u202eevil\u200b\x08\x7f"
FORMS: list[list[str]] = [["ask"], ["ask", "--json"], ["ask", "--why"], ["chat"], ["chat", "--plain"]]


def shows_only_text(output: bytes) -> bool:
    return all(char == "\n" or char.isprintable() for char in output.decode())


def test_ask_as_a_process() -> None:
    done = faqbot("ask", "--json", "--faq", SMALL, "mend a flat")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    assert json.loads(done.stdout)["entries"] == ["puncture"]


@pytest.mark.parametrize("form", [("ask",), ("chat", "--plain")])
def test_the_emergency_number_of_a_site_is_told(form: tuple[str, ...], tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text(f"emergency_number: 0112\nfaqs: ['{SMALL}']\n", encoding="utf-8")
    done = faqbot(*form, "--site", site, given=b"my baby is not breathing\nmend a flat\n")
    assert (done.returncode, done.stderr) == (0, b"")
    text = " ".join(done.stdout.decode().split())
    assert "call the emergency number 0112." in text
    assert "flat tire" in text, "the leaflets are those of the site"


def test_each_line_is_answered_before_the_next_is_written() -> None:
    """A program can drive it through a pipe: nothing waits in a buffer."""
    with Running("ask", "--json", "--faq", SMALL) as running:
        for question in ("mend a flat", "", "hello"):
            running.write(f"{question}\n")
            assert json.loads(running.read_line())["question"] == question


@pytest.mark.parametrize(
    ("form", "parts"),
    [([], ["flat tire", "does not cover insurance", "Hello"]), (["--why"], ["1. puncture", "insurance", "Thresholds"])],
)
def test_so_it_is_without_json(form: list[str], parts: list[str]) -> None:
    with Running("ask", *form, "--faq", SMALL) as running:
        for question, part in zip(("mend a flat", "insurance claim form", "hello"), parts, strict=True):
            running.write(f"{question}\n")
            assert running.read_until(part).endswith(part)


def test_chat_through_a_pipe_answers_line_by_line() -> None:
    with Running("chat", SMALL) as running:
        assert "Hello. I can answer" in running.read_until("You: ")
        running.write("mend a flat\n")
        assert "Take the tube out" in running.read_until("You: ")
        running.write("quit\n")
        assert running.read_until("never").rstrip().endswith("worries you.")
        assert running.process.wait(LIMIT) == 0


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_no_control_character_of_a_question_comes_out(form: list[str]) -> None:
    done = faqbot(*form, "--faq", SMALL, given=f"{NASTY}\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert shows_only_text(done.stdout)
    if "--json" in form:  # not even when it is unpacked; what only looks like markup stays
        question = json.loads(done.stdout)["question"]
        assert question == "mend a flat [bold]x[/bold] [@click=app.quit]yred evil"


@pytest.mark.parametrize("form", FORMS[:3], ids=" ".join)
def test_argument_with_nasty_bytes(form: list[str]) -> None:
    done = faqbot(*form, "--faq", SMALL, b"mend a flat \xff\xfe" + NASTY.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert shows_only_text(done.stdout)


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_bytes_that_are_no_text(form: list[str]) -> None:
    done = faqbot(*form, "--faq", SMALL, given=b"\xff\xfe\x00mend a flat\xc3\n\xf0\x9f\n" + bytes(range(256)))
    assert (done.returncode, done.stderr) == (0, b"")
    assert shows_only_text(done.stdout)
    if "--json" in form:
        kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
        assert kinds[0] == "answer"
        assert len(kinds) == 4  # the last bytes hold a line feed and a carriage return, which ends a line too


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_line_of_a_megabyte(form: list[str]) -> None:
    done = faqbot(*form, "--faq", SMALL, given=b"wheel" * 200_000 + b"\nmend a flat\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) < 20_000
    assert b"puncture" in done.stdout if {"--json", "--why"} & set(form) else b"Take the tube out" in done.stdout


@pytest.mark.parametrize("form", [["ask", "--json"], ["ask"], ["chat", "--plain"]], ids=" ".join)
def test_reader_that_leaves_is_no_fault(form: list[str]) -> None:
    """`faqbot ask | head -1`."""
    with Running(*form, "--faq", SMALL) as running:
        running.write("mend a flat\n")
        assert running.read_line()
        assert running.process.stdout
        running.process.stdout.close()
        try:
            running.write("mend a flat\n" * 500)
            assert running.process.stdin
            running.process.stdin.close()
        except BrokenPipeError:
            pass
        assert running.process.stderr
        assert running.process.stderr.read() == b""
        assert running.process.wait(LIMIT) == 0
        running.process.stdin = running.process.stdout = None


@pytest.mark.parametrize(
    "arguments", [["ask", "--faq", SMALL, "hello"], ["--help"], ["--version"], ["test", "TSV", "--faq", SMALL]]
)
def test_reader_that_was_never_there_is_no_fault(arguments: list[str | Path], tmp_path: Path) -> None:
    questions = tmp_path / "questions.tsv"
    questions.write_text("chain\tmend a flat\n")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bot", *(questions if argument == "TSV" else argument for argument in arguments)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=LIMIT, env=environment())
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["ask", "hello"], ["ask", "--json", "hello"], ["test", "TSV"]], ids=" ".join)
def test_disk_that_is_full_is_one_line(arguments: list[str], tmp_path: Path) -> None:
    questions = tmp_path / "questions.tsv"
    questions.write_text("chain\tmend a flat\n")
    named = [str(questions) if argument == "TSV" else argument for argument in arguments]
    command = [sys.executable, "-m", "bot", *named, "--faq", str(SMALL)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=LIMIT, env=environment())
    assert done.returncode == 1
    assert done.stderr.startswith(b"faqbot: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("form", [["ask"], ["chat"]], ids=" ".join)
def test_stream_that_is_closed_is_no_fault(form: list[str], stream: str) -> None:
    """`faqbot chat <&-`, as some service managers start programs."""
    number = ("stdin", "stdout", "stderr").index(stream)
    code = "import os, sys; os.close(int(sys.argv[1])); os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
    command = [sys.executable, "-c", code, str(number), "-m", "bot", *form, "--faq", str(SMALL)]
    done = subprocess.run(command, input=b"hello\n", capture_output=True, timeout=LIMIT, env=environment())
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_in_ask_is_one_line_and_130() -> None:
    with Running("ask", "--json", "--faq", SMALL) as running:
        running.write("hello\n")
        assert running.read_line()
        assert running.interrupt() == (130, "", "faqbot: stopped\n")


def test_ctrl_c_in_chat_is_a_goodbye_and_130() -> None:
    with Running("chat", "--plain", SMALL) as running:
        running.read_until("You: ")
        status, out, err = running.interrupt()
        assert (status, err) == (130, "")
        assert out.startswith("\nGoodbye.")


@pytest.mark.parametrize(
    "environ",
    [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "TERM": "dumb"}, {"LANG": ""}, {"LANG": "xx_YY.nonsense"}],
    ids=str,
)
def test_any_locale_reads_and_writes_utf_8(environ: dict[str, str]) -> None:
    done = faqbot("ask", "--json", "--faq", SMALL, given="mend a flat, señor\n".encode(), **environ)
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert (found["question"], found["entries"]) == ("mend a flat, señor", ["puncture"])
    assert "“The Bicycle Workshop”" in found["source"]


@pytest.mark.parametrize("form", FORMS[:4], ids=" ".join)
def test_letters_that_the_terminal_lacks_become_a_question_mark(form: list[str]) -> None:
    done = faqbot(*form, "--faq", SMALL, given="mend a flat 😀\n".encode(), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_dumb_terminal_gets_the_plain_conversation() -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", str(SMALL)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(TERM="dumb"),
    )
    os.close(theirs)
    os.write(ours, b"mend a flat\nquit\n")
    seen = b""
    try:
        while more := os.read(ours, 65_536):
            seen += more
    except OSError:  # how a pseudo terminal tells its end
        pass
    finally:
        os.close(ours)
    assert process.wait(LIMIT) == 0
    assert b"\x1b" not in seen
    assert b"Take the tube out" in seen
    assert seen.count(b"mend a flat") == 1  # the terminal shows what is typed; the program does not repeat it


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], b"invalid choice"),
        (["ask", "--colour"], b"unrecognized arguments"),
        (["ask", "--faq", "none.yaml", "x"], b"none.yaml: cannot be read"),
        (["test", "FOLDER", "--faq", str(SMALL)], b"this is a folder"),
        (["chat", "FOLDER/x.yaml"], b"holds no FAQ"),
        (["chat", "FOLDER/bad\nname\x1b[31m.yaml"], b"cannot be read"),
        (["chat", b"none\xff.yaml"], b"cannot be read"),
    ],
)
def test_wrong_command_is_one_clean_line(arguments: list[str | bytes], says: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    named = [a.replace("FOLDER", str(tmp_path)) if isinstance(a, str) else a for a in arguments]
    done = faqbot(*named)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"faqbot: ")
    assert says in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("form", [["ask", "--faq"], ["chat"], ["test"]], ids=" ".join)
def test_pipe_or_device_instead_of_a_file_is_refused_at_once(form: list[str], tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe.yaml", tmp_path / "endless.yaml"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    for path in (pipe, endless):
        done = faqbot(*form, path, given=b"x\n")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"this is not an ordinary file" in done.stderr


def test_asking_with_a_store_loads_neither_screens_nor_yaml() -> None:
    """What makes the one-shot command quick."""
    faqbot("ask", "--faq", SMALL, "hello")
    code = "import sys; from bot.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    command = [sys.executable, "-c", code, "ask", "--faq", str(SMALL), "mend a flat"]
    done = subprocess.run(command, capture_output=True, timeout=LIMIT, env=environment())
    loaded = set(done.stdout.decode().split())
    assert "bot.store" in loaded
    assert not {"yaml", "textual", "rich", "bot.tui", "bot.training", "bot.draft_matcher"} & loaded
