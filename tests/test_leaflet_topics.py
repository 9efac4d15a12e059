"""What a question asks for is recognized for any leaflet, and the passages that speak of it are found."""

from __future__ import annotations

import pytest

from bot import drafting, leaflet_topics, shipped
from bot.entries import Entry
from bot.leaflet_topics import LeafletTopics
from bot.matcher import Matcher
from bot.spelling import Word
from bot.words import split

ENTRIES = {
    "cause": Entry("cause", "Why knots form", "Knots are caused by wind and wool caps.", "Why knots form"),
    "cure": Entry("cure", "Treatment", "Warm oil is used. A comb follows.\n\n- Comb. From the ends.", "Treatment"),
    "comb": Entry("comb", "Comb", "Comb. From the ends.", "Treatment"),
    "pool": Entry("pool", "At the pool", "Wear a swimming cap.", "At the pool"),
}


@pytest.fixture(scope="module")
def recognizer() -> Matcher:
    return leaflet_topics.recognizer(drafting.load(), shipped.words().with_groups(()))


@pytest.fixture(scope="module")
def topics(recognizer: Matcher) -> LeafletTopics:
    return leaflet_topics.of_leaflet(recognizer, drafting.load(), ENTRIES, "Living with knotted hair")


def words(text: str) -> list[Word]:
    return [Word(word, word) for word in split(text)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what causes knotted hair", "cause"),
        ("how do you treat it", "cure"),
        ("where does knotted hair come from", "cause"),
        ("can she go swimming", "pool"),
    ],
)
def test_the_passage_that_speaks_of_what_is_asked_for_is_found(
    topics: LeafletTopics, question: str, expected: str
) -> None:
    found = topics.speak(words(question))
    assert max(found, key=lambda key: sum(found[key])) == expected


def test_the_name_of_the_illness_says_nothing_of_what_is_asked_for(topics: LeafletTopics) -> None:
    assert topics.speak(words("what causes knotted hair")) == topics.speak(words("what causes it"))


def test_fits_are_shares_and_the_best_is_first_in_rank(topics: LeafletTopics) -> None:
    for fits in topics.fits.values():
        assert all(0 < one.share <= 1 and 0 <= one.by_rank <= 1 for one in fits.values())
    causes = topics.fits["causes"]
    assert (causes["cause"].share, causes["cause"].by_rank) == (1.0, 1.0)


def test_an_item_of_a_list_has_no_heading_of_its_own(topics: LeafletTopics) -> None:
    treated = topics.fits["treatment"]
    assert treated["cure"].headed
    assert "comb" not in treated or not treated["comb"].headed


def test_further_ways_of_asking_are_of_topics_and_none_is_of_two() -> None:
    patterns = drafting.load()
    assert set(patterns.asked) <= {topic.id for topic in patterns.topics}
    lines = [line.casefold() for lines in patterns.asked.values() for line in lines]
    assert len(lines) == len(set(lines)) > 1000


def test_a_topic_is_recognized_by_a_further_way_of_asking_too(topics: LeafletTopics) -> None:
    assert max(found := topics.speak(words("can anything be done for it")), key=lambda key: sum(found[key])) == "cure"
