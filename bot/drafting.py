"""What the drafter knows before it sees a leaflet: what patient leaflets speak of, and how people ask for it.

It stands in `draft.yaml`, `asked.yaml` and `outside.yaml` of a language. A cue there is a line in small letters without
apostrophes: `*` ends a word that may go on, `..` stands for up to four words, `{name}` for what the leaflet is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bot import places
from bot.marks import plain
from bot.words import clean
from bot.yamlfile import Fields, Node, read

WHAT_IS: Final = "what-is"
"""The topic of every leaflet: what it is about."""
_GAP: Final = r"\W+(?:\w+\W+){0,4}?"


@dataclass(frozen=True)
class Topic:
    """Something most leaflets speak of.

    `heading` are cues for its heading, `sure` for a passage that answers it, `hints` for one that may. `also` are ways
    of asking. `outside` names it where the leaflet does not speak of it; "" where that is never said; nor is it said
    where one of the `mentions` stands anywhere in the leaflet. `of_illness` is asked of illnesses, not of an operation.
    """

    id: str
    question: str
    heading: tuple[str, ...]
    sure: tuple[str, ...]
    hints: tuple[str, ...]
    also: tuple[str, ...]
    outside: str
    related: tuple[str, ...]
    mentions: tuple[str, ...] = ()
    of_illness: bool = False


@dataclass(frozen=True)
class Outside:
    """Something people ask that hardly any leaflet holds; `cues` are words of a leaflet that does."""

    id: str
    topic: str
    cues: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A kind of answer: cues for questions that ask for it, and for sentences that tell it ("how long", "weeks")."""

    asked: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Patterns:
    """All of it, for one language; made by `load`. `ways` are templates by what they are for.

    `asked` are more ways of asking for topics, by id: they are recognized in a question, and given to no entry.
    `defines` are cues for a sentence that says what the name means, `procedures` words that end the name of something
    that is done to people, `generic` words that name nothing by themselves, `plural` those that end a plural, "lice".
    """

    topics: tuple[Topic, ...]
    outside: tuple[Outside, ...]
    titles: tuple[str, ...]
    no_name: frozenset[str]
    singular: frozenset[str]
    ways: Mapping[str, tuple[str, ...]]
    comments: Mapping[str, str]
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    illnesses: tuple[str, ...] = ()
    illness_ways: tuple[str, ...] = ()
    defines: tuple[str, ...] = ()
    procedures: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def cue(lines: tuple[str, ...], names: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds any of the cues in a text as `marks.plain` makes it, any of the names standing for {name}."""
    parts = []
    for line in lines:
        for name in names or ("",):
            text = plain(line.replace("{name}", plain(name)))
            if not text or ("{name}" in line and not name):
                continue
            gaps = (
                r"\W+".join(re.escape(word).replace(r"\*", r"\w*") for word in part.split())
                for part in text.split("..")
            )
            parts.append(rf"(?<!\w){_GAP.join(gaps)}(?!\w)")
    return re.compile("|".join(dict.fromkeys(parts)) or "(?!)")


@lru_cache
def load(
    language: str = places.DEFAULT_LANGUAGE,
    path: Path | None = None,
    outside: Path | None = None,
    asked: Path | None = None,
) -> Patterns:
    """Return what is known for a language (English where it has none). Raises FileError."""
    path = path or places.file(language, "draft.yaml")
    fields = Fields(path, read(path), "the file")
    fields.text("language")
    names = fields.fields("names", required=True)
    ways, comments = fields.fields("ways", required=True), fields.fields("comments", required=True)
    assert names and ways and comments
    patterns = Patterns(
        topics=tuple(_topic(path, node) for node in fields.nodes("topics", required=True)),
        answers=tuple(_answer(path, node) for node in fields.nodes("answers")),
        **_outside(outside or places.file(language, "outside.yaml")),
        titles=names.texts("titles"),
        no_name=frozenset(names.texts("no_name")),
        singular=frozenset(names.texts("singular")),
        defines=names.texts("defines"),
        procedures=frozenset(names.texts("procedures")),
        generic=frozenset(names.texts("generic")),
        plural=frozenset(names.texts("plural")),
        ways={key: ways.texts(key) for key in ways.names()},
        comments={key: comments.text(key) for key in comments.names()},
        asked=_asked(asked or places.file(language, "asked.yaml")),
    )
    names.finish()
    fields.finish()
    return patterns


def _topic(path: Path, node: Node) -> Topic:
    fields = Fields(path, node, "a topic")
    topic = Topic(
        id=fields.text("id"),
        question=clean(fields.text("question")),
        heading=fields.texts("heading"),
        sure=fields.texts("sure"),
        hints=fields.texts("hints"),
        also=tuple(map(clean, fields.texts("also"))),
        outside=clean(fields.text("outside", required=False)),
        related=fields.texts("related"),
        mentions=fields.texts("mentions"),
        of_illness=fields.text("of", required=False) == "illness",
    )
    fields.finish()
    return topic


def _answer(path: Path, node: Node) -> Answer:
    fields = Fields(path, node, "a kind of answer")
    answer = Answer(fields.texts("asked", required=True), fields.texts("told", required=True))
    fields.finish()
    return answer


def _asked(path: Path) -> dict[str, tuple[str, ...]]:
    fields = Fields(path, read(path), "the file")
    fields.text("language")
    topics = fields.fields("topics", required=True)
    assert topics
    found = {id_: tuple(map(clean, topics.texts(id_))) for id_ in topics.names()}
    fields.finish()
    return found


def _outside(path: Path) -> dict[str, tuple[Any, ...]]:
    fields = Fields(path, read(path), "the file")
    fields.text("language")
    found = []
    for node in fields.nodes("topics", required=True):
        inner = Fields(path, node, "a topic")
        also = tuple(map(clean, inner.texts("also")))
        found.append(Outside(inner.text("id"), clean(inner.text("topic")), inner.texts("cues"), also))
        inner.finish()
    illnesses, ways = fields.texts("illnesses"), fields.texts("illness_ways")
    fields.finish()
    return {"outside": tuple(found), "illnesses": illnesses, "illness_ways": ways}
