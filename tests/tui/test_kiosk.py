"""The kiosk as people use it: from the start screen to an answer, by keys, touch and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeBot
from kiosks import SITE, Kiosk, press, touch
from textual import events
from textual.widget import Widget

from bot.reply import Choice, Kind, Topic
from bot.site import Site
from bot.tui.kiosk.ask import AskScreen
from bot.tui.widgets.buttons import Buttons
from bot.tui.widgets.tiles import Tiles


async def test_start_screen_says_what_it_is() -> None:
    kiosk = Kiosk(warnings=["Nobody has checked this."])
    async with kiosk.app.run_test() as pilot:
        await pilot.pause()
        for text in (
            "Sunny Clinic",
            "Neuroblastoma",
            "Nothing you type is kept",
            "the front desk",
            "911",
            "! Nobody has",
        ):
            assert text in kiosk.text
        assert "counts how often" not in kiosk.text


async def test_counting_is_said(tmp_path) -> None:  # type: ignore[no-untyped-def]
    kiosk = Kiosk(Site(counts=tmp_path))
    async with kiosk.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        text = " ".join(kiosk.text.split())
        assert "counts how often each answer is shown" in text
        assert "Tell staff at once, or call the local emergency number" in text


@pytest.mark.parametrize("key", ["space", "enter", "escape", "ctrl+c", "ctrl+q", "f12", "tab", "alt+x", "up"])
async def test_any_key_begins(key: str) -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, key)
        assert kiosk.at == "TopicsScreen"
        assert not kiosk.app.screen.touched  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["my 4 year old cant breathe", "4 hours now", "école", "?"])
async def test_what_is_typed_at_the_start_begins_the_question(typed: str) -> None:
    """In one burst: the keys come while the screen changes. A number picks no tile that nobody has seen."""
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        for letter in typed:
            kiosk.app.post_message(events.Key("space" if letter == " " else letter, letter))
        for _ in range(20):
            await pilot.pause()
        assert kiosk.at == "AskScreen"
        assert kiosk.app.screen.input.value == typed  # type: ignore[attr-defined]
        assert not kiosk.log
        await press(pilot, "f5")
        assert kiosk.at == "StartScreen"
        await press(pilot, "type:sig", "type:ns", "enter")
        assert "You asked: signs" in kiosk.text


async def test_a_topic_of_one_question_leads_to_its_answer() -> None:
    bot = FakeBot()
    [one, *_] = bot.topics()
    one = replace(one, title="All of it", choices=one.choices[:1])
    bot.topics = lambda: (one,)  # type: ignore[method-assign]
    kiosk = Kiosk(bot=bot)
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter")
        await touch(kiosk, pilot, "All of it")
        assert kiosk.at == "AnswerScreen"
        assert f"You asked: {one.choices[0].question}" in kiosk.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_when_to_get_help_is_on_the_first_page_however_many_topics_there_are(size: tuple[int, int]) -> None:
    bot = FakeBot()
    choices = bot.topics()[1].choices
    topics = (
        *(Topic(f"Topic {number}", choices) for number in range(30)),
        Topic("When to call", choices, is_help=True),
    )
    bot.topics = lambda: topics  # type: ignore[method-assign]
    kiosk = Kiosk(bot=bot)
    async with kiosk.app.run_test(size=size) as pilot:
        await press(pilot, "enter")
        assert "More (page 1" in kiosk.text
        assert "When to call" in kiosk.text
        await touch(kiosk, pilot, "When to call")
        assert kiosk.at == "QuestionsScreen"
        assert "When to call" in kiosk.text


async def test_a_touch_begins_and_is_remembered() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await touch(kiosk, pilot, "Nothing you type")
        assert kiosk.at == "TopicsScreen"
        await touch(kiosk, pilot, "own words")
        assert isinstance(kiosk.app.screen, AskScreen)
        assert kiosk.app.screen.touched
        assert kiosk.app.screen.query_one("#keyboard", Widget) is not None


async def test_all_the_way_by_touch() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await touch(kiosk, pilot, "Nothing you type")
        await touch(kiosk, pilot, "Signs")
        assert kiosk.at == "QuestionsScreen"
        await touch(kiosk, pilot, "What are the signs")
        assert kiosk.at == "AnswerScreen"
        assert "a firm mass" in kiosk.text
        before = kiosk.text
        await touch(kiosk, pilot, "▼ More")
        assert kiosk.text != before
        await touch(kiosk, pilot, "▲")
        await touch(kiosk, pilot, "How do doctors")
        assert "The answer about diagnosis." in kiosk.text
        await touch(kiosk, pilot, "Ask something else")
        await touch(kiosk, pilot, "Topics")
        await touch(kiosk, pilot, "Start over")
        assert kiosk.at == "StartScreen"
        assert [reply.entries for reply in kiosk.counted] == [("symptoms",), ("diagnosis",)]
        assert not kiosk.log


async def test_all_the_way_by_arrow_keys() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "down", "enter")
        assert kiosk.at == "QuestionsScreen"
        await press(pilot, "enter")
        assert kiosk.at == "AnswerScreen"
        await press(pilot, "down", "enter")
        assert kiosk.at == "AnswerScreen"
        await press(pilot, "tab")
        assert isinstance(kiosk.app.focused, Buttons)
        await press(pilot, "shift+tab")
        assert isinstance(kiosk.app.focused, Tiles)
        await press(pilot, "escape", "escape")
        assert kiosk.at == "StartScreen"


async def test_number_picks_what_it_stands_on() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "type:what is it", "enter")
        assert kiosk.at == "AnswerScreen"
        await press(pilot, "2")
        assert "You asked: When should I call the doctor?" in kiosk.text
        await press(pilot, "9")
        assert kiosk.at == "AnswerScreen"


async def test_typing_on_any_screen_starts_a_question() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "type:signs", "enter")
        assert "You asked: signs" in kiosk.text
        await press(pilot, "type:what is it")
        assert kiosk.app.screen.input.value == "what is it"  # type: ignore[attr-defined]


async def test_a_question_in_one_burst_loses_nothing() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter")
        for letter in "my 4 year old cant breathe":
            kiosk.app.post_message(events.Key("space" if letter == " " else letter, letter))
        for _ in range(20):
            await pilot.pause()
        assert kiosk.at == "AskScreen"
        assert kiosk.app.screen.input.value == "my 4 year old cant breathe"  # type: ignore[attr-defined]
        await press(pilot, "escape")
        tiles = kiosk.app.screen.query_one(Tiles)
        tiles.focus()
        tiles.chosen = 0
        await press(pilot, "space")  # here the space bar picks
        assert kiosk.at == "AskScreen"


async def test_matching_questions_are_tiles() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "type:stages")
        assert "What do the stages mean?" in kiosk.text
        await press(pilot, "down", "enter")
        assert "The answer about stages." in kiosk.text


async def test_an_empty_question_is_not_sent() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "enter")
        assert "Type a question first." in kiosk.text
        await press(pilot, "?")
        assert "Type a question in your own words" in kiosk.text
        assert not kiosk.bot.asked


async def test_an_emergency_fills_the_screen_and_only_its_buttons_lead_away() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "type:can not breathe", "enter")
        assert kiosk.at == "UrgentScreen"
        for text in ("Tell a member of staff now", "Staff are here: the front desk", "Emergency number: 911"):
            assert text in kiosk.text
        await press(pilot, "x", "1", "f1", "f2", "pageup", "space_bar", "ctrl+t")
        assert kiosk.at == "UrgentScreen"
        await press(pilot, "escape")
        assert kiosk.at == "AskScreen"


async def test_an_emergency_ends_with_the_visit_too() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "type:can not breathe", "enter")
        await kiosk.wait(pilot, SITE.idle_seconds)
        assert "If this is an emergency, get help now" in kiosk.text
        await kiosk.wait(pilot, SITE.warning_seconds)
        assert kiosk.at == "StartScreen"


class ManyTopics(FakeBot):
    """Twenty topics of one question."""

    def topics(self) -> tuple[Topic, ...]:
        return tuple(Topic(f"Topic {n}", (Choice("causes", f"Question {n}?"),)) for n in range(20))


@pytest.mark.parametrize("size", [(20, 8), (40, 12), (80, 24), (200, 60)])
async def test_every_topic_can_be_reached(size: tuple[int, int]) -> None:
    kiosk = Kiosk(bot=ManyTopics())
    async with kiosk.app.run_test(size=size) as pilot:
        await press(pilot, "enter")
        tiles, seen = kiosk.app.screen.query_one(Tiles), []
        for _ in range(21):
            seen += [tile.text for tile in tiles.shown]
            await press(pilot, str(len(tiles.shown)))
        assert {f"Topic {n}" for n in range(20)} <= set(seen)


async def test_counting_never_stops_an_answer() -> None:
    def broken(reply: object) -> None:
        raise OSError("disk full")

    kiosk = Kiosk()
    kiosk.app._count = broken
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter", "1", "type:signs", "enter")
        assert kiosk.app.visit is not None
        assert kiosk.app.visit.reply is not None
        assert kiosk.app.visit.reply.kind is Kind.ANSWER


async def test_two_quick_touches_do_one_thing() -> None:
    kiosk = Kiosk()
    async with kiosk.app.run_test() as pilot:
        await press(pilot, "enter")
        tiles = kiosk.app.screen.query_one(Tiles)
        tiles._pick(2)
        tiles._pick(2)
        await pilot.pause()
        assert kiosk.at == "QuestionsScreen"
        assert len(kiosk.app.screen_stack) == 2
