"""Guess while somebody types: which questions of the FAQ may this become?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from bot.matcher import Matcher
from bot.words import split

LIKELY: Final = 0.15
"""From this probability on, a question is guessed."""
SHORTEST: Final = 3
"""Fewer letters than this say nothing yet."""
MOST_COMPLETIONS: Final = 2


class Predictor:
    """Guesses from a matcher and the headline questions (key -> question)."""

    def __init__(self, matcher: Matcher, questions: Mapping[str, str]) -> None:
        self._matcher = matcher
        self._headlines = {key: " ".join(split(question)) for key, question in questions.items()}
        self._common = Counter(word for headline in self._headlines.values() for word in set(headline.split()))

    def predict(self, typed: str, limit: int, early: bool = False) -> list[str]:
        """Return keys of questions, best first: those that begin with what was typed, then those it may mean.

        With `early`, one letter is enough: it is guessed from the words that begin with it.
        """
        words = split(typed)
        if sum(map(len, words)) < SHORTEST:
            return self._begun(words[-1])[:limit] if early and words else []
        start = " ".join(words)
        found = [key for key, headline in self._headlines.items() if headline.startswith(start)]
        scores: dict[str, float] = {}
        for text in self._completed(words, typed):
            for candidate in self._matcher.rank(text).covered[:limit]:
                scores[candidate.item.id] = max(scores.get(candidate.item.id, 0.0), candidate.probability)
        likely = sorted((key for key, score in scores.items() if score >= LIKELY), key=lambda key: -scores[key])
        if len(found) > limit:
            found = sorted(found, key=lambda key: -scores.get(key, 0.0))
        return list(dict.fromkeys([*found, *likely]))[:limit]

    def _begun(self, letters: str) -> list[str]:
        """Return keys of questions with a word that begins with `letters`: first those where it is a rare word."""
        found: dict[str, int] = {}
        for key, headline in self._headlines.items():
            counts = [self._common[word] for word in headline.split() if word.startswith(letters)]
            if counts:
                found[key] = min(counts)
        return sorted(found, key=found.__getitem__)

    def _completed(self, words: list[str], typed: str) -> list[str]:
        """Return the words so far, the last one completed where it is not yet a word of the FAQ."""
        last = words[-1]
        if not typed[-1].isalnum() or len(last) < SHORTEST or last in self._matcher.speller.vocabulary:
            return [" ".join(words)]
        vocabulary = self._matcher.speller.vocabulary
        longer = sorted((word for word in vocabulary if word.startswith(last)), key=lambda w: (-vocabulary[w], w))
        longer = longer[:MOST_COMPLETIONS]
        return [" ".join([*words[:-1], word]) for word in longer] or [" ".join(words)]
