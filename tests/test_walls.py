"""One way through the house: a module imports only what stands to its left, and only the commands know of screens."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

STAGES = [
    {"words", "yamlfile", "entries", "places", "sentences", "atomic", "yaml_slips"},
    {
        "document",
        "marks",
        "paragraphs",
        "pieces",
        "reading",
        "text_lines",
        "reading_text",
        "html_parser",
        "reading_html",
        "encoding",
        "hyphens",
        "pdf_letters",
        "pdf_lines",
        "pdf_pages",
        "reading_pdf",
        "reading_word",
        "reading_office",
        "titles",
        "structure",
    },
    {"faq", "conversation", "language", "site", "pin"},
    {"findings", "faq_places", "provenance", "review", "readability", "coverage", "soundness"},
    {
        "draft",
        "headlines",
        "drafting",
        "draft_update",
        "draft_file",
        "naming",
        "passages",
        "main_words",
        "asking",
        "topic_fit",
    },
    {
        "spelling",
        "features",
        "linear",
        "calibration",
        "index",
        "matcher",
        "training",
        "own_words",
        "leaflet_topics",
        "draft_matcher",
    },
    {
        "reply",
        "decision",
        "draft_decision",
        "leaflets",
        "among",
        "predictions",
        "replies",
        "alarm",
        "urgent",
        "urgent_glance",
        "urgent_patterns",
        "urgent_rules",
        "urgent_words",
        "clashes",
    },
    {
        "check",
        "counts",
        "evaluate",
        "folders",
        "kiosk",
        "lines",
        "new_pin",
        "opening",
        "options",
        "plain",
        "report",
        "setting_up",
        "shipped",
        "store",
        "store_tables",
        "unit",
        "usage",
        "why",
    },
    {"cli", "tui", "web", "__main__"},
]
"""From left to right: text, document, faq, matcher, replies, what is made of them, and what people see."""

STAGE = {module: number for number, stage in enumerate(STAGES) for module in stage}
FILES = {path.stem: path for path in sorted(BOT.glob("*.py")) if path.stem != "__init__"}
SEEN = {"cli", "__main__"}
"""Modules that may draw, by way of `tui`."""


def imported(path: Path) -> Iterator[str]:
    """The names of all modules that a file imports, in functions and conditions too."""
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out in full"
            module = node.module or package
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names if module in ("bot", "bot.tui"))


def needed(path: Path) -> set[str]:
    """The modules of the bot (their names right under `bot`) that a file imports."""
    names = (name.split(".") for name in imported(path))
    return {parts[1] for parts in names if parts[0] == "bot" and len(parts) > 1 and parts[1] in STAGE}


def test_every_module_has_its_stage() -> None:
    assert sorted(set(FILES) - set(STAGE)) == [], "name the stage of a new module above"
    assert {"faq", "matcher", "replies", "cli"} <= set(FILES)


@pytest.mark.parametrize("module", FILES)
def test_imports_go_to_the_left_only(module: str) -> None:
    assert sorted(other for other in needed(FILES[module]) if STAGE[other] > STAGE[module]) == []


def test_no_two_modules_need_each_other() -> None:
    reached = {module: needed(path) for module, path in FILES.items()}
    for _ in reached:
        reached = {
            module: others.union(*(reached.get(other, set()) for other in others)) for module, others in reached.items()
        }
    assert sorted(module for module, others in reached.items() if module in others) == []


@pytest.mark.parametrize("module", sorted(set(FILES) - SEEN))
def test_nothing_but_the_commands_imports_the_screens(module: str) -> None:
    names = {name.split(".")[0] for name in imported(FILES[module])} | needed(FILES[module])
    assert not names & {"tui", "web", "cli", "textual", "textual_serve", "aiohttp", "rich"}


@pytest.mark.parametrize("path", sorted((BOT / "tui").rglob("*.py")), ids=lambda path: str(path.relative_to(BOT)))
def test_the_screens_know_nothing_of_matching(path: Path) -> None:
    assert not needed(path) & (STAGES[STAGE["matcher"]] | {"decision", "predictions", "cli"})


@pytest.mark.parametrize("path", sorted((BOT / "tui").rglob("*.py")), ids=lambda path: str(path.relative_to(BOT)))
def test_only_the_server_knows_of_browsers(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & {"aiohttp", "textual_serve"} and "web" not in needed(
        path
    )


@pytest.mark.parametrize("module", sorted(FILES))
def test_a_fresh_process_loads_no_screen_library(module: str) -> None:
    if module == "__main__":
        pytest.skip("running it is its purpose")
    code = f"import sys, bot.{module}; print(sorted({{'textual', 'rich', 'bot.tui', 'bot.web'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
