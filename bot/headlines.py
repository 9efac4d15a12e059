"""Headlines and ids of drafted entries: what people see in a list of questions.

A heading that asks is shown as it stands; a passage that no topic claims and no heading names, by its first words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot import asking
from bot.drafting import WHAT_IS, Patterns, Topic, cue
from bot.language import Language
from bot.marks import plain
from bot.passages import Passage
from bot.words import split

MOST_OPENING_WORDS: Final = 9
MOST_ID_WORDS: Final = 4


def questions(passage: Passage, topics: Sequence[Topic], patterns: Patterns, names: Sequence[str]) -> Iterator[str]:
    """Yield headlines for a passage, the best first; `topics` are those that claimed it."""
    ways = patterns.ways
    is_own = not passage.is_item and passage.first and bool(passage.heading)
    if is_own and passage.heading.endswith("?"):
        yield passage.heading
    if passage.lead:
        yield ways["question_lead"][0].format(lead=asking.small(passage.lead))
    by_heading = is_own and not any(is_named(topic, passage, names) for topic in topics[:1])
    if by_heading:
        yield of_heading(passage.heading, patterns)
    for topic in topics:
        yield asking.filled(topic.question, patterns, names)
    yield ways["question_opening"][0].format(opening=asking.braceless(opening(passage)))


def is_named(topic: Topic, passage: Passage, names: Sequence[str]) -> bool:
    """True for a topic that the heading of a passage speaks of, or that says what the leaflet is about."""
    heading = plain(passage.heading).strip(" ?.:!")
    return topic.id == WHAT_IS or bool(cue(topic.heading, tuple(names)).match(heading))


def of_heading(heading: str, patterns: Patterns) -> str:
    """Return the headline that a heading makes: itself where it asks or tells where and when, else a question."""
    first = plain(heading).split()[:1]
    if heading.endswith("?") or set(first) & set(patterns.ways["asks"]):
        return heading
    return patterns.ways["question_heading"][0].format(heading=asking.small(heading))


def opening(passage: Passage) -> str:
    """Return the words that a passage begins with, dots behind them where its first sentence goes on."""
    words = (passage.sentences[0] if passage.sentences else passage.answer).split()
    text = " ".join(words[:MOST_OPENING_WORDS]).rstrip(" ,;:–—-")
    return f"{text} …" if len(words) > MOST_OPENING_WORDS else text


def id_words(passage: Passage, topics: Sequence[Topic], language: Language, names: Sequence[str]) -> str:
    """Return the text an id is made of: the topic, the words that name a passage, or the first that say something."""
    has_own = not passage.is_item and passage.first and passage.heading
    if topics and (not has_own or is_named(topics[0], passage, names)):
        return topics[0].id
    named = passage.lead or (passage.heading if passage.first else "")
    words = split(named or (passage.sentences[0] if passage.sentences else passage.answer))
    telling = [word for word in words if word not in language.function and word not in language.questions]
    return " ".join((telling or words)[:MOST_ID_WORDS])
