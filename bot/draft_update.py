"""Draft again after a document changed: what people added stays, what no longer stands in the document goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from bot import naming
from bot.document import Document
from bot.entries import Entry, Faq, NotCovered, Review
from bot.marks import plain
from bot.words import split

ALIKE: Final = 60.0
"""From here on two answers are one passage before and after a change: share of words in common and in order, percent
(`rapidfuzz.fuzz.ratio` of the words)."""
ALIKE_UNDER_HEADING: Final = 40.0
"""The same for two that stand under the same heading."""
NAMING: Final = 4
"""Shorter words of an id name nothing (the, for, 2)."""
_NO_MATCH: Final = (0, 0.0)


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
    its id, question, phrasings and related entries (`_matched` finds it again). What was checked by a clinician is no
    longer checked where answers changed.
    """
    text = _bare("\n".join(block.text for block in document.blocks()))
    standing = [entry for entry in old.entries if _bare(entry.answer) in text]
    kept = _kept(standing, new.entries)
    matched = _matched(old.entries, standing, new.entries, kept)
    changes: list[Changed] = []
    entries: list[Entry] = []
    for entry in new.entries:
        if entry.id in kept:
            entries.append(kept[entry.id])
        elif entry.id in matched:
            before = matched[entry.id]
            entries.append(replace(before, answer=entry.answer, section=entry.section))
            changes.append(Changed(Change.CHANGED, before.id, before.question))
        else:
            entries.append(entry)
    found = {entry.id for entry in (*standing, *matched.values())}
    gone = [Changed(Change.GONE, entry.id, entry.question) for entry in old.entries if entry.id not in found]
    entries = _with_hand_written(entries, standing, old.entries)
    entries, added = _distinct(entries, found, {**kept, **matched}, new, old)
    changes += [Changed(Change.NEW, entry.id, entry.question) for entry in added]
    changes += gone
    ids = {entry.id for entry in entries}
    missing = tuple(topic for topic in old.not_covered if topic.id not in ids)
    changes += [Changed(Change.ANSWERED, one.id, one.topic) for one in old.not_covered if one.id in ids]
    reviewed = old.reviewed
    if reviewed != Review() and any(change.change in _OF_ANSWERS for change in changes):
        changes.append(Changed(Change.REVIEW, "", f"{reviewed.by}, {reviewed.date}"))
        reviewed = Review()
    entries = [replace(one, related=tuple(id_ for id_ in one.related if id_ in ids)) for one in entries]
    result = replace(old, document=new.document, entries=tuple(entries), not_covered=missing, reviewed=reviewed)
    return result, tuple(changes)


def _kept(standing: Sequence[Entry], new: Sequence[Entry]) -> dict[str, Entry]:
    """Return the old entries that were drafted again word for word, by the id they were drafted with now."""
    left = list(standing)
    kept: dict[str, Entry] = {}
    for entry in new:
        same = next((one for one in left if _bare(one.answer) == _bare(entry.answer)), None)
        if same:
            left.remove(same)
            kept[entry.id] = same
    return kept


def _matched(
    old: Sequence[Entry], standing: Sequence[Entry], new: Sequence[Entry], kept: Mapping[str, Entry]
) -> dict[str, Entry]:
    """Return the old entries whose answer changed, by the id they were drafted with now: the surest pair first."""
    of_old, of_new = (Counter(plain(entry.section) for entry in entries) for entries in (old, new))
    alone = {section for section in of_old if of_old[section] == of_new[section] == 1}
    pairs = [
        (_sureness(before, entry, alone), before, entry)
        for before in old
        for entry in new
        if before not in standing and entry.id not in kept
    ]
    matched: dict[str, Entry] = {}
    for sureness, before, entry in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if sureness > _NO_MATCH and entry.id not in matched and before not in matched.values():
            matched[entry.id] = before
    return matched


def _sureness(before: Entry, entry: Entry, alone: Set[str]) -> tuple[int, float]:
    """Return how sure it is that one passage became the other; `_NO_MATCH` where nothing speaks for it.

    Alike text comes before an id: a topic's id may pass to another passage, and phrasings must not go with it. A
    heading speaks for a passage that is all that stands under it (`alone`), before and now; of several under one
    heading, one may have gone and another come.
    """
    alike = fuzz.ratio(split(before.answer), split(entry.answer))
    if before.id == entry.id:
        return (3 if alike >= ALIKE else 2), alike
    if _speaks_of_another(before, entry):
        return _NO_MATCH
    if alike >= ALIKE:
        return 3, alike
    section = plain(entry.section)
    if section and section == plain(before.section) and (section in alone or alike >= ALIKE_UNDER_HEADING):
        return 1, alike
    return _NO_MATCH


def _bare(text: str) -> str:
    """Return a text without what marks items, and with white space folded: what must stand in the document."""
    return " ".join(" ".join(line.strip().removeprefix("- ") for line in text.split("\n")).split())


def _speaks_of_another(before: Entry, entry: Entry) -> bool:
    """True where half of what the old entry is named by left its text: one medicine gave way to another.

    The rest of the two may be alike, but who asks for the one must not be shown the other.
    """
    was, is_now = ({*split(one.section), *split(one.answer)} for one in (before, entry))
    named = {word for word in split(before.id) if len(word) >= NAMING} & was
    return bool(named) and 2 * len(named - is_now) >= len(named)


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


def _distinct(
    entries: Sequence[Entry], before: Set[str], now: Mapping[str, Entry], new: Faq, old: Faq
) -> tuple[list[Entry], list[Entry]]:
    """Return the entries with ids and phrasings that stand once, and those of them that are new.

    Args:
        entries: all of them, in order.
        before: ids of those that people had before; these keep what they have.
        now: those by the id they were drafted with now.
        new: what was drafted.
        old: the FAQ as people left it.
    """
    drafted = {id(entry) for entry in new.entries}
    owners: dict[str, str] = {}
    mine = [entry for entry in entries if id(entry) not in drafted]
    items: list[Entry | NotCovered] = [*mine, *old.not_covered]
    for item in items:
        for phrasing in item.phrasings:
            owners.setdefault(plain(phrasing), item.id)
    taken = set(before)
    ids = {drafted_id: entry.id for drafted_id, entry in now.items()}
    for entry in new.entries:
        if entry.id not in now:
            ids[entry.id] = naming.make_id(entry.id.replace("-", " "), taken) if entry.id in taken else entry.id
            taken.add(ids[entry.id])
    result, added = [], []
    for entry in entries:
        if id(entry) in drafted:
            id_ = ids[entry.id]
            free = [text for text in entry.also if owners.setdefault(plain(text), id_) == id_]
            question = entry.question
            if owners.setdefault(plain(question), id_) != id_:
                question, *free = free or [f"{question} ({id_})"]
            related = tuple(dict.fromkeys(ids.get(one, one) for one in entry.related))
            entry = replace(entry, id=id_, question=question, also=tuple(free), related=related)
            added.append(entry)
        result.append(entry)
    return result, added
