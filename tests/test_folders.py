"""A folder of FAQs is one bot: what it stands for, and what is said where it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import SMALL

from bot import folders
from bot.opening import open_bot
from bot.yamlfile import FileError


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def small(path: Path, language: str = "xx") -> Path:
    """The small FAQ at this place, in a language without words of its own: made in a moment."""
    text = SMALL.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_stands_for_its_faqs_in_order_of_name(tmp_path: Path) -> None:
    b, a, c = (small(tmp_path / name) for name in ("b.yaml", "a.yml", "C.YAML"))
    (tmp_path / "conversation.yaml").write_text("language: en\nlabels: {}\n")
    (tmp_path / "words.yaml").write_text("language: en\nsame: |\n  entries: in a text\n")
    (tmp_path / "notes.txt").write_text("entries:\n")
    (tmp_path / "deeper.yaml").mkdir()
    assert folders.expand([tmp_path]) == [c, a, b]


def test_files_stay_as_named_and_none_comes_twice(tmp_path: Path) -> None:
    b, a = small(tmp_path / "b.yaml"), small(tmp_path / "a.yaml")
    assert folders.expand([b, tmp_path, a]) == [b, a]
    assert folders.expand([tmp_path / "none.yaml"]) == [tmp_path / "none.yaml"]
    assert folders.expand([]) == []


def test_a_folder_without_a_faq_is_a_clear_line(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("language: en\n")
    with pytest.raises(FileError, match="holds no FAQ"):
        open_bot([tmp_path])


@pytest.mark.parametrize("content", [b"title: x\nentries: 5\n", b"entries:\n- id: [\n", b"\xff\xfeentries:\nx"])
def test_a_broken_faq_in_a_folder_is_named(tmp_path: Path, content: bytes) -> None:
    small(tmp_path / "a.yaml")
    (tmp_path / "broken.yaml").write_bytes(content.replace(b"\xff\xfe", b"title: \xff\n"))
    with pytest.raises(FileError, match="broken.yaml"):
        open_bot([tmp_path])


def test_faqs_in_different_languages_do_not_go_together(tmp_path: Path) -> None:
    small(tmp_path / "a.yaml"), small(tmp_path / "b.yaml", "yy")
    with pytest.raises(
        FileError, match="b.yaml: these FAQs are in different languages: xx, yy; start one bot for each"
    ):
        open_bot([tmp_path])


def test_a_folder_is_opened(tmp_path: Path) -> None:
    small(tmp_path / "a.yaml"), small(tmp_path / "b.yaml")
    bot = open_bot([tmp_path])
    assert len(bot.leaflets) == 2
    assert "a/puncture" in bot.entries
