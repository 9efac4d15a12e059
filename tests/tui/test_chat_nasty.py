"""Text that is not meant well, or not meant for a terminal: shown as it is, or refused, never interpreted."""

from __future__ import annotations

import pytest
from fakes import FakeBot
from helpers import chat_of, send, shown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.widget import Widget

from bot.reply import Choice, Kind, Passage, Reply, Topic
from bot.tui.app import ChatApp, make_app
from bot.words import clean

NASTY = [
    "[bold]x[/bold]",
    "[/foo]",
    "[/]",
    "[@click=app.quit]quit[/]",
    "[ @click=app.quit]x",
    "[$primary @click=app.quit]x",
    "[a={'b[0]'}]",
    "[0] [00] [Yes] \\",
    "trailing backslash \\",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGFja2Vk\x07clip",
    "\x1b]0;title\x07x",
    "\x9b31mred",
    "nul\x00bell\x07back\x08tab\tend",
    "👩‍👧‍👦 🤒 🏥",
    "مرحبا ما هي الأعراض",
    "\u202eevil\u202c \u2066x\u2069",
    "e" + "\u0301" * 200,
    "漢字かな交じり文" * 20,
    "x" * 2_000,
    "{you} {0} {} %s $(reboot) `id`",
    "<script>alert(1)</script> &amp;",
    "\ud800 lone surrogate",
    "\U000e0041\ufeff\u200b",
    "a\rb\nc\x85d\u2028e",
]


async def test_typed_text_is_shown_literally(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        for text in NASTY:
            await pilot.pause()
            chat.input.take(text)
            await pilot.press("enter")
            await pilot.pause()
            words = shown(chat.transcript.exchanges[-1].children[0])
            if clean(text):
                assert "".join(clean(text).split()) in "".join(words.split()), text
            assert words.replace("\n", "").isprintable(), text
            assert app.is_running
            assert app.screen_stack == [chat]
            await chat.action_clear()


async def test_text_of_a_leaflet_is_shown_literally(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of a reply, a prediction, a topic: none of it is markup."""
    reply = Reply("", Kind.ANSWER)
    monkeypatch.setattr(FakeBot, "ask", lambda *_, **__: reply)
    monkeypatch.setattr(FakeBot, "predict", lambda *_: reply.choices)
    monkeypatch.setattr(FakeBot, "topics", lambda _: (Topic(reply.lead, reply.choices),))
    app = make_app(FakeBot())  # type: ignore[arg-type]
    async with app.run_test(size=(60, 30)) as pilot:
        chat = chat_of(pilot)
        texts = [text for text in (clean(nasty, limit=120) for nasty in NASTY) if text]
        for group in (texts[:8], texts[8:16], texts[16:]):
            choices = tuple(Choice("what-is", text) for text in group)
            passages = tuple(Passage("what-is", text, f"{text}\n\n- {text}", text, text) for text in group)
            lead = "\n\n".join(group)
            reply = Reply(lead, Kind.ANSWER, lead, passages, tuple(group), choices, group[0], disclaimer=lead)
            await pilot.press("a")
            await pilot.pause()
            predicted = squeeze(chat.predictions)
            await send(pilot, "x")
            said = squeeze(chat.transcript.exchanges[-1])
            await pilot.press("f2")
            topics = squeeze(app.screen)
            for text in group:
                bare = "".join(text.split())
                assert bare in predicted, text
                assert said.count(bare) >= 8, text
                assert bare in topics, text
            await pilot.press("escape")
            assert app.screen_stack == [chat]


def squeeze(widget: Widget) -> str:
    """Everything a widget shows, without the white space that wrapping moves about."""
    return "".join(shown(widget).split())


@given(text=st.text(max_size=60))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_any_text_can_be_sent(text: str) -> None:
    app = make_app(FakeBot())  # type: ignore[arg-type]
    async with app.run_test(size=(40, 12)) as pilot:
        chat_of(pilot).input.take(text)
        await pilot.press("enter")
        await pilot.pause()
        assert len(chat_of(pilot).transcript.exchanges) == (2 if clean(text) else 1)


@given(
    keys=st.lists(
        st.sampled_from(
            [
                "up",
                "down",
                "tab",
                "shift+tab",
                "enter",
                "escape",
                "f1",
                "f2",
                "f3",
                "f4",
                "f5",
                "1",
                "9",
                "w",
                "what",
                "space",
                "backspace",
                "pageup",
                "pagedown",
                "ctrl+home",
                "ctrl+end",
                "ctrl+v",
                "home",
                "question_mark",
                "delete",
                "ctrl+u",
            ]
        ),
        max_size=15,
    )
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_any_keys_can_be_pressed(keys: list[str]) -> None:
    app = make_app(FakeBot())  # type: ignore[arg-type]
    async with app.run_test(size=(60, 20)) as pilot:
        for key in keys:
            await pilot.press(*(key if key == "what" else [key]))
        await pilot.pause()
        assert app.is_running
