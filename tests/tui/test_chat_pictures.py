"""How the chat looks. Read every changed picture with your own eyes before you accept it (--snapshot-update)."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeBot

from bot.tui.app import ChatApp, make_app

KINDS = {
    "greeting": (),
    "answer": ("what is it",),
    "long-answer": ("signs",),
    "two-part-answer-with-correction": ("cuases and prevention",),
    "suggestions": ("stage",),
    "not-covered": ("will she lose her hair",),
    "urgent": ("my baby cannot breathe",),
    "small-talk": ("thank you",),
    "unknown": ("where is the toilet",),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("kind", KINDS)
def test_reply(snap_compare: Any, app: ChatApp, talk: Any, kind: str, size: tuple[int, int]) -> None:
    """A box "You" over a bar "Answer" (or what the kind is called), questions with numbers, keys at the bottom."""
    assert snap_compare(app, terminal_size=size, run_before=talk(*KINDS[kind]))


@pytest.mark.parametrize("kind", ["greeting", "long-answer", "urgent"])
def test_small_terminal(snap_compare: Any, app: ChatApp, talk: Any, kind: str) -> None:
    """40x12: no frills, all words, what is below is announced."""
    assert snap_compare(app, terminal_size=(40, 12), run_before=talk(*KINDS[kind]))


def test_tiny_terminal(snap_compare: Any, app: ChatApp, talk: Any) -> None:
    """20x8: still readable."""
    assert snap_compare(app, terminal_size=(20, 8), run_before=talk("signs"))


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_theme(snap_compare: Any, app: ChatApp, talk: Any, theme: str) -> None:
    """The same shapes in other colours; the marked question is unmistakable."""
    app.theme = theme
    assert snap_compare(app, terminal_size=(80, 36), run_before=talk("my baby cannot breathe", "hair", "key:tab"))


def test_no_colour(snap_compare: Any, monkeypatch: pytest.MonkeyPatch, talk: Any) -> None:
    """NO_COLOR: only shapes and bold; the terminal's own colours."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(FakeBot())  # type: ignore[arg-type]
    assert snap_compare(app, terminal_size=(80, 36), run_before=talk("my baby cannot breathe", "hair", "key:tab"))


def test_predictions(snap_compare: Any, app: ChatApp, talk: Any) -> None:
    """Matching questions under the line, the second one marked."""
    assert snap_compare(app, terminal_size=(80, 24), run_before=talk("type:what", "key:down", "key:down"))


def test_help(snap_compare: Any, app: ChatApp, talk: Any) -> None:
    """How it works, and the keys."""
    assert snap_compare(app, terminal_size=(80, 40), run_before=talk("key:f1"))


def test_topics(snap_compare: Any, app: ChatApp, talk: Any) -> None:
    """All questions under their headings, the first one marked."""
    assert snap_compare(app, terminal_size=(80, 24), run_before=talk("key:f2"))


def test_notice(snap_compare: Any, app: ChatApp, talk: Any) -> None:
    """The notice stands over the line, which keeps what was typed."""
    assert snap_compare(app, terminal_size=(80, 24), run_before=talk("key:f3"))
