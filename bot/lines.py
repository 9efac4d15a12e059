"""A reply as plain lines of text: what the plain conversation and the one-shot command print.

Paragraphs are not broken into lines: what shows them knows its width, and speech needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.reply import Reply

Say: TypeAlias = Callable[..., str]
"""`Conversation.say`: label -> text."""


def said(reply: Reply) -> str:
    """Return what is said: the lead, then each passage, under its question where that was not the one asked."""
    return _paragraphs(reply.lead, *(_passage(reply, index) for index in range(len(reply.passages))))


def whole(reply: Reply, say: Say) -> str:
    """Return all of a reply: what is said, corrections, disclaimer, where it comes from, numbered choices."""
    notes = [f"{say('plain.note')} {note}" for note in reply.notes]
    return _paragraphs(said(reply), *notes, reply.disclaimer, provenance(reply, say), choices(reply, say))


def provenance(reply: Reply, say: Say) -> str:
    """Return one line for each section shown."""
    places = dict.fromkeys((passage.section, passage.source) for passage in reply.passages)
    return "\n".join(
        say("plain.provenance" if section else "plain.provenance_whole", section=section, source=source)
        for section, source in places
        if section or source
    )


def choices(reply: Reply, say: Say) -> str:
    """Return the numbered choices under their title."""
    if not reply.choices:
        return ""
    numbered = enumerate(reply.choices, start=1)
    lines = [say("plain.choice", number=number, question=choice.question) for number, choice in numbered]
    return "\n".join([reply.choices_title or say("plain.choices_title"), *lines])


def _passage(reply: Reply, index: int) -> str:
    passage = reply.passages[index]
    asked = reply.question == passage.question and len(reply.passages) == 1
    return passage.text if asked else f"{passage.question}\n{passage.text}"


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
