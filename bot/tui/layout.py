"""Text into lines of a given width: paragraphs, bullets with hanging indents, and all parts of a reply.

Pure functions. Outside text only ever becomes `Content(text)`, which Textual does not search for markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from textual.content import Content

from bot.reply import Kind, Passage, Reply

Say = Callable[..., str]
"""`Conversation.say`: a label and its values to text."""

LABEL: Final = "bold $accent"
STRONG: Final = "bold"
QUIET: Final = "$quiet"
MARKED: Final = "bold $on-accent on $accent"
ALARM: Final = "bold $on-edge on $alarm-edge"

SHORT_LINE: Final = 50
"""A line of fewer characters was not ended because the page was full."""

_BULLET: Final = re.compile(r"\s*(?:[-*•–]|(\d{1,3})[.)])\s+(?=\S)")


def wrap(text: str, width: int, style: str = "", first: str = "", rest: str = "") -> list[Content]:
    """Return `text` in lines of at most `width` cells, the first line after `first` and the others after `rest`."""
    width = max(width, 1)
    if width - len(first) < 6:  # too narrow to indent anything
        first, rest = (f"{first.strip()} " if first and width > 4 else ""), ""
    room = max(width - Content(first).cell_length, 1)
    content = Content.styled(text, style) if style else Content(text)
    lines = content.wrap(room) or [Content("")]
    return [Content(rest if index else first) + line.rstrip() for index, line in enumerate(lines)]


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield (marker, text) for each paragraph and bullet of simple Markdown; a blank line yields ("", "").

    Lines that were only wrapped are joined; the indented lines of an address stay lines of their own.
    """
    marker, words = "", ""
    for line in (*text.split("\n"), ""):
        bullet = _BULLET.match(line)
        if words and (bullet or not line.strip()):
            yield marker, words
            marker, words = "", ""
        if bullet:
            marker = f"{bullet[1]}." if bullet[1] else "•"
            words = line[bullet.end() :].strip()
        elif line.strip():
            words = f"{words}{chr(10) if words and _is_own_line(words, line) else ' '}{line.strip()}".strip()
        else:
            yield "", ""


def _is_own_line(before: str, line: str) -> bool:
    """True for an indented line that begins like one of an address, after a line too short to have been wrapped."""
    start = line.strip()[0]
    return line.startswith("  ") and (start.isupper() or start.isdigit()) and len(before.split("\n")[-1]) < SHORT_LINE


def prose(text: str, width: int, style: str = "") -> list[Content]:
    """Return simple Markdown (paragraphs, bullets) as lines of at most `width` cells."""
    lines: list[Content] = []
    for marker, words in blocks(text):
        if words:
            first = f" {marker} " if marker else ""
            rest = " " * len(first)
            for number, part in enumerate(words.split("\n")):
                lines += wrap(part, width, style, rest if number else first, rest)
        elif lines and lines[-1].plain:
            lines.append(Content(""))
    while lines and not lines[-1].plain:
        lines.pop()
    return lines


def label_of(reply: Reply, say: Say) -> str:
    """Return what stands over a reply, so that its kind is told in words and not by colour."""
    return say(f"chat.label_{reply.kind}")


def provenance(passages: Iterable[Passage], say: Say) -> list[str]:
    """Return one line for each section shown: where it stands, in what source."""
    places = dict.fromkeys((passage.section, passage.source) for passage in passages)
    return [
        say("chat.provenance" if section else "chat.provenance_whole", section=section, source=source)
        for section, source in places
        if section or source
    ]


def reply_lines(reply: Reply, say: Say, width: int) -> list[Content]:
    """Return all of a reply but its choices: what it is, what it says, what was corrected, advice, source."""
    label = label_of(reply, say)
    urgent = reply.kind is Kind.URGENT
    parts = [wrap(f" ! {label} ! " if urgent else label, width, ALARM if urgent else LABEL)]
    said = prose(reply.lead, width, STRONG if urgent else "")
    if said:
        parts.append([Content("")] + said if urgent else said)
    for passage in reply.passages:
        heading = wrap(passage.question, width, STRONG)
        if len(reply.passages) > 1:
            parts.append(heading + prose(passage.text, width))
        elif reply.question == passage.question:  # it stands right above, in the person's own box
            parts.append(prose(passage.text, width))
        else:
            parts += [heading, prose(passage.text, width)]
    notes = [line for note in reply.notes for line in prose(note, width)]
    parts += [notes, prose(reply.disclaimer, width)]
    parts.append([line for place in provenance(reply.passages, say) for line in wrap(place, width, QUIET)])
    return _stack(parts)


def _stack(parts: list[list[Content]]) -> list[Content]:
    """Return the parts under each other: the label close to what it names, a blank line before each later part."""
    lines: list[Content] = []
    for index, part in enumerate(part for part in parts if part):
        lines += [Content("")] * (index > 1) + part
    return lines


def reply_text(reply: Reply, say: Say) -> str:
    """Return the answer as text to paste elsewhere: the passages, the advice, the source; never what was typed."""
    passages = [f"{passage.question}\n\n{passage.text}" for passage in reply.passages]
    tail = [reply.disclaimer, "\n".join(provenance(reply.passages, say))]
    return "\n\n".join(part for part in (reply.lead, *passages, *tail) if part)
