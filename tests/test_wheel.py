"""What people install: a wheel that holds all it needs, and minds no folder it happens to be started from."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import venv
import zipfile
from functools import partial
from pathlib import Path

import pytest
from running import LIMIT, ROOT, environment, made, once, warm_cache

from bot import cli, shipped

QUESTION = "will she be ok"


def build(folder: Path) -> None:
    folder.mkdir()
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    if not importlib.util.find_spec("hatchling"):
        command.remove("--no-build-isolation")  # then pip has to fetch it
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, timeout=LIMIT)
    if done.returncode and "--no-build-isolation" not in command and "hatchling" in done.stderr:
        pytest.skip("the build backend is not installed and cannot be fetched")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel() -> Path:
    (found,) = once("wheel", build).glob("*.whl")
    return found


def install(folder: Path, wheel: Path) -> None:
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True, timeout=LIMIT)
    (packages,) = folder.glob("lib/python*/site-packages")
    others = [path for path in sys.path if path.endswith("-packages")]
    (packages / "others.pth").write_text("".join(f"{path}\n" for path in others))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The `faqbot` of a fresh environment, whose other packages are the ones of the tests: no network."""
    return once("installed", partial(install, wheel=wheel)) / "bin" / "faqbot"


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = environment()
    del environ["PYTHONPATH"]
    command = [str(installed), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=folder, env=environ, input="")


def test_wheel_holds_the_program_and_what_ships_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    inside = {f"bot/{path.relative_to(ROOT / 'bot')}" for path in (ROOT / "bot").rglob("*.py")}
    for kind in ("*.tcss", "*.service", "web/page/*"):
        inside |= {f"bot/{path.relative_to(ROOT / 'bot')}" for path in (ROOT / "bot").rglob(kind)}
    inside |= {
        f"bot/faq_files/{path.relative_to(ROOT / 'faq')}" for path in (ROOT / "faq").rglob("*") if path.is_file()
    }
    assert {name for name in names if ".dist-info/" not in name} == inside
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_installed_program_answers_the_same_in_a_folder_with_decoys(
    installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decoy = (shipped.folder() / "en" / "neuroblastoma.yaml").read_text(encoding="utf-8").replace("outlook", "DECOY")
    (tmp_path / "faq" / "en").mkdir(parents=True)
    (tmp_path / "faq" / "en" / "neuroblastoma.yaml").write_text(decoy, encoding="utf-8")
    (tmp_path / "faq" / "en" / "conversation.yaml").write_text("DECOY")
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").write_text("raise SystemExit('DECOY')")
    (tmp_path / "yaml.py").write_text("raise SystemExit('DECOY')")
    done = run(installed, tmp_path, "ask", "--json", QUESTION)
    assert (done.returncode, done.stderr) == (0, "")
    made()
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache()))
    assert cli.main(["ask", "--json", QUESTION]) == 0
    assert done.stdout == capsys.readouterr().out
    assert json.loads(done.stdout)["entries"] == ["prognosis"]


def test_installed_program_is_the_one_that_ran(installed: Path, tmp_path: Path) -> None:
    """Not the one of the environment of the tests, nor this checkout."""
    code = "import bot, bot.shipped as shipped; print(bot.__file__, shipped.folder())"
    environ = environment()
    del environ["PYTHONPATH"]
    command = [str(installed.parent / "python"), "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=tmp_path, env=environ, check=True)
    assert all(Path(path).is_relative_to(installed.parent.parent) for path in done.stdout.split())


def test_installed_program_draws_its_chat(installed: Path, tmp_path: Path) -> None:
    """Its style sheets came along."""
    code = "from bot.tui.app import make_app; from bot.opening import open_bot; make_app(open_bot())"
    environ = environment()
    del environ["PYTHONPATH"]
    command = [str(installed.parent / "python"), "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=tmp_path, env=environ)
    assert (done.returncode, done.stderr) == (0, "")


def test_installed_program_holds_the_plain_conversation(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Neuroblastoma: questions and answers.")
