"""Tell at a glance that a text holds no sign of danger: most hold none, and need not be read closely.

The slots of a text are bits of one whole number, as in `bot.urgent` its places are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from bot.urgent_rules import Loaded

_Seen: TypeAlias = tuple[int, tuple[int, ...]]
"""The slots of one word, and for each sign that cannot be there without one of them what else the sign needs."""


class Glance:
    """Knows by heart the words of the rules; keeps nothing of what people type."""

    def __init__(self, rules: Loaded) -> None:
        """Args: rules of one language."""
        self._of = rules.lexicon.of
        words = {word: self._of(word) for word in {*rules.lexicon.words(), *rules.plain}}
        others: dict[int, list[frozenset[int]]] = {}
        for slot, hung in rules.hung.items():
            for number, pattern in hung:
                if number < len(rules.signs):
                    others.setdefault(slot, []).append(frozenset(step.slot for step in pattern.steps) - {slot})
        needed = set().union(*(slots for signs in others.values() for slots in signs))
        often = Counter(slot for slots in words.values() for slot in slots if slot in needed)
        ordered = sorted(needed, key=lambda slot: (-often[slot], slot))  # so that most numbers are small
        self._bits = bits = {slot: 1 << at for at, slot in enumerate(ordered)}
        self._signs = {slot: {sum(map(bits.__getitem__, one)) for one in signs} for slot, signs in others.items()}
        self._seen = {word: self._see(slots) for word, slots in words.items()}

    def may_hold_sign(self, words: Iterable[str]) -> bool:
        """True where all the words of some sign are among `words`, as they are compared, wherever they stand."""
        known = self._seen
        there = 0
        signs: list[int] = []
        for word in words:
            slots, needed = known[word] if word in known else self._see(self._of(word))
            there |= slots
            signs += needed
        return any([sign & there == sign for sign in signs])

    def _see(self, slots: Iterable[int]) -> _Seen:
        bits = sum(self._bits[slot] for slot in slots if slot in self._bits)
        return bits, tuple(sorted({sign for slot in slots for sign in self._signs.get(slot, ())}))
