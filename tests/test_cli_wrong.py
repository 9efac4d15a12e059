"""What is wrong is said in one line: no traceback, a status that tells, and never the words that were typed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from running import ROOT, SMALL, warm_cache

from bot import cli, shipped
from bot.conversation import Conversation
from bot.replies import Bot
from bot.reply import Reply
from bot.yamlfile import FileError

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache()))


def run(capsys: Out, *arguments: str) -> tuple[int | str | None, str, str]:
    """Exit status, output, errors: whether main returns the status or ends with it."""
    try:
        status: int | str | None = cli.main(arguments)
    except SystemExit as ended:
        status = ended.code
    return status, *capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["does kemo work"], "invalid choice"),
        (["ask", "--colour", "x"], "unrecognized arguments: --colour"),
        (["ask", "--faq"], "--faq: expected one argument"),
        (["test"], "QUESTIONS.tsv"),
        (["test", "x.tsv", "--min-right", "many"], "--min-right: invalid percent value: 'many'"),
        (["ask", "--faq", "none.yaml", "x"], "none.yaml: cannot be read (No such file or directory)"),
        (["chat", "none.yaml"], "none.yaml: cannot be read"),
        (["none.yml"], "none.yml: cannot be read"),
        (["leaflet.pdf"], "leaflet.pdf: cannot be read"),
        (["ask", "--faq", str(ROOT), "x"], "holds no FAQ"),
        (["chat", str(ROOT / "tests" / "questions")], "questions: holds no FAQ"),
        ([str(ROOT / "tests" / "questions")], "questions: holds no FAQ"),
        (["ask", "--json", "--why", "x"], "--why: not allowed with argument --json"),
        (["test", str(ROOT), "--faq", str(SMALL)], "this is a folder; name a file in it"),
        (["test", "none.tsv", "--faq", str(SMALL)], "none.tsv: cannot be read"),
    ],
)
def test_wrong_command_is_one_line_and_status_2(capsys: Out, arguments: list[str], says: str) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("faqbot: ")
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", ":1: is empty"),
        (b"title: X\nentries: [\n", ":3: is not valid YAML"),
        (b"title: X\nlanguage: en\nentires: []\n", "“entries”"),
        (bytes(range(256)), ":2: is not UTF-8 text"),
        (b"title: X\n\xff\xfe", ":2: is not UTF-8 text"),
        (b"title: \x00\n", ":1: holds a control character"),
        (b"a" * 5_000_001, "is larger than 5 MB"),
    ],
    ids=["empty", "broken", "misspelt", "binary", "not UTF-8", "control character", "too large"],
)
def test_broken_faq_is_one_line_and_status_2(capsys: Out, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    status, out, err = run(capsys, "ask", "--faq", str(path), "zanzibar")
    assert (status, out) == (2, "")
    assert err.startswith(f"faqbot: {path}")
    assert says in err
    assert err.count("\n") == 1
    assert "zanzibar" not in err


@pytest.mark.parametrize("arguments", [["ask", "--json"], ["ask"], ["ask", "--why"], ["chat"], ["test", "QUESTIONS"]])
def test_fault_inside_is_one_line_without_the_question(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, tmp_path: Path, small_bot: Bot, arguments: list[str]
) -> None:
    def broken(*_: object, **__: object) -> Reply:
        raise RuntimeError("zanzibar hurts")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for opens in ("open_at", "open_bot"):  # a real one would be made anew, in seconds, for each
        monkeypatch.setattr(cli, opens, lambda *_: small_bot)
    monkeypatch.setattr(Bot, "ask", broken)
    monkeypatch.setattr("bot.among.decide", broken)
    questions = tmp_path / "questions.tsv"
    questions.write_text("chain\tzanzibar hurts\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("zanzibar hurts\n"))
    named = [str(questions) if argument == "QUESTIONS" else argument for argument in arguments]
    status, out, err = run(capsys, *named, "--faq", str(SMALL))
    assert status == 1
    assert "Traceback" not in out + err
    assert "hurts" not in (out + err).replace("You: zanzibar hurts", "")
    assert err.count("\n") == (0 if arguments == ["chat"] else 1)
    assert ("went wrong" in out) if arguments == ["chat"] else ("a fault inside the program (RuntimeError)" in err)


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: Out, small_bot: Bot) -> None:
    def interrupted(*_: object) -> Reply:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "open_at", lambda *_: small_bot)
    monkeypatch.setattr(Bot, "ask", interrupted)
    assert run(capsys, "ask", "--faq", str(SMALL), "x") == (130, "", "faqbot: stopped\n")


@pytest.mark.parametrize("arguments", [["nonsense"], ["leaflet.pdf"], ["ask", "--faq", "none.yaml", "x"]])
def test_wording_that_is_broken_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, arguments: list[str]
) -> None:
    """A clinic may have edited it; what else is wrong cannot be said then."""

    def broken(name: str = "en") -> Conversation:
        raise FileError("conversation.yaml", 7, "is not valid YAML")

    monkeypatch.setattr(shipped, "wording", broken)
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err == "faqbot: conversation.yaml:7: is not valid YAML\n"
