"""Learn from examples how people sound who need help at once, as a second ear beside the rules of `bot.urgent`.

The rules know signs and grammar; the examples know the wordings nobody put into a rule. A linear classifier
(`bot.linear`) over words, stems, neighbours and synonyms tells urgent texts from calm ones, the FAQ's own phrasings
among the calm. Either ear can raise the alarm; the examples can also overrule a rule that only half applies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from bot import linear
from bot.language import Language
from bot.urgent import Danger, Rules
from bot.words import split
from bot.yamlfile import Fields, read

RAISED: Final = 0.6
"""From this score on (about -1 calm to 1 urgent), the examples alone raise the alarm."""
OVERRULED: Final = -0.4
"""At or below this score, a rule alone does not."""
AGREED: Final = 1.0
"""Score of one sentence among others from which on a rule is believed, whatever the others say."""
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
MOST_WORDS: Final = 400
MOST_CALM: Final = 12_000
"""How many phrasings of the FAQ are learnt as calm."""
ROUNDS: Final = 10
ALWAYS: Final = ""
"""A feature of every text: its weight says how urgent a text is of which nothing is known."""
ALWAYS_SHARE: Final = 0.3
LEAST: Final = 0.01
"""Weights nearer to zero than this are left out: they never decide."""


class Weights(Protocol):
    """Feature -> weight; a dict, or a file that is read as needed."""

    def find(self, names: Iterable[str]) -> dict[str, float]:
        """Return the weights of these features, as far as they have one, as a dict of the caller's own."""


class InMemory(dict[str, float]):
    """Weights in a dict."""

    def find(self, names: Iterable[str]) -> dict[str, float]:
        """Return the weights of these features, as far as they have one."""
        return {name: self[name] for name in names if name in self}


@dataclass(frozen=True)
class Examples:
    """Texts that are urgent, under the danger they speak of, and texts that only sound so."""

    urgent: tuple[str, ...] = ()
    calm: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False, eq=False)
class Alarm:
    """Both ears."""

    rules: Rules
    weights: Weights
    language: Language

    def find(self, text: str, is_known: bool = False, corrected: str = "") -> Danger | None:
        """Return the danger that a text speaks of as happening now, or None.

        Args:
            text: any string.
            is_known: somebody wrote it down, word for word, as a question of the FAQ or as small talk: then only a
                rule can raise the alarm.
            corrected: the text with its spelling mended, "" where nothing was; who types in fear mistypes.
        """
        danger = self._heard(text, is_known)
        return self._heard(corrected, is_known) if corrected and not danger else danger

    def _heard(self, text: str, is_known: bool) -> Danger | None:
        danger, score = self.rules.find(text), self.score(text)
        if danger and score > OVERRULED:
            return danger
        if score >= RAISED and not is_known:
            return Danger(DEFAULT, f"{score:.2f}")
        return self._among_sentences(text)

    def _among_sentences(self, text: str) -> Danger | None:
        """Return the danger of one sentence on which both ears agree, whatever question stands beside it."""
        sentences = [part for part in _SENTENCE.split(text) if part.strip()]
        for sentence in sentences if len(sentences) > 1 else ():
            danger = self.rules.find(sentence)
            if danger and self.score(sentence) >= AGREED:
                return danger
        return None

    def score(self, text: str) -> float:
        """Return how urgent a text sounds, about -1 (calm) to 1 (urgent); 0 for one that holds nothing known."""
        names = features(text, self.language)
        if not names:
            return 0.0
        found = self.weights.find([*names, ALWAYS])
        return found.pop(ALWAYS, 0.0) * ALWAYS_SHARE + sum(found.values()) / math.sqrt(len(names))


DEFAULT: Final = "emergency"
"""What is said where only the examples raised the alarm: it fits a crisis, too."""


def features(text: str, language: Language) -> list[str]:
    """Return the features of a text: words and stems, each also with its neighbour, stems one apart, synonyms."""
    words = [language.misspellings.get(word, word) for word in split(text)[:MOST_WORDS]]
    bare = list(map(language.stem, words))
    stems = ["_" + stem for stem in bare]
    found = words + stems
    for row in (["^", *words, "$"], ["_^", *stems, "_$"]):
        found += [f"{left} {right}" for left, right in zip(row, row[1:], strict=False)]
    found += [f"{left} . {right}" for left, right in zip(stems, stems[2:], strict=False)]
    same = language.same
    groups = [same.get(word) or same.get(stem) for word, stem in zip(words, bare, strict=True)]
    found += [f"={group}" for group in groups if group]
    return list(dict.fromkeys(found))


def train(examples: Examples, phrasings: Sequence[str], language: Language) -> InMemory:
    """Return the weights learnt from examples, with phrasings of a FAQ as further calm texts."""
    if not examples.urgent:
        return InMemory()
    step = max(1, len(phrasings) // MOST_CALM)
    calm = [*examples.calm, *sorted(phrasings)[::step]]
    texts = [*((text, True) for text in examples.urgent), *((text, False) for text in calm)]
    vectors = [_vector(features(text, language)) for text, _ in texts]
    weights = linear.train_two(vectors, [is_urgent for _, is_urgent in texts], ROUNDS)
    return InMemory({name: weight for name, weight in weights.items() if abs(weight) >= LEAST})


def _vector(names: Sequence[str]) -> list[tuple[str, float]]:
    share = 1 / math.sqrt(len(names) or 1)
    return [(ALWAYS, ALWAYS_SHARE), *((name, share) for name in names)]


def load(path: Path) -> Examples:
    """Return the examples in a `urgent.yaml`, one a line under "urgent" and "calm". Raises FileError."""
    fields = Fields(path, read(path), "the file of examples")
    fields.text("language")
    examples = Examples(_lines(fields, "urgent"), _lines(fields, "calm"))
    fields.finish()
    return examples


def _lines(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in fields.text(key).splitlines() if line.strip())
