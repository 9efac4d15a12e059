"""Ways of asking for a passage: by its heading, by the words that begin it, by its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot import naming, passages
from bot.drafting import Patterns, cue
from bot.language import Language
from bot.passages import Passage
from bot.words import split

MOST_SENTENCE_WORDS: Final = 24
MOST_SENTENCES: Final = 14
MOST_RENAMED: Final = 12
"""How many ways of asking of a topic are filled with another name, too."""
ILLNESS_WAYS: Final = 3
"""In how many ways each of the other illnesses is asked for."""


class Owners:
    """Tells which passage a general way of asking belongs to: "may I eat?" to the one headed "Food and drink".

    Passages are named by their numbers.
    """

    def __init__(self, passages: Sequence[Passage], names: Sequence[str], language: Language) -> None:
        self._language = language
        self._light = {self._language.form(word) for name in names for word in split(name)}
        self._held = [self._topics(f"{passage.heading} {passage.answer}") for passage in passages]
        self._headings = [
            self._topics(one.heading) if not one.is_item and one.first else frozenset() for one in passages
        ]

    def find(self, text: str, claimed: int) -> int:
        """Return the passage that a way of asking belongs to: the one that claimed it, as a rule.

        Another one, where its heading has a word of the question that the one that claimed it does not hold at all.
        """
        asked = self._topics(text)
        if not asked or asked & self._held[claimed]:
            return claimed
        fits = [len(asked & heading) for heading in self._headings]
        best = max(fits, default=0)
        return fits.index(best) if best and fits.count(best) == 1 else claimed

    def holds(self, passage: int, text: str) -> bool:
        """True for a way of asking with words that carry a topic, all of which the passage holds."""
        asked = self._topics(text)
        return bool(asked) and asked <= self._held[passage]

    def _topics(self, text: str) -> frozenset[str]:
        light = self._language.function | self._language.questions
        return frozenset(self._language.form(word) for word in split(text) if word not in light) - self._light


def by_name(passage: Passage, patterns: Patterns, names: Sequence[str]) -> Iterator[str]:
    """Yield ways of asking for a passage by its heading, by the words that begin it, or by whose address it holds."""
    ways = patterns.ways
    if not passage.is_item and passage.first and passage.heading:
        values = {"heading": small(passage.heading), "name": names[0], "under": small(passage.section.under)}
        forms = [*ways["heading"], *(ways["under"] if passage.section.under else ())]
        question = passage.heading.endswith("?")
        yield from (form.format_map(values) for form in (forms[:1] if question else forms))
    if passage.lead:
        for lead in _alternatives(passage.lead):
            treated = ways["lead_treated"] if cue(ways["treated"]).search(passage.plain) else ()
            yield from (form.format(lead=small(lead)) for form in (*ways["lead"], *treated))
    if not passage.is_item:
        for block in passage.blocks:
            lead = passages.lead_of(block.text)
            if lead and "\n" not in block.text:
                yield from (form.format(lead=small(lead)) for form in ways["lead"][:5])
    if passage.is_contact:
        for block in passage.blocks:
            first = block.text.split("\n")[0]
            yield from (form.format(lead=braceless(first)) for form in ways["organisation"])


def _alternatives(lead: str) -> list[str]:
    """Return the names that a lead gives: "special neuroblastoma, or stage 4S neuroblastoma" has two."""
    parts = [part.strip() for part in lead.replace(", or ", " or ").split(" or ")]
    return [*parts, lead] if len(parts) > 1 and all(parts) else [lead]


def own_sentences(passage: Passage) -> list[str]:
    """Return the sentences of a passage as ways of asking for it; long ones are cut."""
    found = [" ".join(text.split()[:MOST_SENTENCE_WORDS]).rstrip(".,;:") for text in passage.sentences]
    useful = [text for text in found if len(text.split()) > 1]
    step = max(1.0, len(useful) / MOST_SENTENCES)
    return [useful[int(at * step)] for at in range(min(len(useful), MOST_SENTENCES))]


def with_names(templates: Iterable[str], patterns: Patterns, names: Sequence[str]) -> Iterator[str]:
    """Yield templates with the name of what the leaflet is about; the first ones with its other name, too.

    "Atopic eczema" is asked for as "eczema": the end of the name, where that names something by itself.
    """
    others = [name for name in names[1:] if names[0].casefold().endswith(f" {name.casefold()}")]
    for number, template in enumerate(templates):
        yield filled(template, patterns, names)
        if others and number < MOST_RENAMED and "{name}" in template:
            yield filled(template, patterns, others)


def filled(template: str, patterns: Patterns, names: Sequence[str]) -> str:
    """Return a template with the name of what the leaflet is about."""
    verb = "are" if naming.is_plural(names[0], patterns) else "is"
    return template.replace("{name}", names[0]).replace("{is}", verb)


def small(text: str) -> str:
    """Return a heading as it stands within a sentence."""
    text = braceless(text).strip().rstrip("?:. ")
    first = text.split(" ")[0]
    second = text.split(" ")[1:2]
    is_name = first.isupper() and len(first) > 1 or any(map(str.isdigit, first)) or first == "I"
    is_name = is_name or any(word[:1].isupper() for word in second)  # Copperfield Clinic
    return text if is_name else text[:1].lower() + text[1:]


def braceless(text: str) -> str:
    """Return a text that can be put into a template, and be one."""
    return text.replace("{", "(").replace("}", ")")


def of_illnesses(patterns: Patterns, text: str) -> Iterator[str]:
    """Yield questions about illnesses that the leaflet does not name."""
    others = [illness for illness in patterns.illnesses if not cue((illness,)).search(text)]
    for number, illness in enumerate(others):
        for shift in range(min(ILLNESS_WAYS, len(patterns.illness_ways))):
            yield patterns.illness_ways[(number + shift) % len(patterns.illness_ways)].format(illness=illness)
