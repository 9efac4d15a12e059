"""Find what stands around the text of a leaflet: its title, its publisher, its date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.document import Dropped
from bot.marks import Marks, plain
from bot.pieces import Mark, Piece

_DIVIDED: Final = re.compile(r"\s[-–—|]\s")
LONGEST_TITLE: Final = 70
MOST_BEFORE_TITLE: Final = 4
"""The title is among so many first pieces of a leaflet without marked headings ..."""
MOST_ABOVE: Final = 6
"""... or, where those say nothing of what the text is about, among so many ..."""
FAR_MORE: Final = 2
"""... with a word that stands in the text so many times as often as any of theirs."""
SHORTEST_NAME: Final = 5
MOST_SUBTITLES: Final = 3


@dataclass
class Found:
    """What was found so far around the text of a leaflet."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, piece: Piece, why: str) -> None:
        """Note a piece that is no part of the leaflet."""
        self.dropped.append(Dropped(piece.text, why, piece.line))


def publisher_of_page(title: str, found: Found, marks: Marks) -> str:
    """Return the publisher that a page names in its browser title, or in its header or footer; "" for none."""
    named = [part.strip() for part in re.split(r"\s[-–—|:]\s", title)[1:]]
    lines = [
        re.sub(r"^\W*(?:©|\(c\)|copyright)?[\W\d]*", "", one.text, flags=re.I).split(". ")[0] for one in found.dropped
    ]
    return next((line.strip(" .") for line in [*named, *lines] if line and marks.is_publisher(line.strip(" ."))), "")


def without_title(pieces: Sequence[Piece], marks: Marks, found: Found, title: str) -> list[Piece]:
    """Return the pieces after the title and the publisher, which are noted."""
    rest = list(pieces)
    top = _top(rest, title)
    if top is None and title:
        found.title = _DIVIDED.split(title)[0].strip()
        top = next((p for p in rest[:8] if plain(p.text) == plain(found.title)), None)
    elif top is None:
        top = _likely_title(rest, marks)
    elif not title and _is_one_of_many(top, rest):
        top = _likely_title(rest[: rest.index(top)], marks) or top
    if top is not None:
        at = rest.index(top)
        first, *more = top.text.split("\n")
        found.title = first.strip()
        rest[at : at + 1] = [replace(top, mark=Mark.TEXT, text="\n".join(more))] if more else []
        if top.level == 1:  # some programs print the title twice
            rest = [p for p in rest if p.mark is not Mark.HEADING or plain(p.text) != plain(found.title)]
        rest = _without_publisher(rest, at, marks, found)
    found.title = found.title or _DIVIDED.split(title)[0].strip()
    return rest


def _is_one_of_many(top: Piece, pieces: Sequence[Piece]) -> bool:
    """True for a heading on a level with those of the sections: the title then stands above it, without a mark."""
    return sum(piece.mark is Mark.HEADING and piece.level == top.level for piece in pieces) > 2


def _likely_title(pieces: Sequence[Piece], marks: Marks) -> Piece | None:
    """Return the first short line, or one soon after it with a word that the text holds far more often."""
    text = next((n for n, piece in enumerate(pieces) if len(piece.text) > LONGEST_TITLE), MOST_ABOVE)
    first = [piece for piece in pieces[: min(MOST_ABOVE, text + 1)] if _may_be_title(piece, marks)]
    words = Counter(plain(" ".join(piece.text for piece in pieces[text:])).split())
    counts = [max((words[word] for word in _long_words(piece)), default=0) for piece in first]
    early = next((n for n, piece in enumerate(first) if piece in pieces[:MOST_BEFORE_TITLE]), None)
    if early is None:
        return None
    better = (
        n
        for n in range(early + 1, len(first))
        if counts[n] > max(FAR_MORE, FAR_MORE * counts[early]) and not first[n].text.endswith("?")
    )
    return first[next(better, early)]


def _long_words(piece: Piece) -> list[str]:
    """Return the words of a piece's first line that are long enough to name something."""
    return [word for word in plain(piece.text.split("\n")[0]).split() if len(word) >= SHORTEST_NAME]


def _top(pieces: Sequence[Piece], title: str) -> Piece | None:
    """Return the heading of the highest level: the one that the page's title names, where there are several."""
    tops = [piece for piece in pieces if piece.mark is Mark.HEADING and piece.level == 1]
    named = [p for p in pieces if p.mark is Mark.HEADING and 0 < p.level < 3 and plain(p.text) in plain(title)]
    return next(iter([*named, *tops]), None)


def _may_be_title(piece: Piece, marks: Marks) -> bool:
    first = piece.text.split("\n")[0]
    is_line = piece.mark is Mark.HEADING or (piece.mark is Mark.TEXT and len(first) <= LONGEST_TITLE)
    return (
        is_line
        and not first.endswith((".", ";", ","))
        and not marks.is_publisher(first)
        and not marks.is_contact(first)
    )


def _without_publisher(pieces: list[Piece], at: int, marks: Marks, found: Found) -> list[Piece]:
    """Return the pieces without the short lines around the title: publisher, subtitle, what stands over the title."""
    end = at
    while end < min(len(pieces), at + MOST_SUBTITLES) and _is_subtitle(pieces[end], marks):
        end += 1
    for number, piece in enumerate(pieces[:end]):
        for line in piece.text.split("\n"):
            if not found.publisher and marks.is_publisher(line):
                found.publisher = _publisher_of(line, found.title, marks)
                continue
            found.date = found.date or marks.date(line)
            found.drop(
                replace(piece, text=line), marks.kind_of_furniture(line) or ("subtitle" if number >= at else "page")
            )
    return pieces[end:]


def _publisher_of(line: str, title: str, marks: Marks) -> str:
    """Return the publisher that a line names, without the title beside it: "Gout | Joint Clinic"."""
    parts = [part.strip() for part in _DIVIDED.split(line)]
    named = [part for part in parts if marks.is_publisher(part) and plain(part) not in plain(title)]
    return named[-1] if named else line


def _is_subtitle(piece: Piece, marks: Marks) -> bool:
    lines = piece.text.split("\n")
    is_short = all(len(line) <= LONGEST_TITLE and not line.endswith((".", "?", "!", ":")) for line in lines)
    if piece.mark is Mark.HEADING:
        return piece.level == 0 and is_short and marks.is_publisher(piece.text)
    return piece.mark is Mark.TEXT and is_short
