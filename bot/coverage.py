"""A FAQ beside its document: what its answers hold that the document does not, and what they leave out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from bot import provenance
from bot.document import Document
from bot.entries import Entry, Faq
from bot.faq_places import Places
from bot.findings import Finding, Severity
from bot.paragraphs import parts
from bot.provenance import Original, Sentence, Trace, quoted, squeezed
from bot.yamlfile import FileError

_PAGES: Final = {"picture": "page_picture", "letters": "page_letters", "turned": "page_turned"}
"""Why a page of the document is not read, and the rule that tells it."""


@dataclass(frozen=True)
class _Pair:
    """A FAQ and the document it is made of."""

    faq: Faq
    places: Places
    document: Document
    original: Original
    path: Path


def find(faq: Faq, places: Places, read: Callable[[Path], Document]) -> Iterator[Finding]:
    """Yield what is wrong between a FAQ and its document; `read` reads the document. Takes less than a second."""
    assert faq.path is not None
    line = places.key("document")
    if not faq.document:
        yield Finding(Severity.ERROR, "no_document", faq.path, line)
        return
    path = faq.path.parent / faq.document
    try:
        document = read(path)
    except FileError as error:
        values = {"document": faq.document, "problem": error.problem}
        yield Finding(Severity.ERROR, "document_unreadable", faq.path, line, None, values)
        return
    pair = _Pair(faq, places, document, provenance.of(document), path)
    for one in document.unread:
        yield Finding(Severity.WARNING, _PAGES[one.why], path, 0, None, {"page": one.page})
    shown: set[str] = set()
    for entry in faq.entries:
        trace = pair.original.trace(entry.answer)
        yield from _entry(pair, entry, trace)
        shown.update(_shown(pair.original, entry, trace))
    yield from _unshown(pair, shown)


def _entry(pair: _Pair, entry: Entry, trace: Trace) -> Iterator[Finding]:
    places, path = pair.places, pair.faq.path
    assert path is not None
    if trace.departure:
        yield _departure(pair, entry, trace)
        return
    sentences = pair.original.sentences
    for number in trace.left_out:
        values = {"text": quoted(sentences[number].words), "at": _at(pair, sentences[number].line)}
        yield Finding(Severity.WARNING, "left_out", path, places.item(entry.id, "answer"), entry.id, values)
    for number in trace.alone:
        item = sentences[number]
        is_whole = _is_whole(item)
        rule = "item_apart" if is_whole else "item_alone"
        severity = Severity.WARNING if is_whole else Severity.ERROR
        lead = sentences[item.lead] if item.lead is not None else item
        values = {"text": quoted(item.words), "lead": lead.text, "at": _at(pair, lead.line)}
        line = places.answer(entry.id, item.text)
        yield Finding(severity, rule, path, line, entry.id, values)
    if entry.section:
        yield from _section(pair, entry)


def _departure(pair: _Pair, entry: Entry, trace: Trace) -> Finding:
    assert trace.departure and pair.faq.path is not None
    gone = trace.departure
    rule = "unknown_text" if gone.why == "not_in_document" and not gone.wanted else gone.why
    values = {"found": gone.found, "wanted": gone.wanted, "at": _at(pair, gone.at)}
    line = pair.places.answer(entry.id, gone.line)
    return Finding(Severity.ERROR, rule, pair.faq.path, line, entry.id, values)


def _section(pair: _Pair, entry: Entry) -> Iterator[Finding]:
    """Yield a finding where the heading an answer is shown under is not the one it stands under."""
    wanted = squeezed(entry.section)
    under = tuple(section for section in pair.document.sections if squeezed(section.heading) == wanted)
    rule = "no_section" if not under else ""
    if under and provenance.of(replace(pair.document, sections=under)).trace(entry.answer).departure:
        rule = "other_section"
    if rule and pair.faq.path:
        line = pair.places.item(entry.id, "section")
        yield Finding(Severity.WARNING, rule, pair.faq.path, line, entry.id, {"section": entry.section})


def _shown(original: Original, entry: Entry, trace: Trace) -> Iterator[str]:
    """Yield the sentences that an answer shows; of one that departs, those of its parts that do not."""
    numbers = list(trace.shown)
    if trace.departure:
        traces = (original.trace(part.text) for part in parts(entry.answer))
        numbers += [number for one in traces if not one.departure for number in one.shown]
    yield from (original.sentences[number].text for number in numbers)


def _unshown(pair: _Pair, shown: set[str]) -> Iterator[Finding]:
    """Yield a finding for each passage of the document that no answer shows, or not to its end."""
    for _, group in groupby(pair.original.sentences, key=lambda sentence: sentence.block):
        sentences = list(group)
        missing = [sentence for sentence in sentences if sentence.text not in shown]
        if missing:
            rule = "unshown" if len(missing) == len(sentences) else "partly_unshown"
            values = {"text": quoted(missing[0].words)}
            yield Finding(Severity.WARNING, rule, pair.path, missing[0].line, None, values)


def _is_whole(item: Sentence) -> bool:
    """True for an item that can be read by itself: "Localized: The tumor has not spread."."""
    return item.text[0].isupper() and item.text.endswith((".", "!", "?"))


def _at(pair: _Pair, line: int) -> str:
    return f"{pair.path.name}:{line}" if line else pair.path.name
