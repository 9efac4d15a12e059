"""How good are the answers? Every method on the same questions, with the same phrasings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

import ours
from data import UNSEEN, Questions
from peers import Peer
from tables import Table, percent

from bot.evaluate import URGENT, Labelled, share
from bot.reply import Kind, Reply

COLUMNS: Final = (
    "method",
    "right first",
    "right in first three",
    "right shown",
    "wrong shown",
    "right shown or offered",
    "shown for none",
    "best MCC",
    "ROC area",
)
NOTE: Final = (
    "Every method but ours has the one threshold that gives it its best (right - wrong - shown for none) on these "
    "very questions; ours are fixed. Score for MCC and ROC: that of the top entry; for the others also with what a "
    "not-covered phrasing wins put last, whichever is better."
)


@dataclass(frozen=True)
class Result:
    """What a method made of one question: entries, best first; the score; what it shows, and offers in its place."""

    asked: Labelled
    ranked: tuple[str, ...]
    score: float
    is_refused: bool
    shown: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        return bool(set(self.shown) & set(self.asked.labels))

    @property
    def is_wrong(self) -> bool:
        return bool(self.shown) and not self.is_right

    @property
    def is_offered(self) -> bool:
        return bool(set(self.offered) & set(self.asked.labels))

    def has(self, places: int) -> bool:
        """True where an entry wanted is among the first `places`."""
        return bool(set(self.ranked[:places]) & set(self.asked.labels))


def compare(paths: Sequence[Path], peers: Sequence[Peer], files: Sequence[Questions]) -> Iterator[Table]:
    """Yield the table for all questions and, where there is such a file, for those that nothing was tuned on."""
    bot = ours.from_store(paths)
    replies = [(file, one, bot.ask(one.question)) for file in files for one in file.asked]
    results = {ours.NAME: [(file, _ours(one, reply)) for file, one, reply in replies if one in file.scored]}
    results |= {peer.name: list(_run(peer, files)) for peer in peers}
    for method, found in results.items():
        check_works(method, [result for _, result in found])
    apart = [file for file in files if file.name.startswith(UNSEEN) and len(files) > 1]
    for group in (files, *([file] for file in apart)):
        own = {method: [result for file, result in found if file in group] for method, found in results.items()}
        alarms = [(one, reply.kind is Kind.URGENT) for file, one, reply in replies if file in group]
        yield _table(", ".join(file.name for file in group), own, _emergencies(alarms))


def _ours(asked: Labelled, reply: Reply) -> Result:
    ranked = tuple(entry for entry, _ in reply.ranking)
    score = reply.ranking[0][1] if reply.ranking else 0.0
    return Result(asked, ranked, score, False, reply.entries, ours.offered(reply))


def _run(peer: Peer, files: Sequence[Questions]) -> Iterator[tuple[Questions, Result]]:
    for file in files:
        for one in file.scored:
            ranking = peer.rank(one.question)
            yield file, Result(one, ranking.entries, ranking.score, ranking.is_refused)


def check_works(method: str, results: Sequence[Result]) -> None:
    """Raise RuntimeError where a method cannot have been measured as it is: no comparison may rest on a broken peer."""
    scores = {result.score for result in results}
    if any(score != score for score in scores):
        raise RuntimeError(f"{method}: a score is not a number")
    if results and len(scores) < 2:
        raise RuntimeError(f"{method}: every question has the same score, {scores.pop()}")
    if results and not any(result.has(1) for result in results):
        raise RuntimeError(f"{method}: no question has the right entry first")


def with_best_threshold(results: Sequence[Result]) -> list[Result]:
    """Return the results with a passage shown from the best threshold on, three offered below it."""
    answers = sorted((r for r in results if not r.is_refused), key=lambda r: -r.score)
    best, gain, threshold = 0, 0, float("inf")
    for score, group in groupby(answers, key=lambda r: r.score):
        gain += sum(1 if r.has(1) else -1 for r in group)
        if gain > best:
            best, threshold = gain, score
    return [
        replace(r, shown=r.ranked[:1])
        if r.score >= threshold and not r.is_refused
        else replace(r, offered=r.ranked[:3])
        for r in results
    ]


def mcc(scores: Iterable[tuple[float, bool]]) -> float:
    """Return the best Matthews correlation, over thresholds, of "score reached" with "an entry answers it"."""
    pairs = sorted(scores, reverse=True)
    inside = sum(is_in for _, is_in in pairs)
    outside, best, hits, false = len(pairs) - inside, 0.0, 0, 0
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        members = [is_in for _, is_in in group]
        hits, false = hits + sum(members), false + len(members) - sum(members)
        spread = (hits + false) * (len(pairs) - hits - false) * inside * outside
        if spread:
            best = max(best, (hits * (outside - false) - false * (inside - hits)) / spread**0.5)
    return best


def roc_area(scores: Iterable[tuple[float, bool]]) -> float:
    """Return the chance that a question of the leaflet scores above one that is not; equal scores count half."""
    area = below = 0.0
    inside = 0
    for _, group in groupby(sorted(scores), key=lambda pair: pair[0]):
        members = [is_in for _, is_in in group]
        hits = sum(members)
        area += hits * (below + (len(members) - hits) / 2)
        below, inside = below + len(members) - hits, inside + hits
    return area / (below * inside) if below and inside else 0.0


def _table(title: str, results: dict[str, list[Result]], note: str) -> Table:
    some = next(iter(results.values()))
    if any([r.asked for r in own] != [r.asked for r in some] for own in results.values()):
        raise RuntimeError("the methods were not asked the same questions")
    inside = sum(r.asked.is_in_leaflet for r in some)
    caption = f"{title}: {inside} questions of the leaflet, {len(some) - inside} that it does not answer"
    rows = [_row(method, own if method == ours.NAME else with_best_threshold(own)) for method, own in results.items()]
    return Table(caption, COLUMNS, rows, [NOTE, note] if note else [NOTE])


def _row(method: str, results: Sequence[Result]) -> list[str]:
    inside = [r for r in results if r.asked.is_in_leaflet]
    shares = [
        share(r.has(1) for r in inside),
        share(r.has(3) for r in inside),
        share(r.is_right for r in inside),
        share(r.is_wrong for r in inside),
        share(r.is_right or r.is_offered for r in inside),
        share(bool(r.shown) for r in results if not r.asked.is_in_leaflet),
    ]
    plain = [(r.score, r.asked.is_in_leaflet) for r in results]
    refused_last = [(r.score - 1e6 * r.is_refused, r.asked.is_in_leaflet) for r in results]
    best = [max(measure(plain), measure(refused_last)) for measure in (mcc, roc_area)]
    return [method, *map(percent, shares), *(f"{value:.2f}" for value in best)]


def _emergencies(found: Sequence[tuple[Labelled, bool]]) -> str:
    urgent = [alarm for one, alarm in found if one.labels == (URGENT,)]
    calm = [alarm for one, alarm in found if one.labels != (URGENT,)]
    if not urgent:
        return ""
    alarms = f"{sum(calm)} false alarms in {len(calm)} others ({percent(share(calm))})"
    return f"Ours alone: {sum(urgent)} of {len(urgent)} emergencies caught ({percent(share(urgent))}), {alarms}."
