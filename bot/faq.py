"""A FAQ: the question-answer pairs of one leaflet. Load it with file:line errors, and write it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.entries import Entry, Faq, NotCovered, Review, Source
from bot.words import clean
from bot.yamlfile import Fields, FileError, Node, read

__all__ = ["Entry", "Faq", "NotCovered", "Review", "Source", "dump", "load"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ASKED = frozenset({"entries", "not_covered", "question", "topic", "also"})
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")


def load(path: Path | str) -> Faq:
    """Return the FAQ in a YAML file.

    Raises:
        FileError: the file cannot be read, or is not a FAQ; the message names file and line and says what to do.
    """
    path = Path(path)
    fields = Fields(path, read(path), "the FAQ")
    faq = Faq(
        title=_line_of_text(fields, "title"),
        language=_language(fields),
        document=clean(fields.text("document", required=False)),
        source=_source(fields),
        reviewed=_review(fields),
        review_every=_every(fields),
        entries=tuple(_entry(path, node) for node in fields.nodes("entries", required=True)),
        not_covered=tuple(_not_covered(path, node) for node in fields.nodes("not_covered")),
        words=tuple(_words(path, node) for node in fields.nodes("words")),
        drafted=_drafted(fields),
        path=path,
    )
    fields.finish()
    _refuse_duplicates(path, faq)
    return faq


def dump(faq: Faq) -> str:
    """Return the FAQ as YAML text that `load` reads back to an equal FAQ: keys in a fixed order, answers as blocks."""
    data: dict[str, object] = {"title": faq.title, "language": faq.language}
    if faq.drafted:
        data["drafted"] = True
    if faq.document:
        data["document"] = faq.document
    data["source"] = {"title": faq.source.title, "publisher": faq.source.publisher, "date": faq.source.date}
    data["reviewed"] = {"by": faq.reviewed.by, "date": faq.reviewed.date}
    if faq.review_every:
        data["review_every"] = faq.review_every
    data["entries"] = [_entry_data(entry) for entry in faq.entries]
    if faq.not_covered:
        data["not_covered"] = [{"id": n.id, "topic": n.topic, "also": list(n.also)} for n in faq.not_covered]
    if faq.words:
        data["words"] = [list(group) for group in faq.words]
    return _to_yaml(data)


def _to_yaml(data: object) -> str:
    """Return YAML in the order given, with text of several lines as a block, as a person would write it."""
    import yaml  # imported here: a bot opened from a store needs no YAML

    class Dumper(yaml.SafeDumper):
        pass

    def represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)

    Dumper.add_representer(str, represent)
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=110)


def _entry_data(entry: Entry) -> dict[str, object]:
    data: dict[str, object] = {"id": entry.id, "question": entry.question}
    if entry.section:
        data["section"] = entry.section
    data["answer"] = entry.answer + "\n"
    if entry.also:
        data["also"] = list(entry.also)
    if entry.related:
        data["related"] = list(entry.related)
    return data


def _source(fields: Fields) -> Source:
    inner = fields.fields("source")
    if inner is None:
        return Source()
    source = Source(
        title=clean(inner.text("title", required=False)),
        publisher=clean(inner.text("publisher", required=False)),
        date=_date_text(inner, "date"),
    )
    inner.finish()
    return source


def _review(fields: Fields) -> Review:
    inner = fields.fields("reviewed")
    if inner is None:
        return Review()
    when = _date_text(inner, "date")
    if when is not None:
        try:
            date.fromisoformat(when)
        except ValueError:
            raise inner.fail("date", f"“{when}” is not a date; write it as 2026-05-31") from None
    review = Review(by=clean(inner.text("by", required=False)) or None, date=when)
    inner.finish()
    return review


def _date_text(fields: Fields, key: str) -> str | None:
    """Return a date as written; YAML would make 2026-05-31 a date and 2026 a number, and both are fine here."""
    node = fields.get(key)
    if node is None:
        return None
    if not isinstance(node.value, str):
        raise fields.fail(key, f"“{key}” must be a date such as 2026-05-31")
    return clean(node.value) or None


def _drafted(fields: Fields) -> bool:
    node = fields.get("drafted")
    if node and node.value not in ("true", "false"):
        raise fields.fail("drafted", "“drafted” is not understood; write true, or take the line out")
    return node is not None and node.value == "true"


def _every(fields: Fields) -> str:
    text = fields.text("review_every", required=False)
    if text and not re.fullmatch(r"[1-9]\d? (years?|months?)", text):
        raise fields.fail("review_every", f"“{text}” is not understood; write it as “3 years” or “6 months”")
    return text


def _entry(path: Path, node: Node) -> Entry:
    fields = Fields(path, node, "an entry")
    id_ = _id(fields)
    fields.what = f"entry “{id_}”"
    entry = Entry(
        id=id_,
        question=_line_of_text(fields, "question"),
        section=clean(fields.text("section", required=False)),
        answer=_answer(fields),
        also=_phrasings(fields),
        related=tuple(map(clean, fields.texts("related"))),
        line=fields.line(),
    )
    fields.finish()
    return entry


def _not_covered(path: Path, node: Node) -> NotCovered:
    fields = Fields(path, node, "a “not_covered” topic")
    id_ = _id(fields)
    fields.what = f"topic “{id_}”"
    topic = NotCovered(id_, _line_of_text(fields, "topic"), _phrasings(fields), fields.line())
    fields.finish()
    return topic


def _id(fields: Fields) -> str:
    id_ = fields.text("id")
    if not _ID.fullmatch(id_):
        raise fields.fail("id", f"the id “{id_}” is not usable; write small letters, digits and hyphens: when-to-call")
    return id_


def _language(fields: Fields) -> str:
    """Return a language tag such as en or pt-BR; it names a folder, so nothing else will do."""
    tag = fields.text("language")
    if not _LANGUAGE.fullmatch(tag):
        raise fields.fail("language", f"“{tag}” is not a language; write its short form: en")
    return tag


def _answer(fields: Fields) -> str:
    answer = clean(fields.text("answer"), limit=None, keep_lines=True)
    if not answer:
        raise fields.fail("answer", f"“answer” of {fields.what} is empty; write some text")
    return answer


def _line_of_text(fields: Fields, key: str) -> str:
    text = clean(fields.text(key))
    if not text:
        raise fields.fail(key, f"“{key}” of {fields.what} is empty; write some text")
    return text


def _phrasings(fields: Fields) -> tuple[str, ...]:
    phrasings = tuple(clean(text) for text in fields.texts("also"))
    if "" in phrasings:
        line = fields.nodes("also")[phrasings.index("")].line
        raise FileError(fields.path, line, f"an empty phrasing in {fields.what}; delete the line or write a question")
    return phrasings


def _words(path: Path, node: Node) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        raise FileError(path, node.line, "each line of “words” must be a list: - [child, kid, son]")
    holder = Node(node.line, {"group": node}, key_lines={"group": node.line})
    group = tuple(clean(text) for text in Fields(path, holder, "“words”").texts("group"))
    if len(group) < 2 or "" in group:
        raise FileError(path, node.line, "each group of “words” needs two words or more that mean the same")
    return group


def _refuse_duplicates(path: Path, faq: Faq) -> None:
    """Raise FileError for an id used twice, or a phrasing (case and white space aside) under two entries."""
    ids: dict[str, int] = {}
    owners: dict[str, Entry | NotCovered] = {}
    items: list[Entry | NotCovered] = [*faq.entries, *faq.not_covered]
    for item in items:
        if item.id in ids:
            problem = f"the id “{item.id}” is used twice (first in line {ids[item.id]}); rename one of them"
            raise FileError(path, item.line, problem)
        ids[item.id] = item.line
        for phrasing in item.phrasings:
            owner = owners.setdefault(" ".join(phrasing.casefold().split()), item)
            if owner is not item:
                problem = f"“{phrasing}” stands under “{owner.id}” (line {owner.line}) and “{item.id}”; keep it in one"
                raise FileError(path, _phrasing_line(path, phrasing, item), problem)


def _phrasing_line(path: Path, phrasing: str, item: Entry | NotCovered) -> int:
    """Return the line on which `phrasing` stands in `item`; read again, since only a faulty file needs it."""
    return next(
        (line for text, line in _scalars(read(path)) if line >= item.line and clean(text) == phrasing), item.line
    )


def _scalars(node: Node) -> Iterator[tuple[str, int]]:
    """Yield the ways of asking in a FAQ file, each with its line."""
    if isinstance(node.value, str):
        yield node.value, node.line
        return
    if isinstance(node.value, list):
        children = node.value
    else:
        children = [child for key, child in node.value.items() if key in _ASKED]
    for child in children:
        yield from _scalars(child)
