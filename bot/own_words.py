"""Rank the passages of a draft by what they hold themselves, beside the ways of asking that were drafted for them.

A draft's ways of asking are guesses that nobody has gone over: most are the same for every leaflet, and some were given
to a passage that speaks of something else. So each word of a question is looked for in the passage's own text, too: in
its sentences, its heading and its headline, a word weighing the more, the fewer passages hold it (inverse document
frequency: Spärck Jones 1972, "A statistical interpretation of term specificity").
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from bot import sentences
from bot.entries import Entry
from bot.features import canonical
from bot.language import Language
from bot.matcher import Candidate, Match, Matcher, by_likelihood
from bot.words import split

# Fitted by logistic regression to 1,008 questions about 26 leaflets written for the purpose (in four parts by leaflet).
LIKELIHOOD: Final = 0.63
"""What the log-odds of the matcher's probability count ..."""
HELD: Final = 3.2
"""... against the share of the question that the passage holds (0 to 1) ..."""
HELD_TOGETHER: Final = 2.2
"""... and the share that one of its sentences holds (0 to 1)."""
SLOPE: Final = 0.66
OFFSET: Final = -1.79
"""They make a probability of the sum."""
LEAST: Final = 1e-3
RARE: Final = 0.02
RARE_IN_SENTENCES: Final = 0.005
"""They keep a word that nothing holds from weighing without end."""


@dataclass(frozen=True, repr=False)
class _Own:
    """The words of one passage, as stems or groups of synonyms: all, with its headings; and sentence by sentence."""

    all: frozenset[str]
    sentences: tuple[frozenset[str], ...]


@dataclass(frozen=True, repr=False)
class _Rarity:
    """Word -> its weight; `unheld` is that of a word which nothing holds."""

    weights: Mapping[str, float]
    unheld: float

    def share(self, asked: Collection[str], held: Collection[str]) -> float:
        """Return how much of the words asked for are held, 1 where none is asked for."""
        weights = {word: self.weights.get(word, self.unheld) for word in asked}
        whole = sum(weights.values())
        return sum(weight for word, weight in weights.items() if word in held) / whole if whole > 0 else 1.0


@dataclass(frozen=True, repr=False, eq=False)
class OwnWords:
    """The words of all passages of a draft; `title` are those of its title, which every passage is about."""

    passages: Mapping[str, _Own]
    headlines: Mapping[str, tuple[str, ...]]
    title: frozenset[str]
    by_passage: _Rarity
    by_sentence: _Rarity


@dataclass(frozen=True, repr=False, eq=False)
class DraftMatcher(Matcher):
    """Ranks as `Matcher` does, then by the passages' own words."""

    own: OwnWords

    def rank(self, question: str, context: str = "") -> Match:
        """Return the ranking for a question, see `Matcher.rank`; only a headline asked word for word is certain."""
        match = super().rank(question, context)
        shown = canonical(match.words, self.language)
        asked = [self.language.form(word.meant) for word in shown if not self.is_light(word.meant)]
        typed = tuple(split(question))
        covered = [self._weighed(candidate, asked, typed) for candidate in match.covered]
        return replace(match, covered=tuple(sorted(covered, key=by_likelihood)))

    def _weighed(self, candidate: Candidate, asked: Sequence[str], typed: tuple[str, ...]) -> Candidate:
        if self.own.headlines[candidate.item.id] == typed:
            return candidate
        held, together = shares(self.own, candidate.item.id, asked)
        chance = candidate.probability
        likely = math.log((chance + LEAST) / (1 - chance + LEAST))
        total = SLOPE * (LIKELIHOOD * likely + HELD * held + HELD_TOGETHER * together) + OFFSET
        return candidate._replace(probability=1 / (1 + math.exp(-total)))


def shares(own: OwnWords, key: str, asked: Collection[str]) -> tuple[float, float]:
    """Return how much of a question a passage holds, and one of its sentences; 0 to 1, 1 where it asks for no word."""
    passage = own.passages[key]
    held = own.by_passage.share(asked, passage.all | own.title)
    return held, max((own.by_sentence.share(asked, words) for words in passage.sentences), default=0.0)


def with_own_words(matcher: Matcher, entries: Mapping[str, Entry], title: str) -> DraftMatcher:
    """Return the matcher of a draft, made of the matcher of its phrasings and of its entries by key."""
    language = matcher.language
    passages = {
        key: _Own(
            _forms(f"{entry.question} {entry.section} {entry.answer}", language),
            tuple(_forms(text, language) for text in sentences.split(entry.answer)),
        )
        for key, entry in entries.items()
    }
    told = [words for passage in passages.values() for words in passage.sentences]
    own = OwnWords(
        passages,
        {key: tuple(split(entry.question)) for key, entry in entries.items()},
        _forms(title, language),
        _rarity([passage.all for passage in passages.values()], RARE),
        _rarity(told, RARE_IN_SENTENCES),
    )
    known = {one.name: getattr(matcher, one.name) for one in fields(matcher)}
    return DraftMatcher(**known, own=own)


def _rarity(texts: Sequence[Collection[str]], least: float) -> _Rarity:
    """Return how much each word of some texts weighs: the more, the fewer of them hold it."""
    counts = Counter(word for words in texts for word in words)
    weights = {word: -math.log(count / len(texts) + least) for word, count in counts.items()}
    return _Rarity(weights, -math.log(least))


def _forms(text: str, language: Language) -> frozenset[str]:
    return frozenset(language.form(word) for word in split(text))
