"""How well a passage fits a topic of leaflets: its heading counts most, then what its first sentence says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.document import Shape
from bot.drafting import Topic, cue
from bot.marks import plain
from bot.passages import Passage

HEADING: Final = 7.0
"""Scores: the heading is a cue as a whole, ..."""
LATER_HEADING: Final = 2.5
"""... the same, of a passage that does not begin its section, ..."""
HEADING_BEGINS: Final = 5.0
"""... the heading begins with a cue, or the line above a list does, ..."""
LATER_HEADING_BEGINS: Final = 2.0
"""... the same, further down in the section; or the heading above the heading is a cue, ..."""
OPENING: Final = 5.0
"""... the first sentence holds a sure cue, ..."""
SAID: Final = 3.5
"""... another one does, ..."""
SAID_AGAIN: Final = 0.5
HINT: Final = 0.75
"""... each further sure cue, at most two, and each hint, at most two; ..."""
AT_MOST: Final = 2
ITEM: Final = -1.5
"""... and where it is but an item of a list, the passage around it may say more."""


@dataclass(frozen=True)
class Told:
    """What a passage tells, as cues see it (`marks.plain`).

    `heading` and `under` (the heading above it) are "" for an item; `first` is true where it begins its section;
    `announced` is the line above its list, if it begins with one.
    """

    opening: str
    text: str
    heading: str = ""
    first: bool = True
    under: str = ""
    announced: str = ""
    is_item: bool = False


def of_passage(passage: Passage) -> Told:
    """Return what a passage of a document tells."""
    block = passage.blocks[0]
    is_list = block.shape is Shape.LIST and not passage.is_item
    return Told(
        opening=passage.opening,
        text=passage.plain,
        heading="" if passage.is_item else stripped(passage.heading),
        first=passage.first,
        under="" if passage.is_item else stripped(passage.section.under),
        announced=stripped(block.text.split("\n")[0]) if is_list else "",
        is_item=passage.is_item,
    )


def stripped(heading: str) -> str:
    """Return a heading as cues for headings see it."""
    return plain(heading).strip(" ?.:!")


def is_headed(topic: Topic, told: Told, names: Sequence[str]) -> bool:
    """True where a heading, or the line above a list, speaks of the topic."""
    heading = cue(topic.heading, tuple(names))
    return any(text and heading.match(text) for text in (told.heading, told.under, told.announced))


def fit(topic: Topic, told: Told, names: Sequence[str]) -> float:
    """Return how well a passage fits a topic, -1.5 to about 24; `names` are those of what the leaflet is about."""
    return _by_headings(topic, told, names) + _by_text(topic, told, names) + (ITEM if told.is_item else 0.0)


def _by_headings(topic: Topic, told: Told, names: Sequence[str]) -> float:
    heading = cue(topic.heading, tuple(names))
    score = 0.0
    if told.heading and heading.fullmatch(told.heading):
        score += HEADING if told.first else LATER_HEADING
    elif told.heading and heading.match(told.heading):
        score += HEADING_BEGINS if told.first else LATER_HEADING_BEGINS
    if told.first and told.under and heading.match(told.under):
        score += LATER_HEADING_BEGINS
    if told.announced and heading.match(told.announced):
        score += HEADING_BEGINS  # "Kinds of stone:" over a list is as good as a heading
    return score


def _by_text(topic: Topic, told: Told, names: Sequence[str]) -> float:
    sure, hints = cue(topic.sure, tuple(names)), cue(topic.hints, tuple(names))
    said, hinted = len(set(sure.findall(told.text))), len(set(hints.findall(told.text)))
    score = 0.0
    if sure.search(told.opening):
        score = OPENING
    elif said:
        score = SAID
    return score + SAID_AGAIN * max(0, min(said - 1, AT_MOST)) + HINT * min(hinted, AT_MOST)
