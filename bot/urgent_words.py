"""Cut a text into words and marks, and read misspelt, stretched and joined words as known ones.

People in danger type badly. This differs from the spelling of the matcher in its vocabulary (the words of the rules)
and in that a mark ends a sentence or a clause and is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bot.words import MAX_QUESTION, clean, normalise

SHOUT: Final = "!!"
"""What "!!!" and "?!" are written as in patterns."""

_PIECE: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[!?]+|[.;:…\n]+|[,()–—-]")
_SOFT_MARKS: Final = ",()–—-"
_SPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
LONGEST_WORD: Final = 24
"""Longer runs of letters are nobody's word; they are not corrected."""
_SHORTEST_JOINED: Final = 5
_SHORTEST_NEAR: Final = 5
_LONG: Final = 9


class Piece(NamedTuple):
    """A word as typed and as understood, or a mark.

    `typed` is "" for the second of several words that one typed word stands for. A mark (`is_mark`) ends a sentence
    or, where it `is_soft`, only a clause.
    """

    typed: str
    understood: str
    is_mark: bool = False
    is_soft: bool = False

    def __repr__(self) -> str:
        return object.__repr__(self)


class Speller:
    """Knows the words of the rules and what people type for them."""

    def __init__(
        self,
        known: Collection[str],
        stems: Collection[str],
        plain: Collection[str],
        rewrites: Mapping[str, Sequence[str]],
    ) -> None:
        """Args: words of the rules, beginnings of words, ordinary words never corrected, typed form -> words meant."""
        self._known, self._plain, self._rewrites = frozenset(known), frozenset(plain), rewrites
        self._as_typed = (self._known | self._plain).difference(rewrites)
        self._stems = frozenset(stems)
        self._stem_lengths = sorted({len(stem) for stem in stems})
        by_letter: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if len(word) >= _SHORTEST_NEAR:
                by_letter[word[0]].add(word)
                by_letter[word[1]].add(word)  # where the first letter is missing or comes second
        self._by_letter = {letter: sorted(words) for letter, words in by_letter.items()}
        self._near: dict[tuple[str, int], list[str]] = {}

    def pieces(self, text: str) -> list[Piece]:
        """Return the words and marks of `text`, any string."""
        plain = normalise(clean(text, keep_lines=True))[:MAX_QUESTION]
        plain = _SPACED.sub(lambda match: match[0].replace(" ", ""), plain)
        found: list[Piece] = []
        for typed in _PIECE.findall(plain):
            if typed in self._as_typed:
                found.append(Piece(typed, typed))
            else:
                found.extend(self._read(typed))
        return found

    def understand(self, typed: str) -> Sequence[str]:
        """Return the known word or words that `typed` stands for; `typed` itself where there is none."""
        if self._is_known(typed) or not typed.isalpha() or len(typed) > LONGEST_WORD:
            return (typed,)
        for shorter in (_STRETCHED.sub(r"\1\1", typed), _STRETCHED.sub(r"\1", typed)):
            if shorter != typed and shorter in self._known:
                return (shorter,)
        return self._slipped(typed) or self._parted(typed) or self._nearest(typed) or (typed,)

    def _read(self, typed: str) -> Iterator[Piece]:
        if not typed[0].isalnum():
            mark = SHOUT if len(typed) > 1 and "!" in typed else typed[0]
            yield Piece(typed, mark, True, typed in _SOFT_MARKS)
            return
        shown = typed
        for word in self.understand(typed):
            for part in self._rewrites.get(word, (word,)):
                yield Piece(shown, part)
                shown = ""

    def _is_known(self, word: str) -> bool:
        return word in self._known or word in self._plain or any(word[:n] in self._stems for n in self._stem_lengths)

    def _slipped(self, typed: str) -> Sequence[str]:
        """Return the known word in which two letters changed places ("nto") or one was typed twice, or ()."""
        if len(typed) < 3:
            return ()
        for at in range(len(typed) - 1):
            one, two = typed[at], typed[at + 1]
            word = typed[:at] + (two + one if one != two else one) + typed[at + 2 :]
            if word in self._known:
                return (word,)
        return ()

    def _parted(self, typed: str) -> Sequence[str]:
        """Return the two known words that were written as one ("cantbreathe"), or ()."""
        if len(typed) < _SHORTEST_JOINED:
            return ()
        for cut in range(len(typed) - 2, 1, -1):
            if typed[:cut] in self._known and typed[cut:] in self._known:
                return (typed[:cut], typed[cut:])
        return ()

    def _nearest(self, typed: str) -> Sequence[str]:
        """Return the nearest known word that begins alike, the first of the alphabet among equals, or ()."""
        most = max(_allowance(typed), 1)
        key = typed[0], len(typed)
        if key not in self._near:  # vocabulary only; nothing of what people type stays
            words = self._by_letter.get(typed[0], ())
            self._near[key] = [word for word in words if abs(len(word) - len(typed)) <= most]
        from rapidfuzz import process  # imported here: most words need no correction
        from rapidfuzz.distance import OSA

        found = process.extractOne(typed, self._near[key], scorer=OSA.distance, score_cutoff=most)
        return (found[0],) if found and found[1] <= _allowance(found[0]) else ()


def _allowance(word: str) -> int:
    """Return how many letters of a word may be wrong: none in a short word, where one letter makes another word."""
    return 0 if len(word) < _SHORTEST_NEAR else 1 if len(word) < _LONG else 2
