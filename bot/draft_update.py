"""Draft again after a document changed: what people added stays, what no longer stands in the document goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot import naming
from bot.document import Document
from bot.entries import Entry, Faq, NotCovered, Review
from bot.marks import plain


class Change(StrEnum):
    """What became of an entry, a topic outside, or the review."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    ANSWERED = "answered"
    REVIEW = "review"


_OF_ANSWERS: Final = frozenset({Change.NEW, Change.CHANGED, Change.GONE})


@dataclass(frozen=True)
class Changed:
    """One change, with the id and the question (or topic) it is about."""

    change: Change
    id: str
    text: str


def update(old: Faq, new: Faq, document: Document) -> tuple[Faq, tuple[Changed, ...]]:
    """Return the FAQ that people worked on, brought up to date, and what changed.

    Args:
        old: the FAQ as people left it.
        new: what is drafted of the document as it now stands.
        document: that document.

    An entry whose answer still stands in the document stays as it is, whoever wrote it. One whose answer changed keeps
    its question, phrasings and related entries. What was checked by a clinician is no longer checked where answers
    changed.
    """
    text = _bare("\n".join(block.text for block in document.blocks()))
    standing = [entry for entry in old.entries if _bare(entry.answer) in text]
    kept = {_bare(entry.answer): entry for entry in standing}
    by_id = {entry.id: entry for entry in old.entries if entry not in standing}
    changes: list[Changed] = []
    entries: list[Entry] = []
    for entry in new.entries:
        same, before = kept.get(_bare(entry.answer)), by_id.pop(entry.id, None)
        if same:
            entries.append(same)
        elif before:
            entries.append(replace(before, answer=entry.answer, section=entry.section))
            changes.append(Changed(Change.CHANGED, before.id, before.question))
        else:
            entries.append(entry)
            changes.append(Changed(Change.NEW, entry.id, entry.question))
    changes += [Changed(Change.GONE, entry.id, entry.question) for entry in by_id.values()]
    entries = _with_hand_written(entries, standing, old.entries)
    entries = _distinct(entries, {entry.id for entry in old.entries}, old)
    ids = {entry.id for entry in entries}
    missing = tuple(topic for topic in old.not_covered if topic.id not in ids)
    changes += [Changed(Change.ANSWERED, one.id, one.topic) for one in old.not_covered if one.id in ids]
    reviewed = old.reviewed
    if reviewed != Review() and any(change.change in _OF_ANSWERS for change in changes):
        changes.append(Changed(Change.REVIEW, "", f"{reviewed.by}, {reviewed.date}"))
        reviewed = Review()
    known = {entry.id for entry in entries}
    entries = [replace(one, related=tuple(id_ for id_ in one.related if id_ in known)) for one in entries]
    result = replace(old, document=new.document, entries=tuple(entries), not_covered=missing, reviewed=reviewed)
    return result, tuple(changes)


def _bare(text: str) -> str:
    """Return a text without what marks items, and with white space folded: what must stand in the document."""
    return " ".join(" ".join(line.strip().removeprefix("- ") for line in text.split("\n")).split())


def _with_hand_written(entries: list[Entry], standing: Sequence[Entry], old: Sequence[Entry]) -> list[Entry]:
    """Return the entries with those of the old file that still stand and were not drafted, each after its neighbour."""
    result = list(entries)
    for entry in standing:
        if entry in result:
            continue
        before = old[: old.index(entry)]
        place = next((result.index(one) + 1 for one in reversed(before) if one in result), 0)
        result.insert(place, entry)
    return result


def _distinct(entries: Sequence[Entry], old_ids: set[str], old: Faq) -> list[Entry]:
    """Return the entries with ids and phrasings that stand once; what people had before keeps its own."""
    mine = [entry for entry in entries if entry.id in old_ids]
    owners: dict[str, str] = {}
    items: list[Entry | NotCovered] = [*mine, *old.not_covered]
    for item in items:
        for phrasing in item.phrasings:
            owners.setdefault(plain(phrasing), item.id)
    result: list[Entry] = []
    taken: set[str] = set()
    for entry in entries:
        id_ = naming.make_id(entry.id.replace("-", " "), taken) if entry.id in taken else entry.id
        taken.add(id_)
        if entry.id not in old_ids or id_ != entry.id:
            free = [text for text in entry.also if owners.setdefault(plain(text), id_) == id_]
            question = entry.question
            if owners.setdefault(plain(question), id_) != id_:
                question, *free = free or [f"{question} ({id_})"]
            entry = replace(entry, id=id_, question=question, also=tuple(free))
        result.append(entry)
    return result
