"""The line to type in, the keys, and the questions that appear while typing."""

from __future__ import annotations

from helpers import chat_of, click_line, notice, said, send

from bot.tui.app import ChatApp
from bot.tui.chat import ChatScreen
from bot.tui.dialogs import HelpScreen
from bot.tui.messages import ChoicePicked


async def test_click_on_prediction_asks_it(app: ChatApp) -> None:
    seen: list[object] = []
    async with app.run_test(message_hook=seen.append) as pilot:
        await pilot.press(*"mean")
        await pilot.pause()
        await click_line(pilot, chat_of(pilot).predictions, 0)
        picked = {id(message): message.entry for message in seen if isinstance(message, ChoicePicked)}
        assert list(picked.values()) == ["stages"]


async def test_tab_goes_round_line_predictions_choices(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        await pilot.press(*"what")
        await pilot.pause()
        stops = []
        for _ in range(3):
            await pilot.press("tab")
            stops.append(chat.focused)
        assert stops == [chat.predictions, chat.transcript.newest_choices, chat.input]
        await pilot.press("shift+tab")
        assert chat.focused is chat.transcript.newest_choices


async def test_arrow_up_out_of_choices_goes_to_older_ones(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await send(pilot, "what is it")
        chat = chat_of(pilot)
        old, new = (exchange.choices for exchange in chat.transcript.exchanges)
        await pilot.press("tab", "up")
        assert chat.focused is old
        await pilot.press("down")
        assert chat.focused is new
        await pilot.press("down", "down")
        assert chat.focused is chat.input


async def test_typing_anywhere_goes_into_the_line(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("tab", "h", "i")
        chat = chat_of(pilot)
        assert chat.focused is chat.input
        assert chat.input.value == "hi"


async def test_escape_closes_predictions_and_keeps_what_was_typed(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"what", "escape")
        await pilot.pause()
        chat = chat_of(pilot)
        assert chat.input.value == "what"
        assert not chat.predictions.choices
        assert chat.predictions.size.height == 0


async def test_enter_sends_what_was_typed_when_no_prediction_is_marked(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"what", "enter")
        await pilot.pause()
        assert chat_of(pilot).bot.asked == ["what"]


async def test_predictions_keep_their_room_while_typing(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        await pilot.press(*"what")
        await pilot.pause()
        before = chat.input.region
        await pilot.press("z")
        await pilot.pause()
        assert not chat.predictions.choices
        assert chat.input.region == before


async def test_paste_of_several_lines_becomes_one(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        chat.input.put("please:")
        chat.input.take(" my child\r\nhas a\n\n\tfever ")
        assert chat.input.value == "please: my child has a fever "


async def test_paste_too_long_is_refused_kindly_and_loses_nothing(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat = chat_of(pilot)
        chat.input.put("what are the signs")
        await pilot.pause()
        chat.input.take("x" * 1_000_000)
        await pilot.pause()
        assert chat.input.value == "what are the signs"
        assert notice(pilot) == said(pilot, "chat.too_long", limit="2,000")
        await pilot.press("x")
        await pilot.pause()
        assert notice(pilot) == ""


async def test_full_line_says_so(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        chat_of(pilot).input.put("x" * 2_000)
        await pilot.press("y")
        await pilot.pause()
        assert notice(pilot) == said(pilot, "chat.full", limit="2,000")
        assert chat_of(pilot).input.value == "x" * 2_000


async def test_nothing_typed_gets_a_hint(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("space", "enter")
        await pilot.pause()
        assert notice(pilot) == said(pilot, "chat.empty")
        assert len(chat_of(pilot).transcript.exchanges) == 1


async def test_question_mark_alone_opens_help(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "w", "question_mark")
        assert chat_of(pilot).input.value == "w?"


async def test_ctrl_c_twice_leaves(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert notice(pilot) == said(pilot, "chat.quit_hint")
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("ctrl+c")
        assert app.is_running
        await pilot.press("ctrl+c")
    assert app.return_code == 0


async def test_every_key_is_meant(app: ChatApp) -> None:
    """Textual's own keys (palette, screenshot, suspend, copying what was typed) are gone."""
    async with app.run_test() as pilot:
        actions = {binding.binding.action for binding in app.screen.active_bindings.values()}
        ours = {binding.action for binding in ChatScreen.BINDINGS} | {"quit"}  # type: ignore[union-attr]
        edits = {binding.action for binding in type(chat_of(pilot).input).BINDINGS}  # type: ignore[union-attr]
        assert actions <= ours | edits
        assert not {"copy", "cut", "paste"} & {action for action in edits if action}
        await pilot.press("ctrl+p", "ctrl+z", "ctrl+backslash", "f10", "f12", "alt+x", "ctrl+s")
        assert app.screen is chat_of(pilot)
