"""Any text at all gets a sound reply, however long and odd it is, and nothing of it is kept."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from types import BuiltinFunctionType, FrameType, FunctionType, ModuleType

import pytest
from conftest import SMALL, make_bot
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import faq
from bot.replies import Bot
from bot.reply import Kind, Reply
from bot.words import MAX_QUESTION


@lru_cache
def small() -> Bot:
    return make_bot(faq.load(SMALL))


@lru_cache
def drafted() -> Bot:
    """The same as if nobody had gone over it: its passages are ranked otherwise."""
    return make_bot(replace(faq.load(SMALL), drafted=True))


BOTS = pytest.mark.parametrize("bot", [small, drafted])
WORDS = sorted({word for entry in faq.load(SMALL).entries for text in entry.phrasings for word in text.split()})
OTHERS = ["and", "what", "?", "1", "hello", "helmet", "[/b]", "{0}", "\x1b[31m", "\n"]
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=120) | st.lists(
    st.sampled_from([*WORDS, *OTHERS]), max_size=14
).map(" ".join)


@BOTS
@settings(deadline=None, max_examples=100)
@given(texts=st.lists(ANYTHING, min_size=1, max_size=3))
def test_any_text_gets_a_sound_reply(bot: Callable[[], Bot], texts: list[str]) -> None:
    before: Reply | None = None
    for text in texts:
        reply = bot().ask(text, before)
        assert reply == bot().ask(text, before)
        assert isinstance(reply.kind, Kind)
        assert bool(reply.passages) is (reply.kind is Kind.ANSWER) is bool(reply.disclaimer)
        assert (reply.topic is not None) is (reply.kind is Kind.NOT_COVERED)
        assert reply.passages or reply.lead
        assert all(0 <= share <= 1 for share in (reply.confidence, *(score for _, score in reply.ranking)))
        assert len(reply.ranking) <= 5 and len(reply.passages) <= 2 and len(reply.choices) <= 5
        assert bool(reply.choices) is bool(reply.choices_title)
        assert reply.question.isprintable()
        bot().predict(text)
        before = reply


@pytest.mark.parametrize("text", ["oil " * 3_000, "?" * 10_000, "what is this? and why? " * 100, "z" * 10_000_000])
def test_very_long_text_is_cut(text: str) -> None:
    assert len(small().ask(text).question) <= MAX_QUESTION


@BOTS
def test_nothing_of_a_question_is_kept(bot: Callable[[], Bot]) -> None:
    made = bot()
    halves = [("qua", "ggaly"), ("zeppel", "inish"), ("brak", "szez"), ("vexx", "xxing"), ("nonn", "eses")]
    markers = ["".join(pair) for pair in halves]  # put together here, so that no constant of this module holds them
    reply: Reply | None = None
    for marker in markers:
        for text in (
            marker,
            f"how often should I {marker} the chain",
            f"{marker}{marker}",
            f"what is {marker} and why {marker}?",
            f"{marker}s {marker}ing",
        ):
            reply = made.ask(text, reply)
            made.ask(text.upper())
            made.predict(text)
            made.predict(f"how often should I {marker}")
    del reply, marker, text
    roots = [
        made,
        *(vars(module) for name, module in list(sys.modules.items()) if name.split(".")[0] == "bot"),
    ]
    assert any("lubricate" in text for text in texts_in(roots)), "the search must find what is there"
    assert [text for text in texts_in(roots) if any(marker in text.lower() for marker in markers)] == []


def texts_in(roots: list[object]) -> Iterable[str]:
    """Every text that can be reached from the roots; modules, classes and frames of the machine are not followed."""
    seen: set[int] = set()
    to_do = list(roots)
    while to_do:
        found = to_do.pop()
        if id(found) in seen or isinstance(found, (ModuleType, type, FrameType, BuiltinFunctionType)):
            continue
        seen.add(id(found))
        if isinstance(found, str):
            yield found
        elif isinstance(found, FunctionType):
            to_do += [found.__dict__, found.__closure__, found.__defaults__, found.__kwdefaults__]
        else:
            to_do += gc.get_referents(found)
