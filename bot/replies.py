"""What to say: a question, and the reply before it, become a Reply. All wording comes from the conversation file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Final

from bot.alarm import Alarm
from bot.among import Verdict, decide_among
from bot.conversation import Conversation
from bot.decision import Before
from bot.entries import Faq
from bot.leaflets import Leaflet, make_leaflets
from bot.matcher import Match, Matcher
from bot.predictions import Predictor
from bot.reply import Choice, Kind, Passage, Reply, Topic
from bot.urgent import Danger
from bot.words import clean, split

MOST_CHOICES: Final = 3
MOST_TITLES: Final = 2
"""Of more leaflets than this, their number stands for their titles where room is short."""
STARTERS: Final = 5
MOST_RANKED: Final = 5
MOST_DIGITS: Final = 3
"""A number of this many digits or more is no attempt to pick a choice."""
HELP: Final = frozenset({"emergency", "when-to-call"})
"""Ids of entries that say when to get help; a draft gives them, too."""


class Bot:
    """Answers from FAQs. It keeps nothing of what is asked: the reply before is handed in by the caller."""

    def __init__(
        self, faqs: Sequence[Faq], conversation: Conversation, matchers: Sequence[Matcher], alarm: Alarm
    ) -> None:
        """Args: the FAQs, all in one language; its wording; a matcher made of each; the signs of an emergency.

        `emergency_number` may be set to the one to call in this place; "" leaves it open.
        """
        self.emergency_number = ""
        self.faqs, self.conversation, self.matchers, self.alarm = tuple(faqs), conversation, tuple(matchers), alarm
        self.leaflets = make_leaflets(self.faqs, self.matchers)
        self._entries = {key: entry for leaflet in self.leaflets for key, entry in leaflet.entries.items()}
        self._talk = {talk.id: talk.reply for talk in conversation.small_talk}
        self._predictors = [
            Predictor(leaflet.matcher, {key: entry.question for key, entry in leaflet.entries.items()})
            for leaflet in self.leaflets
        ]

    @property
    def titles(self) -> str:
        """What the leaflets are about, as one text."""
        return ", ".join(leaflet.title for leaflet in self.leaflets)

    @property
    def title(self) -> str:
        """The same where room is short: of many leaflets, only how many there are."""
        many = len(self.leaflets) > MOST_TITLES
        return self.conversation.say("replies.many_leaflets", count=len(self.leaflets)) if many else self.titles

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of all entries, as replies name them."""
        return tuple(self._entries)

    def greet(self) -> Reply:
        """Return the greeting, with starter questions to choose from."""
        say = self.conversation.say
        lead = say("replies.greeting_several" if self._is_several else "replies.greeting", titles=self.titles)
        return Reply("", Kind.SMALL_TALK, lead, choices=self._starters(), choices_title=say("replies.starters_title"))

    def ask(self, question: str, after: Reply | None = None) -> Reply:
        """Return the reply to any text at all. A bare number picks from the choices of the reply before."""
        question = clean(question)
        picked = _picked(question, after)
        if picked:
            return self.choose(picked.entry)
        if after and after.choices and _is_number(question):
            return replace(self._only_choices(after), question=question)
        home = after.leaflet if after else None
        meant = self._with_name(question, after)
        verdict = decide_among(self.leaflets, meant, self._before(after), home)
        match = verdict.decision.match
        is_mended = match.corrected or len(match.words) > len(split(meant))  # or joined words came apart
        mended = " ".join(word.meant for word in match.words) if is_mended else ""
        danger = self.alarm.find(question, match.is_exact, mended)
        named = None if danger else self._picked_by_name(question, after)
        if named:
            return replace(self.choose(named), question=question)
        reply = self._urgent(danger) if danger else self._reply(verdict)
        asides = (Kind.URGENT, Kind.SMALL_TALK)
        return replace(
            reply,
            question=question,
            leaflet=home if reply.kind in asides else verdict.leaflet,
            ranking=tuple((c.item.id, round(c.probability, 4)) for c in match.covered[:MOST_RANKED]),
            corrected=self._corrected(match),
        )

    def choose(self, entry_id: str) -> Reply:
        """Return the answer of an entry that was picked. Raises KeyError for an id that is not there."""
        reply = replace(self._answer((entry_id,), ()), leaflet=self.leaflets.owner(entry_id))
        question = self._choice(entry_id).question
        return replace(reply, question=question, confidence=1.0, ranking=((entry_id, 1.0),))

    def predict(self, typed: str, limit: int = 4, early: bool = False) -> tuple[Choice, ...]:
        """Return questions of the FAQ that what has been typed so far may become, best first; () for too little.

        With `early`, one letter is not too little: where every letter costs a touch, guesses help from the first on.
        Nothing is guessed while somebody types of an emergency: a guess picked would go past the alarm.
        """
        if self.alarm.find(clean(typed)):
            return ()
        typed = clean(typed)
        named = self.leaflets.named(typed) if self._is_several else ()
        found = [self._predictors[number].predict(typed, limit, early) for number in named or range(len(self.leaflets))]
        in_turn = (key for row in zip_longest(*found) for key in row if key)
        return tuple(self._choice(key) for key in in_turn)[:limit]

    def topics(self) -> tuple[Topic, ...]:
        """Return all questions, grouped by leaflet and by the heading they stand under."""
        groups: dict[str, list[Choice]] = {}
        help_: set[str] = set()
        for leaflet in self.leaflets:
            for key, entry in leaflet.entries.items():
                section = entry.section or self.conversation.say("replies.no_section")
                title = self._in_leaflet(leaflet, section) if self._is_several else section
                groups.setdefault(title, []).append(Choice(key, entry.question))
                help_.update({title} if entry.id in HELP else ())
        return tuple(Topic(title, tuple(choices), title in help_) for title, choices in groups.items())

    @property
    def _is_several(self) -> bool:
        return len(self.leaflets) > 1

    def _in_leaflet(self, leaflet: Leaflet, text: str) -> str:
        return self.conversation.say("replies.in_leaflet", leaflet=leaflet.title, text=text)

    def _reply(self, verdict: Verdict) -> Reply:
        say, decision = self.conversation.say, verdict.decision
        kind = decision.kind
        candidates = decision.offered if verdict.asks_which else decision.offered[:MOST_CHOICES]
        offered = tuple(self._choice(c.item.id) for c in candidates)
        notes = self._notes(decision.match) + ((say("replies.leaned"),) if decision.leaned else ())
        if kind is Kind.ANSWER:
            reply = self._answer([c.item.id for c in decision.shown], [c.item.id for c in decision.offered])
            if verdict.is_guess:
                notes += (say("replies.from_leaflet", title=self._leaflet(decision.shown[0].item.id).title),)
            reply = replace(reply, lead=say("replies.either") if decision.is_either else "", notes=notes)
        elif kind is Kind.SUGGESTIONS:
            lead = say("replies.which_leaflet" if verdict.asks_which else "replies.suggestions")
            reply = Reply("", kind, lead, (), notes, offered, say("replies.suggestions_title"))
        elif kind is Kind.NOT_COVERED and decision.named:
            topic = decision.named.item.id
            title = say("replies.not_covered_title") if offered else ""
            reply = Reply("", kind, self._not_covered(topic, verdict.leaflet), (), notes, offered, title, topic=topic)
        elif kind is Kind.SMALL_TALK and decision.named:
            reply = Reply("", kind, self._talk[decision.named.item.id])
        else:
            unknown = "replies.unknown_several" if self._is_several else "replies.unknown"
            lead = say(unknown if decision.match.words else "replies.empty")
            title = say("replies.not_covered_title" if offered else "replies.starters_title")
            reply = Reply("", kind, lead, choices=offered or self._starters(), choices_title=title)
        return replace(reply, confidence=round(decision.confidence, 4), offers=bool(decision.offered))

    def _not_covered(self, topic: str, number: int | None) -> str:
        """Return the plain word that a leaflet (or, with None, none of them) covers a topic."""
        leaflets = self.leaflets if number is None else self.leaflets[number : number + 1]
        name = next(one.topic for leaflet in leaflets for one in leaflet.faq.not_covered if one.id == topic)
        if not self._is_several:
            return self.conversation.say("replies.not_covered", topic=name)
        if number is None:
            return self.conversation.say("replies.not_covered_several", topic=name)
        return self.conversation.say("replies.not_covered_in", topic=name, title=leaflets[0].title)

    def _answer(self, shown: Sequence[str], close: Sequence[str]) -> Reply:
        """Return the passages of entries; under them what else was likely, then what is related."""
        passages = tuple(self._passage(key) for key in shown)
        related = [self._related(key, other) for key in shown for other in self._entries[key].related]
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
        say, number = self.conversation.say, self.emergency_number
        call = say("replies.number", number=number) if number else say("replies.number_plain")
        return Reply("", Kind.URGENT, say(f"replies.{danger.id}", call=call), confidence=1.0)

    def _passage(self, key: str) -> Passage:
        entry = self._entries[key]
        return Passage(key, self._choice(key).question, entry.answer, entry.section, self._source(self._leaflet(key)))

    def _leaflet(self, key: str) -> Leaflet:
        return self.leaflets[self.leaflets.owner(key)]

    def _source(self, leaflet: Leaflet) -> str:
        """Return where a leaflet's text comes from and whether a clinician has checked it, to stand after "from"."""
        say, source, review = self.conversation.say, leaflet.faq.source, leaflet.faq.reviewed
        is_said = source.title.casefold() == leaflet.faq.title.casefold() and (source.publisher or not source.date)
        title = "" if is_said else leaflet.matcher.language.headline(source.title)
        names = {"source": title, "publisher": source.publisher}
        details = []
        if title and source.publisher:
            details.append(say("replies.source_after", **names))
        elif title:
            details.append(say("replies.source_after_title", **names))
        elif source.publisher:
            details.append(say("replies.source_after_publisher", **names))
        if details and source.date:
            details = [say("replies.source_dated", source=details[0], date=source.date)]
        if review.by and review.date:
            details.append(say("replies.checked", by=review.by, date=review.date))
        else:
            details.append(say("replies.not_checked"))
        return say("replies.source", title=leaflet.title, details="; ".join(details))

    def _related(self, key: str, other: str) -> str:
        """Return the key of a related id, which stands in the same leaflet as the entry that names it."""
        leaflet = self._leaflet(key)
        return next((k for k, entry in leaflet.entries.items() if entry.id == other), other)

    def _choice(self, key: str) -> Choice:
        """Return an entry to choose; among several leaflets its question says which it is from."""
        question = self._entries[key].question
        if self._is_several:
            number = self.leaflets.owner(key)
            if not self.leaflets.named_at(number, question):
                question = self._in_leaflet(self.leaflets[number], question)
        return Choice(key, question)

    def _starters(self) -> tuple[Choice, ...]:
        """Return questions to start with: those the wording names, or the first ones; of each leaflet in turn."""
        wanted = self.conversation.starters
        rows = []
        for leaflet in self.leaflets:
            named = [key for id_ in wanted for key, entry in leaflet.entries.items() if entry.id == id_]
            rows.append(named or list(leaflet.entries))
        in_turn = [key for key in chain.from_iterable(zip_longest(*rows)) if key]
        return tuple(self._choice(key) for key in in_turn[:STARTERS])

    def _with_name(self, question: str, after: Reply | None) -> str:
        """Return what is asked: where only a leaflet's name was said, the question that was not answered, with it."""
        if not self._is_several or after is None or after.kind is Kind.ANSWER or not after.offers:
            return question
        named = self.leaflets.named(question)
        is_name = any(self.leaflets.is_name_only(number, question) for number in named)
        return f"{after.question} {question}" if is_name and not self.leaflets.named(after.question) else question

    def _picked_by_name(self, question: str, after: Reply | None) -> str | None:
        """Return the choice that the name of a leaflet picks: "leukemia", where one choice is from that leaflet."""
        if not self._is_several or after is None or after.kind is Kind.ANSWER or not after.offers:
            return None
        numbers = [number for number in self.leaflets.named(question) if self.leaflets.is_name_only(number, question)]
        keys = [choice.entry for choice in after.choices if self.leaflets.owner(choice.entry) in numbers]
        return keys[0] if len(numbers) == 1 and len(keys) == 1 else None

    def _before(self, after: Reply | None) -> Before | None:
        """Return the answer that the next question may lean on."""
        if after is None or after.kind is not Kind.ANSWER:
            return None
        passage = after.passages[0]
        related = (self._related(passage.entry, id_) for id_ in self._entries[passage.entry].related)
        return Before(passage.entry, passage.question, tuple(related))

    def _corrected(self, match: Match) -> dict[str, str]:
        """Return the corrections worth telling: those of words that carry a topic."""
        light = self.matchers[0].is_light
        return {typed: meant for typed, meant in match.corrected.items() if not light(meant)}

    def _notes(self, match: Match) -> tuple[str, ...]:
        say = self.conversation.say
        return tuple(say("replies.corrected", typed=t, meant=m) for t, m in self._corrected(match).items())


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
