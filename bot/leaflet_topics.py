"""What a question asks for of the topics that most leaflets speak of, and which passages speak of these.

A topic's ways of asking are the same for every leaflet, so what recognizes them is made once, of `draft.yaml` alone.
The name of what the leaflet is about is left out of a question: "what causes gout" asks what "what causes it" asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot import naming, sentences, topic_fit
from bot.calibration import Curve
from bot.drafting import Patterns, Topic
from bot.entries import Entry
from bot.language import Language
from bot.marks import plain
from bot.matcher import Item, Matcher, Side
from bot.spelling import Word
from bot.topic_fit import Told
from bot.words import clean, split

NAME: Final = "it"
"""What stands for the name of what a leaflet is about."""
GOOD: Final = 3.5
"""A passage that fits a topic as well as this speaks of it, see `topic_fit.fit`."""
HALF: Final = 0.5
"""What the next best passage counts against the one before."""


class Fit(NamedTuple):
    """How well a passage fits a topic, against all others: 0 to 1, by its rank, and whether a heading says so.

    Or how well it fits what a question asks for: the most of all topics, each counting as it is likely.
    """

    share: float
    by_rank: float
    headed: float


SILENT: Final = Fit(0.0, 0.0, 0.0)


@dataclass(frozen=True, repr=False, eq=False)
class LeafletTopics:
    """What is known of topics, for one leaflet.

    `matcher` recognizes them in a question about any leaflet; `names` are those of what this one is about, each as the
    forms of its words; `fits` tells, topic -> key of a passage, how well it fits.
    """

    matcher: Matcher
    names: tuple[tuple[str, ...], ...]
    fits: Mapping[str, Mapping[str, Fit]]

    def speak(self, words: Sequence[Word]) -> dict[str, Fit]:
        """Return how well each passage fits what a question asks for; those that do not fit at all are left out.

        `words` is the question, as the leaflet's own matcher understands it.
        """
        found: dict[str, Fit] = {}
        for topic in self.matcher.rank(self._nameless(words)).covered:
            for key, one in self.fits.get(topic.item.id, {}).items():
                before, chance = found.get(key, SILENT), topic.probability
                now = Fit(chance * one.share, chance * one.by_rank, chance * one.headed)
                found[key] = Fit(*map(max, before, now))
        return found

    def _nameless(self, words: Sequence[Word]) -> str:
        """Return a question with "it" for the name of what the leaflet is about."""
        forms = tuple(self.matcher.language.form(word.meant) for word in words)
        texts: list[str] = []
        at = 0
        while at < len(words):
            name = next((name for name in self.names if forms[at : at + len(name)] == name), ())
            texts.append(NAME if name else words[at].meant)
            at += len(name) or 1
        return " ".join(texts)


def of_leaflet(matcher: Matcher, patterns: Patterns, entries: Mapping[str, Entry], title: str) -> LeafletTopics:
    """Return what is known of topics for one leaflet.

    Args:
        matcher: recognizes topics in questions, see `recognizer`.
        patterns: what leaflets speak of.
        entries: those of the leaflet, by key.
        title: its title.
    """
    names = naming.of_title(title, patterns)
    forms = {tuple(map(matcher.language.form, split(name))) for name in names} - {()}
    longest_first = tuple(sorted(forms, key=lambda name: (-len(name), name)))
    return LeafletTopics(matcher, longest_first, fits(patterns, entries, names))


def recognizer(patterns: Patterns, language: Language) -> Matcher:
    """Return what recognizes topics in questions. Takes about a second."""
    from bot import training  # not needed where it comes from a store

    asked = {topic.id: (topic.question, *topic.also, *patterns.asked.get(topic.id, ())) for topic in patterns.topics}
    items = [Item(id_, Side.COVERED, tuple(map(_nameless, lines))) for id_, lines in asked.items()]
    return training.build(items, language, curve=Curve())


def _nameless(template: str) -> str:
    return clean(template.replace("{name}", NAME).replace("{is}", "is"))


def fits(patterns: Patterns, entries: Mapping[str, Entry], names: Sequence[str]) -> dict[str, dict[str, Fit]]:
    """Return topic -> key of an entry -> how well it fits; those that do not fit at all are left out."""
    told = _told(entries)
    return {topic.id: _fits(topic, told, names) for topic in patterns.topics}


def _fits(topic: Topic, told: Mapping[str, Told], names: Sequence[str]) -> dict[str, Fit]:
    scores = {key: topic_fit.fit(topic, one, names) for key, one in told.items()}
    best = max([GOOD, *scores.values()])
    found = {}
    for key, score in scores.items():
        if score > 0:
            above = sum(other > score for other in scores.values())
            by_rank = HALF**above if score >= GOOD else 0.0
            found[key] = Fit(score / best, by_rank, float(topic_fit.is_headed(topic, told[key], names)))
    return found


def _told(entries: Mapping[str, Entry]) -> dict[str, Told]:
    """Return what each entry tells; an answer that is part of another one's is but an item of it."""
    found, begun = {}, set()
    for key, entry in entries.items():
        is_item = any(entry.answer in other.answer for other in entries.values() if other is not entry)
        opening = next(iter(sentences.split(entry.answer)), "")
        heading = "" if is_item else topic_fit.stripped(entry.section)
        found[key] = Told(plain(opening), plain(entry.answer), heading, heading not in begun, is_item=is_item)
        begun.add(heading)
    return found
