"""Which phrasings does another entry win? Each is asked as if nobody had written it down.

Asked as it stands, every phrasing finds its own entry: it is known word for word. Left out, it shows where people are
led who ask in like words (leave-one-out; Stone 1974, "Cross-validatory choice and assessment of statistical
predictions").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.conversation import Conversation
from bot.decision import CERTAIN, OFFERED, SHOWN, is_named
from bot.entries import Entry, Faq, NotCovered
from bot.faq_places import Places
from bot.findings import PHRASING, Finding, Severity
from bot.language import Language
from bot.leaflets import entry_keys, items_of
from bot.matcher import Candidate, Side
from bot.provenance import quoted
from bot.training import LeftOut, ask_each
from bot.words import split

LIKE: Final = 0.5
"""The winner has a phrasing this near to the lost one, or nearer; with less, it hangs on what else was left out."""
NEAR: Final = 0.1
"""A phrasing is alone in its entry where the entry's others are less than this as near to it as the winner's."""
MOSTLY: Final = 0.5
"""Share of an entry's phrasings that one other entry wins, from which on they are one and the same to people."""
BOTH: Final = 0.3
"""The same where each wins this share of the other's."""
ENOUGH: Final = 3
"""Fewer phrasings than this say nothing about two entries."""


def find(faq: Faq, conversation: Conversation, language: Language, places: Places) -> list[Finding]:
    """Return a finding for each phrasing that another entry wins beyond doubt, and for entries that are too alike.

    Args:
        faq: the FAQ, by itself: what other leaflets say is no mistake of this one.
        conversation: its wording; small talk takes part.
        language: what is known of the words.
        places: the lines of the FAQ file.
    """
    language = language.with_groups(faq.words)
    asked = list(ask_each(items_of(faq, entry_keys([faq])[0], conversation), language))
    replies = {talk.id: talk.reply for talk in conversation.small_talk}
    talks = {" ".join(split(text)) for talk in conversation.small_talk for text in talk.phrasings}
    asked = [one for one in asked if " ".join(split(one.phrasing)) not in talks]  # told by `bot.soundness`
    return [*_same_words(faq, language, places), *_lost(faq, asked, replies, places), *_alike(faq, asked, places)]


def _same_words(faq: Faq, language: Language, places: Places) -> Iterator[Finding]:
    """Yield a finding where two entries are asked in the same words but for a misspelling: neither is found by them.

    Those that are the same without any correction are errors, see `bot.soundness`.
    """
    assert faq.path is not None
    owners: dict[str, tuple[str, list[str]]] = {}
    items: list[Entry | NotCovered] = [*faq.entries, *faq.not_covered]
    for item in items:
        for phrasing in item.phrasings:
            words = split(phrasing)
            meant = " ".join(language.misspellings.get(word, word) for word in words)
            owner, typed = owners.setdefault(meant, (item.id, words))
            if owner != item.id and typed != words:
                line = places.element(item.id, "also", phrasing)
                values = {PHRASING: phrasing, "other": owner}
                yield Finding(Severity.WARNING, "same_words", faq.path, line, item.id, values)


def _lost(faq: Faq, asked: Iterable[LeftOut], replies: Mapping[str, str], places: Places) -> Iterator[Finding]:
    assert faq.path is not None
    for one in asked:
        if _is_lost(one):
            key, winner = one.owner.id, one.ranked[0]
            line = places.element(key, "also", one.phrasing)
            other, values = winner.item.id, {PHRASING: one.phrasing}
            if winner.item.side is Side.TALK:  # its id stands in no file that a nurse has seen
                values["reply"] = quoted(replies[other].split())
                yield Finding(Severity.WARNING, "lost_to_small_talk", faq.path, line, key, values)
            else:
                where = {"other": other, "other_line": places.item(other)}
                yield Finding(Severity.WARNING, "phrasing_lost", faq.path, line, key, {**values, **where})


def _is_lost(one: LeftOut) -> bool:
    return bool(one.ranked) and one.owner.side is not Side.TALK and _is_beyond_doubt(one, one.ranked[0])


def _is_beyond_doubt(one: LeftOut, winner: Candidate) -> bool:
    """True where another item would be shown for certain, and that of the phrasing not even be offered.

    A topic outside the leaflet that would not be named leads nobody astray: the bot says that it found nothing.
    """
    own = next((candidate for candidate in one.ranked if candidate.item is one.owner), None)
    if winner.item is one.owner or (winner.item.side is one.owner.side is Side.OUTSIDE):
        return False
    _, near, *_, unknown = winner.evidence
    if near < LIKE or (winner.item.side is Side.OUTSIDE and not is_named(winner)):
        return False
    is_alone = own is None or (own.probability < OFFERED and own.evidence[1] <= NEAR * near)
    return winner.probability >= CERTAIN and is_alone and not unknown  # with a word of its own nothing can be said


def _alike(faq: Faq, asked: Iterable[LeftOut], places: Places) -> Iterator[Finding]:
    """Yield a finding for two entries that win each other's phrasings."""
    assert faq.path is not None
    lost: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    for one in asked:
        counts[one.owner.id] += one.owner.side is Side.COVERED
        winner = one.ranked[0] if one.ranked else None
        if winner and winner.probability >= SHOWN and {winner.item.side, one.owner.side} == {Side.COVERED}:
            lost[one.owner.id, winner.item.id] += 1
    ids = [entry.id for entry in faq.entries]
    for at, other in enumerate(ids):
        for earlier in ids[:at]:
            if _is_alike((lost[other, earlier], lost[earlier, other]), (counts[other], counts[earlier])):
                values = {"other": earlier, "line": places.item(earlier)}
                yield Finding(Severity.WARNING, "alike", faq.path, places.item(other), other, values)


def _is_alike(lost: Sequence[int], counts: Sequence[int]) -> bool:
    shares = [number / max(1, count) for number, count in zip(lost, counts, strict=True)]
    return sum(lost) >= ENOUGH and (max(shares) >= MOSTLY or min(shares) >= BOTH)
