"""What to say: a question, and the reply before it, become a Reply. All wording comes from the conversation file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.alarm import Alarm
from bot.conversation import Conversation
from bot.decision import Before, Decision, decide
from bot.entries import Entry, Faq, NotCovered
from bot.language import Language
from bot.matcher import Item, Match, Matcher, Side
from bot.predictions import Predictor
from bot.reply import Choice, Kind, Passage, Reply, Topic
from bot.urgent import Danger
from bot.words import clean

MOST_CHOICES: Final = 3
STARTERS: Final = 5
MOST_RANKED: Final = 5
MOST_DIGITS: Final = 3
"""A number of this many digits or more is no attempt to pick a choice."""


@dataclass(frozen=True, repr=False, eq=False)
class _Held:
    """An entry and the FAQ it stands in."""

    entry: Entry
    faq: Faq


class Bot:
    """Answers from FAQs. It keeps nothing of what is asked: the reply before is handed in by the caller."""

    def __init__(self, faqs: Sequence[Faq], conversation: Conversation, matcher: Matcher, alarm: Alarm) -> None:
        """Args: the FAQs, all in one language; its wording; a matcher made of both; the signs of an emergency."""
        self.faqs, self.conversation, self.matcher, self.alarm = tuple(faqs), conversation, matcher, alarm
        self._entries = entry_keys(faqs)
        self._topics = {key: item.topic for key, item in _outside(faqs).items()}
        self._talk = {talk.id: talk.reply for talk in conversation.small_talk}
        self._predictor = Predictor(matcher, {key: held.entry.question for key, held in self._entries.items()})

    @property
    def title(self) -> str:
        """What the leaflets are about, as one text."""
        return ", ".join(faq.title for faq in self.faqs)

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of all entries, as replies name them."""
        return tuple(self._entries)

    def greet(self) -> Reply:
        """Return the greeting, with starter questions to choose from."""
        say = self.conversation.say
        lead = say("replies.greeting", titles=self.title)
        return Reply("", Kind.SMALL_TALK, lead, choices=self._starters(), choices_title=say("replies.starters_title"))

    def ask(self, question: str, after: Reply | None = None) -> Reply:
        """Return the reply to any text at all. A bare number picks from the choices of the reply before."""
        question = clean(question)
        picked = _picked(question, after)
        if picked:
            return self.choose(picked.entry)
        if after and after.choices and _is_number(question):
            return replace(self._only_choices(after), question=question)
        decision = decide(self.matcher, question, self._before(after))
        mended = " ".join(word.meant for word in decision.match.words) if decision.match.corrected else ""
        danger = self.alarm.find(question, decision.match.is_exact, mended)
        reply = self._urgent(danger) if danger else self._reply(decision)
        return replace(
            reply,
            question=question,
            ranking=tuple((c.item.id, round(c.probability, 4)) for c in decision.match.covered[:MOST_RANKED]),
            corrected=self._corrected(decision.match),
        )

    def choose(self, entry_id: str) -> Reply:
        """Return the answer of an entry that was picked. Raises KeyError for an id that is not there."""
        reply = self._answer((entry_id,), ())
        question = self._entries[entry_id].entry.question
        return replace(reply, question=question, confidence=1.0, ranking=((entry_id, 1.0),))

    def predict(self, typed: str, limit: int = 4) -> tuple[Choice, ...]:
        """Return questions of the FAQ that what has been typed so far may become, best first; () for too little.

        Nothing is guessed while somebody types of an emergency: a guess picked would go past the alarm.
        """
        if self.alarm.find(clean(typed)):
            return ()
        return tuple(self._choice(key) for key in self._predictor.predict(clean(typed), limit))

    def topics(self) -> tuple[Topic, ...]:
        """Return all questions, grouped by the heading they stand under."""
        groups: dict[str, list[Choice]] = {}
        for key, held in self._entries.items():
            section = held.entry.section or self.conversation.say("replies.no_section")
            title = section if len(self.faqs) == 1 else f"{held.faq.title}: {section}"
            groups.setdefault(title, []).append(self._choice(key))
        return tuple(Topic(title, tuple(choices)) for title, choices in groups.items())

    def _reply(self, decision: Decision) -> Reply:
        say, kind = self.conversation.say, decision.kind
        offered = tuple(self._choice(c.item.id) for c in decision.offered[:MOST_CHOICES])
        notes = self._notes(decision.match) + ((say("replies.leaned"),) if decision.leaned else ())
        if kind is Kind.ANSWER:
            reply = self._answer([c.item.id for c in decision.shown], [c.item.id for c in decision.offered])
            reply = replace(reply, notes=notes)
        elif kind is Kind.SUGGESTIONS:
            title = say("replies.suggestions_title")
            reply = Reply("", kind, say("replies.suggestions"), (), notes, offered, title)
        elif kind is Kind.NOT_COVERED and decision.named:
            topic = decision.named.item.id
            lead = say("replies.not_covered", topic=self._topics[topic])
            title = say("replies.not_covered_title") if offered else ""
            reply = Reply("", kind, lead, (), notes, offered, title, topic=topic)
        elif kind is Kind.SMALL_TALK and decision.named:
            reply = Reply("", kind, self._talk[decision.named.item.id])
        else:
            lead = say("replies.unknown" if decision.match.words else "replies.empty")
            title = say("replies.not_covered_title" if offered else "replies.starters_title")
            reply = Reply("", kind, lead, choices=offered or self._starters(), choices_title=title)
        return replace(reply, confidence=round(decision.confidence, 4), offers=bool(decision.offered))

    def _answer(self, shown: Sequence[str], close: Sequence[str]) -> Reply:
        """Return the passages of entries; under them what else was likely, then what is related."""
        passages = tuple(self._passage(self._entries[key]) for key in shown)
        related = [self._related(key, other) for key in shown for other in self._entries[key].entry.related]
        keys = [key for key in dict.fromkeys((*close, *related)) if key in self._entries and key not in shown]
        title = self.conversation.say("replies.close_title" if close else "replies.related_title")
        choices = tuple(self._choice(key) for key in keys[:MOST_CHOICES])
        disclaimer = self.conversation.disclaimer
        return Reply("", Kind.ANSWER, "", passages, (), choices, title if choices else "", disclaimer=disclaimer)

    def _only_choices(self, after: Reply) -> Reply:
        """Return the choices again, for a number that names none of them."""
        lead = self.conversation.say("replies.only_choices", count=len(after.choices))
        title = self.conversation.say("replies.suggestions_title")
        return Reply("", Kind.SUGGESTIONS, lead, choices=after.choices, choices_title=title, offers=True)

    def _urgent(self, danger: Danger) -> Reply:
        return Reply("", Kind.URGENT, self.conversation.say(f"replies.{danger.id}"), confidence=1.0)

    def _passage(self, held: _Held) -> Passage:
        entry = held.entry
        key = next(key for key, other in self._entries.items() if other is held)
        return Passage(key, entry.question, entry.answer, entry.section, self._source(held.faq))

    def _source(self, faq: Faq) -> str:
        """Return where a leaflet's text comes from and whether a clinician has checked it, to stand after "from"."""
        say, source, review = self.conversation.say, faq.source, faq.reviewed
        names = {"source": source.title, "publisher": source.publisher}
        details = []
        if source.title and source.publisher:
            details.append(say("replies.source_after", **names))
        elif source.title:
            details.append(say("replies.source_after_title", **names))
        elif source.publisher:
            details.append(say("replies.source_after_publisher", **names))
        if details and source.date:
            details = [say("replies.source_dated", source=details[0], date=source.date)]
        if review.by and review.date:
            details.append(say("replies.checked", by=review.by, date=review.date))
        else:
            details.append(say("replies.not_checked"))
        return say("replies.source", title=faq.title, details="; ".join(details))

    def _related(self, key: str, other: str) -> str:
        """Return the key of a related id, which stands in the same FAQ as the entry that names it."""
        faq = self._entries[key].faq
        return next((k for k, held in self._entries.items() if held.faq is faq and held.entry.id == other), other)

    def _choice(self, key: str) -> Choice:
        return Choice(key, self._entries[key].entry.question)

    def _starters(self) -> tuple[Choice, ...]:
        named = [key for key in self.conversation.starters if key in self._entries]
        return tuple(self._choice(key) for key in (named or list(self._entries))[:STARTERS])

    def _before(self, after: Reply | None) -> Before | None:
        """Return the answer that the next question may lean on."""
        if after is None or after.kind is not Kind.ANSWER:
            return None
        passage = after.passages[0]
        related = (self._related(passage.entry, id_) for id_ in self._entries[passage.entry].entry.related)
        return Before(passage.entry, passage.question, tuple(related))

    def _corrected(self, match: Match) -> dict[str, str]:
        """Return the corrections worth telling: those of words that carry a topic."""
        light = self.matcher.is_light
        return {typed: meant for typed, meant in match.corrected.items() if not light(meant)}

    def _notes(self, match: Match) -> tuple[str, ...]:
        say = self.conversation.say
        return tuple(say("replies.corrected", typed=t, meant=m) for t, m in self._corrected(match).items())


def make_matcher(faqs: Sequence[Faq], conversation: Conversation, language: Language) -> Matcher:
    """Return a matcher for all that the FAQs and the conversation hold. Takes a second or more for a large FAQ."""
    from bot import training  # not needed where the matcher comes from a store

    items = all_items(faqs, conversation)
    return training.build(items, language.with_groups(group for faq in faqs for group in faq.words))


def all_items(faqs: Sequence[Faq], conversation: Conversation) -> list[Item]:
    """Return all that a question may ask for: entries, topics outside, small talk."""
    items = [Item(key, Side.COVERED, held.entry.phrasings) for key, held in entry_keys(faqs).items()]
    items += [Item(key, Side.OUTSIDE, item.phrasings) for key, item in _outside(faqs).items()]
    return items + [Item(talk.id, Side.TALK, talk.phrasings) for talk in conversation.small_talk]


def entry_keys(faqs: Sequence[Faq]) -> Mapping[str, _Held]:
    """Return key -> entry; the key is the entry's id, after the FAQ's file name where two FAQs share the id."""
    ids = [entry.id for faq in faqs for entry in faq.entries]
    shared = {id_ for id_ in ids if ids.count(id_) > 1} if len(faqs) > 1 else set()
    stems = [faq.path.stem if faq.path else "" for faq in faqs]
    names = [stem if stem and stems.count(stem) == 1 else f"{stem}#{n}" for n, stem in enumerate(stems, start=1)]
    return {
        f"{name}/{entry.id}" if entry.id in shared else entry.id: _Held(entry, faq)
        for name, faq in zip(names, faqs, strict=True)
        for entry in faq.entries
    }


def _outside(faqs: Iterable[Faq]) -> dict[str, NotCovered]:
    """Return id -> topic that no leaflet covers; the same id in two FAQs is one topic."""
    found: dict[str, NotCovered] = {}
    for faq in faqs:
        for item in faq.not_covered:
            known = found.get(item.id)
            found[item.id] = item if known is None else replace(known, also=(*known.also, *item.phrasings))
    return found


def _picked(question: str, after: Reply | None) -> Choice | None:
    """Return the choice that a bare number names, if the reply before offered that many."""
    number = question.strip("#().: ")
    if after and _is_number(question) and 0 < int(number) <= len(after.choices):
        return after.choices[int(number) - 1]
    return None


def _is_number(question: str) -> bool:
    """True for what looks like an attempt to pick by number: "2", "(2)", "2.", "#2"."""
    number = question.strip("#().: ")
    return number.isascii() and number.isdecimal() and len(number) < MOST_DIGITS
