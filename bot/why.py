"""How an answer came about: words understood, evidence, the phrasings that spoke for it, the runner-up, thresholds."""

from __future__ import annotations

from collections.abc import Sequence

from bot import among, decision
from bot.features import canonical, extract
from bot.lines import Say
from bot.matcher import Candidate, Match, Matcher
from bot.replies import Bot
from bot.words import clean, split

CANDIDATES = 3
"""How many entries are explained."""
PHRASINGS = 3
"""How many phrasings are named for each."""


def explain(bot: Bot, question: str) -> str:
    """Return the explanation, several lines of text, for a question asked with nothing before it."""
    say = bot.conversation.say
    question = clean(question)
    verdict = among.decide_among(bot.leaflets, question)
    decided = verdict.decision
    danger = bot.alarm.find(question)
    kind = f"urgent ({danger.id}: {danger.because})" if danger else decided.kind.value
    lines = [
        say("why.kind", kind=kind, confidence=f"{decided.confidence:.2f}"),
    ]
    for number, leaflet in enumerate(bot.leaflets):
        if verdict.leaflet is None or verdict.is_guess or verdict.leaflet == number:
            lines += [say("why.leaflet", title=leaflet.title)] if len(bot.leaflets) > 1 else []
            lines += _evidence(leaflet.matcher, question, say)
    return "\n".join(lines)


def _evidence(matcher: Matcher, question: str, say: Say) -> list[str]:
    """Return what one leaflet's matcher makes of the question."""
    match = matcher.rank(question)
    candidates = [*match.covered[:CANDIDATES], *match.outside[:1], *match.talk[:1]]
    return [*_words(match, say), *_ranked(matcher, question, candidates, say), _thresholds(matcher, say)]


def _words(match: Match, say: Say) -> list[str]:
    words = " ".join(word.meant for word in match.words) or say("why.nothing")
    corrected = ", ".join(f"{typed} → {meant}" for typed, meant in match.corrected.items()) or say("why.nothing")
    unknown = ", ".join(match.unknown) or say("why.nothing")
    return [
        say("why.words", words=words),
        say("why.corrected", words=corrected),
        say("why.unknown", words=unknown),
    ]


def _ranked(matcher: Matcher, question: str, candidates: Sequence[Candidate], say: Say) -> list[str]:
    lines = []
    for place, candidate in enumerate(candidates, start=1):
        _, near, held, trained, lead, _ = candidate.evidence
        names = {"near": near, "held": held, "trained": trained, "lead": lead, "probability": candidate.probability}
        values = {name: f"{value:.2f}" for name, value in names.items()}
        side = say(f"why.{candidate.item.side.value}")
        lines.append(say("why.candidate", place=place, id=candidate.item.id, side=side, **values))
        for likeness, phrasing in _nearest(matcher, question, candidate):
            lines.append(say("why.phrasing", phrasing=phrasing, likeness=f"{likeness:.2f}"))
    return lines


def _nearest(matcher: Matcher, question: str, candidate: Candidate) -> list[tuple[float, str]]:
    """Return the phrasings of an item that are most like the question, with their likeness (cosine, 0 to 1)."""
    words = canonical(matcher.speller.understand(split(question)), matcher.language)
    asked = matcher.index.look_up(extract(words, matcher.language, matcher.index.tuning))
    number = next(n for n, item in enumerate(matcher.items) if item is candidate.item)
    length = sum(one.weight**2 for one in asked) ** 0.5 or 1.0
    products: dict[int, float] = {}
    for _, weight, feature in asked:
        for phrasing in feature.places.get(number, ()):
            products[phrasing] = products.get(phrasing, 0.0) + weight * feature.weight * feature.share
    lengths = matcher.index.lengths
    first = sum(map(len, lengths[:number]))  # texts are in the order of the items
    likeness = [(product / lengths[number][p] / length, first + p) for p, product in products.items()]
    return [(value, matcher.texts[p]) for value, p in sorted(likeness, reverse=True)[:PHRASINGS]]


def _thresholds(matcher: Matcher, say: Say) -> str:
    return say(
        "why.thresholds",
        shown=decision.SHOWN,
        offered=decision.OFFERED,
        outside=decision.OUTSIDE,
        gap=decision.GAP,
        curve=" ".join(f"{weight:+.2f}" for weight in matcher.curve.weights),
    )
