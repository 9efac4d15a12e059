"""The systemd unit: what systemd itself says of it, and that it starts this program with the places it was given."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import LIMIT, SMALL, faqbot

from bot import unit

ANALYZE = shutil.which("systemd-analyze")
MOST_EXPOSED = 1.0
"""Of 10; systemd calls up to 2 "safe"."""
needs_systemd = pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed; .ci/run sees that it is")


def setting(text: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", text, flags=re.MULTILINE)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A program and a site file with a name that systemd could misread."""
    folder = tmp_path / 'a b%h$HOME"\\'
    folder.mkdir()
    (folder / "faqbot").symlink_to("/bin/true")
    return folder


@needs_systemd
@pytest.mark.parametrize("login", [False, True], ids=["as printed", "with a login prompt after the PIN"])
def test_systemd_approves(place: Path, tmp_path: Path, login: bool) -> None:
    text = unit.text(["/bin/true"], ["--site", place / "site.yaml"], place / "counts")
    if login:
        text, changed = re.subn(r"^#(?=OnSuccess|RestartPrevent)", "", text, flags=re.MULTILINE)
        assert changed == 2
    path = tmp_path / "faqbot-kiosk.service"
    path.write_text(text)
    verified = subprocess.run([ANALYZE or "", "verify", path], capture_output=True, text=True, timeout=LIMIT)
    assert (verified.returncode, [line for line in verified.stderr.splitlines() if path.name in line]) == (0, [])
    command = [ANALYZE or "", "security", "--offline=yes", "--no-pager", f"--threshold={MOST_EXPOSED * 10:.0f}", path]
    judged = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    assert judged.returncode == 0, judged.stdout


def test_places_are_whole_and_cannot_be_misread(place: Path) -> None:
    text = unit.text([str(place / "faqbot")], ["--site", place / "site.yaml"])
    (command,) = setting(text, "ExecStart")
    read = shlex.split(command.replace("%%", "%").replace("$$", "$").replace(r"\x22", r"\"").replace(r"\x5c", r"\\"))
    assert read == [str(place / "faqbot"), "kiosk", "--site", str(place / "site.yaml")]
    assert "{" not in text


@pytest.mark.parametrize(
    ("path", "written"), [("/var/lib/faqbot/counts", []), ("/srv/counts", ["-/srv/counts"]), (None, [])]
)
def test_only_the_folder_of_counts_can_be_written(path: str | None, written: list[str]) -> None:
    text = unit.text(["/bin/true"], [], Path(path) if path else None)
    assert setting(text, "ReadWritePaths") == written
    assert setting(text, "ProtectSystem") == ["strict"]


def test_what_the_issue_asks_for_stands_in_it() -> None:
    text = unit.text(["/bin/true"], [])
    wanted = {
        "Restart": "always", "StartLimitIntervalSec": "0", "User": "faqbot-kiosk", "StandardInput": "tty-force",
        "StandardError": "tty", "StandardOutput": "tty", "TTYPath": "/dev/tty1", "TTYVTDisallocate": "yes",
        "Conflicts": "getty@tty1.service", "LimitCORE": "0", "NoNewPrivileges": "yes",
    }  # fmt: skip
    assert {name: setting(text, name) for name in wanted} == {name: [value] for name, value in wanted.items()}


def test_the_program_is_the_one_that_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "faqbot").touch()
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "faqbot")])
    assert unit.program() == [str(tmp_path / "faqbot")]
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "__main__.py")])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert unit.program() == [str(tmp_path / "faqbot")]
    (tmp_path / "faqbot").unlink()
    assert unit.program() == [str(tmp_path / "python"), "-m", "bot"]


def test_places_that_the_unit_shuts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [Path("/home/x/y"), Path("/opt/faqbot/../../root/x"), Path("/opt/home"), Path("/tmp")]
    assert unit.shut(named) == [Path("/home/x/y"), Path("/root/x"), Path("/tmp")]


def test_the_command_prints_it_with_absolute_places(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("counts: counts\n")
    done = faqbot("kiosk", "--systemd-unit", "--site", tmp_path / "site.yaml", "--faq", SMALL)
    text = done.stdout.decode()
    assert done.returncode == 0
    (command,) = setting(text, "ExecStart")
    assert command.startswith("/")
    assert command.endswith(f" kiosk --site {tmp_path}/site.yaml --faq {SMALL}")
    assert setting(text, "ReadWritePaths") == [f"-{tmp_path}/counts"]
    shut = [line for line in done.stderr.decode().splitlines() if str(tmp_path) in line]
    assert len(shut) == (2 if str(tmp_path).startswith("/tmp/") else 0)
