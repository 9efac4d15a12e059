"""Cut a document into passages that answer a question: a short section, paragraphs of a long one, an item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot import sentences
from bot.document import Block, Document, Section, Shape
from bot.marks import plain

WHOLE: Final = 900
"""A section up to this length, in characters, is one answer."""
GROUP: Final = 600
"""Neighbouring paragraphs of a longer section are put together up to this length."""
_LEAD: Final = re.compile(r"(?P<lead>[^.:!?\n]{2,70}?)\s*(?:[.:]|\s[–—-])\s+(?P<rest>\S.{20,})", re.DOTALL)
MOST_LEAD_WORDS: Final = 7


@dataclass(frozen=True, eq=False)
class Passage:
    """A part of a document that may answer a question, word for word.

    `first` is true where it begins its section; `lead` names an item of a list, and is "" for a section or a share.
    """

    section: Section
    blocks: tuple[Block, ...]
    first: bool = True
    lead: str = ""
    text: str = ""

    @cached_property
    def answer(self) -> str:
        """The text, paragraphs divided by blank lines."""
        return self.text or "\n\n".join(block.text for block in self.blocks)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences; each item of a list and each line of an address is one."""
        return tuple(sentences.split(self.answer))

    @cached_property
    def opening(self) -> str:
        """The first sentence, as cues see it."""
        return plain(self.sentences[0]) if self.sentences else ""

    @cached_property
    def plain(self) -> str:
        """The text, as cues see it."""
        return plain(self.answer)

    @property
    def heading(self) -> str:
        """The heading of its section."""
        return self.section.heading

    @property
    def is_item(self) -> bool:
        """True for an item of a list; the passage that holds the list is another one."""
        return bool(self.lead)

    @property
    def is_contact(self) -> bool:
        """True where it holds an address or telephone numbers in lines."""
        return any(block.shape is Shape.CONTACT for block in self.blocks)


def cut(document: Document) -> list[Passage]:
    """Return the passages of a document, in its order; items come after the passage that holds them."""
    return [passage for section in document.sections for passage in _cut_section(section)]


def _cut_section(section: Section) -> Iterator[Passage]:
    length = sum(len(block.text) for block in section.blocks)
    is_short = section.heading and length <= WHOLE
    whole = [list(section.blocks)] if is_short else list(_groups(section))
    for number, blocks in enumerate(whole):
        yield Passage(section, tuple(blocks), first=number == 0)
        for block in blocks:
            yield from _items(section, block)


def _groups(section: Section) -> Iterator[list[Block]]:
    """Yield neighbouring blocks that belong together; without a heading, every block speaks for itself."""
    group: list[Block] = []
    for block in section.blocks:
        length = sum(len(one.text) for one in group) + len(block.text)
        if group and (not section.heading or length > GROUP) and not _belong(group[-1], block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _belong(before: Block, block: Block) -> bool:
    """True for a list and the paragraph in front of it where neither makes sense alone, and for addresses in a row."""
    if before.shape is block.shape is Shape.CONTACT:
        return True
    is_bare = block.shape is Shape.LIST and block.text.startswith("- ")
    return is_bare or (block.shape is Shape.LIST and len(before.text) + len(block.text) <= WHOLE)


def _items(section: Section, block: Block) -> Iterator[Passage]:
    """Yield the items of a list that name themselves: "Localized. This means …"."""
    if block.shape is not Shape.LIST:
        return
    items = [line[2:] for line in block.text.split("\n") if line.startswith("- ")]
    led = [(item, lead_of(item)) for item in items]
    if sum(bool(lead) for _, lead in led) < 2:
        return
    for item, lead in led:
        if lead:
            yield Passage(section, (block,), first=False, lead=lead, text=item)


def lead_of(text: str) -> str:
    """Return the words that name an item or paragraph: "Eyes" of "Eyes. Have them checked"; "" for none."""
    found = _LEAD.match(text)
    lead = found["lead"].strip() if found else ""
    return lead if lead and len(lead.split()) <= MOST_LEAD_WORDS and not lead[0].isdigit() else ""
