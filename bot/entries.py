"""What a FAQ consists of: entries with their phrasings, topics it does not cover, source and review."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """Where the leaflet's facts come from. `date` is as printed there, None where it prints none."""

    title: str = ""
    publisher: str = ""
    date: str | None = None


@dataclass(frozen=True)
class Review:
    """The clinician who checked the text, and when; both None where nobody has."""

    by: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Entry:
    """One passage and the questions it answers. `question` is the headline and the first phrasing."""

    id: str
    question: str
    answer: str
    section: str = ""
    also: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way of asking it, the headline question first."""
        return (self.question, *self.also)


@dataclass(frozen=True)
class NotCovered:
    """Something people ask and the leaflet does not answer. `topic` fits "does not cover …"."""

    id: str
    topic: str
    also: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way of asking it, the topic itself first."""
        return (self.topic, *self.also)


@dataclass(frozen=True)
class Faq:
    """All of one FAQ file. Ids are unique over `entries` and `not_covered` together.

    `drafted` is true while nobody has gone over what `faqbot draft` wrote: the bot is more careful with it then.
    """

    title: str
    language: str
    entries: tuple[Entry, ...]
    document: str = ""
    source: Source = Source()
    reviewed: Review = Review()
    review_every: str = ""
    not_covered: tuple[NotCovered, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    drafted: bool = False
    path: Path | None = field(default=None, compare=False)

    def entry(self, id_: str) -> Entry | None:
        """Return the entry with this id, or None."""
        return next((entry for entry in self.entries if entry.id == id_), None)
