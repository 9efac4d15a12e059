"""What is in view: the newest exchange, at any size, in any colours."""

from __future__ import annotations

from helpers import chat_of, said, send

from bot.tui import themes
from bot.tui.app import ChatApp
from bot.tui.widgets.exchange import ReplyWords


async def test_urgent_reply_is_a_heavy_box_wholly_in_view(app: ChatApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "signs")
        await send(pilot, "my baby cannot breathe")
        transcript = chat_of(pilot).transcript
        box = transcript.exchanges[-1].query_one(ReplyWords)
        assert box.styles.border_top[0] == "heavy"
        assert transcript.content_region.contains_region(box.region)


async def test_long_answer_starts_at_its_top_and_says_there_is_more(app: ChatApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "signs")
        transcript = chat_of(pilot).transcript
        assert transcript.exchanges[-1].region.y == transcript.content_region.y
        assert transcript.scroll_y < transcript.max_scroll_y
        assert str(transcript.border_subtitle) == said(pilot, "chat.more_below")
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        assert transcript.scroll_y == transcript.max_scroll_y
        assert str(transcript.border_subtitle) == ""


async def test_short_answer_is_wholly_in_view(app: ChatApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "signs")
        await send(pilot, "thank you")
        transcript = chat_of(pilot).transcript
        assert transcript.content_region.contains_region(transcript.exchanges[-1].region)


async def test_resizing_at_any_time(app: ChatApp) -> None:
    """No size is a fault, and after it the newest exchange is in view, from its start."""
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "signs")
        await pilot.press(*"what")
        for size in [(120, 40), (40, 12), (20, 8), (1, 1), (80, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.press("x", "down", "tab", "f1", "escape", "f2", "escape")
        await pilot.press("escape")
        await send(pilot, "signs")
        transcript = chat_of(pilot).transcript
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert transcript.exchanges[-1].region.y == transcript.content_region.y


async def test_resizing_leaves_the_reader_where_they_scrolled(app: ChatApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "signs")
        await pilot.press("ctrl+home")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert chat_of(pilot).transcript.scroll_y == 0


async def test_colours_go_round(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        names = []
        for _ in themes.THEMES:
            await pilot.press("f4")
            names.append(app.theme)
        assert names == ["light", "contrast", "dark"]
