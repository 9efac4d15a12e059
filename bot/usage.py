"""What `faqbot report` prints: how often each passage was shown, and what people missed in the leaflets."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TextIO

from bot import counts, faq, kiosk, shipped
from bot.counts import Found
from bot.entries import Faq
from bot.leaflets import entry_keys
from bot.lines import Say
from bot.reply import Kind
from bot.words import clean
from bot.yamlfile import FileError

MOST_SHOWN: Final = 10
LONGEST_NAME: Final = 48
SHORTEST_BAR: Final = 10
BAR: Final = "█"
PLAIN_BAR: Final = "#"


@dataclass(frozen=True)
class Usage:
    """What the counts say of the leaflets. Names are ids; `names` tells what people read in their place.

    `entries` holds every entry of the leaflets, the most shown first, 0 for one never shown; `gone` holds ids that
    were counted and that no leaflet has any more.
    """

    days: tuple[date, ...]
    kinds: Mapping[str, int]
    entries: Mapping[str, int]
    topics: Mapping[str, int]
    gone: Mapping[str, int]
    names: Mapping[str, str]
    damaged: tuple[str, ...] = ()

    @property
    def replies(self) -> int:
        """How many replies were counted."""
        return sum(self.kinds.values())

    @property
    def never(self) -> list[str]:
        """Ids of the entries never shown, in the order of the leaflets."""
        return [id_ for id_, number in self.entries.items() if not number]


def of(found: Found, faqs: Sequence[Faq]) -> Usage:
    """Return what the counts in a folder say of the leaflets."""
    total = found.total
    names = {key: entry.question for entries in entry_keys(faqs) for key, entry in entries.items()}
    topics = {item.id: item.topic for one in faqs for item in one.not_covered}
    shown = {id_: total.entries[id_] for id_ in names}
    return Usage(
        days=tuple(found.days),
        kinds={kind.value: total.kinds[kind.value] for kind in Kind},
        entries=_most_first(shown),
        topics=_most_first(total.topics),
        gone=_most_first({id_: number for id_, number in total.entries.items() if id_ not in names}),
        names=topics | names,
        damaged=tuple(str(path) for path in found.damaged),
    )


def report(site_path: Path | None, folder: Path | None, named: Sequence[Path], as_json: bool, out: TextIO) -> str:
    """Return what the command prints for the counts of a site, or in a folder.

    Args:
        site_path: the site file, which names the folder and the FAQs.
        folder: the folder, where there is no site file.
        named: FAQs to report on instead of those.
        as_json: whether an object is wanted, rather than tables.
        out: where it will be printed; it decides how wide bars are and of what.

    Raises:
        FileError: a file or the folder cannot be read, or the site counts nothing.
    """
    site = kiosk.settings(site_path)
    say = shipped.wording().say
    folder = folder or site.counts
    if folder is None:
        raise FileError(site_path or "", None, say("report.not_counted"))
    nothing_yet = site_path and not folder.exists()  # the kiosk makes it with the first count
    found = Found({}) if nothing_yet else counts.read(folder)
    usage = of(found, [faq.load(path) for path in kiosk.faqs_of(site, named)])
    if as_json:
        return json.dumps(as_data(usage), ensure_ascii=False)
    return text(usage, say, shutil.get_terminal_size().columns, bar_for(out.encoding))


def as_data(usage: Usage) -> dict[str, object]:
    """Return it as the object that `report --json` prints: keys and their order are fixed."""
    return {
        "days": [day.isoformat() for day in usage.days],
        "replies": usage.replies,
        "kinds": dict(usage.kinds),
        "entries": dict(usage.entries),
        "never_shown": usage.never,
        "not_covered": dict(usage.topics),
        "no_longer_there": dict(usage.gone),
        "damaged_files": list(usage.damaged),
    }


def text(usage: Usage, say: Say, width: int, bar: str = BAR) -> str:
    """Return tables with bars, as wide as `width` allows; `bar` is the sign they are made of."""
    if not usage.days:
        parts = [[say("report.nothing")]]
    else:
        kinds = {say(f"report.kind_{kind}"): number for kind, number in usage.kinds.items()}
        most = {usage.names[id_]: number for id_, number in [*usage.entries.items()][:MOST_SHOWN] if number}
        missed = {usage.names.get(id_, id_): number for id_, number in [*usage.topics.items()][:MOST_SHOWN]}
        parts = [
            [say("report.days", first=usage.days[0], last=usage.days[-1], days=len(usage.days), replies=usage.replies)],
            _section(say("report.kinds"), _bars(kinds, width, bar), say),
            _section(say("report.most"), _bars(most, width, bar), say),
            _section(say("report.never"), _listed(usage.names[id_] for id_ in usage.never), say),
            _section(say("report.topics"), _bars(missed, width, bar), say),
        ]
        if usage.gone:
            parts.append(_section(say("report.gone"), _bars(usage.gone, width, bar), say))
    if usage.damaged:
        parts.append(_section(say("report.damaged"), _listed(usage.damaged), say))
    return "\n\n".join("\n".join(lines) for lines in parts)


def bar_for(encoding: str | None) -> str:
    """Return a sign for bars that an encoding can write."""
    try:
        BAR.encode(encoding or "ascii")
    except (UnicodeError, LookupError):
        return PLAIN_BAR
    return BAR


def _most_first(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the counts with the highest first; equal ones stay as they stand."""
    return dict(Counter(numbers).most_common())


def _section(title: str, lines: Sequence[str], say: Say) -> list[str]:
    return [title, *(lines or [f"  {say('report.none')}"])]


def _listed(names: Iterable[str]) -> list[str]:
    return [f"  - {clean(name)}" for name in names]


def _bars(numbers: Mapping[str, int], width: int, bar: str) -> list[str]:
    """Return a line for each count: name, number, and a bar; the longest bar takes what room is left."""
    if not numbers:
        return []
    digits = max(len(str(number)) for number in numbers.values())
    room = max(SHORTEST_BAR, min(LONGEST_NAME, width - digits - SHORTEST_BAR - 6))
    names = {name: _short(clean(name), room) for name in numbers}
    longest = max(map(len, names.values()))
    left = max(SHORTEST_BAR, width - longest - digits - 6)
    most = max(*numbers.values(), 1)
    return [
        f"  {names[name].ljust(longest)}  {number:>{digits}}  {bar * _length(number, most, left)}".rstrip()
        for name, number in numbers.items()
    ]


def _length(number: int, most: int, room: int) -> int:
    """Return the length of a bar: in proportion, but at least one sign for what is not nothing."""
    return max(1, number * room // most) if number else 0


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 3].rstrip() + "..."
