"""Keep a bot that was made from FAQ files in one file, so that the next start need not make it again.

Making it takes seconds, opening it milliseconds: features are read from the file one question at a time (SQLite, a
B-tree by name). The file holds what stands in the FAQs and nothing else; nothing typed ever reaches it. Its values
are pickles, read from a folder that only this user can write, as Python reads its own .pyc files.
"""

from __future__ import annotations

import hashlib
import heapq
import os
import pickle
import sqlite3
import time
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from bot import __version__
from bot import store_tables as tables
from bot.alarm import Alarm
from bot.index import Feature, Index, InMemory
from bot.language import Language
from bot.matcher import Matcher
from bot.yamlfile import FileError, read_bytes

KEPT_FILES: Final = 24
"""How many stores are kept; older ones are deleted when a new one is written."""
LARGEST: Final = 20_000_000
"""Largest file a store is kept for, in bytes: the largest leaflet that is read."""
COMMON: Final = 2_000
"""How many features a conversation keeps in memory."""
_TABLES: Final = """
    create table head (name text primary key, value blob) without rowid;
    create table alarm (name text primary key, weight real) without rowid;
"""
_TABLES_OF_ONE: Final = """
    create table feature{n} (name text primary key, value blob) without rowid;
    create table sound{n} (name text primary key, words text) without rowid;
    create table exact{n} (words text primary key, item integer) without rowid;
    create table phrasing{n} (number integer primary key, text text);
"""
"""The tables of matcher number n; a bot has one for each leaflet."""
STALE: Final = 3600
"""Seconds after which a file that was never finished is taken to be left over."""


def folder() -> Path:
    """Return where stores are kept: the user's cache folder (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "faqbot"


def path_for(files: Sequence[Path]) -> Path | None:
    """Return the store for these files as they now stand, for this version of the program; None where unreadable.

    The name is a digest of all that the content depends on, so a store is never out of date.
    """
    digest = hashlib.sha256(__version__.encode())
    try:
        for file in sorted(Path(__file__).parent.glob("*.py")):  # many, and only an installation changes them
            seen = file.stat()
            digest.update(f"{file} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} ".encode())
        digests = {file: hashlib.sha256(read_bytes(file, LARGEST)).hexdigest() for file in set(files)}
        for file in files:
            digest.update(f"{file.absolute()} {digests[file]} ".encode())
        return folder() / f"{digest.hexdigest()[:32]}.faqbot"
    except (FileError, OSError, RuntimeError):
        return None


def save(path: Path, matchers: Sequence[Matcher], alarm: Alarm, extra: Mapping[str, Any]) -> None:
    """Write matchers and alarm made in memory, and picklable extras by name. Raises OSError or sqlite3.Error.

    The file is written beside its place and renamed, so that nobody ever sees half of it.
    """
    import tempfile  # imported here: slow to load, and needed only the first time

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        with sqlite3.connect(name) as connection:
            connection.executescript("pragma journal_mode = off; pragma synchronous = off;" + _TABLES)
            _write(connection, {**extra, "rules": alarm.rules, "count": len(matchers)})
            for number, matcher in enumerate(matchers):
                _fill(connection, number, matcher)
            _fill_drafts(connection, matchers)
            weights = cast(dict[str, float], alarm.weights)
            connection.executemany("insert into alarm values (?, ?)", weights.items())
        connection.close()
        _flush_to_disk(name)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _tidy(path.parent)


def _flush_to_disk(name: str) -> None:
    """Have the file on the disk before it takes its place, or a power cut could leave a damaged store there."""
    handle = os.open(name, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(connection: sqlite3.Connection, head: Mapping[str, Any]) -> None:
    connection.executemany("insert into head values (?, ?)", ((name, _pack(value)) for name, value in head.items()))


def _fill(connection: sqlite3.Connection, number: int, matcher: Matcher) -> None:
    index, features = matcher.index, matcher.index.features
    if not (isinstance(features, InMemory) and isinstance(matcher.exact, dict) and isinstance(matcher.texts, list)):
        raise TypeError("only a matcher made in memory can be written")
    speller, sounds = copy(matcher.speller), cast(dict[str, list[str]], matcher.speller.sounds)
    speller.sounds = {}
    head = {
        "items": [replace(item, phrasings=()) for item in matcher.items],
        "words": (matcher.language, speller),
        "curve": matcher.curve,
        "tuning": index.tuning,
        "lengths": [array("d", own) for own in index.lengths],
        "unknown_weight": index.unknown_weight,
        "common": _most_common(features),
    }
    _write(connection, {f"{name}{number}": value for name, value in head.items()})
    connection.executescript(_TABLES_OF_ONE.format(n=number))
    connection.executemany(
        f"insert into feature{number} values (?, ?)", ((name, _pack(tuple(one))) for name, one in features.items())
    )
    connection.executemany(f"insert into exact{number} values (?, ?)", matcher.exact.items())
    connection.executemany(f"insert into phrasing{number} values (?, ?)", enumerate(matcher.texts))
    heard = ((name, " ".join(own)) for name, own in sounds.items())
    connection.executemany(f"insert into sound{number} values (?, ?)", heard)


def _fill_drafts(connection: sqlite3.Connection, matchers: Sequence[Matcher]) -> None:
    """Write what only the matchers of drafts have; what recognizes topics, once, as one more matcher."""
    from bot.draft_matcher import DraftMatcher  # not needed where the store is read

    drafts = {number: one for number, one in enumerate(matchers) if isinstance(one, DraftMatcher)}
    for draft in list(drafts.values())[:1]:
        _fill(connection, len(matchers), draft.topics.matcher)
    _write(
        connection,
        {"drafts": {n: (one.headlines, one.own, one.topics.names, one.topics.fits) for n, one in drafts.items()}},
    )


def _most_common(features: InMemory) -> dict[str, Feature]:
    """Return the features that most phrasings hold: nearly every question has some, and they take longest to read."""
    names = heapq.nlargest(COMMON, features, key=lambda name: (sum(map(len, features[name].places.values())), name))
    return {name: features[name] for name in names}


def _pack(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


@dataclass(repr=False, eq=False)
class Store:
    """An open store; its matchers read from it as questions come."""

    connection: sqlite3.Connection

    def head(self, name: str) -> Any:
        """Return a part written under this name. Raises KeyError."""
        return tables.read(self.connection, name)

    def matchers(self) -> list[Matcher]:
        """Return the matchers, in the order they were written."""
        found = [self._matcher(number) for number in range(self.head("count"))]
        drafts = self.head("drafts")
        if drafts:
            from bot import draft_matcher  # not needed for FAQs that somebody went over, and slow to load
            from bot.leaflet_topics import LeafletTopics

            recognizer = self._matcher(len(found))
            for number, (headlines, own, names, fits) in drafts.items():
                found[number] = draft_matcher.of(found[number], headlines, own, LeafletTopics(recognizer, names, fits))
        return found

    def _matcher(self, number: int) -> Matcher:
        def head(name: str) -> Any:
            return self.head(f"{name}{number}")

        language, speller = head("words")
        speller.sounds = tables.Sounds(self.connection, number)
        features = tables.Features(self.connection, number)
        return Matcher(
            items=head("items"),
            language=language,
            speller=speller,
            index=Index(head("tuning"), features, head("lengths"), head("unknown_weight")),
            curve=head("curve"),
            exact=tables.Exact(self.connection, number),
            texts=tables.Texts(self.connection, number),
        )

    def alarm(self, language: Language) -> Alarm:
        """Return the alarm, which shares a matcher's knowledge of words."""
        return Alarm(self.head("rules"), tables.AlarmWeights(self.connection), language)


def load(path: Path) -> Store | None:
    """Return the store at `path`, or None where there is none that can be read, or it is not this user's."""
    try:
        owner = path.stat().st_uid
        if hasattr(os, "getuid") and owner != os.getuid():
            return None
        place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(place, uri=True, check_same_thread=False)
        connection.execute("select count(*) from head").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return Store(connection)


def forget() -> None:
    """Delete all stores: what is damaged only where a question reads it would fail again and again."""
    with suppress(OSError, RuntimeError):
        for file in folder().glob("*.faqbot"):
            file.unlink()


def _tidy(where: Path) -> None:
    """Delete all but the newest stores, and what a save that was interrupted has left."""
    with suppress(OSError):
        for part in where.glob("*.part"):
            if part.stat().st_mtime < time.time() - STALE:  # a younger one may be another process at work
                part.unlink()
    with suppress(OSError):
        files = sorted(where.glob("*.faqbot"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[KEPT_FILES:]:
            file.unlink()
