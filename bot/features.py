"""Take a text apart into the features that are compared: stems, groups of synonyms, pairs of neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.language import Language
from bot.spelling import Word

Features: TypeAlias = dict[str, float]
"""Feature -> share of its weight, 0 to 1. A stem reads "swell", a group "=belly", a pair "go away"."""


@dataclass(frozen=True)
class Tuning:
    """The numbers of the method, the same for every FAQ.

    Found by trying, on questions for several FAQs (`tests/benchmarks/`); none depends on one FAQ's content.
    """

    pair: float = 0.5
    """Share of a pair of neighbours, of which one at least carries a topic."""
    function_pair: float = 0.2
    """Share of a pair of two function words ("is it")."""
    synonym: float = 0.5
    """Share of a group of synonyms; the rest goes to the word itself."""
    function_word: float = 0.6
    """Weight of a function or question word, against a word that carries a topic."""
    by_entry: float = 0.6
    """How much of a weight comes from the number of entries that hold it; the rest from the number of phrasings."""
    saturation: float = 8.0
    """How fast an entry counts as holding a word: at 8, a word in an eighth of its phrasings counts 63 %."""
    entry: float = 2.0
    """Weight of the entry as a whole, against that of its nearest phrasings."""
    neighbours: int = 3
    """How many further near phrasings of an entry count beside the nearest."""
    neighbour_share: float = 0.35
    """What they count, together, against the nearest."""
    unknown: float = 0.5
    """How much a word that the FAQ does not hold counts against a match, in weights of the rarest word."""
    unknown_length: float = 3.0
    """The same within the length of the question's vector."""
    trained: float = 0.3
    """Weight of the trained part."""


TUNING: Final = Tuning()


def canonical(words: Sequence[Word], language: Language) -> list[Word]:
    """Return the words with expressions ("run in the family") replaced by the one word that stands for them."""
    phrases = language.phrases
    meant = [word.meant for word in words]
    if phrases.keys().isdisjoint(meant):
        return list(words)
    result: list[Word] = []
    at = 0
    while at < len(words):
        for expression, meaning in phrases.get(meant[at], ()):
            if tuple(meant[at : at + len(expression)]) == expression:
                result.append(Word(meaning, meaning))
                at += len(expression)
                break
        else:
            result.append(words[at])
            at += 1
    return result


def extract(words: Iterable[Word], language: Language, tuning: Tuning) -> Features:
    """Return the features of understood words; a corrected word brings its candidates, each with its trust."""
    found: Features = {}
    before, before_is_function = "", False
    for word in words:
        shape = _add_word(found, word.meant, word.trust, language, tuning)
        for other, trust in word.alternatives:
            _add_word(found, other, trust, language, tuning)
        is_function = word.meant in language.function
        if before:
            share = tuning.function_pair if is_function and before_is_function else tuning.pair
            found[f"{before} {shape}"] = share
        before, before_is_function = shape, is_function
    return found


def _add_word(found: Features, word: str, trust: float, language: Language, tuning: Tuning) -> str:
    """Enter one word; return the shape it has in pairs."""
    stem = language.stem(word)
    group = language.same.get(word) or language.same.get(stem)
    if group is None:
        found[stem] = max(found.get(stem, 0.0), trust)
        return stem
    shape = "=" + group
    found[stem] = max(found.get(stem, 0.0), trust * (1 - tuning.synonym))
    found[shape] = max(found.get(shape, 0.0), trust * tuning.synonym)
    return shape
