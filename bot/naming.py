"""What a leaflet is about, from its title; and ids and short names of its passages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.drafting import Patterns
from bot.marks import plain
from bot.words import split

MOST_NAME_WORDS: Final = 6
MOST_ID_WORDS: Final = 5
_DIVIDED: Final = re.compile(r"\s*(?::|\s[-–—|]\s)\s*")
_BRACKETS: Final = re.compile(r"\s*\(([^)]*)\)")


def names(title: str, text: str, patterns: Patterns) -> tuple[str, ...]:
    """Return what a leaflet with this title is about, the main name first, other names in brackets after it.

    Args:
        title: the title of the document.
        text: its text, to see which names occur there.
        patterns: how titles are worded.
    """
    parts = [part for part in _DIVIDED.split(title) if plain(part) not in patterns.plain_titles] or [title]
    found = [_bare(part, patterns) for part in parts]
    body = plain(text)
    best = next((name for name in found if _occurs(name, body)), found[0])
    others = tuple(inner.strip() for inner in _BRACKETS.findall(best) if inner.strip())
    name = _BRACKETS.sub("", best).strip() or best
    if len(name.split()) > MOST_NAME_WORDS:
        name = title
    return (_in_sentence(name, text), *(_in_sentence(other, text) for other in others if len(other.split()) <= 4))


def _occurs(name: str, body: str) -> bool:
    return bool(name) and plain(_BRACKETS.sub("", name)) in body


def _bare(title: str, patterns: Patterns) -> str:
    """Return a title without the words around the name: "Living with asthma" -> "asthma"."""
    text = title.strip().rstrip("?.!")
    for form in patterns.titles:
        before, _, after = form.partition("{name}")
        after = after.rstrip("?")
        low = text.casefold()
        if low.startswith(before) and low.endswith(after) and len(text) > len(before) + len(after):
            text = text[len(before) : len(text) - len(after) if after else None].strip()
            break
    for ending in sorted(patterns.plain_titles, key=len, reverse=True):
        if plain(text).endswith(f" {ending}") and len(text) > len(ending) + 2:
            text = text[: -len(ending)].strip(" ,-–—")
            break
    return text.strip(" \"“”'") or title


def _in_sentence(name: str, text: str) -> str:
    """Return a name as it stands within a sentence: "Asthma" -> "asthma", "COPD" and "Crohn's disease" as they are."""
    first, _, rest = name.partition(" ")
    if first.isupper() and len(first) > 1 and not name.isupper():
        return name
    lowered = name if not name.isupper() or len(name) <= 5 else name.lower()
    lowered = lowered if lowered.isupper() else lowered[:1].lower() + lowered[1:]
    as_it_is, small = text.count(f" {first} "), text.count(f" {first[:1].lower()}{first[1:]} ")
    proper = as_it_is > small and first[:1].isupper() and not name.isupper()
    if proper and not rest and small == 0 and as_it_is >= 2:
        return name
    return name if proper and "'" in first.replace("’", "'") else lowered


def is_plural(name: str, patterns: Patterns) -> bool:
    """True for a name that takes "are"."""
    last = plain(name).split()[-1] if plain(name).split() else ""
    return (
        last.endswith("s") and not last.endswith(("ss", "is", "us", "itis", "osis")) and last not in patterns.singular
    )


def make_id(text: str, taken: Iterable[str], fallback: str = "passage") -> str:
    """Return a short id made of the words of a text, unlike those that are taken."""
    words = [word for word in split(text) if word.isascii()][:MOST_ID_WORDS]
    base = "-".join(words)[:60].strip("-") or fallback
    used = set(taken)
    return next(name for name in _numbered(base) if name not in used)


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
