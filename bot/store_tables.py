"""What a bot reads from its store as questions come: features, phrasings, sounds, the alarm's weights."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.index import Feature

FEW_TEXTS: Final = 8
"""How many texts (a question, each of its sentences) are weighed before all weights are read."""


@dataclass(repr=False, eq=False)
class Features:
    """Features read from the store when they are asked for."""

    connection: sqlite3.Connection
    number: int
    common: dict[str, Feature] = field(default_factory=dict)
    questions: int = 0

    def find(self, names: Iterable[str]) -> dict[str, Feature]:
        """Return the features with these names, as far as they exist."""
        self.questions += 1
        if self.questions == 2:  # one question and out does not need them; a conversation does
            self.common = read(self.connection, f"common{self.number}")
        common = self.common
        found = {name: common[name] for name in names if name in common}
        wanted = [name for name in names if name not in found]
        query = f"select name, value from feature{self.number} where name in"
        for name, value in _rows(self.connection, query, wanted):
            found[name] = Feature._make(pickle.loads(value))
        return found


@dataclass(repr=False, eq=False)
class Exact:
    """Words of a phrasing -> item, read from the store."""

    connection: sqlite3.Connection
    number: int

    def get(self, words: str, /) -> int | None:
        """Return the item, or None."""
        row = self.connection.execute(f"select item from exact{self.number} where words = ?", (words,)).fetchone()
        return None if row is None else int(row[0])


@dataclass(repr=False, eq=False)
class Sounds:
    """How words sound -> the words, read from the store."""

    connection: sqlite3.Connection
    number: int

    def get(self, sound: str, default: Sequence[str], /) -> Sequence[str]:
        """Return the words, or the default."""
        row = self.connection.execute(f"select words from sound{self.number} where name = ?", (sound,)).fetchone()
        return default if row is None else str(row[0]).split()


@dataclass(repr=False, eq=False)
class Texts:
    """Number of a phrasing -> its text, read from the store."""

    connection: sqlite3.Connection
    number: int

    def __getitem__(self, phrasing: int, /) -> str:
        """Return the text."""
        query = f"select text from phrasing{self.number} where number = ?"
        return str(self.connection.execute(query, (phrasing,)).fetchone()[0])


@dataclass(repr=False, eq=False)
class AlarmWeights:
    """Weights of the alarm: read one by one for a single question, all at once when a second one shows there are more.

    All of them: what is kept in memory says nothing of what was asked.
    """

    connection: sqlite3.Connection
    all: dict[str, float] = field(default_factory=dict)
    texts: int = 0

    def find(self, names: Iterable[str]) -> dict[str, float]:
        """Return the weights of these features, as far as they have one."""
        known = self.all
        if known:
            return {name: known[name] for name in names if name in known}
        self.texts += 1
        if self.texts > FEW_TEXTS:
            self.all.update(self.connection.execute("select name, weight from alarm"))
        return dict(_rows(self.connection, "select name, weight from alarm where name in", names))


def _rows(connection: sqlite3.Connection, query: str, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield the rows for some names, asked for in parts that SQLite takes at once."""
    wanted = list(names)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        yield from connection.execute(f"{query} ({'?' + ',?' * (len(part) - 1)})", part)


def read(connection: sqlite3.Connection, name: str) -> Any:
    """Return a part of the head. Raises KeyError."""
    row = connection.execute("select value from head where name = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    return pickle.loads(row[0])
