"""`faqbot draft`: written whole or not at all; brought up to date with what people added kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import cli, faq
from bot.entries import Review

PUDDLE = Path(__file__).parent / "data" / "puddle-foot.txt"


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "leaflets" / "puddle.txt"
    path.parent.mkdir()
    path.write_bytes(PUDDLE.read_bytes())
    return path


def test_to_standard_output(leaflet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["draft", str(leaflet)]) == 0
    out, err = capsys.readouterr()
    path = tmp_path / "out.yaml"
    path.write_text(out, encoding="utf-8")
    assert faq.load(path).title == "About puddle foot"
    assert "puddle.txt:1: left out (navigation): Skip to main content" in err


def test_to_a_file_that_names_the_leaflet(leaflet: Path, tmp_path: Path) -> None:
    target = tmp_path / "faq.yaml"
    assert cli.main(["draft", str(leaflet), "-o", str(target)]) == 0
    assert faq.load(target).document == "leaflets/puddle.txt"
    assert target.read_text(encoding="utf-8").startswith("# Drafted from leaflets/puddle.txt")
    assert set(os.listdir(tmp_path)) == {"leaflets", "faq.yaml"}


def test_a_file_that_is_there_is_not_overwritten(
    leaflet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "faq.yaml"
    target.write_text("mine", encoding="utf-8")
    assert cli.main(["draft", str(leaflet), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert "add --update" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "faq.txt"], "let it end with .yaml"),
        (["-o", "none/faq.yaml"], "no such folder"),
        (["--update"], "name it with -o"),
    ],
)
def test_what_cannot_be_written(
    leaflet: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["draft", str(leaflet), *arguments]) == 2
    err = capsys.readouterr().err
    assert says in err and err.count("\n") == 1
    assert os.listdir(tmp_path) == ["leaflets"]


def test_a_bad_leaflet_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    assert cli.main(["draft", str(bad), "-o", str(tmp_path / "faq.yaml")]) == 2
    assert os.listdir(tmp_path) == ["bad.txt"]
    assert capsys.readouterr().err.count("\n") == 1


def test_nothing_to_change(leaflet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "faq.yaml"
    cli.main(["draft", str(leaflet), "-o", str(target)])
    before = target.read_bytes()
    assert cli.main(["draft", str(leaflet), "-o", str(target), "--update"]) == 0
    assert target.read_bytes() == before
    assert "Nothing to change" in capsys.readouterr().err


def test_update_keeps_what_people_added(leaflet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "faq.yaml"
    cli.main(["draft", str(leaflet), "-o", str(target)])
    text = target.read_text(encoding="utf-8").replace(
        "  by: null\n  date: null", "  by: A nurse\n  date: 2026-01-02", 1
    )
    text = text.replace("- id: symptoms\n", "# my comment\n- id: symptoms\n")
    text = text.replace("  also:\n", "  also:\n  - my very own way of asking\n", 1)
    hand = (
        "\n- id: by-hand\n  question: Is it harmless?\n  answer: It comes from walking in wet socks for several hours."
    )
    hand += "\n"
    text = text.replace("\n# What people ask", hand + "\n# What people ask", 1)
    target.write_text(text, encoding="utf-8")
    old = faq.load(target)
    words = leaflet.read_text(encoding="utf-8")
    words = words.replace("wrinkled skin", "wrinkled and itchy skin").replace("Beeswax ointment", "Honey ointment")
    leaflet.write_text(words, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["draft", str(leaflet), "-o", str(target), "--update"]) == 0
    new, err = faq.load(target), capsys.readouterr().err
    assert new.entry("by-hand") == old.entry("by-hand")
    assert any("my very own way of asking" in entry.also for entry in new.entries)
    changed = new.entry("symptoms")
    assert changed and "itchy" in changed.answer
    assert changed.also == old.entry("symptoms").also  # type: ignore[union-attr]
    assert "answer changed, phrasings kept: symptoms" in err
    assert "gone" in err and "new: " in err and "A nurse" in err
    assert new.reviewed == Review()
    assert not any("Beeswax" in entry.answer for entry in new.entries)
    assert "# my comment" in (tmp_path / "faq.yaml.bak").read_text(encoding="utf-8")
