"""Decide among several leaflets: which of them a question is about, and what it gets there. No wording.

A passage about one illness is not shown for a question about another: a leaflet that the question names excludes the
others, the leaflet of the last answer comes first, and where two could answer, the person is asked which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.decision import MOST_OFFERED, OUTSIDE, SHOWN, Before, Decision, decide
from bot.features import canonical
from bot.leaflets import Leaflet, Leaflets
from bot.matcher import Candidate, Match
from bot.reply import Kind
from bot.words import split

ITS_OWN: Final = 0.2
"""An illness that at least this share of a leaflet's entries speak of is what the leaflet is about."""
MUCH_LIKELIER: Final = 0.3
"""Another leaflet's passage is offered beside that of the leaflet talked about where it is likelier by this."""


@dataclass(frozen=True, repr=False, eq=False)
class Verdict:
    """What a question gets, and from which leaflet.

    `leaflet` is the number of the leaflet that the decision comes from, None where it comes from several or from none
    in particular; `is_guess` tells that neither the question nor the talk named it; `asks_which` that the passages
    offered answer the question, each for another leaflet.
    """

    decision: Decision
    leaflet: int | None = None
    is_guess: bool = False
    asks_which: bool = False


def decide_among(leaflets: Leaflets, question: str, before: Before | None = None) -> Verdict:
    """Return what a question gets; `before` is the answer it may lean on, if there was one."""
    if len(leaflets) == 1:
        return Verdict(_decide(leaflets, 0, question, before), 0)
    home = leaflets.owner(before.entry) if before else None
    named = leaflets.named(question)
    scope = sorted(named) or ([home] if home is not None else list(range(len(leaflets))))
    found = {number: _decide(leaflets, number, question, before) for number in scope}
    if len(found) == 1:
        verdict = Verdict(found[scope[0]], scope[0])
        return verdict if named else _beyond(leaflets, verdict, question)
    return _weigh(found)


def _decide(leaflets: Leaflets, number: int, question: str, before: Before | None) -> Decision:
    """Return what a question gets in one leaflet; nothing is shown for an illness that the leaflet is not about."""
    leaflet = leaflets[number]
    if before and before.entry not in leaflet.entries:  # "and for leukemia?" asks the same of another leaflet
        same = tuple(leaflet.entries) if leaflets.is_name_only(number, question) else ()
        before = replace(before, entry="", related=same)
    decision = decide(leaflet.matcher, question, before)
    if decision.kind is Kind.ANSWER and decision.confidence < 1 and not leaflets.named_at(number, question):
        foreign = _foreign(leaflet, question)
        if any(not _holds(leaflet, candidate, word) for candidate in decision.shown for word in foreign):
            offered = (*decision.shown, *decision.offered)[:MOST_OFFERED]
            return replace(decision, kind=Kind.UNKNOWN, shown=(), offered=offered)
    if decision.named and decision.kind is Kind.NOT_COVERED and _is_another(leaflets, number, decision.named.item.id):
        return replace(decision, kind=Kind.UNKNOWN, named=None)
    return decision


def _is_another(leaflets: Leaflets, number: int, topic: str) -> bool:
    """True where a topic that one leaflet does not cover is what another is about."""
    texts = [one.topic for one in leaflets[number].faq.not_covered if one.id == topic]
    return any(leaflets.named(text) - {number} for text in texts)


def _foreign(leaflet: Leaflet, question: str) -> list[str]:
    """Return the names of illnesses in a question that the leaflet is not about, as words understood."""
    matcher = leaflet.matcher
    language, covered = matcher.language, len(leaflet.entries)
    words = canonical(matcher.speller.understand(split(question)), language)
    found = {word.meant for word in words if word.meant in language.illnesses}
    return [word for word in sorted(found) if len(_holders(leaflet, word)) < ITS_OWN * covered]


def _holders(leaflet: Leaflet, word: str) -> set[str]:
    """Return the keys of the entries with a phrasing that holds the word or one that means the same."""
    matcher = leaflet.matcher
    language = matcher.language
    names = [language.stem(word), f"={language.concept(word)}"]
    features = matcher.index.features.find(names)
    return {matcher.items[item].id for one in features.values() for item in one.shares} & set(leaflet.entries)


def _holds(leaflet: Leaflet, candidate: Candidate, word: str) -> bool:
    return candidate.item.id in _holders(leaflet, word)


def _beyond(leaflets: Leaflets, verdict: Verdict, question: str) -> Verdict:
    """Return the verdict of the leaflet talked about, with what another leaflet would answer beside it."""
    decision = verdict.decision
    if decision.kind is Kind.SMALL_TALK:
        return verdict
    others = [_decide(leaflets, number, question, None) for number in range(len(leaflets)) if number != verdict.leaflet]
    least = decision.confidence + MUCH_LIKELIER if decision.kind is Kind.ANSWER else SHOWN
    answers = [one.shown[0] for one in others if one.kind is Kind.ANSWER and one.confidence >= least]
    if not answers:
        return verdict
    answers = sorted(answers, key=_likeliest)
    if decision.kind is Kind.NOT_COVERED:  # of the leaflet talked about; the others' passages are no more than offered
        return replace(verdict, decision=replace(decision, offered=tuple(answers[:MOST_OFFERED])))
    own = (*decision.shown, *decision.offered)[: MOST_OFFERED - 1] if decision.kind is not Kind.UNKNOWN else ()
    offered = (*own, *answers)[:MOST_OFFERED]
    return Verdict(replace(decision, kind=Kind.SUGGESTIONS, shown=(), offered=offered))


def _weigh(found: Mapping[int, Decision]) -> Verdict:
    """Return what a question gets that may be about any of several leaflets."""
    by_kind = {kind: [number for number in found if found[number].kind is kind] for kind in Kind}
    answers = by_kind[Kind.ANSWER]
    if len(answers) == 1 and not any(_rivals(found[number]) for number in found if number != answers[0]):
        return Verdict(_with_ranking(found[answers[0]], found), answers[0], is_guess=True)
    if answers:
        return _ask_which(found, answers)
    talk = _surest(found, by_kind[Kind.SMALL_TALK])
    if talk is not None:
        return Verdict(_with_ranking(found[talk], found))
    offered = _offered(found, by_kind[Kind.SUGGESTIONS])
    topic = _surest(found, by_kind[Kind.NOT_COVERED])
    if topic is not None and (not offered or offered[0].probability < OUTSIDE):
        return Verdict(replace(_with_ranking(found[topic], found), offered=offered))
    if offered:
        decision = Decision(Kind.SUGGESTIONS, _joined(found), offered[0].probability, offered=offered)
        return Verdict(replace(decision, leaned=any(found[number].leaned for number in by_kind[Kind.SUGGESTIONS])))
    surest = max(found, key=lambda number: found[number].confidence)
    return Verdict(replace(_with_ranking(found[surest], found), offered=_offered(found, list(found))))


def _rivals(decision: Decision) -> bool:
    """True where a leaflet has a passage likely enough to be shown, were there not another as likely."""
    return decision.kind is Kind.SUGGESTIONS and decision.offered[0].probability >= SHOWN


def _ask_which(found: Mapping[int, Decision], answers: Sequence[int]) -> Verdict:
    """Return the question which leaflet is meant: the passage of each that has one, likeliest first."""
    asked = [number for number in found if number in answers or _rivals(found[number])]
    firsts = [(found[number].shown or found[number].offered)[0] for number in asked]
    firsts.sort(key=_likeliest)
    decision = Decision(Kind.SUGGESTIONS, _joined(found), firsts[0].probability, offered=tuple(firsts))
    return Verdict(replace(decision, leaned=any(found[number].leaned for number in asked)), asks_which=True)


def _offered(found: Mapping[int, Decision], numbers: Sequence[int]) -> tuple[Candidate, ...]:
    """Return the likeliest of what several leaflets offer, the first of each leaflet before any second."""
    firsts = sorted((found[number].offered[0] for number in numbers if found[number].offered), key=_likeliest)
    rest = sorted((one for number in numbers for one in found[number].offered[1:]), key=_likeliest)
    return tuple([*firsts, *rest][:MOST_OFFERED])


def _surest(found: Mapping[int, Decision], numbers: Sequence[int]) -> int | None:
    return max(numbers, key=lambda number: found[number].confidence, default=None)


def _with_ranking(decision: Decision, found: Mapping[int, Decision]) -> Decision:
    """Return the decision with the ranking of all leaflets, its own understanding of the words kept."""
    joined = _joined(found)
    match = replace(decision.match, covered=joined.covered, outside=joined.outside)
    return replace(decision, match=match)


def _joined(found: Mapping[int, Decision]) -> Match:
    """Return the rankings of several leaflets as one; the words as the surest of them understood them."""
    matches = [one.match for one in sorted(found.values(), key=lambda one: -one.confidence)]
    covered = sorted((c for match in matches for c in match.covered), key=_likeliest)
    outside = sorted((c for match in matches for c in match.outside), key=_likeliest)
    return replace(matches[0], covered=tuple(covered), outside=tuple(outside))


def _likeliest(candidate: Candidate) -> tuple[float, str]:
    return -candidate.probability, candidate.item.id
