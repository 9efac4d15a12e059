"""Does an answer stand in its document? Whole sentences, word for word, in the document's order; nothing else will do.

White space, bullet marks and the shape of quotation marks aside. A match that begins or ends inside a sentence is none:
"It is cured." stands in "It is rarely said that it is cured." as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from bot.document import Block, Document, Shape
from bot.paragraphs import parts, sentences
from bot.words import clean

QUOTED: Final = 8
"""How many words of a passage are quoted."""
MOST_STATES: Final = 200
"""How many ways of reading a text that says the same again and again are looked at."""
_QUOTES: Final = str.maketrans("’‘ʼ“”„«»", '\'\'\'"""""')
_GAP, _LATE, _ALONE = 2, 1, 10
"""What a reading costs: a sentence left out inside a paragraph, its beginning left out, an item without its list."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of the document; of a contact, one line.

    `paragraph` numbers paragraphs and list items; `lead` is the number of the sentence that announces the list an
    item stands in ("Do not:"), None outside lists and in lists that nothing announces.
    """

    text: str
    words: tuple[str, ...]
    paragraph: int
    block: int
    line: int
    section: str
    is_item: bool = False
    lead: int | None = None


@dataclass(frozen=True)
class Departure:
    """Where an answer is no part of its document.

    `why` is "not_in_document", "cut_sentence", "joined" or "out_of_order"; `line` the answer's line it stands in;
    `found` quotes the answer, `wanted` the document, "" where it has nothing alike; `at` is the document's line.
    """

    why: str
    line: str
    found: str
    wanted: str = ""
    at: int = 0


@dataclass(frozen=True)
class Trace:
    """An answer found, or not, in its document: numbers of its sentences, and of those left out between them."""

    shown: tuple[int, ...]
    left_out: tuple[int, ...] = ()
    alone: tuple[int, ...] = ()
    departure: Departure | None = None


class _Word(NamedTuple):
    """A word of the answer; it may begin a paragraph or item, or at least a line."""

    text: str
    line: str
    starts_part: bool
    starts_line: bool


class _Step(NamedTuple):
    cost: int
    before: tuple[int, int] | None


@dataclass(frozen=True)
class Original:
    """A document, ready to be compared with. Made by `of`."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def _starting(self) -> dict[str, list[int]]:
        starting: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            starting[sentence.words[0]].append(number)
        return starting

    def trace(self, answer: str) -> Trace:
        """Return where the answer stands, by the reading that leaves out least; or where it first departs."""
        words = _words(answer)
        if not words:
            return Trace(())
        states: dict[int, dict[int, _Step]] = {0: {-1: _Step(0, None)}}
        reached = 0
        for at in range(len(words)):
            if at not in states:
                continue
            reached = at
            for number in self._starting.get(words[at].text, ()):
                end = at + len(self.sentences[number].words)
                step = self._step(states[at], at, number, words[at]) if self._stands(number, words, at) else None
                later = states.setdefault(end, {}) if step else {}
                if step and len(later) < MOST_STATES:
                    later[number] = step
        if len(words) in states:
            return self._read_back(states, len(words))
        shown = self._read_back(states, reached).shown if reached else ()
        return Trace(shown, departure=self._departure(words, reached, min(states[reached])))

    def _stands(self, number: int, words: Sequence[_Word], at: int) -> bool:
        """True where the sentence stands at this word of the answer, within one paragraph of it."""
        wanted = self.sentences[number].words
        here = words[at : at + len(wanted)]
        return tuple(word.text for word in here) == wanted and not any(word.starts_part for word in here[1:])

    def _step(self, before: dict[int, _Step], at: int, number: int, word: _Word) -> _Step | None:
        """Return the cheapest way to come to a sentence from one of those before; None where there is no way."""
        costs = [
            (step.cost + cost, -earlier)
            for earlier, step in before.items()
            if earlier < number and (cost := self._cost(earlier, number, word)) is not None
        ]
        if not costs:
            return None
        cost, earlier = min(costs)
        return _Step(cost, (at, -earlier))

    def _cost(self, earlier: int, number: int, word: _Word) -> int | None:
        sentence = self.sentences[number]
        if earlier >= 0 and self.sentences[earlier].paragraph == sentence.paragraph:
            return 0 if number == earlier + 1 else _GAP
        if not word.starts_line:
            return None
        if self._is_alone(earlier, number):
            return _ALONE
        is_late = number > 0 and self.sentences[number - 1].paragraph == sentence.paragraph
        return _LATE if is_late else 0

    def _is_alone(self, earlier: int, number: int) -> bool:
        """True for an item shown without the words that announce its list."""
        lead = self.sentences[number].lead
        return lead is not None and earlier != lead and (earlier < 0 or self.sentences[earlier].lead != lead)

    def _read_back(self, states: dict[int, dict[int, _Step]], end: int) -> Trace:
        number = min(states[end], key=lambda n: (states[end][n].cost, n))
        path: list[int] = []
        at: tuple[int, int] | None = (end, number)
        while at and at[1] >= 0:
            path.append(at[1])
            at = states[at[0]][at[1]].before
        path.reverse()
        pairs = list(zip([-1, *path], path, strict=False))
        alone = tuple(
            number
            for earlier, number in pairs
            if self._is_alone(earlier, number)
            and (earlier < 0 or self.sentences[earlier].paragraph != self.sentences[number].paragraph)
        )
        return Trace(tuple(path), tuple(self._left_out(path)), alone)

    def _left_out(self, path: Sequence[int]) -> Iterator[int]:
        """Yield the first of the sentences left out at each place: inside a paragraph, or of an announced list."""
        shown = set(path)
        for earlier, number in zip(path, path[1:], strict=False):
            if self.sentences[earlier].paragraph == self.sentences[number].paragraph and number != earlier + 1:
                yield earlier + 1
        leads = {sentence.lead for sentence in self.sentences if sentence.lead in shown}
        for lead in sorted(lead for lead in leads if lead is not None):
            items = [number for number, sentence in enumerate(self.sentences) if sentence.lead == lead]
            starts = [n for n in items if self.sentences[n - 1].paragraph != self.sentences[n].paragraph]
            missing = [number for number in starts if number not in shown]
            if missing:
                yield missing[0]

    def _departure(self, words: Sequence[_Word], at: int, last: int) -> Departure:
        """Return what is wrong with the answer from word `at` on; before it stands the document's sentence `last`."""
        rest = [word.text for word in _rest_of_part(words, at)]
        shares = [(_common(rest, sentence.words), -number) for number, sentence in enumerate(self.sentences)]
        share, number = max(shares, default=(0, 0))
        line, found = words[at].line, quoted(rest)
        inside = self._inside(rest) if share < min(len(rest), QUOTED) else None
        if inside:
            return Departure("cut_sentence", line, found, inside.text, inside.line)
        if not share:
            return Departure("not_in_document", line, found)
        nearest = self.sentences[-number]
        if share == len(nearest.words):
            why = "joined" if -number > last else "out_of_order"
            return Departure(why, line, found, quoted(nearest.words), nearest.line)
        if share == len(rest):
            return Departure("cut_sentence", line, found, nearest.text, nearest.line)
        wanted, where = (quoted(nearest.words[share:]), nearest.line) if share > 1 else ("", 0)
        return Departure("not_in_document", words[at + share].line, quoted(rest[share:]), wanted, where)

    def _inside(self, rest: Sequence[str]) -> Sentence | None:
        """Return the sentence that these words stand in the middle of, their first letter aside."""
        start = tuple(word.casefold() for word in rest[:QUOTED])
        for sentence in self.sentences:
            words = [word.casefold() for word in sentence.words]
            if any(tuple(words[at : at + len(start)]) == start for at in range(1, len(words) - len(start) + 1)):
                return sentence
        return None


def of(document: Document) -> Original:
    """Return a document as sentences. What was dropped as page furniture is no part of it."""
    found: list[Sentence] = []
    paragraph = block_number = 0
    for section in document.sections:
        before, lead = None, None
        for block in section.blocks:
            for part in parts(clean(block.text, limit=None, keep_lines=True)):
                lead = lead if part.is_item else None
                goes_on = before is not None and not (before.is_item or part.is_item) and _is_one(before, block)
                paragraph += not goes_on
                lines = part.lines if block.shape is Shape.CONTACT else sentences(part.text)
                where = (paragraph, block_number, block.line, section.heading, part.is_item, lead)
                found += [Sentence(text, _split(text), *where) for text in lines]
                before = found[-1]
                if not part.is_item and (block.shape is Shape.LIST or before.text.endswith(":")):
                    lead = len(found) - 1
            block_number += 1
    return Original(tuple(found))


def _is_one(before: Sentence, block: Block) -> bool:
    """True where the words that announce a list end the paragraph before: the reader cut it there."""
    return block.shape is Shape.LIST and before.line == block.line


def squeezed(text: str) -> str:
    """Return `text` with white space folded."""
    return " ".join(text.split())


def quoted(words: Sequence[str]) -> str:
    """Return the first words of a passage, to be quoted."""
    return " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")


def _words(answer: str) -> list[_Word]:
    return [
        _Word(word, line, at == number == 0, at == 0)
        for part in parts(answer)
        for number, line in enumerate(part.lines)
        for at, word in enumerate(_split(line))
    ]


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.translate(_QUOTES).split())


def _rest_of_part(words: Sequence[_Word], at: int) -> list[_Word]:
    end = next((n for n in range(at + 1, len(words)) if words[n].starts_part), len(words))
    return list(words[at:end])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two passages begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
