"""Understand typed words: known, misspelt (and what was meant), joined or split by mistake, or unknown.

What holds typed words has no repr, here and everywhere: they must not turn up in a message or a traceback.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bot.language import Language

SHORTEST_CORRECTED = 4
"""Words of fewer letters are never corrected: too many real words lie one letter apart."""
SHORTEST_FREE = 5
"""Shorter words are corrected only where letters were swapped or doubled, or where they sound the same."""
SHORTEST_OF_SEVERAL = 9
"""Shorter runs of letters are not taken for three words or more."""
LONGEST_PART = 20
SHORT_PART = 3
"""Of the words shorter than this only function words are parts of a longer one."""
OFTEN = 3
"""A word that occurs less often in the FAQ may be a slip of the pen."""
MOST_BITS = 3.0
"""Bits for each letter: several words written as one take less, names and foreign words more."""
MAX_TYPED_LETTERS = 40
"""Longer "words" are no words; they are not compared with anything."""


_STRETCHED = re.compile(r"(.)\1{2,}")
_REPEATED = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """One typed word as understood.

    `meant` is the word it is taken for (the word itself where nothing is corrected); `alternatives` are further
    candidates with their trust; `trust` is 1 for a word as typed, less for a correction by likeness.
    """

    typed: str
    meant: str
    trust: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()

    def __repr__(self) -> str:
        return object.__repr__(self)

    @property
    def is_corrected(self) -> bool:
        """True where another word was understood than was typed."""
        return self.typed != self.meant


class Sounds(Protocol):
    """How words sound -> the words; a dict, or a file that is read as needed."""

    def get(self, sound: str, default: Sequence[str], /) -> Sequence[str]:
        """Return the words that sound so, in the order of the alphabet, or the default."""


@dataclass(repr=False, eq=False)
class Speller:
    """Corrects typed words against a vocabulary: words (normalised) with how often they occur in the FAQ."""

    vocabulary: Mapping[str, int]
    language: Language
    _candidates: list[str] = field(init=False, repr=False)
    _near: dict[int, list[str]] = field(init=False, repr=False)
    sounds: Sounds = field(init=False, repr=False)
    _stems: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the words that may be a correction: long enough, no digits, not protected."""
        language = self.language
        self._candidates = sorted(
            word
            for word in self.vocabulary
            if len(word) >= SHORTEST_CORRECTED and word.isalpha() and word not in language.protected
        )
        self._near = {}
        self._stems = frozenset(map(language.stem, self.vocabulary))
        sounds: dict[str, list[str]] = {}
        for word in self._candidates:
            sounds.setdefault(language.sound(word), []).append(word)
        self.sounds = sounds

    def understand(self, words: Iterable[str]) -> list[Word]:
        """Return the words as understood, in order; joined words come apart and split words come together."""
        typed = list(words)
        known = list(map(self._is_known, typed))
        misspellings = self.language.misspellings
        result: list[Word] = []
        at = 0
        while at < len(typed):
            word = typed[at]
            joined = None if all(known[at : at + 2]) else self._join(typed, at)
            if joined:
                result.append(joined)
                at += 1
            elif known[at]:
                result.append(Word(word, misspellings.get(word) or word))
            else:
                result.extend(self._unknown(word))
            at += 1
        return result

    def _is_known(self, word: str) -> bool:
        language = self.language
        return word in self.vocabulary or language.is_known(word) or language.stem(word) in self._stems

    def _join(self, typed: list[str], at: int) -> Word | None:
        """Return "neuro" + "blastoma" as one word where only the whole is a word of the vocabulary."""
        if at + 1 >= len(typed):
            return None
        whole = typed[at] + typed[at + 1]
        meant = self.language.misspellings.get(whole, whole)
        if len(whole) < SHORTEST_CORRECTED + 2 or meant not in self.vocabulary:
            return None
        return Word(f"{typed[at]} {typed[at + 1]}", meant)

    def _unknown(self, typed: str) -> list[Word]:
        """Return an unknown word as understood; a letter held down counts once or twice."""
        word = self._unstretched(typed)
        found = self._meant(word)
        if word == typed:
            return found
        if len(found) == 1 and self._is_known(found[0].meant):
            return [found[0]._replace(typed=typed)]
        return [Word(typed, typed)]

    def _meant(self, word: str) -> list[Word]:
        meant = self.language.misspellings.get(word)
        if meant:
            return [Word(word, meant)]
        if self._is_known(word) or not self._may_be_corrected(word):
            return [Word(word, word)]
        found = self._corrections(word)
        if found and found[0][1] >= 0.8:
            return [Word(word, found[0][0], found[0][1], alternatives=tuple(found[1:]))]
        parts = self._halves(word) or self._parts(word)
        if parts:
            return parts
        if found:
            return [Word(word, found[0][0], found[0][1], alternatives=tuple(found[1:]))]
        return [Word(word, word)]

    def _unstretched(self, word: str) -> str:
        """Return "heyyy" as "hey" and "sooon" as "soon": a letter held down for long is meant once or twice."""
        twice = _STRETCHED.sub(r"\1\1", word)
        once = _STRETCHED.sub(r"\1", word)
        return once if self._is_known(once) and not self._is_known(twice) else twice

    def _may_be_corrected(self, word: str) -> bool:
        return SHORTEST_CORRECTED <= len(word) <= MAX_TYPED_LETTERS and word.isalpha()

    def _corrections(self, word: str) -> list[tuple[str, float]]:
        """Return up to three candidates with trust, best first: few edits (OSA distance: a swap is one), same sound."""
        from rapidfuzz import process  # imported here: most questions are spelt well enough to do without
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) < 6 else 2 if len(word) < 9 else 3
        if len(word) not in self._near:  # vocabulary only; nothing of what people type stays
            self._near[len(word)] = [other for other in self._candidates if abs(len(other) - len(word)) <= allowed]
        near = process.extract(word, self._near[len(word)], scorer=OSA.distance, score_cutoff=allowed, limit=8)
        trust = {
            other: 1 - distance / max(len(word), len(other))
            for other, distance, _ in near
            if len(word) >= SHORTEST_FREE or _is_slip(word, other)
        }
        for other in self.sounds.get(self.language.sound(word), ()):
            trust[other] = max(trust.get(other, 0.0), 0.85)
        for other in trust:
            if other[0] != word[0]:  # people rarely miss the first letter
                trust[other] -= 0.1
        ranked = sorted(trust.items(), key=lambda item: (-item[1], -self.vocabulary[item[0]], item[0]))
        return [(other, value) for other, value in ranked[:3] if value >= 0.6 and value >= ranked[0][1] - 0.1]

    def _parts(self, word: str) -> list[Word]:
        """Return "mychildcantbreathe" as the words it is likeliest made of; [] where it is likelier a word of its own.

        Dynamic programming over the places where a word may end; a word is as likely as it is frequent in the FAQ
        (Norvig 2009, "Natural language corpus data"). Names and foreign words fall apart into rare words, and stay.
        """
        if len(word) < SHORTEST_OF_SEVERAL:
            return []
        total = sum(self.vocabulary.values())
        best: list[tuple[float, tuple[str, ...]]] = [(math.inf, ())] * (len(word) + 1)
        best[0] = (0.0, ())
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_PART), end):
                bits, parts = best[start]
                part = word[start:end]
                if bits < math.inf and (len(part) > 1 or self._may_lead_on(parts)):
                    bits += self._bits(part, total)
                    best[end] = min(best[end], (bits, (*parts, part)))
        bits, parts = best[-1]
        if len(parts) < 3 or bits > MOST_BITS * len(word):
            return []
        misspellings = self.language.misspellings
        return [Word(part, misspellings.get(part, part)) for part in parts]

    def _may_lead_on(self, parts: Sequence[str]) -> bool:
        """True where a word of one letter may follow: at the beginning, and after "can", "has" and the like."""
        return not parts or (len(parts[-1]) > 1 and parts[-1] in self.language.function)

    def _bits(self, part: str, total: int) -> float:
        """Return how unlikely a word is, as minus the binary logarithm of its share of all words."""
        language, count = self.language, self.vocabulary.get(part, 0)
        if len(part) < SHORT_PART and part not in language.function and part not in language.questions:
            return math.inf
        if count >= OFTEN:
            return math.log2(total / count)
        known = language.is_known(part) or part in language.misspellings
        return math.log2(total + 1) + 1 if known else math.inf

    def _halves(self, word: str) -> list[Word]:
        """Return "whatis" as two known words, the most even cut first; [] where there is no such cut."""
        cuts = sorted(range(2, len(word) - 1), key=lambda cut: abs(cut - len(word) / 2))
        for cut in cuts:
            left, right = word[:cut], word[cut:]
            if self._is_known(left) and self._is_known(right) and (left in self.vocabulary or right in self.vocabulary):
                return [Word(left, left), Word(right, right)]
        return []


def _is_slip(typed: str, word: str) -> bool:
    """True where the two differ by a swap of letters or a doubled letter only."""
    return sorted(typed) == sorted(word) or _REPEATED.sub(r"\1", typed) == _REPEATED.sub(r"\1", word)
