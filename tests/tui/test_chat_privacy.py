"""What the chat forgets, and what it never tells."""

from __future__ import annotations

import asyncio
import gc

import pytest
from fakes import ANSWERS, FakeBot
from helpers import chat_of, notice, said, send, shown
from textual.widget import Widget

from bot.reply import Kind, Reply
from bot.tui.app import ChatApp, make_app
from bot.tui.widgets.exchange import Exchange, VisitorWords
from bot.tui.widgets.transcript import MAX_EXCHANGES


async def test_copy_holds_the_answer_and_never_the_question(app: ChatApp, clipboard: list[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.press("f3")
        assert clipboard == []
        assert notice(pilot) == said(pilot, "chat.nothing_to_copy")
        await send(pilot, "my Anna has signs")
        await send(pilot, "thank you")
        await pilot.press("f3")
        assert "Anna" not in clipboard[-1]
        assert ANSWERS["symptoms"] in clipboard[-1]
        assert "This is general information" in clipboard[-1]


async def test_clear_wipes_everything(app: ChatApp) -> None:
    """No widget, no attribute of one, and no string alive still holds what was typed."""
    secret = "zanzibar" + "quagga"
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        await send(pilot, f"signs {secret}")
        await pilot.press(*"what")
        chat.input.put(f"what {secret}")
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        chat.bot.asked.clear()
        for node in app.screen.walk_children(with_self=True):
            assert secret not in repr(vars(node))
            assert secret not in str(node.render()) if isinstance(node, Widget) else True
        assert not chat._history
        assert notice(pilot) == said(pilot, "chat.cleared")
        await pilot.press("up")
        assert chat.input.value == ""
        await pilot.pause()
        gc.collect()
        alive = [thing for thing in gc.get_objects() if isinstance(thing, (Reply, VisitorWords))]
        assert not [thing for thing in alive if secret in str(vars(thing))]


async def test_old_exchanges_are_let_go(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        for _ in range(MAX_EXCHANGES + 3):
            await chat.show("thanks", chat.bot.ask("thanks"))
        await pilot.pause()
        assert len(chat.transcript.exchanges) == MAX_EXCHANGES
        assert len(list(chat.query(Exchange))) == MAX_EXCHANGES


async def test_fault_prints_one_sentence_and_not_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bug in any reply must not put a visitor's words, or a traceback, on the terminal."""
    secret = "zanzibar"

    def broken(self: FakeBot, question: str, after: object = None) -> None:
        raise RuntimeError(f"bug with {question}")

    monkeypatch.setattr(FakeBot, "ask", broken)
    app = make_app(FakeBot())  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        async with app.run_test() as pilot:
            await send(pilot, secret)
    assert app.return_code == 1
    out, err = capfd.readouterr()
    assert secret not in out + err
    assert "Traceback" not in out + err


async def test_bot_decides_and_screen_only_shows(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await send(pilot, "  signs\x1b[31m ")
        chat = chat_of(pilot)
        assert chat.bot.asked == ["  signs\x1b[31m "]
        assert chat.last_reply is not None
        assert chat.last_reply.kind is Kind.ANSWER
        assert "\x1b" not in shown(chat.transcript)
        await asyncio.sleep(0)
