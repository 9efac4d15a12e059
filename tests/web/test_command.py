"""`faqbot serve` on the command line: where it listens, what it starts, and what it says where it cannot."""

from __future__ import annotations

import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from running import LIMIT, SMALL, Running, environment, faqbot, quick_faq, shared_faq

from bot import cli, options, shipped, unit
from bot.web import command

say = shipped.wording().say
ANALYZE = shutil.which("systemd-analyze")
MOST_EXPOSED = 1.5
"""Of 10; systemd calls up to 2 "safe". A server needs a network."""


def test_it_listens_on_this_machine_only_unless_told() -> None:
    assert options.parse(["serve"]).host == "127.0.0.1"
    assert options.parse(["serve", "--host", "0.0.0.0"]).host == "0.0.0.0"


def test_a_visitor_gets_the_same_leaflets_and_settings() -> None:
    here = Path.cwd()
    assert command.words(options.parse(["serve", "a.yaml", "--faq", "b.yaml"])) == [
        "chat", str(here / "a.yaml"), str(here / "b.yaml"),
    ]  # fmt: skip
    assert command.words(options.parse(["serve", "--kiosk", "--site", "site.yaml", "a.yaml"])) == [
        "kiosk", "--faq", str(here / "a.yaml"), "--site", str(here / "site.yaml"),
    ]  # fmt: skip
    assert command.words(options.parse(["serve", "--site", "site.yaml"])) == ["chat", "--site", str(here / "site.yaml")]
    for words in (["serve", "a.yaml"], ["serve", "--kiosk", "--faq", "a.yaml", "--site", "site.yaml"]):
        options.parse(command.words(options.parse(words)))  # what is started understands it


def test_a_chat_left_alone_ends_and_a_kiosk_begins_anew_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    faq = str(quick_faq(tmp_path))
    shutil.copy(SMALL.with_name("small.md"), tmp_path)
    assert command.settings_of(options.parse(["serve", faq, "--idle", "3"]), say).idle_minutes == 3
    assert command.settings_of(options.parse(["serve", "--kiosk", "--faq", faq]), say).idle_minutes == 0


def test_it_serves_until_it_is_stopped() -> None:
    with Running("serve", shared_faq(), "--port", "0") as server:
        assert re.search(r"http://127\.0\.0\.1:[1-9]\d*/", server.read_line())
        assert server.interrupt() == (0, "", "")


def test_a_port_in_use_is_told_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = faqbot("serve", shared_faq(), "--port", port)
    assert (done.returncode, done.stdout) == (2, b"")
    assert port in done.stderr.decode() and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "words",
    [["--port", "70000"], ["--port", "x"], ["--sessions", "0"], ["--font-size", "1"], ["--idle", "-1"], ["none.yaml"]],
)
def test_wrong_words_are_told_in_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_the_extra_it_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['textual_serve'] = None; from bot import cli; sys.exit(cli.main(['serve']))"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, timeout=LIMIT)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"pip install 'faqbot[web]'" in done.stderr


def served_unit(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["serve", "--systemd-unit", *words]) == 0
    text = capsys.readouterr().out
    assert "{" not in text
    return text


def test_the_unit_serves_what_the_options_say(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--kiosk", "--site", str(SMALL.parent / "no-such.yaml")]
    assert cli.main(["serve", "--systemd-unit", *words]) == 2
    capsys.readouterr()
    given = ["--kiosk", "--faq", str(SMALL), "--host", "::1", "--port", "81", "--sessions", "7", "--font-size", "30"]
    text = served_unit(capsys, *given, "--name", "kiosk.clinic.example", "--idle", "0")
    started = shlex.split(re.findall(r"^ExecStart=(.*)$", text, flags=re.MULTILINE)[0])
    again = options.parse(started[len(unit.program()) :])
    assert vars(again) == vars(options.parse(["serve", *given, "--name", "kiosk.clinic.example", "--idle", "0"]))
    assert "IPAddressDeny=any\nIPAddressAllow=localhost" in text and "MemoryMax=1240M" in text
    assert "IPAddressAllow=any" in served_unit(capsys, "--host", "0.0.0.0")


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed; .ci/run sees that it is")
def test_systemd_approves_of_the_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(unit, "program", lambda: ["/bin/true"])
    path = tmp_path / "faqbot-serve.service"
    path.write_text(served_unit(capsys))
    verified = subprocess.run([ANALYZE or "", "verify", path], capture_output=True, text=True, timeout=LIMIT)
    assert (verified.returncode, [line for line in verified.stderr.splitlines() if path.name in line]) == (0, [])
    limit = f"--threshold={MOST_EXPOSED * 10:.0f}"
    judged = subprocess.run(
        [ANALYZE or "", "security", "--offline=yes", "--no-pager", limit, path], capture_output=True, timeout=LIMIT
    )
    assert judged.returncode == 0, judged.stdout.decode()
