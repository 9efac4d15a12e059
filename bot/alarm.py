"""Learn from examples how people sound who need help at once, as a second ear beside the rules of `bot.urgent`.

The rules know signs and grammar; the examples know the wordings nobody put into a rule. A linear classifier
(`bot.linear`) tells urgent texts from calm ones, the FAQ's own phrasings among the calm. It hears each text twice: its
words, stems, neighbours and synonyms; and the kinds of its words (`words.yaml`) with what stands near them, so that a
wording counts although its words were never seen together. Either ear can raise the alarm; the examples can also
overrule a rule that only half applies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from bot import linear
from bot.language import Language
from bot.urgent import Danger, Rules
from bot.words import normalise
from bot.yamlfile import Fields, read

RAISED: Final = 0.5
"""From this score on (about -1 calm to 1 urgent), the examples alone raise the alarm."""
OVERRULED: Final = -0.6
"""At or below this score, a rule alone does not."""
AGREED: Final = 1.0
"""Score of one sentence among others from which on a rule is believed, whatever the others say."""
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_PIECE: Final = re.compile(r"[^\W_]+|,|[.;:\n]+(?!\d)")
_BETWEEN: Final = (" ", " . ", " > ", " > ", " > ")
"""What is written between two kinds that stand side by side, one apart, and further apart (as far as there are any)."""
_OTHER: Final = ("~",)
"""The kind of a word that is of no kind, unless it is one of grammar."""
MOST_WORDS: Final = 400
MOST_CALM: Final = 12_000
"""How many phrasings of the FAQ are learnt as calm."""
ROUNDS: Final = 10
ALWAYS: Final = ""
"""A feature of every text: its weight says how urgent a text is of which nothing is known."""
ALWAYS_SHARE: Final = 0.3
KINDS_SHARE: Final = 0.7
"""How much the kinds of words count beside the words."""
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
        known = self.get
        return {name: weight for name in names if (weight := known(name)) is not None}


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
        vector = _vector(text, self.language)
        return sum([weight * vector[name] for name, weight in self.weights.find(vector).items()])


DEFAULT: Final = "emergency"
"""What is said where only the examples raised the alarm: it fits a crisis, too."""


def features(text: str, language: Language) -> tuple[list[str], list[str]]:
    """Return what is heard in a text, some of it more than once: in its words, and in their kinds; none without words.

    Of words: they, their stems, which stems stand side by side and one apart, synonyms. Of kinds: they, and which stand
    side by side, one apart, and near each other; a comma and the end of a sentence are kinds, too.
    """
    pieces = _PIECE.findall(normalise(text))[: 2 * MOST_WORDS]
    words = [language.misspellings.get(piece, piece) for piece in pieces if piece[0].isalnum()][:MOST_WORDS]
    if not words:
        return [], []
    stems = list(map(language.stem, words))
    return _of_words(words, stems, language), _of_kinds(pieces, zip(words, stems, strict=True), language)


def _of_words(words: Sequence[str], bare: Sequence[str], language: Language) -> list[str]:
    stems = ["_" + stem for stem in bare]
    row = ["_^", *stems, "_$"]
    found = [*words, *stems]
    found += [left + " " + right for left, right in zip(row, row[1:], strict=False)]
    found += [left + " . " + right for left, right in zip(stems, stems[2:], strict=False)]
    same = language.same
    groups = [same.get(word) or same.get(stem) for word, stem in zip(words, bare, strict=True)]
    found += [f"={group}" for group in groups if group]
    return found


def _of_kinds(pieces: Sequence[str], words: Iterator[tuple[str, str]], language: Language) -> list[str]:
    """Return the features of kinds; `words` are those among the pieces, in order, each with its stem."""
    known, function, questions = language.kinds, language.function, language.questions
    row: list[tuple[str, ...]] = [("^",)]
    for piece in pieces:
        if not piece[0].isalnum():
            row.append((",",) if piece == "," else (".",))
        elif pair := next(words, None):
            word, stem = pair
            of_grammar = word in function or word in questions
            row.append(known.get(word) or known.get(stem) or (() if of_grammar else _OTHER))
    row.append(("$",))
    found = [kind for kinds in row for kind in kinds]
    for distance, between in enumerate(_BETWEEN, 1):
        near = zip(row, row[distance:], strict=False)
        found += [left + between + right for before, kinds in near for left in before for right in kinds]
    return found


def train(examples: Examples, phrasings: Sequence[str], language: Language) -> InMemory:
    """Return the weights learnt from examples, with phrasings of a FAQ as further calm texts."""
    if not examples.urgent:
        return InMemory()
    step = max(1, len(phrasings) // MOST_CALM)
    calm = [*examples.calm, *sorted(phrasings)[::step]]
    texts = [*((text, True) for text in examples.urgent), *((text, False) for text in calm)]
    vectors = [list(_vector(text, language).items()) for text, _ in texts]
    weights = linear.train_two(vectors, [is_urgent for _, is_urgent in texts], ROUNDS)
    return InMemory({name: weight for name, weight in weights.items() if abs(weight) >= LEAST})


def _vector(text: str, language: Language) -> dict[str, float]:
    """Return feature -> value: however long a text is, its words weigh 1 together and their kinds `KINDS_SHARE`."""
    words, kinds = features(text, language)
    if not words:
        return {}
    own, sorts = dict.fromkeys(words), dict.fromkeys(kinds)
    vector = dict.fromkeys(own, 1 / math.sqrt(len(own)))
    vector |= dict.fromkeys(sorts, KINDS_SHARE / math.sqrt(len(sorts)))
    vector[ALWAYS] = ALWAYS_SHARE
    return vector


def load(path: Path) -> Examples:
    """Return the examples in a `urgent.yaml`, one a line under "urgent" and "calm". Raises FileError."""
    fields = Fields(path, read(path), "the file of examples")
    fields.text("language")
    examples = Examples(_lines(fields, "urgent"), _lines(fields, "calm"))
    fields.finish()
    return examples


def _lines(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in fields.text(key).splitlines() if line.strip())
