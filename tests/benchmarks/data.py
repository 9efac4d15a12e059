"""What every method is given: the phrasings of the FAQs, and labelled questions."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import faq, shipped
from bot.evaluate import NONE, Labelled, read_questions
from bot.leaflets import entry_keys
from bot.matcher import Item, Side

SEED: Final = 20
QUESTIONS: Final = Path(__file__).resolve().parent.parent / "questions"
UNSEEN: Final = "never-tuned-on"
"""The file of questions that nothing was tuned on; it gets a table of its own."""


@dataclass(frozen=True)
class Phrasings:
    """Ways of asking, item by item; `owners` are numbers of items, in the same order as `texts`."""

    texts: list[str]
    owners: list[int]
    items: list[Item]


@dataclass(frozen=True)
class Questions:
    """The questions of one file."""

    name: str
    asked: tuple[Labelled, ...]

    @property
    def scored(self) -> tuple[Labelled, ...]:
        """Questions that an entry answers or none does; small talk and emergencies are for ours alone."""
        return tuple(one for one in self.asked if one.is_in_leaflet or one.labels == (NONE,))


def faq_paths(paths: Sequence[Path]) -> list[Path]:
    """Return the FAQs named, or those that ship."""
    return list(paths) or shipped.faq_paths()


def read_items(paths: Sequence[Path]) -> list[Item]:
    """Return the entries of the FAQs and what they do not cover, with their phrasings."""
    faqs = [faq.load(path) for path in faq_paths(paths)]
    covered = [Item(key, Side.COVERED, one.phrasings) for keys in entry_keys(faqs) for key, one in keys.items()]
    return covered + [Item(one.id, Side.OUTSIDE, one.phrasings) for file in faqs for one in file.not_covered]


def flatten(items: Sequence[Item]) -> Phrasings:
    """Return the phrasings of the items as lists."""
    pairs = [(text, number) for number, item in enumerate(items) for text in item.phrasings]
    return Phrasings([text for text, _ in pairs], [number for _, number in pairs], list(items))


def load_questions(paths: Sequence[Path], items: Sequence[Item]) -> list[Questions]:
    """Return the questions of the files named, or of all that come with the tests; labels are ids of the items.

    Files of pairs that are only urgent or not are left out: nothing but ours could tell them apart.
    """
    files = list(paths) or sorted(
        path for path in QUESTIONS.glob("*.tsv") if not path.name.startswith(("urgent-", "follow-ups"))
    )
    ids, say = [item.id for item in items], shipped.wording().say
    return [Questions(path.stem, tuple(read_questions(path, ids, say))) for path in files]


def sample(questions: Sequence[Questions], count: int) -> list[str]:
    """Return some of the questions, of every kind, always the same ones."""
    texts = [one.question for file in questions for one in file.asked]
    return random.Random(SEED).sample(texts, min(count, len(texts)))


def recombine(items: Sequence[Item], count: int) -> list[Item]:
    """Return the items with `count` phrasings in all: each made of halves of two phrasings of its item."""
    chance = random.Random(SEED)
    words = [[text.split() for text in item.phrasings] for item in items]
    first_halves = [(number, text) for number, texts in enumerate(words) for text in texts]
    made: list[dict[str, None]] = [{} for _ in items]
    left = count
    while left:
        number, first = chance.choice(first_halves)
        second = chance.choice(words[number])
        text = " ".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])
        left -= text not in made[number]
        made[number][text] = None
    return [Item(item.id, item.side, tuple(own)) for item, own in zip(items, made, strict=True) if own]


def add_unshared(items: Sequence[Item], count: int) -> list[Item]:
    """Return the items and more of them, with `count` phrasings that share no word with any question.

    Their words are made up. Vocabulary grows as it does in text, with the square root of its length (Heaps 1978).
    """
    chance = random.Random(SEED)
    syllables = [a + b for a, b in itertools.product("bcdfgjkvxz", ["aq", "yx", "oj", "uv", "iz", "ew"])]
    vocabulary = ["".join(chance.choices(syllables, k=3)) for _ in range(int(30 * (6 * count) ** 0.5))]
    sizes = max(1, sum(len(item.phrasings) for item in items) // len(items))
    texts = [" ".join(chance.choices(vocabulary, k=6)) for _ in range(count)]
    more = [Item(f"made-up-{at}", Side.COVERED, tuple(texts[at : at + sizes])) for at in range(0, count, sizes)]
    return [*items, *more]
