"""Read the rules that spot an emergency: the `urgent` mapping of a conversation file, checked and made fast to search.

What the mapping holds is explained at the head of `urgent` in `conversation.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.urgent_patterns import Lexicon, Pattern, PatternReader, fail
from bot.words import normalise

REACHES: Final = ("clause", "onward", "sentence", "text")
"""How far a piece of evidence is felt: in its clause, from there to the end of the sentence, in its sentence, anywhere.
"""

_KEYS: Final = {"threshold", "classes", "rewrite", "plain", "harmless", "signs", "evidence"}
_SIGN: Final = {"id", "danger", "points", "despite", "patterns"}
_EVIDENCE: Final = {"id", "points", "reach", "patterns"}


@dataclass(frozen=True, repr=False, eq=False)
class Sign:
    """What speaks of danger: `points` it is worth alone, and the evidence that does not count for it."""

    id: str
    danger: str
    points: int
    despite: frozenset[str]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Evidence:
    """What makes danger now more likely (`points` above zero) or less, and how far it is felt."""

    id: str
    points: int
    reach: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Loaded:
    """The rules, ready to search with.

    `rewrites` maps a typed form to the words it stands for, `plain` are ordinary words never taken for misspelt ones;
    `starts`, `binds`, `joins` are the slots that decide where a clause begins. `hung` maps a slot to the patterns that
    cannot match without it, each with the number of its rule: signs, then evidence, then all that is harmless.
    """

    threshold: int
    lexicon: Lexicon
    rewrites: Mapping[str, list[str]]
    plain: frozenset[str]
    harmless: tuple[Pattern, ...]
    signs: tuple[Sign, ...]
    evidence: tuple[Evidence, ...]
    starts: int
    binds: int
    joins: int
    hung: Mapping[int, Sequence[tuple[int, Pattern]]]


def load(urgent: Mapping[str, object]) -> Loaded:
    """Return the rules of the mapping `urgent`. Raises FileError with a sentence that says where and what is wrong."""
    _check_keys(urgent, _KEYS, "the rules")
    classes = _mapping(urgent.get("classes"), "classes")
    reader = PatternReader({name: _text(value, f"class {name}") for name, value in classes.items()})
    evidence = tuple(_evidence(reader, where, rule) for where, rule in _rules(urgent, "evidence"))
    names = frozenset(rule.id for rule in evidence)
    harmless = _patterns(reader, "harmless", urgent.get("harmless"))
    signs = tuple(_sign(reader, where, rule, names) for where, rule in _rules(urgent, "signs"))
    return Loaded(
        threshold=_number(urgent.get("threshold"), "threshold"),
        lexicon=reader.lexicon,
        rewrites=_rewrites(_mapping(urgent.get("rewrite"), "rewrite")),
        plain=frozenset(normalise(_text(urgent.get("plain", ""), "plain")).split()),
        harmless=harmless,
        signs=signs,
        evidence=evidence,
        starts=reader.slot("CLAUSE_SUBJECT", "classes"),
        binds=reader.slot("CLAUSE_BINDER", "classes"),
        joins=reader.slot("CLAUSE_JOINER", "classes"),
        hung=_hang([*(sign.patterns for sign in signs), *(rule.patterns for rule in evidence), harmless]),
    )


def _hang(rules: Sequence[Sequence[Pattern]]) -> dict[int, list[tuple[int, Pattern]]]:
    """Return slot -> (number of the rule, pattern); each pattern hangs on that of its slots which fewest ask for."""
    asked = Counter(step.slot for patterns in rules for pattern in patterns for step in pattern.steps)
    hung: dict[int, list[tuple[int, Pattern]]] = {}
    for number, patterns in enumerate(rules):
        for pattern in patterns:
            slot = min((step.slot for step in pattern.steps), key=lambda slot: (asked[slot], slot))
            hung.setdefault(slot, []).append((number, pattern))
    return hung


def _sign(reader: PatternReader, where: str, rule: Mapping[str, object], evidence: frozenset[str]) -> Sign:
    """Return one rule of `signs`; `evidence` are the ids that `despite` may name."""
    _check_keys(rule, _SIGN, where)
    name = _text(rule.get("id"), f"{where}, id")
    despite = frozenset(_text(rule.get("despite", ""), f"{name}, despite").split())
    if unknown := sorted(despite - evidence):
        fail(f"{name}: there is no evidence “{unknown[0]}” to be set aside by “despite”")
    danger = _text(rule.get("danger"), f"{name}, danger")
    points = _number(rule.get("points"), f"{name}, points")
    return Sign(name, danger, points, despite, _patterns(reader, name, rule.get("patterns")))


def _evidence(reader: PatternReader, where: str, rule: Mapping[str, object]) -> Evidence:
    """Return one rule of `evidence`."""
    _check_keys(rule, _EVIDENCE, where)
    name = _text(rule.get("id"), f"{where}, id")
    reach = _text(rule.get("reach"), f"{name}, reach")
    if reach not in REACHES:
        fail(f"{name}: “reach” is one of {', '.join(REACHES)}, not “{reach}”")
    points = _number(rule.get("points"), f"{name}, points")
    return Evidence(name, points, reach, _patterns(reader, name, rule.get("patterns")))


def _patterns(reader: PatternReader, where: str, raw: object) -> tuple[Pattern, ...]:
    lines = (_text(line, where) for line in _list(raw, where))
    return tuple(pattern for line in lines for pattern in reader.read(line, f"{where}, “{line}”"))


def _rewrites(raw: Mapping[str, object]) -> dict[str, list[str]]:
    """Return typed form -> the words it stands for."""
    return {
        typed: normalise(full).split()
        for full, forms in raw.items()
        for typed in normalise(_text(forms, f"rewrite “{full}”")).split()
    }


def _rules(urgent: Mapping[str, object], key: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for number, rule in enumerate(_list(urgent.get(key), key), 1):
        where = f"{key}, rule {number}"
        yield where, _mapping(rule, where)


def _check_keys(rule: Mapping[str, object], known: set[str], where: str) -> None:
    if unknown := sorted(set(rule) - known):
        fail(f"{where}: “{unknown[0]}” is not known here; known are {', '.join(sorted(known))}")


def _list(raw: object, where: str) -> list[object]:
    if not isinstance(raw, list):
        fail(f"{where}: a list is needed; start each line with “- ”")
    return raw


def _mapping(raw: object, where: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        fail(f"{where}: lines “key: value” are needed")
    return raw


def _text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        fail(f"{where}: text is needed")
    return raw


def _number(raw: object, where: str) -> int:
    try:
        return int(str(raw))
    except ValueError:
        fail(f"{where}: a whole number is needed, not “{raw}”")
