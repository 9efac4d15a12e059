"""What a person does and sees, for tests of the chat."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widget import Widget

from bot.tui.chat import ChatScreen
from bot.tui.widgets.choices import ChoiceList
from bot.tui.widgets.lines import Line


def chat_of(pilot: Pilot[None]) -> ChatScreen:
    chat = pilot.app.screen_stack[0]
    assert isinstance(chat, ChatScreen)
    return chat


async def send(pilot: Pilot[None], text: str) -> None:
    chat_of(pilot).input.put(text)
    await pilot.press("enter")
    await pilot.pause()


def shown(widget: Widget) -> str:
    """Everything a widget and those in it show, as text."""
    parts = [str(node.render()) for node in widget.walk_children(with_self=True) if hasattr(node, "lay_out")]
    return "\n".join(parts)


def notice(pilot: Pilot[None]) -> str:
    return chat_of(pilot).query_one("#notice", Line).text


def said(pilot: Pilot[None], label: str, **values: object) -> str:
    return chat_of(pilot).bot.conversation.say(label, **values)


async def click_line(pilot: Pilot[None], list_: ChoiceList, index: int) -> None:
    """Click a question of a list as a person would: at its line on the screen."""
    await pilot.click(list_, offset=(5, list_._rows.index(index)))
    await pilot.pause()
