"""The patterns of the emergency rules: read from the lines people write, as steps over sets of words ("slots").

How a pattern is written is explained at the head of `urgent` in `conversation.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Never

from bot.urgent_words import LONGEST_WORD
from bot.words import normalise
from bot.yamlfile import FileError

GAPS: Final = {"..": 2, "...": 4, "....": 8}
"""Marks in a pattern that let other words stand between two of its words, and how many at most."""
WIDEST: Final = max(GAPS.values()) + 1
"""How far apart two neighbouring words of a pattern can stand."""
CLAUSE_START: Final = "^"
SENTENCE_START: Final = "^^"
SENTENCE_END: Final = "$"
SHORTEST_STEM: Final = 3
"""Letters a stem ("bleed*") must have; a shorter one would take in too many words."""

_CLASS: Final = re.compile(r"[A-Z][A-Z_]+")
_RANGE: Final = re.compile(r"#(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
_WORD: Final = re.compile(r"[^\W_]+|[!?]+")
_MOST_OPTIONAL: Final = 4
"""Words with "?" in one line; each doubles the patterns it stands for."""


class Step(NamedTuple):
    """One word of a pattern: its slot, how many words may stand before it, and the slot that may not come next."""

    slot: int
    gap: int
    not_next: int | None


class Pattern(NamedTuple):
    """Steps to be found in order, the slot that may not stand before the first, and where it begins and ends."""

    steps: tuple[Step, ...]
    not_before: int | None
    start: str
    at_end: bool


@dataclass(repr=False, eq=False)
class Lexicon:
    """Which slots a word belongs to. A slot stands for one set of names, a name for a class, a word, stem or range.

    `slots` maps a name to its slots, `classes` a word or stem to the classes that hold it; `ranges` are the names of
    ranges with their bounds.
    """

    slots: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    classes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)

    def words(self) -> Iterator[str]:
        """Yield every whole word that some pattern or class asks for."""
        return (name for name in {*self.slots, *self.classes} if name.isalpha() and not name[0].isupper())

    def stems(self) -> Iterator[str]:
        """Yield every stem, without its "*"."""
        return (name[:-1] for name in {*self.slots, *self.classes} if name[-1] == "*")

    def of(self, word: str) -> tuple[int, ...]:
        """Return the slots that the word `word`, as it is compared, belongs to."""
        names = [word, *[word[:end] + "*" for end in range(SHORTEST_STEM, min(len(word), LONGEST_WORD) + 1)]]
        if word[0].isdecimal():
            number = float(word.replace(",", "."))
            names += [name for name, (low, high) in self.ranges.items() if low <= number <= high]
        slots, classes = self.slots, self.classes
        names = [name for name in names if name in slots or name in classes]
        if not names:
            return ()
        names += [above for name in names for above in self.classes.get(name, ())]
        return tuple({slot for name in names for slot in self.slots.get(name, ())})


class PatternReader:
    """Turns lines into patterns, and collects in `lexicon` the words they ask for."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        """Args: name of a class -> its words, stems, ranges and other classes, with spaces between."""
        self.lexicon = Lexicon()
        self._classes = {name: text.split() for name, text in classes.items()}
        self._slots: dict[str, int] = {}
        self._steps: dict[Step, Step] = {}
        self._checked: set[str] = set()
        for name in classes:
            for item in self._members(name, ()):
                self.lexicon.classes[item].append(name)

    def read(self, line: str, where: str) -> Iterator[Pattern]:
        """Yield the patterns that `line` stands for: one, or more where words are marked "?". Raises FileError."""
        parts = line.split()
        start = parts.pop(0) if parts[:1] in ([CLAUSE_START], [SENTENCE_START]) else ""
        at_end = parts[-1:] == [SENTENCE_END]
        if at_end:
            parts.pop()
        if "?" not in line:
            yield self._pattern(parts, start, at_end, where)
            return
        if sum(map(_is_optional, parts)) > _MOST_OPTIONAL:
            fail(f"{where}: more than {_MOST_OPTIONAL} words with “?”; write two lines")
        for variant in _variants(parts):
            yield self._pattern(variant, start, at_end, where)

    def slot(self, part: str, where: str) -> int:
        """Return the slot for one word of a pattern: a word or class, or several with "|" between them."""
        slot = self._slots.get(part)
        if slot is None:
            slot = self._slots[part] = len(self._slots)
            for name in part.split("|"):
                self.lexicon.slots[self._name(name, where)].append(slot)
        return slot

    def _pattern(self, parts: list[str], start: str, at_end: bool, where: str) -> Pattern:
        not_before: int | None = None
        steps: list[Step] = []
        gap = 0
        for part in parts:
            if part in GAPS:
                gap = GAPS[part]
            elif part[0] != "!" or not part.strip("!?"):
                steps.append(Step(self.slot(part, where), gap if steps else 0, None))
                gap = 0
            elif steps:
                steps[-1] = steps[-1]._replace(not_next=self.slot(part[1:], where))
            else:
                not_before = self.slot(part[1:], where)
        if not steps:
            fail(f"{where}: a pattern needs a word")
        shared = (self._steps.setdefault(step, step) for step in steps)  # fewer to read from a store
        return Pattern(tuple(shared), not_before, start, at_end)

    def _members(self, name: str, above: tuple[str, ...]) -> frozenset[str]:
        """Return the words, stems and ranges of the class `name`; `above` are the classes it was reached through."""
        if name in above:
            fail(f"class {name} holds itself")
        found: set[str] = set()
        for item in self._classes[name]:
            item = self._name(item, f"class {name}")
            found |= self._members(item, (*above, name)) if item in self._classes else {item}
        return frozenset(found)

    def _name(self, text: str, where: str) -> str:
        """Return a class, word, stem or range as it is compared. Raises FileError for what can never be found."""
        if text in self._checked:
            return text
        if _CLASS.fullmatch(text):
            if text not in self._classes:
                fail(f"{where}: there is no class {text}; write it under “classes”, or a word in small letters")
        elif bounds := _RANGE.fullmatch(text):
            self.lexicon.ranges[text] = float(bounds[1]), float(bounds[2])
        else:
            text = _word(text, where)
        self._checked.add(text)
        return text


def fail(problem: str) -> Never:
    """Raise FileError: the mapping came without line numbers, so `problem` itself must say where."""
    raise FileError(Path("conversation.yaml"), None, f"urgent: {problem}")


def _variants(parts: list[str]) -> Iterator[list[str]]:
    """Yield the parts with and without each one that is marked "?"."""
    for index, part in enumerate(parts):
        if _is_optional(part):
            for rest in _variants(parts[index + 1 :]):
                yield [*parts[:index], part[:-1], *rest]
                yield [*parts[:index], *rest]
            return
    yield parts


def _is_optional(part: str) -> bool:
    return part[-1] == "?" and part.strip("!?") != ""


def _word(text: str, where: str) -> str:
    if text.isascii() and text.isalnum() and text.islower():
        return text
    word = normalise(text)
    stem = word.removesuffix("*")
    if not _WORD.fullmatch(stem) or (word != stem and len(stem) < SHORTEST_STEM):
        fail(f"{where}: “{text}” is not one word, a stem like “bleed*” or a range like “#39-43”")
    return word
