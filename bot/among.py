"""Decide among several leaflets: which of them a question is about, and what it gets there. No wording.

A passage about one illness is not shown for a question about another: a leaflet that the question names excludes the
others, the leaflet of the last answer comes first, and where two could answer, the person is asked which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.decision import CERTAIN, MOST_OFFERED, OUTSIDE, SHOWN, Before, Decision, decide
from bot.draft_decision import of_draft
from bot.features import canonical
from bot.leaflets import Leaflet, Leaflets
from bot.matcher import Candidate, Match, by_likelihood
from bot.reply import Kind
from bot.words import split

ITS_OWN: Final = 0.2
"""An illness that at least this share of a leaflet's entries speak of is what the leaflet is about."""
SHORT: Final = 3
"""Words that carry a topic, in a question where one word may decide what it is about."""
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


def decide_among(leaflets: Leaflets, question: str, before: Before | None = None, home: int | None = None) -> Verdict:
    """Return what a question gets.

    Args:
        leaflets: where to look.
        question: any text.
        before: the answer that the question may lean on, if there was one.
        home: the number of the leaflet that the talk is about, if it is about one.
    """
    if len(leaflets) == 1:
        return Verdict(_decide(leaflets, 0, question, before), 0)
    named = leaflets.named(question)
    scope = sorted(named) or ([home] if home is not None else list(range(len(leaflets))))
    found = {number: _decide(leaflets, number, question, before) for number in scope}
    if len(found) > 1:
        return _weigh(found, is_named=bool(named))
    verdict = Verdict(found[scope[0]], scope[0])
    return verdict if named else _beyond(leaflets, verdict, question)


def _decide(leaflets: Leaflets, number: int, question: str, before: Before | None) -> Decision:
    """Return what a question gets in one leaflet; nothing is shown for an illness that the leaflet is not about."""
    leaflet = leaflets[number]
    if before and before.entry not in leaflet.entries:  # "and for leukemia?" asks the same of another leaflet
        same = tuple(leaflet.entries) if leaflets.is_name_only(number, question) else ()
        before = replace(before, entry="", related=same)
    decision = decide(leaflet.matcher, question, before)
    if decision.kind is Kind.ANSWER and decision.confidence < 1:
        foreign = _foreign(leaflet, decision.match)
        is_foreign = any(not _holds(leaflet, candidate, word) for candidate in decision.shown for word in foreign)
        is_strange = len(leaflets) > 1 and _is_strange(leaflet, decision.match)
        if (is_foreign or is_strange) and not leaflets.named_at(number, question):
            if is_foreign:
                return replace(decision, kind=Kind.UNKNOWN, shown=(), offered=decision.shown)
            return decision.as_choice()
    if leaflet.faq.drafted:
        decision = of_draft(decision, leaflet.entries)
    if decision.named and decision.kind is Kind.NOT_COVERED and _is_another(leaflets, number, decision.named.item.id):
        return replace(decision, kind=Kind.UNKNOWN, named=None)
    return decision


def _is_strange(leaflet: Leaflet, match: Match) -> bool:
    """True for a short question with a word that is none of the language: it may name what no leaflet is about."""
    is_known = leaflet.matcher.language.is_known
    return match.topic_words <= SHORT and not all(is_known(word) for word in match.unknown)


def _is_another(leaflets: Leaflets, number: int, topic: str) -> bool:
    """True where a topic that one leaflet does not cover is what another is about."""
    texts = [one.topic for one in leaflets[number].faq.not_covered if one.id == topic]
    return any(leaflets.named(text) - {number} for text in texts)


def _foreign(leaflet: Leaflet, match: Match) -> list[str]:
    """Return the names of illnesses in a question that the leaflet is not about, as words understood."""
    language, covered = leaflet.matcher.language, len(leaflet.entries)
    found = {word.meant for word in canonical(match.words, language)} & language.illnesses
    if not found:
        return []
    title = {language.stem(word) for word in split(leaflet.title)}
    return [
        word
        for word in sorted(found)
        if language.stem(word) not in title and len(_holders(leaflet, word)) < ITS_OWN * covered
    ]


def _holders(leaflet: Leaflet, word: str) -> set[str]:
    """Return the keys of the entries with a phrasing that holds the word or one that means the same."""
    matcher = leaflet.matcher
    return {matcher.items[item].id for item in matcher.holders(word)} & set(leaflet.entries)


def _holds(leaflet: Leaflet, candidate: Candidate, word: str) -> bool:
    return candidate.item.id in _holders(leaflet, word)


def _beyond(leaflets: Leaflets, verdict: Verdict, question: str) -> Verdict:
    """Return the verdict of the leaflet talked about; where it has no answer, with what another would answer."""
    decision = verdict.decision
    if decision.leaned or decision.kind in (Kind.ANSWER, Kind.SMALL_TALK):
        return verdict
    others = [_decide(leaflets, number, question, None) for number in range(len(leaflets)) if number != verdict.leaflet]
    least = CERTAIN if decision.kind is Kind.SUGGESTIONS else SHOWN
    answers = [one.shown[0] for one in others if one.kind is Kind.ANSWER and one.confidence >= least]
    if not answers:
        return verdict
    answers = sorted(answers, key=by_likelihood)[:MOST_OFFERED]
    if decision.kind is Kind.NOT_COVERED:
        return replace(verdict, decision=replace(decision, offered=tuple(answers)))
    own = decision.offered[: MOST_OFFERED - 1] if decision.kind is Kind.SUGGESTIONS else ()
    offered = (*own, *answers)[:MOST_OFFERED]
    return replace(verdict, decision=replace(decision, kind=Kind.SUGGESTIONS, offered=offered))


def _weigh(found: Mapping[int, Decision], is_named: bool) -> Verdict:
    """Return what a question gets that may be about any of several leaflets, or names them all."""
    by_kind = {kind: [number for number in found if found[number].kind is kind] for kind in Kind}
    if by_kind[Kind.ANSWER]:
        return _answer(found, is_named)
    talk = _surest(found, by_kind[Kind.SMALL_TALK])
    if talk is not None and (found[talk].confidence == 1 or not by_kind[Kind.SUGGESTIONS] + by_kind[Kind.NOT_COVERED]):
        return Verdict(_with_ranking(found[talk], found))
    offered = _offered(found, by_kind[Kind.SUGGESTIONS] + by_kind[Kind.UNKNOWN])
    likeliest = max((found[number].confidence for number in by_kind[Kind.SUGGESTIONS]), default=0.0)
    topic = _surest(found, by_kind[Kind.NOT_COVERED])
    if topic is not None and likeliest < OUTSIDE:
        return Verdict(replace(_with_ranking(found[topic], found), offered=offered))
    if likeliest >= OUTSIDE or (likeliest and not any(_is_outside(found[number]) for number in found)):
        decision = Decision(Kind.SUGGESTIONS, _joined(found), offered[0].probability, offered=offered)
        return Verdict(replace(decision, leaned=any(found[number].leaned for number in by_kind[Kind.SUGGESTIONS])))
    surest = max(found, key=lambda number: found[number].confidence)
    return Verdict(replace(_with_ranking(found[surest], found), offered=offered))


def _is_outside(decision: Decision) -> bool:
    """True where a leaflet takes the question to be outside what it holds."""
    return decision.kind is Kind.UNKNOWN and bool(decision.match.words) and decision.confidence >= OUTSIDE


def _answer(found: Mapping[int, Decision], is_named: bool) -> Verdict:
    """Return the passage of the one leaflet that answers, or the question which is meant, likeliest first."""
    could = [n for n, one in found.items() if one.kind is Kind.ANSWER or _rivals(one) or (is_named and one.offered)]
    could.sort(key=lambda number: by_likelihood(_first(found[number])))
    best = found[could[0]]
    sure = best.kind is Kind.ANSWER and best.confidence >= CERTAIN and not is_named
    near = [n for n in could if not sure or found[n].confidence > best.confidence - MUCH_LIKELIER]
    if len(near) == 1 and best.kind is Kind.ANSWER:
        others = tuple(_first(found[number]) for number in could[1:])
        decision = replace(_with_ranking(best, found), offered=(*others, *best.offered)[:MOST_OFFERED])
        return Verdict(decision, could[0], is_guess=True)
    firsts = tuple(_first(found[number]) for number in near)
    decision = Decision(Kind.SUGGESTIONS, _joined(found), firsts[0].probability, offered=firsts)
    return Verdict(replace(decision, leaned=any(found[number].leaned for number in near)), asks_which=True)


def _first(decision: Decision) -> Candidate:
    return (decision.shown or decision.offered)[0]


def _rivals(decision: Decision) -> bool:
    """True where a leaflet has a passage likely enough to be shown, were there not another as likely."""
    return decision.kind is Kind.SUGGESTIONS and decision.offered[0].probability >= SHOWN


def _offered(found: Mapping[int, Decision], numbers: Sequence[int]) -> tuple[Candidate, ...]:
    """Return the likeliest of what several leaflets offer."""
    return tuple(sorted((one for number in numbers for one in found[number].offered), key=by_likelihood)[:MOST_OFFERED])


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
    covered = sorted((c for match in matches for c in match.covered), key=by_likelihood)
    outside = sorted((c for match in matches for c in match.outside), key=by_likelihood)
    return replace(matches[0], covered=tuple(covered), outside=tuple(outside))
