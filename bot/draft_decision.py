"""Decide what a draft gives for a question: one passage, two that may answer it, or a choice. No wording.

Nobody has gone over a draft's questions: its headlines are no help in choosing, and its ranking is less sure. So where
one of two passages is likely what is asked for, both are shown, and it is said that only one of them may answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.decision import MOST_OFFERED, Decision
from bot.entries import Entry
from bot.matcher import Candidate
from bot.reply import Kind

SHOWN: Final = 0.7
"""From this probability on, a passage is shown by itself ..."""
GAP: Final = 0.2
"""... where the next is less likely by this."""
EITHER: Final = 0.6
"""From this probability on, together, two are shown."""
LEAST: Final = 0.1
"""A second one less likely than this is not shown beside the first."""
MOST_SURE: Final = 0.99
"""What two together are taken for at most: certain is only what was asked word for word."""


def of_draft(decision: Decision, entries: Mapping[str, Entry]) -> Decision:
    """Return what a draft gives, of what a FAQ that somebody went over would give.

    A question with a word that no way of asking holds is likely about just that: it gets a choice.

    Args:
        decision: what a FAQ would give.
        entries: the draft's entries by key.
    """
    is_settled = decision.confidence == 1 or len(decision.shown) > 1
    if is_settled or decision.kind not in (Kind.ANSWER, Kind.SUGGESTIONS):
        return decision
    if decision.leaned and decision.kind is Kind.SUGGESTIONS:
        return decision
    first, *others = _apart((*decision.shown, *decision.match.covered), entries)
    second = others[0].probability if others else 0.0
    offered = tuple(others[1:MOST_OFFERED])
    if decision.match.unknown or first.probability + second < EITHER:
        return decision.as_choice()
    is_clear = first.probability >= SHOWN and first.probability - second >= GAP
    if is_clear or second < LEAST:
        return replace(decision, kind=Kind.ANSWER, shown=(first,), offered=tuple(others[: MOST_OFFERED - 1]))
    either = replace(decision, kind=Kind.ANSWER, shown=(first, *others[:1]), offered=offered, is_either=True)
    return replace(either, confidence=min(first.probability + second, MOST_SURE))


def _apart(candidates: Iterable[Candidate], entries: Mapping[str, Entry]) -> list[Candidate]:
    """Return candidates (best first, the first ones may come twice) whose texts do not hold each other.

    Of those that do, the likeliest is kept, with the probability of all: whichever is asked for, it is shown.
    """
    chosen: list[Candidate] = []
    for candidate in {one.item.id: one for one in candidates}.values():
        text = entries[candidate.item.id].answer
        for number, one in enumerate(chosen):
            other = entries[one.item.id].answer
            if text in other or other in text:
                chosen[number] = one._replace(probability=one.probability + candidate.probability)
                break
        else:
            chosen.append(candidate)
    return chosen
