"""Make a FAQ of a document: a question for each passage, its answer word for word, and ways people ask it.

Topics that most leaflets speak of (`drafting.Patterns`) claim the passage that fits their cues best. A passage that
none claims is named by its heading, by the words that begin it, or by its main words. What no passage speaks of is a
topic that the leaflet does not cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot import asking, drafting, headlines, main_words, naming, passages, topic_fit
from bot.document import Document
from bot.drafting import WHAT_IS, Patterns, Topic, cue
from bot.entries import Entry, Faq, NotCovered, Source
from bot.language import Language
from bot.marks import plain
from bot.passages import Passage
from bot.places import DEFAULT_LANGUAGE
from bot.words import clean

CERTAIN: Final = 4.0
"""From here on a passage without a heading is what the topic asks for, in whatever words."""
CLAIMS: Final = 3.5
"""Score from which on a topic claims a passage, see `topic_fit.fit`."""
SPOKEN_OF: Final = 1.5
"""From here on in any passage, a topic is not said to be outside the leaflet."""
MOST_PHRASES: Final = 6
MOST_RELATED: Final = 4
EARLY: Final = 4
"""Among so many first passages, one whose first sentence says what the name means defines it."""
DEFINES: Final = 3.0
"""What that adds to its score."""
OTHER_ILLNESS: Final = "other-illness"
REVIEW_EVERY: Final = "3 years"


@dataclass(eq=False)
class _Draft:
    """An entry on its way; `topics` are those that claimed its passage, the best first."""

    passage: Passage
    topics: list[tuple[float, Topic]] = field(default_factory=list)
    id: str = ""
    question: str = ""
    also: list[str] = field(default_factory=list)


class _Ways:
    """Phrasings given out so far: none stands twice in a FAQ."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, phrasings: Iterable[str]) -> Iterator[str]:
        """Yield the phrasings that are still free, cleaned; they are not free after that."""
        for text in phrasings:
            text = clean(text)
            key = plain(text).strip(" .?!,;:")
            if key and key not in self.taken:
                self.taken.add(key)
                yield text


def make(document: Document, language: Language, patterns: Patterns | None = None, tag: str = DEFAULT_LANGUAGE) -> Faq:
    """Return the FAQ of a document.

    Args:
        document: the leaflet.
        language: which words carry a topic.
        patterns: what leaflets speak of; those of `tag` by default.
        tag: the language, such as "en".
    """
    patterns = patterns or drafting.load(tag)
    text = " ".join([block.text for block in document.blocks()] + [one.heading for one in document.sections])
    found = passages.cut(document)
    names = naming.names(document, patterns, main_words.frequent(found, language))
    told = [topic_fit.of_passage(passage) for passage in found]
    scores = {topic.id: [topic_fit.fit(topic, one, names) for one in told] for topic in patterns.topics}
    drafts = [_Draft(passage) for passage in found]
    definition = _definition(found, patterns, names)
    if definition is not None and WHAT_IS in scores:
        scores[WHAT_IS][definition] += DEFINES
    _claim(drafts, patterns, scores, naming.is_procedure(names[0], patterns))
    _define(drafts, patterns, names, definition)
    words = main_words.find([one.passage for one in drafts], language, names)
    ways = _Ways()
    _name(drafts, patterns, names, ways, language)
    _phrase(drafts, patterns, names, words, ways, language)
    missing = _outside(patterns, scores, plain(text), names, ways, {one.id for one in drafts})
    return Faq(
        title=document.title,
        language=tag,
        entries=tuple(_entry(one, drafts) for one in drafts),
        document=document.path.name if document.path else "",
        source=Source(document.title, document.publisher, document.date or None),
        review_every=REVIEW_EVERY,
        not_covered=tuple(missing),
        drafted=True,
        path=document.path,
    )


def _definition(found: Sequence[Passage], patterns: Patterns, names: Sequence[str]) -> int | None:
    """Return the number of the early passage whose first sentence says what the name means; None for none."""
    defines = cue(patterns.defines, tuple(names))
    early = [number for number, passage in enumerate(found) if not passage.is_item][:EARLY]
    return next((number for number in early if defines.match(found[number].opening)), None)


def _claim(
    drafts: Sequence[_Draft], patterns: Patterns, scores: Mapping[str, Sequence[float]], is_procedure: bool
) -> None:
    """Give each topic the passage that fits best; the earlier one where two fit alike."""
    for topic in patterns.topics:
        own = scores[topic.id]
        if not own or (is_procedure and topic.of_illness):
            continue
        best = max(range(len(own)), key=lambda n: (own[n], -n))
        if own[best] >= CLAIMS:
            drafts[best].topics.append((own[best], topic))
    for draft in drafts:
        draft.topics.sort(key=lambda claim: -claim[0])


def _define(drafts: Sequence[_Draft], patterns: Patterns, names: Sequence[str], definition: int | None) -> None:
    """Let "What is it?" be the headline of the passage that defines the name; the first that holds the name, for want.

    A leaflet begins with what it is about, whatever else its first passage speaks of.
    """
    topic = next((topic for topic in patterns.topics if topic.id == WHAT_IS), None)
    if topic is None:
        return
    if not any(one is topic for draft in drafts for _, one in draft.topics):
        speaks = cue(("{name}",), tuple(names))
        whole = [draft for draft in drafts if not (draft.passage.is_item or draft.passage.is_contact)]
        first = next((draft for draft in whole[:EARLY] if speaks.search(draft.passage.plain)), None)
        if first:
            first.topics.append((CERTAIN, topic))
    if definition is not None:
        drafts[definition].topics.sort(key=lambda claim: claim[1] is not topic)


def _name(drafts: Sequence[_Draft], patterns: Patterns, names: Sequence[str], ways: _Ways, language: Language) -> None:
    """Give every entry its id and its headline question."""
    taken: set[str] = set()
    for draft in drafts:
        topics = [topic for _, topic in draft.topics]
        candidates = list(headlines.questions(draft.passage, topics, patterns, names))
        candidates += [f"{candidates[0]} ({number})" for number in range(2, 2000)]
        draft.question = next(ways.take(candidates))
        draft.id = naming.make_id(headlines.id_words(draft.passage, topics, language, names), taken)
        taken.add(draft.id)


def _phrase(
    drafts: Sequence[_Draft],
    patterns: Patterns,
    names: Sequence[str],
    words: Mapping[Passage, Sequence[str]],
    ways: _Ways,
    language: Language,
) -> None:
    """Give every entry its ways of asking: those of its topics, of its heading, and of its own words."""
    owners = asking.Owners([one.passage for one in drafts], names, language)
    claimed = {topic.id: (at, score) for at, draft in enumerate(drafts) for score, topic in draft.topics}
    for topic in patterns.topics:
        if topic.id in claimed:
            at, score = claimed[topic.id]
            asked = list(asking.with_names(topic.also, patterns, names))
            if not _is_sure(topic, score, drafts[at].passage, names):
                asked = [text for text in asked if owners.holds(at, text)]
            for text in asked:
                drafts[owners.find(text, at)].also += ways.take([text])
    items_first = sorted(drafts, key=lambda one: not one.passage.is_item)
    for draft in items_first:
        draft.also += ways.take(asking.by_name(draft.passage, patterns, names))
    for draft in items_first:
        draft.also += ways.take(asking.own_sentences(draft.passage))
        phrases = (
            way.format(phrase=asking.braceless(p))
            for p in words[draft.passage][:MOST_PHRASES]
            for way in patterns.ways["phrase"]
        )
        draft.also += ways.take(phrases)


def _is_sure(topic: Topic, score: float, passage: Passage, names: Sequence[str]) -> bool:
    """True where a heading says that a passage is about its topic, or the first words of a passage without one."""
    is_said = not passage.heading and score >= CERTAIN
    return is_said or topic.id == WHAT_IS or topic_fit.is_headed(topic, topic_fit.of_passage(passage), names)


def _outside(
    patterns: Patterns,
    scores: Mapping[str, Sequence[float]],
    text: str,
    names: Sequence[str],
    ways: _Ways,
    taken: set[str],
) -> Iterator[NotCovered]:
    """Yield what people ask and the leaflet does not seem to answer: it holds no word of it, not even in passing.

    What is asked for in the very words of a topic is spoken of: an entry has them among its ways of asking.
    """
    used = set(taken)
    for topic in patterns.topics:
        is_spoken_of = max(scores[topic.id], default=0.0) >= SPOKEN_OF or cue(topic.mentions).search(text)
        if topic.outside and not is_spoken_of and any(ways.take([topic.outside])):
            also = tuple(ways.take(asking.filled(text, patterns, names) for text in (topic.question, *topic.also)))
            id_ = naming.make_id(topic.id, used)
            used.add(id_)
            yield NotCovered(id_, topic.outside, also)
    for one in patterns.outside:
        if not cue(one.cues).search(text) and any(ways.take([one.topic])):
            also = (*one.also, *(asking.of_illnesses(patterns, text) if one.id == OTHER_ILLNESS else ()))
            also = tuple(way for way in also if not any(name in plain(way) for name in names))
            id_ = naming.make_id(one.id, used, "topic")
            used.add(id_)
            yield NotCovered(id_, one.topic, tuple(ways.take(also)))


def _entry(draft: _Draft, drafts: Sequence[_Draft]) -> Entry:
    return Entry(
        id=draft.id,
        question=draft.question,
        answer=clean(draft.passage.answer, limit=None, keep_lines=True),
        section=clean(draft.passage.heading),
        also=tuple(draft.also),
        related=tuple(_related(draft, drafts)),
    )


def _related(draft: _Draft, drafts: Sequence[_Draft]) -> list[str]:
    """Return ids of what people ask next: what goes with its topics, then what stands in the same section."""
    known = {topic.id: one.id for one in drafts for _, topic in one.topics}
    wanted = [known[id_] for _, topic in draft.topics[:2] for id_ in topic.related if id_ in known]
    wanted += [one.id for one in drafts if one.passage.section is draft.passage.section]
    return [id_ for id_ in dict.fromkeys(wanted) if id_ != draft.id][:MOST_RELATED]
