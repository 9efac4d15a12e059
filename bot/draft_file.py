"""The command `faqbot draft`: a leaflet into a FAQ file, written whole or not at all, and a report of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Final

from bot import atomic, draft, draft_update, drafting, faq, reading
from bot.document import Document
from bot.draft_update import Changed
from bot.entries import Faq
from bot.language import Language
from bot.words import clean
from bot.yamlfile import FileError, decode, read_bytes

Say = Callable[..., str]
LONGEST_SHOWN: Final = 90
NEW_FILE: Final = 0o644
"""Permissions of what is written: a leaflet is no secret."""
_YAML: Final = frozenset({".yaml", ".yml"})


def run(
    leaflet: Path, target: Path | None, is_update: bool, language: Language, say: Say, tell: Callable[[str], None]
) -> str:
    """Draft a leaflet; write the file `target`, or return the YAML where there is none.

    Args:
        leaflet: the document.
        target: the file to write, which must not exist unless `is_update`.
        is_update: keep what people added to `target`.
        language: which words carry a topic.
        say: wording by label.
        tell: takes a line that reports something.

    Raises:
        FileError: the leaflet cannot be read, or the target not written. Nothing is written then.
    """
    if leaflet.suffix.lower() in _YAML and leaflet.is_file():
        raise FileError(leaflet, None, say("draft.no_leaflet"))
    old = _old(leaflet, target, is_update, say)
    document = reading.read(leaflet)
    made = replace(draft.make(document, language), document=_document(leaflet, target))
    changes: tuple[Changed, ...] = ()
    if old:
        made, changes = draft_update.update(old, made, document)
    backup = _backup(target) if target else None
    for line in _report(document, made, changes, backup, say):
        tell(line)
    if target is None:
        return to_text(made)
    if made == old:
        tell(say("draft.unchanged", path=target))
        return ""
    if old and backup:
        before = read_bytes(target)
        if _people_commented(decode(target, before), old):
            tell(say("draft.comments", backup=backup))
        _write(backup, before, say)
        tell(say("draft.backup", path=backup))
    _write(target, to_text(made).encode("utf-8"), say)
    tell(say("draft.written", path=target))
    return ""


def to_text(made: Faq) -> str:
    """Return a FAQ as YAML with comments that say what a person should do next; `faq.load` reads it to the same FAQ."""
    comments = drafting.load(made.language).comments
    head = comments["head"].replace("{document}", made.document)
    lines = [f"# {line}".rstrip() for line in head.split("\n")]
    for line in faq.dump(made).split("\n"):
        if line in ("drafted: true", "entries:", "not_covered:"):
            lines += ["", f"# {comments[line.split(':')[0]]}"]
        if line.startswith("- id: "):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _old(leaflet: Path, target: Path | None, is_update: bool, say: Say) -> Faq | None:
    """Return the FAQ that is to be updated; None where a new one is to be written. Raises FileError."""
    if target is None:
        return None
    if target.suffix.lower() not in _YAML:
        raise FileError(target, None, say("draft.no_yaml"))
    if os.path.realpath(leaflet) == os.path.realpath(target):
        raise FileError(target, None, say("draft.same_file"))
    if not target.parent.is_dir():
        raise FileError(target, None, say("draft.no_folder"))
    if not os.path.lexists(target):
        return None
    if not is_update:
        raise FileError(target, None, say("draft.exists"))
    return faq.load(target)


def _document(leaflet: Path, target: Path | None) -> str:
    """Return the leaflet's path as seen from the FAQ file."""
    start = target.parent if target else Path()
    with suppress(ValueError):  # another drive
        return Path(os.path.relpath(leaflet, start)).as_posix()
    return leaflet.as_posix()


def _backup(target: Path) -> Path:
    """Return a free name for the file as it was: an earlier one may be all that still holds what a person wrote."""
    names = (f"{target.name}.bak{number}" for number in chain([""], count(2)))
    return next(path for path in map(target.with_name, names) if not os.path.lexists(path))


def _people_commented(text: str, old: Faq) -> bool:
    """True where a FAQ file has a comment that `to_text` did not write."""
    ours = "\n".join(drafting.load(old.language).comments.values()).replace("{document}", old.document)
    return not {clean(line) for line in _comments(text)} <= {clean(f"# {line}") for line in ours.split("\n")}


def _comments(text: str) -> Iterator[str]:
    """Yield the comments of a YAML text, each from its #: they are all that stands between its tokens."""
    import yaml  # imported here: a bot opened from a store needs no YAML

    at = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        between = text[at : token.start_mark.index]
        yield from (line[line.index("#") :] for line in between.split("\n") if "#" in line)
        at = max(at, token.end_mark.index)


def _report(document: Document, made: Faq, changes: tuple[Changed, ...], backup: Path | None, say: Say) -> list[str]:
    """Return the lines that tell what was left out, what was made and what changed."""
    found = []
    for one in document.dropped:
        where = f"{document.path}:{one.line}" if one.line else f"{document.path}"
        text = clean(one.text)
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()} …"
        found.append(say("draft.dropped", where=where, why=say(f"draft.why_{one.why}"), text=shown))
    found += [say(f"draft.change_{one.change}", id=one.id, text=one.text, backup=backup) for one in changes]
    counts = {"entries": len(made.entries), "topics": len(made.not_covered)}
    return [clean(line, limit=None) for line in [*found, say("draft.made", title=made.title, **counts)]]


def _write(path: Path, data: bytes, say: Say) -> None:
    """Write a file whole or not at all. Raises FileError."""
    try:
        atomic.write(path, data, mode=NEW_FILE)
    except OSError as error:
        raise FileError(path, None, say("draft.cannot_write", reason=error.strerror or type(error).__name__)) from None
