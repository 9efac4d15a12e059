"""How well are labelled questions answered? Reads the questions, asks each, counts by label."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.reply import Kind, Reply
from bot.words import clean
from bot.yamlfile import FileError, decode, read_bytes

NONE: Final = "none"
URGENT: Final = "urgent"
SMALL_TALK: Final = "smalltalk"
FIRST_THREE: Final = 3


@dataclass(frozen=True)
class Labelled:
    """A question and what answers it: ids of entries (any of them), or one of NONE, URGENT, SMALL_TALK."""

    labels: tuple[str, ...]
    question: str

    @property
    def label(self) -> str:
        """The label as written in the file."""
        return "+".join(self.labels)

    @property
    def is_in_leaflet(self) -> bool:
        """True where an entry answers it."""
        return not {NONE, URGENT, SMALL_TALK} & set(self.labels)


@dataclass(frozen=True)
class Outcome:
    """What became of one question."""

    asked: Labelled
    kind: Kind
    entries: tuple[str, ...]
    ranked: tuple[str, ...]
    offered: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """True for the passage wanted; for `none`, no passage and no alarm; for the others, their own kind."""
        labels = self.asked.labels
        if labels == (NONE,):
            return self.kind not in (Kind.ANSWER, Kind.URGENT)
        if labels == (URGENT,):
            return self.kind is Kind.URGENT
        if labels == (SMALL_TALK,):
            return self.kind is Kind.SMALL_TALK
        return self.kind is Kind.ANSWER and bool(set(self.entries) & set(labels))

    @property
    def is_wrong(self) -> bool:
        """True where a passage is shown that does not answer the question."""
        return self.kind is Kind.ANSWER and not self.is_right

    @property
    def is_offered(self) -> bool:
        """True where the passage wanted is not shown, but among the questions to choose from."""
        return self.asked.is_in_leaflet and not self.is_right and bool(set(self.offered) & set(self.asked.labels))

    @property
    def is_alarm(self) -> bool:
        """True where an emergency was seen."""
        return self.kind is Kind.URGENT

    def is_ranked(self, places: int) -> bool:
        """True where the matcher has an entry wanted among its first `places`."""
        return bool(set(self.ranked[:places]) & set(self.asked.labels))


@dataclass(frozen=True)
class Score:
    """The outcomes of a file of questions, and the shares (0 to 1; 0 for an empty group) read off them."""

    outcomes: tuple[Outcome, ...]
    in_leaflet: tuple[Outcome, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Pick out the questions that an entry answers."""
        object.__setattr__(self, "in_leaflet", tuple(o for o in self.outcomes if o.asked.is_in_leaflet))

    def of(self, label: str) -> tuple[Outcome, ...]:
        """Return the outcomes of one label as written."""
        return tuple(o for o in self.outcomes if o.asked.label == label)

    @property
    def labels(self) -> list[str]:
        """Every label, in order of the file."""
        return list(dict.fromkeys(o.asked.label for o in self.outcomes))

    @property
    def right(self) -> float:
        """Share of the leaflet's questions whose passage is shown."""
        return share(o.is_right for o in self.in_leaflet)

    @property
    def wrong(self) -> float:
        """Share of the leaflet's questions that get a passage which does not answer them."""
        return share(o.is_wrong for o in self.in_leaflet)

    @property
    def right_or_offered(self) -> float:
        """Share of the leaflet's questions whose passage is shown or can be chosen."""
        return share(o.is_right or o.is_offered for o in self.in_leaflet)

    @property
    def false_answers(self) -> float:
        """Share of the questions outside the leaflet that get a passage."""
        return share(o.kind is Kind.ANSWER for o in self.of(NONE))

    @property
    def caught(self) -> float:
        """Share of emergencies seen; 1 where none was asked."""
        return share(o.is_alarm for o in self.of(URGENT)) if self.of(URGENT) else 1.0

    @property
    def false_alarms(self) -> float:
        """Share of all other questions taken for an emergency."""
        return share(o.is_alarm for o in self.outcomes if o.asked.labels != (URGENT,))

    def ranked(self, places: int) -> float:
        """Return the share of the leaflet's questions with an entry wanted among the first `places`."""
        return share(o.is_ranked(places) for o in self.in_leaflet)


def share(values: Iterable[bool]) -> float:
    """Return the share of true values, 0 for none at all."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def read_questions(path: Path, entries: Collection[str], say: Callable[..., str]) -> list[Labelled]:
    """Return the labelled questions of a file: label, TAB, question on each line; "a+b" where either entry answers.

    Args:
        path: the file, UTF-8.
        entries: the ids that may stand as labels, besides NONE, URGENT and SMALL_TALK, in order of the leaflets.
        say: the wording of errors, `Conversation.say`.

    Raises:
        FileError: the file cannot be read or a line is not of this form.
    """
    questions = []
    for number, line in enumerate(decode(path, read_bytes(path)).split("\n"), 1):
        if not line.strip():
            continue
        label, tab, question = line.partition("\t")
        labels = tuple(_key(part.strip(), entries) for part in label.split("+"))
        is_mixed = len(labels) > 1 and set(labels) & {NONE, URGENT, SMALL_TALK}
        if not tab or not all(labels) or is_mixed or not clean(question):
            raise FileError(path, number, say("cli.bad_label"))
        unknown = [name for name in labels if name not in entries and name not in (NONE, URGENT, SMALL_TALK)]
        if unknown:
            raise FileError(path, number, say("cli.unknown_label", name=unknown[0]))
        questions.append(Labelled(labels, clean(question)))
    if not questions:
        raise FileError(path, None, say("cli.no_questions"))
    return questions


def _key(label: str, entries: Collection[str]) -> str:
    """Return the entry that a label means; an id that several leaflets share, by itself, is the first leaflet's."""
    if label in entries:
        return label
    return next((key for key in entries if key.endswith(f"/{label}")), label)


def run(ask: Callable[[str], Reply], questions: Sequence[Labelled]) -> Score:
    """Return the score of a bot on labelled questions; each is asked by itself, with nothing before it."""
    return Score(tuple(_outcome(asked, ask(asked.question)) for asked in questions))


def _outcome(asked: Labelled, reply: Reply) -> Outcome:
    ranked = tuple(id_ for id_, _ in reply.ranking)
    choices = () if reply.kind is Kind.UNKNOWN and not reply.offers else reply.choices  # starters are no offer
    offered = tuple(choice.entry for choice in choices[:FIRST_THREE])
    return Outcome(asked, reply.kind, reply.entries, ranked, offered)
