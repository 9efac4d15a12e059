"""What is known of the words of one language: stems, synonyms, common misspellings; loaded from `words.yaml`.

The matcher works without any of it (another language may start with an empty file); every part makes it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.words import normalise, split
from bot.yamlfile import Fields, FileError, read

LONGEST_ABBREVIATION = 4
"""Longer words in capital letters are words that somebody shouts."""
MOST_ENDINGS = 6
"""How many endings one word can lose, one after the other: "treatments" -> "treatment" -> "treat"."""


@dataclass(frozen=True)
class Suffix:
    """A stemming rule: `ending` becomes `replacement` where at least `stem` letters remain before it."""

    ending: str
    replacement: str
    stem: int


@dataclass(frozen=True, repr=False, eq=False)
class Language:
    """Word knowledge. All words in it are normalised (`words.normalise`).

    `function` words carry no topic; `openers` begin a question, `joiners` stand between two; a question that begins
    as in `leaning`, or holds one of the `pointing` words, may lean on the answer before; `common` words are real
    words, never taken for a misspelling, and so are `illnesses`, the names of them; `protected` words are never
    corrected nor taken for a correction; `same` maps a word to the first word of its group; `phrases` maps a first
    word to (all words, the one word that stands for them); `unstemmed` words keep what looks like an ending;
    `suffixes` are found by their last letter; `sounds` are rewriting rules, applied in order, that bring words
    together which sound alike; `kinds` maps a word or a stem to the sorts of things it speaks of.
    """

    function: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    leaning: tuple[tuple[str, ...], ...] = ()
    pointing: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    illnesses: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    irregular: Mapping[str, str] = field(default_factory=dict)
    misspellings: Mapping[str, str] = field(default_factory=dict)
    unstemmed: frozenset[str] = frozenset()
    suffixes: Mapping[str, tuple[Suffix, ...]] = field(default_factory=dict)
    sounds: tuple[tuple[str, str], ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def stem(self, word: str) -> str:
        """Return the stem of a normalised word: irregular forms looked up, then the suffix rules (Lovins 1968)."""
        return self._stems.get(word) or self._make_stem(word)

    def remember(self, words: Iterable[str]) -> None:
        """Work out the stems of words once and for all: those of a FAQ, never those of a question."""
        for word in words:
            self._stems[word] = self._make_stem(word)

    def _make_stem(self, word: str) -> str:
        for _ in range(MOST_ENDINGS):
            base = self.irregular.get(word, word)
            if base == word:
                base = self._without_ending(word)
            if base == word:
                break
            word = base
        return word

    def _without_ending(self, word: str) -> str:
        if word in self.unstemmed or word in self.protected or not word.isalpha():
            return word
        for rule in self.suffixes.get(word[-1], ()):
            if word.endswith(rule.ending) and len(word) - len(rule.ending) >= rule.stem:
                return word[: len(word) - len(rule.ending)] + rule.replacement
        return word

    def concept(self, word: str) -> str | None:
        """Return the name of the group of synonyms the word (or its stem) belongs to, or None."""
        return self.same.get(word) or self.same.get(self.stem(word))

    def form(self, word: str) -> str:
        """Return what words that mean the same have in common: the name of their group, or the stem."""
        return self.concept(word) or self.stem(word)

    def sound(self, word: str) -> str:
        """Return the word as it sounds, roughly; equal for words that differ in spelling only."""
        for written, heard in self.sounds:
            word = word.replace(written, heard)
        return "".join(char for i, char in enumerate(word) if i == 0 or char != word[i - 1])

    def is_known(self, word: str) -> bool:
        """True for a real word of the language, as far as this knowledge goes."""
        return any(
            word in known for known in (self.common, self.function, self.questions, self.protected, self.illnesses)
        )

    def headline(self, text: str) -> str:
        """Return a title as it is shown: one all in capital letters is told more quietly, as in a book.

        Words like "of" are written small, other words with one capital letter. Short words that are no known ones may
        be abbreviations (COPD, MRI), and stay.
        """
        words = text.split(" ")
        if not text.isupper() or not any(len(word) > LONGEST_ABBREVIATION for word in words):
            return text
        return " ".join(self._quiet(word, at == 0) for at, word in enumerate(words))

    def _quiet(self, word: str, is_first: bool) -> str:
        bare = normalise(word).strip("!?.,:;()'\"“”-")
        if any(char.isdigit() for char in bare) or bare in self.protected:
            return word
        if not is_first and bare in self.function and len(bare) < LONGEST_ABBREVIATION:
            return word.lower()
        if len(bare) <= LONGEST_ABBREVIATION and bare not in self.function | self.questions | self.common:
            return word
        return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda found: found[0].capitalize(), word)

    def with_groups(self, groups: Iterable[Iterable[str]], common: Iterable[str] = ()) -> Language:
        """Return this knowledge with more groups of words that mean the same, and more `common` words.

        A known group is extended. An expression of several words stands for the first single word of its group.
        """
        same, phrases = dict(self.same), dict(self.phrases)
        for group in groups:
            texts = [tuple(split(text)) for text in group]
            words = [text[0] for text in texts if len(text) == 1]
            _join(self, same, words)
            for text in texts:
                if len(text) > 1 and words:
                    known = phrases.get(text[0], ())
                    phrases[text[0]] = tuple(sorted((*known, (text, words[0])), key=lambda pair: -len(pair[0])))
        return replace(self, same=same, phrases=phrases, common=self.common.union(common), _stems={})


def _join(language: Language, same: dict[str, str], words: list[str]) -> None:
    """Enter a group of synonyms, under each word and its stem; the first group that holds a word keeps it."""
    forms = [form for word in words for form in (word, language.stem(word))]
    name = next((same[form] for form in forms if form in same), forms[0] if forms else "")
    for form in forms:
        same.setdefault(form, name)


def load(path: Path) -> Language:
    """Return the word knowledge in a `words.yaml`. Raises FileError with file and line."""
    fields = Fields(path, read(path), "the word file")
    fields.text("language")
    common = fields.fields("common")
    language = Language(
        function=_set(fields.text("function_words", required=False)),
        questions=_set(fields.text("question_words", required=False)),
        openers=_set(fields.text("openers", required=False)),
        joiners=_set(fields.text("joiners", required=False)),
        leaning=tuple(_expression(fields, "leaning", *numbered) for numbered in _lines(fields, "leaning")),
        pointing=_set(fields.text("pointing", required=False)),
        common=frozenset().union(*(_set(common.text(theme)) for theme in common.names())) if common else frozenset(),
        illnesses=_set(fields.text("illnesses", required=False)),
        protected=_set(fields.text("protected", required=False)),
        phrases=_phrases(fields),
        irregular=dict(_pairs(fields, "irregular")),
        misspellings=dict(_pairs(fields, "misspellings")),
        unstemmed=_set(fields.text("unstemmed", required=False)),
        suffixes=_suffixes(fields),
        sounds=tuple(_pairs(fields, "sounds")),
    )
    groups = [line.split() for line in normalise(fields.text("same", required=False)).splitlines()]
    language = replace(language, kinds=_kinds(fields, language))
    fields.finish()
    return language.with_groups(groups)


def _set(text: str) -> frozenset[str]:
    return frozenset(normalise(text).split())


def _lines(fields: Fields, key: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a block text with their place in the file (a block starts on the line after its key)."""
    for number, line in enumerate(normalise(fields.text(key, required=False)).splitlines(), fields.line(key) + 1):
        if line.strip():
            yield number, line


def _pairs(fields: Fields, key: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each "left = right" line; the right side may be empty."""
    for number, line in _lines(fields, key):
        yield _pair(fields, key, number, line)


def _pair(fields: Fields, key: str, number: int, line: str) -> tuple[str, str]:
    left, equals, right = line.partition("=")
    if not equals or not left.strip():
        raise FileError(fields.path, number, f"a line of “{key}” must read “left = right”")
    return left.strip(), right.strip()


def _expression(fields: Fields, key: str, number: int, text: str) -> tuple[str, ...]:
    words = tuple(split(text))
    if not words:
        raise FileError(fields.path, number, f"a line of “{key}” must begin with a word")
    return words


def _phrases(fields: Fields) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for number, line in _lines(fields, "phrases"):
        left, right = _pair(fields, "phrases", number, line)
        words = _expression(fields, "phrases", number, left)
        phrases.setdefault(words[0], []).append((words, right))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()}


def _kinds(fields: Fields, language: Language) -> dict[str, tuple[str, ...]]:
    """Return word -> its kinds, and stem -> the kinds of all words of that stem where it is no such word itself."""
    kinds = fields.fields("kinds")
    if kinds is None:
        return {}
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for name in kinds.names():
        for word in normalise(kinds.text(name)).split():
            words.setdefault(word, []).append(name)
            stems.setdefault(language.stem(word), []).append(name)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # one tuple for all words of the same kinds: sooner read
    named = ((word, tuple(dict.fromkeys(found))) for word, found in (stems | words).items())
    return {word: shared.setdefault(found, found) for word, found in named}


def _suffixes(fields: Fields) -> dict[str, tuple[Suffix, ...]]:
    found: dict[str, list[Suffix]] = {}
    for number, line in _lines(fields, "suffixes"):
        left, _, right = line.partition("=")
        parts = right.split()
        if not left.strip() or not parts or not parts[-1].isdecimal() or len(parts) > 2:
            raise FileError(
                fields.path, number, "a line of “suffixes” must read “ies = y 2” (ending, new ending, letters)"
            )
        ending = left.strip()
        rule = Suffix(ending, parts[0] if len(parts) == 2 else "", int(parts[-1]))
        found.setdefault(ending[-1], []).append(rule)
    return {letter: tuple(rules) for letter, rules in found.items()}
