"""Rank the passages of a draft: by ways of asking, by the passages' own words, and by what leaflets speak of.

A draft's ways of asking are guesses that nobody has gone over: most are the same for every leaflet, and some were given
to a passage that speaks of something else. So they are one voice among several. The probabilities of all passages, and
of "none of them", add up to 1 (multinomial logit: McFadden 1974, "Conditional logit analysis of qualitative choice
behavior").
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from operator import mul
from typing import Final

from bot import drafting, leaflet_topics, own_words
from bot.entries import Entry, Faq
from bot.features import canonical
from bot.language import Language
from bot.leaflet_topics import SILENT, LeafletTopics
from bot.matcher import Candidate, Item, Match, Matcher, Side, by_likelihood
from bot.own_words import OwnWords
from bot.spelling import Word
from bot.words import split

LEAST: Final = 1e-3
KEPT: Final = 10
"""How many passages are returned, at most."""
NO_EVIDENCE: Final = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
# Fitted to 1,368 questions about 36 leaflets written for the purpose; the README's figures are of leaflets left out.
WEIGHTS: Final = (0.33, 2.65, 1.52, 1.31, 6.65, -3.21, -0.29, -1.39)
"""What speaks for a passage, see `evidence_for`.

The passage that fits a topic best was given its ways of asking; its rank counts against what these have said already.
"""
NONE: Final = (2.11, 0.27, 1.56)
"""What speaks for none of them, see `evidence_against`."""


@dataclass(frozen=True, repr=False, eq=False)
class DraftMatcher(Matcher):
    """Ranks as `Matcher` does, then by what the passages themselves say; `headlines` are split into words."""

    headlines: Mapping[str, tuple[str, ...]]
    own: OwnWords
    topics: LeafletTopics

    def rank(self, question: str, context: str = "") -> Match:
        """Return the ranking for a question, see `Matcher.rank`; only a headline asked word for word is certain."""
        match = self._doubted(super().rank(question, context))
        evidence = self.evidence_for(match)
        against = math.exp(sum(map(mul, NONE, self.evidence_against(match))))
        odds = {key: math.exp(sum(map(mul, WEIGHTS, values))) for key, values in evidence.items()}
        whole = sum(odds.values()) + against
        by_key = {one.item.id: one for one in match.covered}
        typed = tuple(split(question))
        covered = []
        for item in self._passages:
            before = by_key.get(item.id, Candidate(item, 0.0, NO_EVIDENCE))
            is_certain = self.headlines[item.id] == typed
            covered.append(before if is_certain else before._replace(probability=odds[item.id] / whole))
        return replace(match, covered=tuple(sorted(covered, key=by_likelihood)[:KEPT]))

    def _doubted(self, match: Match) -> Match:
        """Return a match in which topics outside the leaflet are the less likely, the less of the question they hold.

        "How long does the laser last" is asked as "how long does the vaccine last" is; but where the leaflet speaks of
        lasers, it is not about vaccines. A word that the leaflet does not hold says nothing against them.
        """
        weights = self.own.by_passage.weights
        words = [(word.meant, weights.get(self.language.form(word.meant))) for word in self._telling(match)]
        spoken_of = [(max(0.0, weight), self.holders(word)) for word, weight in words if weight is not None]
        whole = sum(weight for weight, _ in spoken_of)

        def held(item: Item) -> float:
            number = self._numbers[item.id]
            return sum(weight for weight, holders in spoken_of if number in holders) / whole if whole > 0 else 1.0

        outside = [
            one if one.probability == 1 else one._replace(probability=one.probability * held(one.item))
            for one in match.outside
        ]
        return replace(match, outside=tuple(sorted(outside, key=by_likelihood)))

    def _telling(self, match: Match) -> list[Word]:
        """Return the words of a question that carry a topic."""
        return [word for word in canonical(match.words, self.language) if not self.is_light(word.meant)]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {item.id: number for number, item in enumerate(self.items) if item.side is Side.OUTSIDE}

    def evidence_for(self, match: Match) -> dict[str, tuple[float, ...]]:
        """Return what speaks for each passage.

        The log-odds that its ways of asking give it; how much of the question it holds, one of its sentences, and one
        that answers it (`own_words.Shares`); how well it fits the topics that may be asked for
        (`leaflet_topics.Fit`); and its place, 0 to 1, for leaflets begin with what most people ask.
        """
        asked = [self.language.form(word.meant) for word in self._telling(match)]
        answer = self.own.kind_of_answer(" ".join(word.meant for word in match.words))
        chances = {one.item.id: one.probability for one in match.covered}
        speak = self.topics.speak(match.words)
        return {
            item.id: (
                _log_odds(chances.get(item.id, 0.0)),
                *self.own.shares(item.id, asked, answer),
                *speak.get(item.id, SILENT),
                self._places[item.id],
            )
            for item in self._passages
        }

    def evidence_against(self, match: Match) -> tuple[float, ...]:
        """Return what speaks for none of them: always; log-odds of what is outside; whether nothing holds a word."""
        outside = match.outside[0].probability if match.outside else 0.0
        return (1.0, _log_odds(outside), float(bool(match.unknown)))

    @cached_property
    def _passages(self) -> list[Item]:
        return [item for item in self.items if item.side is Side.COVERED]

    @cached_property
    def _places(self) -> dict[str, float]:
        return {key: number / len(self.headlines) for number, key in enumerate(self.headlines)}


def of(
    matcher: Matcher, headlines: Mapping[str, tuple[str, ...]], own: OwnWords, topics: LeafletTopics
) -> DraftMatcher:
    """Return the matcher of a draft, of its parts; `matcher` is made of its ways of asking."""
    known = {one.name: getattr(matcher, one.name) for one in fields(matcher)}
    return DraftMatcher(**known, headlines=headlines, own=own, topics=topics)


def make(matcher: Matcher, faq: Faq, entries: Mapping[str, Entry], language: Language) -> DraftMatcher:
    """Return the matcher of a draft.

    Args:
        matcher: made of its ways of asking.
        faq: the draft.
        entries: its entries by key.
        language: what is known of words in general.
    """
    patterns = drafting.load(faq.language)
    topics = leaflet_topics.of_leaflet(_recognizer(faq.language, language), patterns, entries, faq.title)
    headlines = {key: tuple(split(entry.question)) for key, entry in entries.items()}
    own = own_words.of_entries(entries, faq.title, matcher.language, patterns.answers)
    return of(matcher, headlines, own, topics)


@lru_cache(maxsize=1)
def _recognizer(tag: str, language: Language) -> Matcher:
    """Return what recognizes topics, the same for all drafts in a language."""
    return leaflet_topics.recognizer(drafting.load(tag), language.with_groups(()))


def _log_odds(chance: float) -> float:
    return math.log((chance + LEAST) / (1 - chance + LEAST))
