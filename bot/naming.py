"""What a leaflet is about, from its title; and ids and short names of its passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from bot.document import Document
from bot.drafting import Patterns
from bot.marks import plain
from bot.words import split

MOST_NAME_WORDS: Final = 6
MOST_NAMES: Final = 3
OFTEN: Final = 3
"""How often a name stands in the text of a leaflet that is about it, at least."""
MOST_ID_WORDS: Final = 5
_DIVIDED: Final = re.compile(r"\s*(?::|\s[-–—|]\s)\s*")
_BRACKETS: Final = re.compile(r"\s*\(([^)]*)\)")


def names(document: Document, patterns: Patterns, frequent: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what a leaflet is about, the main name first.

    Names are looked for in the title, in headings such as "What is asthma?", in the file's name and among `frequent`
    words of the text, in this order. What does not stand in the text often is no name: a title such as "Handout".
    """
    text = " ".join(block.text for block in document.blocks())
    body = f" {plain(text)} "
    parts = [part for part in _DIVIDED.split(document.title) if plain(part) not in patterns.no_name]
    titles = [_bare(part, patterns) for part in parts]
    asked = [_asked(section.heading, patterns) for section in document.sections]
    stem = document.path.stem if document.path else ""
    file = " ".join(word for word in split(stem) if not word.isdigit())
    sources = (titles, asked, [file], [end for one in titles for end in _ends(one)], frequent)
    found = [[one for one in source if _may_be_name(one, patterns)] for source in sources]
    counts = {one: _count(one, body) for source in found for one in source}
    best = [one for source in found[:3] for one in source if counts[one]]
    best = best or [one for one in found[0] if " " in one and _count(one.split()[-1], body) >= OFTEN]  # "MRI scan"
    best += [one for source in found[3:] for one in source if counts[one] >= OFTEN]
    best = best or [one for source in found for one in source if counts[one]] or titles[:1] or [document.title]
    others = [inner.strip() for inner in _BRACKETS.findall(best[0]) if inner.strip()]
    also = [name for name in best[1:] if counts.get(name, 0) >= OFTEN and set(split(name)) & set(split(document.title))]
    chosen = [_BRACKETS.sub("", best[0]).strip() or best[0], *others, *also]
    return tuple(dict.fromkeys(_in_sentence(name, text) for name in chosen))[:MOST_NAMES]


def of_title(title: str, patterns: Patterns) -> tuple[str, ...]:
    """Return what a title by itself says a leaflet is about, the whole name first, then its end: "eczema"."""
    parts = [_bare(part, patterns) for part in _DIVIDED.split(title) if plain(part) not in patterns.no_name]
    found = [_BRACKETS.sub("", part).strip() for part in parts] + _BRACKETS.findall(title)
    ends = [end for part in found for end in _ends(part)]
    return tuple(dict.fromkeys(one for one in [*found, *ends] if _may_be_name(one, patterns)))[:MOST_NAMES]


def _may_be_name(text: str, patterns: Patterns) -> bool:
    bare = plain(text)
    if bare in patterns.no_name or bare in patterns.generic or bare[:1].isdigit():
        return False
    return len(text) > 2 and len(text.split()) <= MOST_NAME_WORDS


def _asked(heading: str, patterns: Patterns) -> str:
    """Return what a heading asks for: "asthma" of "What is asthma?"; "" for another heading."""
    if not heading.endswith("?") and not heading.lower().startswith("what "):
        return ""
    name = _bare(heading, patterns)
    return name if name != heading.strip().rstrip("?.!") else ""


def _ends(title: str) -> list[str]:
    """Return the ends and words of a title: a leaflet on "asthma inhalers" speaks of asthma and of inhalers."""
    words = _BRACKETS.sub("", title).split()
    return [" ".join(words[at:]) for at in range(1, len(words))] + [word for word in words if len(word) > 4]


def _count(name: str, body: str) -> int:
    """Return how often a name stands in a text, in the singular or the plural."""
    bare = plain(_BRACKETS.sub("", name)).strip()
    return len(re.findall(rf"\b{re.escape(bare.removesuffix('s'))}", body)) if bare else 0


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
    for ending in sorted(patterns.no_name, key=len, reverse=True):
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
    lowered = lowered if lowered.isupper() else _as_it_stands(lowered[:1].lower() + lowered[1:], text)
    as_it_is, small = text.count(f" {first} "), text.count(f" {first[:1].lower()}{first[1:]} ")
    proper = as_it_is > small and first[:1].isupper() and not name.isupper()
    if proper and not rest and small == 0 and as_it_is >= 2:
        return name
    return name if proper and "'" in first.replace("’", "'") else lowered


def _as_it_stands(name: str, text: str) -> str:
    """Return a name in the letters it has in the text most often, beginnings of sentences aside: "Wilms tumor"."""
    found = re.findall(rf"(?<=[\w,;] ){re.escape(name)}\b", text, re.IGNORECASE)
    return max(dict.fromkeys(found), key=found.count, default=name)


def is_plural(name: str, patterns: Patterns) -> bool:
    """True for a name that takes "are"."""
    last = plain(name).split()[-1] if plain(name).split() else ""
    return last in patterns.plural or (
        last.endswith("s") and not last.endswith(("ss", "is", "us", "itis", "osis")) and last not in patterns.singular
    )


def is_procedure(name: str, patterns: Patterns) -> bool:
    """True for the name of something that is done to people: an operation, a scan, a device they are given."""
    last = plain(name).split()[-1:]
    return any(word in patterns.procedures or word.removesuffix("s") in patterns.procedures for word in last)


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
