"""What the chat does with what is asked: by keyboard alone, by mouse alone."""

from __future__ import annotations

import pytest
from fakes import ANSWERS, QUESTIONS
from helpers import chat_of, click_line, said, send, shown

from bot.tui.app import ChatApp
from bot.tui.dialogs import HelpScreen, TopicsScreen
from bot.tui.messages import QuestionAsked
from bot.tui.widgets.choices import ChoiceList
from bot.tui.widgets.exchange import ReplyWords, VisitorWords
from bot.tui.widgets.key_bar import KeyBar


async def test_opens_on_greeting_with_numbered_starters(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        text = shown(chat_of(pilot).transcript)
        assert "Hello. I answer questions" in text
        assert "1  What is neuroblastoma?" in text
        assert chat_of(pilot).focused is chat_of(pilot).input


async def test_sending_posts_one_message_and_shows_both_sides(app: ChatApp) -> None:
    seen: list[object] = []
    async with app.run_test(message_hook=seen.append) as pilot:
        await send(pilot, "what are the signs")
        asked = {id(message): message.text for message in seen if isinstance(message, QuestionAsked)}
        assert list(asked.values()) == ["what are the signs"]
        exchange = chat_of(pilot).transcript.exchanges[-1]
        assert "what are the signs" in shown(exchange.query_one(VisitorWords))
        reply = shown(exchange.query_one(ReplyWords))
        order = ["Answer", QUESTIONS["symptoms"], "a swollen belly", "This is general information", "From the section"]
        assert [reply.index(part) for part in order] == sorted(reply.index(part) for part in order)
        assert chat_of(pilot).input.value == ""


async def test_two_part_answer_shows_both_passages_and_the_correction(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await send(pilot, "cuases and prevention")
        text = " ".join(shown(chat_of(pilot).transcript.exchanges[-1]).split())
        for part in (ANSWERS["causes"], ANSWERS["prevention"], "I read “cuases” as “causes”."):
            assert part in text


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("signs", "Answer"),
        ("stage", "Please choose"),
        ("hair", "Not in this leaflet"),
        ("cannot breathe", "GET HELP NOW"),
        ("thank you", "Leaflet helper"),
        ("qwxz", "No answer found"),
    ],
)
async def test_kind_of_reply_is_told_in_words(app: ChatApp, typed: str, label: str) -> None:
    async with app.run_test() as pilot:
        await send(pilot, typed)
        assert label in shown(chat_of(pilot).transcript.exchanges[-1])


async def test_number_picks_from_newest_reply_and_shows_the_question(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await send(pilot, "2")
        exchange = chat_of(pilot).transcript.exchanges[-1]
        assert QUESTIONS["symptoms"] in shown(exchange.query_one(VisitorWords))
        assert exchange.reply.entries == ("symptoms",)


async def test_only_newest_choices_are_numbered_but_older_ones_can_be_clicked(app: ChatApp) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await send(pilot, "what is it")
        old, new = (exchange.choices for exchange in chat_of(pilot).transcript.exchanges)
        assert old is not None
        assert new is not None
        assert (old.numbered, new.numbered) == (False, True)
        await click_line(pilot, old, 1)
        assert chat_of(pilot).transcript.exchanges[-1].reply.entries == ("symptoms",)


async def test_keyboard_only_walkthrough(app: ChatApp, clipboard: list[str]) -> None:
    """Predictions by arrows, choices by number and by Tab, earlier questions, help, topics, copy, clear, quit."""
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        await pilot.press(*"what")
        await pilot.pause()
        assert [choice.entry for choice in chat.predictions.choices] == ["what-is", "symptoms", "stages", "causes"]
        await pilot.press("down", "down", "up", "down", "enter")
        await pilot.pause()
        assert chat.last_reply is not None
        assert chat.last_reply.entries == ("symptoms",)
        assert not chat.predictions.choices
        await pilot.press("1", "enter")
        await pilot.pause()
        assert chat.last_reply.entries == ("diagnosis",)
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert chat.last_reply.entries == ("when-to-call",)
        assert chat.focused is chat.input
        await pilot.press("up", "up")
        assert chat.input.value == QUESTIONS["diagnosis"]
        await pilot.press("down", "down")
        assert chat.input.value == ""
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "f2")
        assert isinstance(app.screen, TopicsScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert chat.last_reply.entries == ("symptoms",)
        await pilot.press("f3")
        assert "a swollen belly" in clipboard[-1]
        await pilot.press("f5")
        await pilot.pause()
        assert len(chat.transcript.exchanges) == 1
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_mouse_only_walkthrough(app: ChatApp) -> None:
    """Starter, related question, topics, help and its closing, colours, clear, quit: all by clicks."""
    async with app.run_test(size=(100, 40)) as pilot:
        chat = chat_of(pilot)
        starters = chat.transcript.newest_choices
        assert starters is not None
        await click_line(pilot, starters, 0)
        assert chat.last_reply is not None
        assert chat.last_reply.entries == ("what-is",)
        related = chat.transcript.newest_choices
        assert related is not None
        await click_line(pilot, related, 1)
        assert chat.last_reply.entries == ("when-to-call",)
        assert chat.focused is chat.input

        async def click_key(name: str) -> None:
            bar = app.screen.query_one(KeyBar)
            start = str(bar.render()).index(said(pilot, f"keys.{name}"))
            await pilot.click(bar, offset=(bar.styles.padding.left + start, bar.styles.padding.top))
            await pilot.pause()

        await click_key("topics")
        assert isinstance(app.screen, TopicsScreen)
        await click_line(pilot, app.screen.query_one(ChoiceList), 1)
        assert chat.last_reply.entries == ("symptoms",)
        await click_key("help")
        assert isinstance(app.screen, HelpScreen)
        await click_key("close")
        assert app.screen is chat
        await click_key("colours")
        assert app.theme == "light"
        await click_key("clear")
        assert len(chat.transcript.exchanges) == 1
        await click_key("quit")
    assert app.return_code == 0
