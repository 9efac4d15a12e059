"""The leaflets a bot answers from: each with a matcher of its own, and the words by which people name it.

A matcher of its own, so that "symptoms" in one leaflet takes no weight from "symptoms" in another, and so that each is
calibrated as if it stood alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeAlias

from bot.conversation import Conversation
from bot.entries import Entry, Faq
from bot.features import canonical
from bot.language import Language
from bot.matcher import Item, Matcher, Side
from bot.words import split

Name: TypeAlias = tuple[str, ...]
"""Stems (or groups of synonyms) of neighbouring words by which a leaflet is named: ("leukemia",), ("type", "2")."""

APART: Final = 4.0
"""A word sets a leaflet apart where it stands in this many times the share of its entries, against the others'."""
PROMINENT: Final = 0.5
"""A title's other words name the leaflet where they stand in this share of the entries that the first of them has."""
SHORTEST_NAME: Final = 3
"""A shorter word, or a number, names a leaflet only together with the word before it: "type 2"."""


@dataclass(frozen=True, repr=False, eq=False)
class Leaflet:
    """A FAQ, its entries by key (see `entry_keys`), and the matcher made of them; `title` is no other leaflet's."""

    faq: Faq
    title: str
    entries: Mapping[str, Entry]
    matcher: Matcher


class Leaflets(tuple[Leaflet, ...]):
    """All leaflets of a bot, in the order they were named."""

    @cached_property
    def names(self) -> tuple[frozenset[Name], ...]:
        """What each leaflet is called: the words of its title that set it apart, and their synonyms."""
        counts = [_counts(leaflet) for leaflet in self]
        return tuple(_names(number, [one.title for one in self], counts, self) for number in range(len(self)))

    @cached_property
    def _owners(self) -> dict[str, int]:
        return {key: number for number, leaflet in enumerate(self) for key in leaflet.entries}

    def owner(self, key: str) -> int:
        """Return the number of the leaflet that an entry stands in. Raises KeyError."""
        return self._owners[key]

    def named(self, question: str) -> frozenset[int]:
        """Return the numbers of the leaflets that a question names, spelling mended by each leaflet's own words."""
        return frozenset(number for number in range(len(self)) if self.named_at(number, question))

    def named_at(self, number: int, question: str) -> frozenset[int]:
        """Return the places of the words (as the leaflet's matcher understands them) by which it is named."""
        forms = _forms(question, self[number].matcher)
        return frozenset(
            place
            for name in self.names[number]
            for at in range(len(forms) - len(name) + 1)
            if tuple(forms[at : at + len(name)]) == name
            for place in range(at, at + len(name))
        )

    def is_name_only(self, number: int, question: str) -> bool:
        """True where a question names the leaflet and says nothing else of weight: "leukemia", "and for leukemia?"."""
        matcher, places = self[number].matcher, self.named_at(number, question)
        words = canonical(matcher.speller.understand(split(question)), matcher.language)
        return bool(places) and all(at in places or matcher.is_light(word.meant) for at, word in enumerate(words))


def _forms(text: str, matcher: Matcher) -> list[str]:
    words = canonical(matcher.speller.understand(split(text)), matcher.language)
    return [matcher.language.form(word.meant) for word in words]


def _counts(leaflet: Leaflet) -> dict[str, float]:
    """Return form -> share of the leaflet's entries (title included, as one more) in whose text it stands."""
    language, entries = leaflet.matcher.language, leaflet.entries.values()
    texts = [leaflet.title, *(f"{entry.question} {entry.answer}" for entry in entries)]
    counts = Counter(form for text in texts for form in {language.form(word) for word in split(text)})
    return {form: count / len(texts) for form, count in counts.items()}


def _names(
    number: int, titles: Sequence[str], counts: Sequence[Mapping[str, float]], leaflets: Leaflets
) -> frozenset[Name]:
    matcher = leaflets[number].matcher
    language = matcher.language
    words = split(titles[number])
    shares = {}
    for at, word in enumerate(words):
        form = language.form(word)
        own = counts[number].get(form, 0.0)
        others = max((one.get(form, 0.0) for other, one in enumerate(counts) if other != number), default=0.0)
        if not matcher.is_light(word) and own >= APART * others:
            shares[at] = own
    least = PROMINENT * max(shares.values(), default=0.0)
    return frozenset(_name(words, at, language) for at, share in shares.items() if share >= least)


def _name(words: Sequence[str], at: int, language: Language) -> Name:
    is_short = len(words[at]) < SHORTEST_NAME or not words[at].isalpha()
    return tuple(language.form(word) for word in words[max(0, at - is_short) : at + 1])


def make_leaflets(faqs: Sequence[Faq], matchers: Iterable[Matcher]) -> Leaflets:
    """Return the leaflets for FAQs and the matchers made of them, in the same order; a shared title gets a number."""
    made = list(matchers)
    shown = [matcher.language.headline(faq.title) for faq, matcher in zip(faqs, made, strict=True)]
    shared = Counter(shown)
    titles = [title if shared[title] == 1 else f"{title} ({number})" for number, title in enumerate(shown, start=1)]
    keys = entry_keys(faqs)
    return Leaflets(
        Leaflet(faq, title, entries, matcher)
        for faq, title, entries, matcher in zip(faqs, titles, keys, made, strict=True)
    )


def make_matchers(faqs: Sequence[Faq], conversation: Conversation, language: Language) -> list[Matcher]:
    """Return a matcher for each FAQ and all small talk. Takes a second or more for a large FAQ.

    Words of the other leaflets' text are real words to each, never taken for a misspelling of its own.
    """
    from bot import draft_matcher, training  # not needed where the matchers come from a store

    matchers = []
    for faq, entries in zip(faqs, entry_keys(faqs), strict=True):
        others = {word for other in faqs if other is not faq for word in _text_words(other)}
        items = items_of(faq, entries, conversation)
        matcher = training.build(items, language.with_groups(faq.words, others))
        matchers.append(draft_matcher.make(matcher, faq, entries, language) if faq.drafted else matcher)
    return matchers


def items_of(faq: Faq, entries: Mapping[str, Entry], conversation: Conversation) -> list[Item]:
    """Return all that a question to a leaflet may ask for: its entries by key, topics outside it, small talk."""
    items = [Item(key, Side.COVERED, entry.phrasings) for key, entry in entries.items()]
    items += [Item(topic.id, Side.OUTSIDE, topic.phrasings) for topic in faq.not_covered]
    return items + [Item(talk.id, Side.TALK, talk.phrasings) for talk in conversation.small_talk]


def _text_words(faq: Faq) -> set[str]:
    """Return the words of a leaflet's own text; its phrasings hold misspellings, too."""
    texts = [faq.title, *(f"{entry.question} {entry.answer}" for entry in faq.entries)]
    return {word for text in [*texts, *(word for group in faq.words for word in group)] for word in split(text)}


def entry_keys(faqs: Sequence[Faq]) -> list[dict[str, Entry]]:
    """Return key -> entry for each FAQ; the key is the id, after the file's name where two FAQs share the id."""
    counts = Counter(entry.id for faq in faqs for entry in faq.entries)
    stems = [faq.path.stem if faq.path else "" for faq in faqs]
    names = [stem if stem and stems.count(stem) == 1 else f"{stem}#{n}" for n, stem in enumerate(stems, start=1)]
    return [
        {f"{name}/{entry.id}" if counts[entry.id] > 1 else entry.id: entry for entry in faq.entries}
        for name, faq in zip(names, faqs, strict=True)
    ]


def without_phrasings(faq: Faq) -> Faq:
    """Return what is needed of a FAQ once its matcher is made."""
    entries = tuple(replace(entry, also=()) for entry in faq.entries)
    return replace(faq, entries=entries, not_covered=tuple(replace(topic, also=()) for topic in faq.not_covered))
