"""Spot someone describing an emergency or a crisis now, and tell it from a question about the disease.

Words become classes, patterns of classes become signs and evidence, points are added up; all of it is data (see
`urgent_rules`). Sets of positions in the text are whole numbers, one bit a word, so that a pattern is matched at every
place at once and the time grows with the length of the text and with nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.urgent_glance import Glance
from bot.urgent_patterns import CLAUSE_START, SENTENCE_START, WIDEST, Pattern
from bot.urgent_rules import Evidence, Loaded, Sign, load
from bot.urgent_words import Piece, Speller

FEW_TEXTS: Final = 8
"""From this many texts on (a question, each of its sentences, the same mended) most are put aside at a glance."""


@dataclass(frozen=True, repr=False)
class Danger:
    """What was found: "emergency" or "crisis", and the words that spoke for it."""

    id: str
    because: str


class Rules:
    """The rules of one language. Holds nothing of what people type."""

    def __init__(self, urgent: Mapping[str, object]) -> None:
        """Args: the `urgent` mapping of a conversation file. Raises FileError where it is wrong."""
        self._rules = load(urgent) if urgent else None
        self._speller = _speller(self._rules) if self._rules else None
        self._glance: Glance | None = None
        self._texts = 0

    def find(self, text: str) -> Danger | None:
        """Return the danger that `text` (any string) speaks of as happening now, or None."""
        if self._rules is None or self._speller is None:
            return None
        self._texts += 1
        if self._texts == FEW_TEXTS:  # one question and out does not need it; a conversation does
            self._glance = Glance(self._rules)
        pieces = self._speller.pieces(text)
        words = {piece.understood for piece in pieces}
        if self._glance and not self._glance.may_hold_sign(words):
            return None
        return _Reading(self._rules, pieces, {word: self._rules.lexicon.of(word) for word in words}).danger()


def _speller(rules: Loaded) -> Speller:
    meant = (word for words in rules.rewrites.values() for word in words)
    known = {*rules.lexicon.words(), *rules.rewrites, *meant}
    return Speller(known, frozenset(rules.lexicon.stems()), rules.plain, rules.rewrites)


class _Reading:
    """One text, its words as bits."""

    def __init__(self, rules: Loaded, pieces: list[Piece], slots_of: Mapping[str, tuple[int, ...]]) -> None:
        self._rules = rules
        self._typed: dict[int, str] = {}
        self._clauses: list[int] = []
        self._sentences: list[int] = []
        self._last_words = 0
        self._slots: defaultdict[int, int] = defaultdict(int)
        self._place(pieces, slots_of)
        self._words = sum(self._sentences)
        self._starts = {
            "": self._words,
            CLAUSE_START: sum(clause & -clause for clause in self._clauses),
            SENTENCE_START: sum(sentence & -sentence for sentence in self._sentences),
        }
        self._likely = self._find_likely()
        self._mask_harmless()

    def danger(self) -> Danger | None:
        """Return the strongest danger, the first of the rules among equals."""
        best: tuple[int, Danger] | None = None
        for number, sign in enumerate(self._rules.signs):
            ends = self._any_end(number)
            if not ends:
                continue
            points, end = self._best(sign, ends)
            if points >= self._rules.threshold and (best is None or points > best[0]):
                best = points, Danger(sign.danger, self._because(sign, end))
        return best[1] if best else None

    # --- the words in their places -------------------------------------------------------------------------------

    def _place(self, pieces: list[Piece], slots_of: Mapping[str, tuple[int, ...]]) -> None:
        """Give every word a bit, the marks a bit or more, and cut clauses and sentences."""
        at = clause = sentence = last = 0
        before: tuple[int, ...] = ()
        positions: defaultdict[str, int] = defaultdict(int)
        starts, binds, joins = self._rules.starts, self._rules.binds, self._rules.joins
        for piece in pieces:
            word = piece.understood
            slots = slots_of[word]
            if not piece.is_mark and clause and (joins in slots or (starts in slots and binds not in before)):
                self._clauses.append(clause)
                clause = 0
            bit = 1 << at
            positions[word] |= bit
            self._typed[at] = piece.typed
            at += 1
            clause, sentence, before = clause | bit, sentence | bit, slots
            last = last if piece.is_mark else bit
            if piece.is_mark:
                self._clauses.append(clause)
                clause, before = 0, ()
                if not piece.is_soft:
                    self._last_words |= last
                    self._sentences.append(sentence)
                    sentence = 0
                    at += WIDEST  # no gap of a pattern reaches across the end of a sentence
        self._clauses += [clause] if clause else []
        self._sentences += [sentence] if sentence else []
        self._last_words |= last
        for word, where in positions.items():
            for slot in slots_of[word]:
                self._slots[slot] |= where

    def _mask_harmless(self) -> None:
        """Take the words of harmless turns of phrase ("the wait is killing me") out of all that follows."""
        used = 0
        for pattern in self._likely.get(len(self._rules.signs) + len(self._rules.evidence), ()):
            if ends := self._ends(pattern):
                used |= self._used(pattern, ends)
        if used:
            for slot in self._slots:
                self._slots[slot] &= ~used

    # --- patterns ------------------------------------------------------------------------------------------------

    def _find_likely(self) -> dict[int, list[Pattern]]:
        """Return number of a rule -> those of its patterns all of whose slots are in the text."""
        likely: dict[int, list[Pattern]] = {}
        slots, hung = self._slots, self._rules.hung
        for slot in slots:
            for number, pattern in hung.get(slot, ()):
                for step in pattern.steps:
                    if step.slot not in slots:
                        break
                else:
                    likely.setdefault(number, []).append(pattern)
        return likely

    def _any_end(self, rule: int) -> int:
        ends = 0
        for pattern in self._likely.get(rule, ()):
            ends |= self._ends(pattern)
        return ends

    def _ends(self, pattern: Pattern) -> int:
        """Return the bits at which a match of `pattern` ends."""
        states = self._states(pattern)
        return states[-1] & self._last_words if pattern.at_end and states else states[-1] if states else 0

    def _states(self, pattern: Pattern) -> list[int]:
        """Return, step by step, the bits reached; [] as soon as there are none."""
        states: list[int] = []
        state = 0
        for step in pattern.steps:
            here = self._slots.get(step.slot, 0)
            if states:
                state = _ahead(state, step.gap + 1) & here
            else:
                state = here & self._starts[pattern.start]
                if pattern.not_before is not None:
                    state &= ~(self._slots.get(pattern.not_before, 0) << 1)
            if step.not_next is not None:
                state &= ~(self._slots.get(step.not_next, 0) >> 1)
            if not state:
                return []
            states.append(state)
        return states

    def _used(self, pattern: Pattern, ends: int) -> int:
        """Return the bits of all words in matches of `pattern` that end at `ends`."""
        states = self._states(pattern)
        used = state = ends
        for index in range(len(states) - 2, -1, -1):
            state = _back(state, pattern.steps[index + 1].gap + 1) & states[index]
            used |= state
        return used

    # --- points --------------------------------------------------------------------------------------------------

    @cached_property
    def _felt(self) -> list[tuple[Evidence, int, int]]:
        """Every piece of evidence in the text: the rule, where it ends, and the bits where it is felt."""
        found = ((rule, self._any_end(at)) for at, rule in enumerate(self._rules.evidence, len(self._rules.signs)))
        return [(rule, ends, self._reach(rule.reach, ends)) for rule, ends in found if ends]

    def _reach(self, reach: str, ends: int) -> int:
        if reach == "text":
            return self._words
        parts = self._clauses if reach == "clause" else self._sentences
        felt = [part for part in parts if part & ends]
        if reach != "onward":
            return sum(felt)
        return sum(part & -(ends & part & -(ends & part)) for part in felt)

    def _best(self, sign: Sign, ends: int) -> tuple[int, int]:
        """Return the most points the sign gets at one of the places it ends, and that place.

        Places with the same evidence stay together, so that the work is bounded however often the sign is there.
        """
        places = {sign.points: ends}
        for rule, _, felt in self._felt:
            if rule.id in sign.despite:
                continue
            split: defaultdict[int, int] = defaultdict(int)
            for points, bits in places.items():
                split[points] |= bits & ~felt
                split[points + rule.points] |= bits & felt
            places = {points: bits for points, bits in split.items() if bits}
        points = max(places)
        return points, places[points] & -places[points]

    def _because(self, sign: Sign, end: int) -> str:
        """Return the words of the sign that ends at the bit `end` and of what spoke for it, in the text's order."""
        used = self._words_of(sign.patterns, end)
        for rule, ends, felt in self._felt:
            if rule.points > 0 and felt & end:
                used |= self._words_of(rule.patterns, ends)
        words = (typed for at, typed in self._typed.items() if used >> at & 1)
        return " ".join(word for word in words if word[:1].isalnum())

    def _words_of(self, patterns: Iterable[Pattern], ends: int) -> int:
        used = 0
        for pattern in patterns:
            if here := self._ends(pattern) & ends:
                used |= self._used(pattern, here)
        return used


def _ahead(bits: int, most: int) -> int:
    """Return the bits one to `most` places after those of `bits`."""
    reached = 0
    for _ in range(most):
        bits <<= 1
        reached |= bits
    return reached


def _back(bits: int, most: int) -> int:
    """Return the bits one to `most` places before those of `bits`."""
    reached = 0
    for _ in range(most):
        bits >>= 1
        reached |= bits
    return reached
