"""Every word on a screen comes from the conversation file: no label is missing there, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fakes import conversation

from bot.conversation import load
from bot.reply import Kind
from bot.tui import themes
from bot.tui.chat import ChatScreen
from bot.tui.dialogs import HelpScreen, TopicsScreen
from bot.tui.kiosk.answer import AnswerScreen, UrgentScreen
from bot.tui.kiosk.ask import AskScreen
from bot.tui.kiosk.topics import QuestionsScreen

ROOT = Path(__file__).parents[2]
# "chat.tcss" is a style sheet.
GROUPS = ("chat", "colours", "keys", "keyboard", "topics", "help", "plain", "kiosk")


def used() -> set[str]:
    """Labels that the code names."""
    sources = [*(ROOT / "bot" / "tui").rglob("*.py"), ROOT / "bot" / "plain.py", ROOT / "bot" / "lines.py"]
    text = "\n".join(source.read_text("utf-8") for source in sources)
    names = set(re.findall(rf"[\"']((?:{'|'.join(GROUPS)})\.(?!tcss)[a-z_]+)[\"']", text))
    names |= {f"chat.label_{kind}" for kind in Kind} | {f"colours.{theme.name}" for theme in themes.THEMES}
    names |= {f"plain.word_{name}" for name in ("topics", "help", "quit")}
    names |= {f"keyboard.{name}" for name in ("signs", "letters", "space", "delete", "ask", "hide")}
    names |= {label for label in conversation().labels if re.fullmatch(r"keyboard\.(letters|signs)_\d", label)}
    names |= {
        f"kiosk.{label}"
        for screen in (QuestionsScreen, AskScreen, AnswerScreen, UrgentScreen)
        for _, label, _ in screen.BUTTONS
    }
    names |= {"kiosk.start_over", "kiosk.staff_button"}
    for screen in (ChatScreen, HelpScreen, TopicsScreen):
        names |= {f"keys.{name}{end}" for name, _, _ in screen.KEYS for end in ("", "_key")}
    return names


def test_labels_of_the_tests_are_the_ones_used() -> None:
    assert {label for label in conversation().labels if label.split(".")[0] in GROUPS} == used()


def test_no_label_is_missing_in_any_language() -> None:
    files = [*(ROOT / "faq").glob("*/conversation.yaml")]
    if not files:
        pytest.skip("no conversation file yet")
    for file in files:
        assert used() <= set(load(file).labels), file
