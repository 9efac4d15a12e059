"""What the bot said: plain data that every front end shows in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of reply."""

    ANSWER = "answer"
    SUGGESTIONS = "suggestions"
    NOT_COVERED = "not_covered"
    URGENT = "urgent"
    SMALL_TALK = "small_talk"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Choice:
    """A question of the FAQ that can be picked, by number, key or touch."""

    entry: str
    question: str


@dataclass(frozen=True)
class Topic:
    """The questions under one heading of a leaflet; `is_help` where one of them is when to get help."""

    title: str
    choices: tuple[Choice, ...]
    is_help: bool = False


@dataclass(frozen=True)
class Passage:
    """One passage of a leaflet. `text` is Markdown of the simplest kind: paragraphs and "- " bullets."""

    entry: str
    question: str
    text: str
    section: str
    source: str


@dataclass(frozen=True, repr=False)
class Reply:
    """One reply.

    `lead` is said first (for kinds other than `answer` it is all there is to say); `notes` say what was corrected;
    `passages` is empty unless kind is ANSWER; `choices` are what can be picked next, the suggestions of SUGGESTIONS,
    the related questions of an ANSWER, the starters otherwise; `choices_title` stands over them.
    `offers` is true where the choices were picked for this question, rather than being the usual starters.
    `leaflet` is the number of the leaflet that the talk is about from here on, None where it may be about any.
    `confidence` and the scores of `ranking` lie between 0 and 1.
    """

    question: str
    kind: Kind
    lead: str = ""
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    choices_title: str = ""
    topic: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    disclaimer: str = ""
    offers: bool = False
    leaflet: int | None = None

    @property
    def entries(self) -> tuple[str, ...]:
        """Ids of the entries shown, best first."""
        return tuple(passage.entry for passage in self.passages)

    @property
    def source(self) -> str:
        """Where the passages come from, one line; empty where none is shown."""
        return "\n".join(dict.fromkeys(passage.source for passage in self.passages))
