"""Several leaflets at once: which one a question is about, and that no other leaflet's passage is shown for it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import make_bot

from bot import faq, shipped, why
from bot.faq import Faq
from bot.leaflets import entry_keys
from bot.replies import Bot
from bot.reply import Kind, Reply

LEUKEMIA = Path(__file__).parent / "data" / "leukemia.yaml"
WORDING = shipped.wording()
OTHERS = ("Asthma", "Eczema", "Epilepsy", "Diabetes", "Malaria")
NAMES = {"asthma": ["asthma", "azthma", "ASTHMA"], "leukemia": ["leukemia", "lukemia", "leukosis", "blood cancer"]}


def other(name: str) -> Faq:
    """A leaflet like the one about leukemia, with the same ids and the same ways of asking, about something else."""
    text = LEUKEMIA.read_text(encoding="utf-8").partition("\nwords:")[0]
    text = text.replace("Childhood leukemia", name).replace("eukemia", "EUKEMIA")
    text = text.replace("lEUKEMIA", name.lower()).replace("LEUKEMIA", name).replace("blood", "body")
    path = LEUKEMIA.with_name(f"{name.lower()}.yaml")
    return replace(_load(text), path=path)


def _load(text: str) -> Faq:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "faq.yaml"
        path.write_text(text, encoding="utf-8")
        return faq.load(path)


@lru_cache
def two() -> Bot:
    return make_bot(faq.load(LEUKEMIA), other("Asthma"))


@lru_cache
def six() -> Bot:
    return make_bot(faq.load(LEUKEMIA), *map(other, OTHERS))


def choices(reply: Reply) -> list[str]:
    return [choice.entry for choice in reply.choices] if reply.offers else []


def test_a_question_that_both_could_answer_asks_which() -> None:
    reply = two().ask("what are the symptoms?")
    assert (reply.kind, reply.passages) == (Kind.SUGGESTIONS, ())
    assert reply.lead == WORDING.say("replies.which_leaflet")
    assert sorted(choices(reply)) == ["asthma/symptoms", "leukemia/symptoms"]
    assert all(("leukemia" in c.question) == c.entry.startswith("leukemia") for c in reply.choices)


def test_with_six_leaflets_each_that_could_answer_is_offered() -> None:
    reply = six().ask("what are the symptoms?")
    assert sorted(choices(reply)) == sorted(f"{name.lower()}/symptoms" for name in ("leukemia", *OTHERS))
    assert len({choice.question for choice in reply.choices}) == 6


@pytest.mark.parametrize(("stem", "name"), [(stem, name) for stem, names in NAMES.items() for name in names])
@pytest.mark.parametrize("question", ["symptoms of {}", "how is {} treated", "Is {} inherited?", "{} causes"])
def test_a_question_that_names_a_leaflet_gets_no_passage_of_another(question: str, stem: str, name: str) -> None:
    reply = two().ask(question.format(name))
    assert reply.kind is Kind.ANSWER
    assert all(entry.startswith(f"{stem}/") for entry in (*reply.entries, *choices(reply)))


@pytest.mark.parametrize("name", OTHERS)
def test_so_it_is_among_six(name: str) -> None:
    for question in ("signs of {}", "what is the treatment for {}", "will my child survive {}", "does {} hurt"):
        reply = six().ask(question.format(name.lower()))
        assert {entry.split("/")[0] for entry in (*reply.entries, *choices(reply))} == {name.lower()}


@pytest.mark.parametrize("illness", ["psoriasis", "lupus", "pneumonia", "migranitis", "Ewing"])
@pytest.mark.parametrize("question", ["symptoms of {}", "what is the treatment for {}", "is {} inherited"])
def test_an_illness_that_no_leaflet_is_about_is_not_answered(question: str, illness: str) -> None:
    assert two().ask(question.format(illness)).kind is not Kind.ANSWER


@pytest.mark.parametrize("question", ["symptoms of asthma", "is eczema inherited", "what causes epilepsy"])
def test_nor_is_it_by_a_single_leaflet(shipped_bot: Bot, question: str) -> None:
    reply = shipped_bot.ask(question)
    assert reply.kind is not Kind.ANSWER
    assert choices(reply)


def test_an_illness_that_an_entry_speaks_of_is_answered(shipped_bot: Bot) -> None:
    reply = shipped_bot.ask("can an x-ray for asthma show it up?")
    assert reply.entries == ("found-by-chance",)


def test_an_illness_of_the_title_is_its_own(small_faq: Faq) -> None:
    named = replace(small_faq, title="A workshop for people with asthma")
    assert make_bot(named).ask("how often should asthma patients oil the chain").entries == ("chain",)
    assert make_bot(small_faq).ask("how often should asthma patients oil the chain").kind is not Kind.ANSWER


def test_what_only_one_leaflet_holds_is_answered_and_its_name_told(small_faq: Faq) -> None:
    bot = make_bot(small_faq, faq.load(LEUKEMIA))
    reply = bot.ask("how do I patch a tube")
    assert reply.entries == ("puncture",)
    assert WORDING.say("replies.from_leaflet", title=small_faq.title) in reply.notes
    assert bot.ask("when should I oil the chain of my bicycle").notes == ()


def test_a_talk_stays_in_its_leaflet_until_another_is_named() -> None:
    bot = two()
    reply = bot.ask("symptoms of leukemia")
    for question, entry in [
        ("what causes it", "leukemia/causes"),
        ("thanks", None),
        ("is it inherited", "leukemia/inherited"),
        ("and asthma?", "asthma/inherited"),
        ("how is it treated", "asthma/treatment"),
        ("and for leukemia?", "leukemia/treatment"),
    ]:
        reply = bot.ask(question, reply)
        assert reply.entries == ((entry,) if entry else ()), question


@pytest.mark.parametrize("typed", ["leukemia", "Lukemia!", "the leukemia please", "for blood cancer"])
def test_a_name_picks_from_the_choices(typed: str) -> None:
    asked = two().ask("what are the symptoms?")
    reply = two().ask(typed, asked)
    assert (reply.entries, reply.question) == (("leukemia/symptoms",), typed)


def test_a_name_goes_with_the_question_that_was_not_answered() -> None:
    bot = make_bot(faq.load(LEUKEMIA), other("Asthma"), other("Malaria"))
    unsure = Reply("what causes it", Kind.UNKNOWN, choices=bot.ask("asthma").choices, offers=True)
    assert bot.ask("malaria", unsure).entries == ("malaria/causes",)


def test_a_question_that_names_both_offers_both() -> None:
    reply = two().ask("treatment of asthma and leukemia")
    assert reply.kind is Kind.SUGGESTIONS
    assert set(choices(reply)) == {"asthma/treatment", "leukemia/treatment"}


HAIR = ["hair loss", "will my hair fall out", "does her hair fall out", "losing hair", "bald head", "why no hair"]


@lru_cache
def uneven() -> Bot:
    """Asthma says nothing of hair; leukemia does."""
    bare = other("Asthma")
    entries = tuple(entry for entry in bare.entries if entry.id != "side-effects")
    topic = faq.NotCovered("hair", "hair loss", tuple(HAIR))
    return make_bot(faq.load(LEUKEMIA), replace(bare, entries=entries, not_covered=(topic,)))


def test_what_one_leaflet_does_not_cover_another_may_answer() -> None:
    assert uneven().ask("will my daughter lose her hair").entries == ("side-effects",)


@pytest.mark.parametrize("question", ["hair loss in asthma", "will his hair fall out from asthma"])
def test_but_not_where_the_question_names_the_one(question: str) -> None:
    reply = uneven().ask(question)
    assert (reply.kind, reply.topic) == (Kind.NOT_COVERED, "hair")
    assert all(entry.startswith("asthma/") for entry in choices(reply))
    assert reply.lead == WORDING.say("replies.not_covered_in", title="Asthma", topic="hair loss")


def test_where_the_talk_is_about_the_one_the_other_is_only_offered() -> None:
    reply = uneven().ask("will her hair fall out", uneven().ask("symptoms of asthma"))
    assert (reply.kind, reply.topic, choices(reply)) == (Kind.NOT_COVERED, "hair", ["side-effects"])
    assert [choice.question for choice in reply.choices] == [
        "Childhood leukemia: What are the side effects of the treatment?"
    ]


def test_topics_are_grouped_by_leaflet() -> None:
    topics = two().topics()
    assert [topic.title.split(": ")[0] for topic in topics] == ["Childhood leukemia"] * 4 + ["Asthma"] * 4
    assert sorted(choice.entry for topic in topics for choice in topic.choices) == sorted(two().entries)


def test_the_greeting_names_all_and_starts_with_each() -> None:
    greeting = six().greet()
    assert all(name in greeting.lead for name in ("Childhood leukemia", *OTHERS))
    assert len({choice.entry.split("/")[0] for choice in greeting.choices}) == len(greeting.choices) == 5
    assert (two().title, six().title) == ("Childhood leukemia, Asthma", "6 leaflets")


def test_predictions_come_from_all_leaflets_or_the_one_named() -> None:
    assert {choice.entry.split("/")[0] for choice in two().predict("what are the signs")} == {"leukemia", "asthma"}
    assert {choice.entry.split("/")[0] for choice in two().predict("treatment of asthma")} == {"asthma"}


def test_ids_are_those_of_the_file_unless_two_share_them(small_faq: Faq) -> None:
    assert list(entry_keys([small_faq])[0]) == [entry.id for entry in small_faq.entries]
    assert "puncture" in make_bot(small_faq, faq.load(LEUKEMIA)).entries
    assert all(entry.startswith(("leukemia/", "asthma/")) for entry in two().entries)


def test_two_leaflets_of_one_title_are_told_apart() -> None:
    one = faq.load(LEUKEMIA)
    bot = make_bot(one, replace(one, path=Path("again.yaml")))
    reply = bot.ask("symptoms of leukemia")
    assert len({choice.question for choice in reply.choices}) == len(reply.choices) == 2


def test_why_explains_each_leaflet_that_was_looked_in() -> None:
    assert why.explain(two(), "what are the symptoms").count("In the leaflet") == 2
    assert why.explain(two(), "symptoms of asthma").count("In the leaflet") == 1
