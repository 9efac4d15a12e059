"""Find the words that tell one passage of a document from the others.

Runs of content words between function words (RAKE, Rose et al. 2010), those first that few other passages hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from bot.language import Language
from bot.passages import Passage
from bot.words import normalise, split

MOST_WORDS: Final = 3
KEPT: Final = 8
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")


def find(passages: Sequence[Passage], language: Language, names: Sequence[str]) -> Mapping[Passage, Sequence[str]]:
    """Return for each passage its main words as short phrases, the most telling first."""
    of_name = {word for name in names for word in split(name)}
    runs = {passage: _runs(passage.answer, language) for passage in passages}
    holders = Counter(stem for found in runs.values() for stem in {_key(run, language) for run in found})
    result = {}
    for passage, found in runs.items():
        counts = Counter(_key(run, language) for run in found)
        telling = [run for run in found if not set(split(run)) <= of_name and len(run) > 3]
        ranked = sorted(
            dict.fromkeys(telling),
            key=lambda run: (
                -counts[_key(run, language)] * min(2, len(run.split())) / holders[_key(run, language)],
                run,
            ),
        )
        result[passage] = tuple(dict.fromkeys(ranked))[:KEPT]
    return result


def frequent(passages: Sequence[Passage], language: Language, most: int = 5) -> list[str]:
    """Return the words, and pairs of words, that stand most often in a document."""
    counts: Counter[str] = Counter()
    for passage in passages:
        if not passage.is_item:
            for run in _runs(passage.answer, language):
                words = run.split()
                counts.update([*words, *map(" ".join, zip(words, words[1:], strict=False))])
    return [text for text, _ in counts.most_common(most)]


def _key(run: str, language: Language) -> str:
    return " ".join(language.stem(word) for word in split(run))


def _runs(text: str, language: Language) -> list[str]:
    """Return the runs of words that carry a topic, in small letters, of at most three words each."""
    found: list[str] = []
    run: list[str] = []
    for token in [*_TOKEN.findall(text), "."]:
        word = normalise(token)
        light = not any(map(str.isalnum, word)) or word in language.function or word in language.questions
        if not light and not word.isdigit():
            run.append(token if token.isupper() else token.lower())
            continue
        if run:
            found.append(" ".join(run[-MOST_WORDS:]))
        run = []
    return found
