"""How often each passage was shown on a day: counts and nothing else, in files that a clinic can read.

A kiosk writes one file a day, which no other process writes, so that nothing is lost where several kiosks share a
folder, nothing has to be locked, and a damaged file is never read back by a kiosk. `read` adds the files up.

A file holds a date and numbers. Its time stamp is set to midnight, or it would tell when the last question was asked.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from bot import atomic
from bot.reply import Kind, Reply
from bot.yamlfile import FileError, read_bytes

FILE_MODE: Final = 0o640
FOLDER_MODE: Final = 0o750
MAX_BYTES: Final = 1_000_000
"""Largest file read; one of ours has some thousand bytes."""
MOST: Final = 10**9
"""Largest count believed."""
MOST_DAYS: Final = 31
"""How many days are kept in memory while the folder cannot be written."""
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.[0-9a-f]{8}\.json")
_PARTS: Final = ("kinds", "entries", "topics")


@dataclass(frozen=True)
class Tally:
    """Counts of a day, or of many: replies by kind, passages by entry id, topics outside the leaflet by their id."""

    kinds: Counter[str] = field(default_factory=Counter)
    entries: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)

    def add(self, reply: Reply) -> None:
        """Count one reply."""
        self.kinds[reply.kind.value] += 1
        self.entries.update(reply.entries)
        if reply.kind is Kind.NOT_COVERED and reply.topic:
            self.topics[reply.topic] += 1

    def update(self, other: Tally) -> None:
        """Add the counts of another."""
        for part in _PARTS:
            getattr(self, part).update(getattr(other, part))

    def as_data(self) -> dict[str, dict[str, int]]:
        """Return plain dicts, by name, so that their order tells nothing of the order of questions."""
        return {part: dict(sorted(getattr(self, part).items())) for part in _PARTS}


class Counts:
    """Counts replies and writes them down, a file a day. A folder that cannot be written never disturbs the kiosk."""

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        """Args: the folder, made where it is missing; what tells the date."""
        self._folder, self._today = folder, today
        self._own = secrets.token_hex(4)
        self._days: dict[date, Tally] = {}

    def add(self, reply: Reply) -> None:
        """Count one reply and write the day's file. What could not be written is tried again with the next."""
        day = self._today()
        self._days.setdefault(day, Tally()).add(reply)
        with suppress(OSError, ValueError):
            self._folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            for other in sorted(self._days):
                self._write(other)
                if other != day:
                    del self._days[other]
        while len(self._days) > MOST_DAYS:
            del self._days[min(self._days)]

    def _write(self, day: date) -> None:
        data = {"day": day.isoformat(), **self._days[day].as_data()}
        text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
        midnight = time.mktime(datetime(day.year, day.month, day.day).timetuple())
        atomic.write(self._folder / f"{day.isoformat()}.{self._own}.json", text.encode(), FILE_MODE, at=midnight)


@dataclass(frozen=True)
class Found:
    """What a folder of counts holds: the counts of each day, and the files that are damaged."""

    days: Mapping[date, Tally]
    damaged: tuple[Path, ...] = ()

    @property
    def total(self) -> Tally:
        """All days together."""
        total = Tally()
        for tally in self.days.values():
            total.update(tally)
        return total


def read(folder: Path) -> Found:
    """Return the counts in a folder. Files of other names are not looked at, damaged ones are named.

    Raises:
        FileError: there is no such folder, or it cannot be read.
    """
    days: dict[date, Tally] = {}
    damaged: list[Path] = []
    for path in _files(folder):
        tally = _load(path)
        if tally is None:
            damaged.append(path)
        else:
            days.setdefault(date.fromisoformat(path.name[:10]), Tally()).update(tally)
    return Found(dict(sorted(days.items())), tuple(damaged))


def _files(folder: Path) -> Iterator[Path]:
    """Return the files of counts, in order of name."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        problem = f"no counts can be read here ({error.strerror}); name the folder that site.yaml gives under “counts”"
        raise FileError(folder, None, problem) from None
    return (path for path in paths if _NAME.fullmatch(path.name))


def _load(path: Path) -> Tally | None:
    """Return the counts in a file; None where it is damaged: cut off, not ours, or with figures nobody can have."""
    try:
        data = json.loads(read_bytes(path, MAX_BYTES))
        if data["day"] != path.name[:10]:
            return None
        date.fromisoformat(data["day"])
        tally = Tally(*(Counter(dict(data[part].items())) for part in _PARTS))
    except (FileError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    counters = (tally.kinds, tally.entries, tally.topics)
    sound = all(type(number) is int and 0 <= number <= MOST for counter in counters for number in counter.values())
    return tally if sound else None
