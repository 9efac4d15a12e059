"""What can be seen of a FAQ by itself: related ids, phrasings, answers that stand twice, the review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.conversation import Conversation
from bot.entries import Entry, Faq, NotCovered
from bot.faq_places import Places
from bot.findings import PHRASING, Finding, Severity
from bot.provenance import quoted, squeezed
from bot.review import ReviewState, review_state
from bot.words import split

FEW: Final = 5
"""An entry with fewer ways of asking it is rarely found."""
FEW_OUTSIDE: Final = 3
"""The same for a topic the leaflet does not cover."""
_MARKUP: Final = re.compile(
    r"\*\*\S|__\S|(?:^|\s)[*_][^\s*_][^*_\n]*[*_](?=[\s.,;:!?]|$)|`|!?\[[^\]\n]*\]\([^)\n]*\)|^\s*#{1,6}\s|^\s*>\s|^\s*\|.*\|\s*$"
    r"|^\s*(?:---+|\*\*\*+)\s*$|</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>|&(?:amp|lt|gt|quot|nbsp|#\d+);",
    re.MULTILINE | re.IGNORECASE,
)
"""Markdown and HTML that would be shown as it stands: only lists with "- " are drawn."""


def find(faq: Faq, conversation: Conversation, places: Places, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a FAQ by itself, its wording and its review. Takes milliseconds."""
    yield from _related(faq, places)
    yield from _phrasings(faq, places)
    yield from _same_phrasing(faq, conversation, places)
    yield from _answers(faq, places)
    yield from _review(faq, places, today)


def _related(faq: Faq, places: Places) -> Iterator[Finding]:
    assert faq.path is not None
    for entry in faq.entries:
        for id_ in entry.related:
            line = places.element(entry.id, "related", id_)
            if faq.entry(id_) is None:
                yield Finding(Severity.ERROR, "no_related", faq.path, line, entry.id, {"other": id_})
            elif id_ == entry.id:
                yield Finding(Severity.WARNING, "related_to_itself", faq.path, line, entry.id, {"other": id_})


def _phrasings(faq: Faq, places: Places) -> Iterator[Finding]:
    assert faq.path is not None
    for item in _items(faq):
        is_entry = isinstance(item, Entry)
        known: set[str] = set()
        for phrasing in item.phrasings if is_entry else item.also:  # a topic's name may be asked for as well
            words = " ".join(split(phrasing))
            if not words or words in known:
                rule = "phrasing_twice" if words else "phrasing_without_words"
                line = places.element(item.id, "also", phrasing)
                yield Finding(Severity.WARNING, rule, faq.path, line, item.id, {PHRASING: phrasing})
            known.add(words)
        count, enough = len(known - {""}), FEW if is_entry else FEW_OUTSIDE
        if count < enough:
            rule = "few_phrasings" if is_entry else "few_topic_phrasings"
            values = {"count": count, "enough": enough}
            yield Finding(Severity.WARNING, rule, faq.path, places.item(item.id), item.id, values)


def _same_phrasing(faq: Faq, conversation: Conversation, places: Places) -> Iterator[Finding]:
    """Yield a finding where two entries are asked in the same words: neither is found by them."""
    assert faq.path is not None
    talks = {" ".join(split(text)): talk.reply for talk in conversation.small_talk for text in talk.phrasings}
    owners: dict[str, str] = {}
    for item in _items(faq):
        for phrasing in item.phrasings:
            words = " ".join(split(phrasing))
            owner = owners.setdefault(words, item.id) if words else item.id
            if words not in talks and owner == item.id:
                continue
            line = places.element(item.id, "also", phrasing)
            if words in talks:
                values = {PHRASING: phrasing, "reply": quoted(talks[words].split())}
                yield Finding(Severity.WARNING, "same_as_small_talk", faq.path, line, item.id, values)
            if owner != item.id:
                values = {PHRASING: phrasing, "other": owner}
                yield Finding(Severity.ERROR, "same_phrasing", faq.path, line, item.id, values)


def _answers(faq: Faq, places: Places) -> Iterator[Finding]:
    assert faq.path is not None
    owners: dict[str, Entry] = {}
    for entry in faq.entries:
        line = places.item(entry.id, "answer")
        first = owners.setdefault(squeezed(entry.answer).casefold(), entry)
        if first is not entry:
            values = {"other": first.id, "line": places.item(first.id, "answer")}
            yield Finding(Severity.ERROR, "same_answer", faq.path, line, entry.id, values)
        markup = _MARKUP.search(entry.answer)
        if markup:
            text = entry.answer[: markup.end()].splitlines()[-1]
            line = places.answer(entry.id, next(row for row in entry.answer.splitlines() if text in row))
            values = {"found": squeezed(markup.group())}
            yield Finding(Severity.WARNING, "markup", faq.path, line, entry.id, values)


def _review(faq: Faq, places: Places, today: date) -> Iterator[Finding]:
    assert faq.path is not None
    review, line = review_state(faq, today), places.key("reviewed")
    if review.state is ReviewState.MISSING:
        yield Finding(Severity.WARNING, "review_missing", faq.path, line)
    elif review.state is ReviewState.OVERDUE:
        values = {"date": review.done, "every": faq.review_every, "due": review.due}
        yield Finding(Severity.WARNING, "review_overdue", faq.path, line, None, values)
    elif review.done and review.done > today:
        yield Finding(Severity.WARNING, "review_to_come", faq.path, line, None, {"date": review.done})
    if faq.drafted:
        yield Finding(Severity.WARNING, "still_drafted", faq.path, places.key("drafted"))
    if not faq.review_every:
        yield Finding(Severity.WARNING, "no_review_every", faq.path, line)


def _items(faq: Faq) -> list[Entry | NotCovered]:
    return [*faq.entries, *faq.not_covered]
