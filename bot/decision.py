"""Decide what a question gets: an answer, a choice, or the plain word that the leaflet does not hold it. No wording.

In doubt the leaflet is not shown: a wrong passage shown as an answer is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.matcher import Candidate, Match, Matcher
from bot.reply import Kind
from bot.words import split

SHOWN: Final = 0.36
"""From this probability on, a passage is shown as the answer."""
GAP: Final = 0.08
"""Two passages nearer to each other than this, neither of them certain: ask which is meant."""
CERTAIN: Final = 0.85
"""From here on the gap does not matter."""
OFFERED: Final = 0.05
"""From here on a question is offered ("Did you mean …?")."""
OUTSIDE: Final = 0.25
"""From here on, and above every passage, a question is taken to be outside the leaflet."""
RIVALRY: Final = 0.7
"""A passage is not shown where a topic outside the leaflet is likelier than the passage by more than this (a ratio)."""
NAMED_NEAR: Final = 0.33
NAMED_HELD: Final = 0.2
"""Likeness and share held that a topic outside needs to be named: "does not cover hair loss"."""
TALK: Final = 0.5
"""The same for small talk."""
PART: Final = 0.6
"""Probability that each part of a question with two parts must reach by itself."""
MOST_OFFERED: Final = 3
MOST_LIKELY: Final = 2
"""A question at the end of a story is believed where it asks for one of this many entries the whole leans to."""
MOST_PARTS: Final = 6
LEANING_NEAR: Final = 0.45
"""Likeness that a topic outside needs to be named for a question that leans."""
BARE_WORDS: Final = 2
"""A question of so few words, none of which carries a topic ("where?"), is answered only if asked word for word."""
LEANING_TOPICS: Final = 2
"""A question with at most this many topic words may lean on the answer before."""

_SENTENCE: Final = re.compile(r"(?<=[?!.;])\s+|\n+")


@dataclass(frozen=True, repr=False, eq=False)
class Decision:
    """What a question gets.

    `shown` are the entries to show (only for ANSWER), `offered` those to choose from, best first; `named` is the topic
    or small talk the kind speaks of; `leaned` tells that the question was taken together with the answer before,
    `is_either` that one of those shown may be the answer, not each a part of it.
    """

    kind: Kind
    match: Match
    confidence: float
    shown: tuple[Candidate, ...] = ()
    offered: tuple[Candidate, ...] = ()
    named: Candidate | None = None
    leaned: bool = False
    is_either: bool = False

    def as_choice(self) -> Decision:
        """Return a choice in place of an answer."""
        offered = (*self.shown, *self.offered)[:MOST_OFFERED]
        return replace(self, kind=Kind.SUGGESTIONS, shown=(), offered=offered)


@dataclass(frozen=True)
class Before:
    """The answer before: the entry shown, its question, and the entries related to it."""

    entry: str
    question: str
    related: tuple[str, ...] = ()


def decide(matcher: Matcher, question: str, before: Before | None = None) -> Decision:
    """Return what a question gets; `before` is the answer it may lean on, if there was one."""
    whole = _judge(matcher.rank(question))
    parts = _parts(matcher, question)
    if len(parts) > 1:
        several = _several(matcher, parts, whole)
        if several:
            return several
    if parts and parts[-1] != question and whole.kind in (Kind.SUGGESTIONS, Kind.UNKNOWN):
        told = _after_story(matcher, parts[-1], whole)
        if told:
            return told
    if before and _leans(matcher, whole):
        return _lean(matcher, question, before, whole)
    return whole


def _lean(matcher: Matcher, question: str, before: Before, whole: Decision) -> Decision:
    """Return the decision for a question taken together with the answer before.

    Only what belongs to that answer is shown for it, or what the question by itself asks for, too; anything else is
    no more than offered.
    """
    again = whole.kind is Kind.ANSWER and whole.shown[0].item.id == before.entry
    if again and whole.confidence >= PART and whole.match.topic_words:
        return whole  # a detail of the passage that stands there: nothing else answers it better
    match = matcher.rank(question, before.question)
    others = tuple(c for c in match.covered if c.item.id != before.entry)  # nobody asks on to see the same again
    leaning = replace(_judge(replace(match, covered=others), leans=True), leaned=True)
    belongs = leaning.kind is Kind.ANSWER and leaning.shown[0].item.id in before.related
    if leaning.kind is Kind.ANSWER and not belongs and not _agree(whole, leaning):
        return leaning.as_choice()
    if leaning.kind is Kind.NOT_COVERED and leaning.named and leaning.named.evidence[1] < LEANING_NEAR:
        return Decision(Kind.SUGGESTIONS, match, leaning.confidence, offered=others[:MOST_OFFERED], leaned=True)
    return whole if leaning.kind is Kind.UNKNOWN else leaning


def _agree(alone: Decision, leaning: Decision) -> bool:
    """True where a question gets the same passage alone and with the answer before, and little speaks against it."""
    if alone.kind is not Kind.ANSWER or alone.shown[0].item.id != leaning.shown[0].item.id:
        return False
    is_certain = min(alone.confidence, leaning.confidence) >= CERTAIN
    outside = max(_probability(alone.match.outside), _probability(leaning.match.outside))
    return is_certain or outside < OUTSIDE


def _judge(match: Match, leans: bool = False) -> Decision:
    """Return the decision for a question taken as a whole, or together with the answer it `leans` on."""
    first = _probability(match.covered)
    outside, talk = _probability(match.outside), _probability(match.talk)
    offered = tuple(c for c in match.covered[:MOST_OFFERED] if c.probability >= OFFERED)
    if talk >= TALK and talk > max(first, outside) and (first < SHOWN or talk == 1):
        return Decision(Kind.SMALL_TALK, match, talk, named=match.talk[0])
    bare = not leans and not match.topic_words and len(match.words) <= BARE_WORDS and first < 1
    if first >= SHOWN and first >= outside * RIVALRY and outside < 1 and not bare and not _is_tie(match.covered):
        return Decision(Kind.ANSWER, match, first, match.covered[:1], offered[1:])
    if outside >= OUTSIDE and outside > first and not bare:
        if is_named(match.outside[0]):
            return Decision(Kind.NOT_COVERED, match, outside, offered=offered, named=match.outside[0])
        return Decision(Kind.UNKNOWN, match, outside, offered=offered)
    if offered:
        return Decision(Kind.SUGGESTIONS, match, first, offered=offered)
    return Decision(Kind.UNKNOWN, match, 1 - max(first, outside))


def is_named(topic: Candidate) -> bool:
    """Return whether a question is about just this topic, not merely about something outside the leaflet."""
    _, near, held, *_ = topic.evidence
    return near >= NAMED_NEAR and held >= NAMED_HELD


def _probability(candidates: Sequence[Candidate]) -> float:
    return candidates[0].probability if candidates else 0.0


def _is_tie(covered: Sequence[Candidate]) -> bool:
    """True where two passages are about as likely, and the first is not certain."""
    if len(covered) < 2 or covered[0].probability >= CERTAIN:
        return False
    return covered[0].probability - covered[1].probability < GAP


def _leans(matcher: Matcher, whole: Decision) -> bool:
    """True for a short question that leans on the answer before: "and for babies?", "why?", "how long is that?"."""
    language, match = matcher.language, whole.match
    typed = tuple(word.meant for word in match.words)
    if match.unknown or match.topic_words > LEANING_TOPICS or match.is_exact:
        return False
    if any(typed[: len(start)] == start for start in language.leaning):
        return True
    sides = sorted((_probability(match.covered), _probability(match.outside)))
    if whole.confidence >= CERTAIN and match.topic_words and sides[0] < SHOWN:
        return False
    return bool(language.pointing & set(typed)) or whole.kind in (Kind.UNKNOWN, Kind.SUGGESTIONS)


def _parts(matcher: Matcher, question: str) -> list[str]:
    """Return the questions in a text: its sentences, cut where another question begins ("... and can it ...")."""
    openers, joiners = matcher.language.openers, matcher.language.joiners
    parts: list[str] = []
    for sentence in _SENTENCE.split(question):
        words = sentence.split()
        start = 0
        if not joiners.isdisjoint(split(sentence)):
            first = [next(iter(split(word)), "") for word in words]
            for at in range(1, len(words) - 1):
                if first[at] in joiners and first[at + 1] in openers:
                    parts.append(" ".join(words[start:at]))
                    start = at + 1
        parts.append(" ".join(words[start:]))
    asked = [part for part in parts if _asks(part, openers)]
    return asked[:MOST_PARTS]


def _asks(part: str, openers: frozenset[str]) -> bool:
    words = split(part)
    return len(words) > 1 and (words[0] in openers or part.rstrip().endswith("?"))


def _after_story(matcher: Matcher, part: str, whole: Decision) -> Decision | None:
    """Return an answer where the question at the end of a story, by itself, is sure of what the whole leans to."""
    decision = _judge(matcher.rank(part))
    likely = [candidate.item.id for candidate in whole.offered]
    if (
        decision.kind is Kind.ANSWER
        and decision.match.topic_words
        and decision.shown[0].item.id in likely[:MOST_LIKELY]
    ):
        return replace(decision, match=whole.match, offered=whole.offered[1:])
    return None


def _several(matcher: Matcher, parts: Sequence[str], whole: Decision) -> Decision | None:
    """Return an answer of two passages where two parts ask, beyond doubt, for two different ones."""
    found: dict[str, Candidate] = {}
    for part in parts:
        decision = _judge(matcher.rank(part))
        if decision.kind is Kind.ANSWER and decision.confidence >= PART:
            found.setdefault(decision.shown[0].item.id, decision.shown[0])
    shown = tuple(found.values())[:2]
    if len(shown) < 2 or whole.match.covered[0].item.id not in found:
        return None
    return Decision(Kind.ANSWER, whole.match, min(c.probability for c in shown), shown)
