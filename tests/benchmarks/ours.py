"""This project as a method of the benchmark: the whole bot, opened as the commands open it, and its matcher alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.opening import open_bot
from bot.replies import Bot
from bot.reply import Kind, Reply

NAME = "this project"


def from_store(paths: Sequence[Path]) -> Bot:
    """Return the bot as every start but the first gets it: from the store of an earlier run."""
    open_bot(paths)
    return open_bot(paths)


def offered(reply: Reply) -> tuple[str, ...]:
    """Return the (up to three) questions offered in place of a passage; the starters are no offer."""
    return tuple(choice.entry for choice in reply.choices[:3]) if reply.offers and reply.kind is not Kind.ANSWER else ()
