"""A reply as plain lines of text: what the plain conversation and the one-shot command print.

Paragraphs are not broken into lines, which speech has no need of; `wrapped` does it for a terminal's width.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from bot.reply import Reply

Say: TypeAlias = Callable[..., str]
"""`Conversation.say`: label -> text."""


_MARKER: Final = re.compile(r"\s*(?:[-*•]|\d{1,3}\.)?\s+")


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


def wrapped(text: str, width: int) -> str:
    """Return a text in lines of at most `width` letters, broken at words, what follows a bullet or number indented.

    A longer word, such as an address, stays whole. A width of 0 or less leaves the text as it is.
    """
    return "\n".join(_wrapped_line(line, width) for line in text.split("\n")) if width > 0 else text


def _wrapped_line(line: str, width: int) -> str:
    import textwrap  # needed by few, and slow to load

    if len(line) <= width:
        return line
    marker = _MARKER.match(line)
    indent = " " * len(marker[0]) if marker and len(marker[0]) < width // 2 else ""
    parts = textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(parts)


def _passage(reply: Reply, index: int) -> str:
    passage = reply.passages[index]
    asked = reply.question == passage.question and len(reply.passages) == 1
    return passage.text if asked else f"{passage.question}\n{passage.text}"


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
