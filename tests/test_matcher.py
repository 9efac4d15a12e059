"""The ranking: what was asked word for word is certain, and nothing depends on order, case, space or chance."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import calibration, faq, linear, shipped, training
from bot.faq import Faq
from bot.language import Language
from bot.leaflets import make_matchers
from bot.matcher import Candidate, Item, Match, Matcher, Side
from bot.replies import Bot
from bot.words import split

SIDES = {Side.COVERED: "covered", Side.OUTSIDE: "outside", Side.TALK: "talk"}


@lru_cache
def small() -> Matcher:
    """The matcher of the small FAQ, for tests whose arguments are printed where they fail."""
    return make_matchers([faq.load(SMALL)], shipped.wording(), shipped.words())[0]


def first(match: Match, side: Side) -> Candidate:
    return getattr(match, SIDES[side])[0]


def ranking(match: Match) -> list[list[tuple[str, float]]]:
    return [[(c.item.id, c.probability) for c in side] for side in (match.covered, match.outside, match.talk)]


def all_phrasings(items: Sequence[Item]) -> list[tuple[Item, str]]:
    return [(item, phrasing) for item in items for phrasing in item.phrasings]


def test_every_phrasing_of_the_small_faq_finds_its_item_for_certain() -> None:
    for item, phrasing in all_phrasings(small().items):
        found = first(small().rank(phrasing), item.side)
        assert (found.item.id, found.probability) == (item.id, 1.0), phrasing


def test_a_sample_of_the_shipped_phrasings_find_their_items_for_certain(shipped_bot: Bot) -> None:
    for item, phrasing in all_phrasings(shipped_bot.matchers[0].items)[::17]:
        found = first(shipped_bot.matchers[0].rank(phrasing), item.side)
        assert (found.item.id, found.probability) == (item.id, 1.0), phrasing


@settings(deadline=None, max_examples=150)
@given(
    phrasing=st.sampled_from([phrasing for _, phrasing in all_phrasings(small().items)]),
    change=st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    between=st.sampled_from([" ", "  ", "\t", "\n", " \u3000", ", "]),
    end=st.sampled_from(["", "?", "!", "...", " ?!?", ".", "\n", " :"]),
)
def test_case_white_space_and_punctuation_do_not_matter(phrasing: str, change, between: str, end: str) -> None:  # type: ignore[no-untyped-def]
    changed = between.join(change(phrasing).split()) + end
    assert ranking(small().rank(changed)) == ranking(small().rank(phrasing))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_in_the_file_does_not_matter(small_faq: Faq, seed: int) -> None:
    chance = random.Random(seed)

    def shuffled(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, len(values)))

    other = replace(
        small_faq,
        entries=shuffled([replace(entry, also=shuffled(entry.also)) for entry in small_faq.entries]),
        not_covered=shuffled([replace(topic, also=shuffled(topic.also)) for topic in small_faq.not_covered]),
    )
    wording = shipped.wording()
    wording = replace(
        wording, small_talk=shuffled([replace(t, phrasings=shuffled(t.phrasings)) for t in wording.small_talk])
    )
    matcher = make_matchers([other], wording, shipped.words())[0]
    for question in (
        "squeeky brakes",
        "how much to mend a flat tyre",
        "engine oil",
        "when",
        "helo there",
        "new whel price",
    ):
        assert ranking(matcher.rank(question)) == ranking(small().rank(question))


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_another_run_gives_the_same(seed: str) -> None:
    question = "what does it cost to fix a flat tyre in rain"
    code = (
        "import sys; from bot import faq, shipped; from bot.leaflets import make_matchers\n"
        "matcher = make_matchers([faq.load(sys.argv[1])], shipped.wording(), shipped.words())[0]\n"
        "print([(c.item.id, c.probability) for c in matcher.rank(sys.argv[2]).covered])"
    )
    root = Path(__file__).parent.parent
    run = [sys.executable, "-c", code, str(SMALL), question]
    done = subprocess.run(
        run, capture_output=True, text=True, check=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}
    )
    assert done.stdout.strip() == str(ranking(small().rank(question))[0])


WORDS = sorted({word for _, phrasing in all_phrasings(small().items) for word in phrasing.split()})
QUESTIONS = (
    st.text(st.characters(exclude_categories=()), max_size=100)
    | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
    | st.lists(st.text(max_size=8) | st.sampled_from(WORDS), max_size=8).map(" ".join)
)


@settings(deadline=None, max_examples=200)
@given(question=QUESTIONS, context=st.just("") | QUESTIONS)
def test_any_text_gets_an_ordered_ranking_with_probabilities(question: str, context: str) -> None:
    match = small().rank(question, context)
    for side, candidates in zip(Side, (match.covered, match.outside, match.talk), strict=True):
        chances = [candidate.probability for candidate in candidates]
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= chance <= 1 for chance in chances)
        assert {candidate.item.side for candidate in candidates} <= {side}
        assert len({candidate.item.id for candidate in candidates}) == len(candidates)
    assert 0 <= len(match.unknown) <= match.topic_words <= len(match.words) + len(question)


@pytest.mark.parametrize("text", ["", " ", "?!", "🚲", "a" * 10_000, "why " * 3_000, "\x00\ud800", "1", "brake" * 400])
def test_odd_texts_are_ranked(text: str) -> None:
    assert isinstance(small().rank(text), Match)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how do I patch a hole", "puncture"),
        ("tyre is flat", "puncture"),
        ("how do i repare a flatt tire", "puncture"),
        ("rusty chains", "chain"),
        ("oiling", "chain"),
        ("my break pads squeek", "brakes"),
        ("openning hours", "opening"),
        ("may a member borow a bike", "borrow"),
        ("what must I pay", "price"),
    ],
)
def test_other_words_and_spellings_find_the_entry(question: str, entry: str) -> None:
    assert first(small().rank(question), Side.COVERED).item.id == entry


def test_unknown_words_are_named_and_lower_the_probability() -> None:
    plain, with_unknown = small().rank("oil the chain"), small().rank("oil the chain of the zeppelin quagga")
    assert plain.unknown == ()
    assert with_unknown.unknown == ("zeppelin", "quagga")
    assert first(with_unknown, Side.COVERED).probability < first(plain, Side.COVERED).probability


def test_corrections_are_told() -> None:
    corrected = small().rank("squeel of the brakse").corrected
    assert (corrected["squeel"], corrected["brakse"][:5], len(corrected)) == ("squeal", "brake", 2)
    assert small().rank("squeal of the brakes").corrected == {}


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from([*WORDS, "squeeel", "brakessss", "whatis", "punc ture", "chainnn", "helmmmet"]), max_size=6
    )
)
def test_corrections_name_words_that_were_typed(words: list[str]) -> None:
    typed = f" {' '.join(split(' '.join(words)))} "
    assert all(f" {word} " in typed for word in small().rank(typed).corrected)


def test_context_helps_a_question_that_leans_on_it() -> None:
    alone = dict(ranking(small().rank("and in summer?"))[0])
    leaning = ranking(small().rank("and in summer?", "When is the workshop open?"))[0]
    assert leaning[0][0] == "opening"
    assert leaning[0][1] > alone.get("opening", 0.0)


def test_exact_words_stay_first_beside_a_longer_phrasing_that_holds_them() -> None:
    items = [
        Item("a", Side.COVERED, ("chain", "rusty wheel")),
        Item("b", Side.COVERED, ("chain oil", "chain grease", "oil chain")),
    ]
    match = training.build(items, Language()).rank("Chain!")
    assert [candidate.item.id for candidate in match.covered] == ["a", "b"]
    assert match.covered[0].probability == 1.0


def test_a_phrasing_of_two_items_is_certain_for_neither() -> None:
    items = [Item("a", Side.COVERED, ("rusty chain", "oil")), Item("b", Side.OUTSIDE, ("rusty chain!", "engine"))]
    match = training.build(items, Language()).rank("rusty chain")
    assert match.covered[0].probability < 1
    assert match.outside[0].probability < 1


def test_an_entry_of_hundreds_of_phrasings_is_ranked() -> None:
    names = sorted(a + b + c for a in "bdfgklmnp" for b in "aeiou" for c in "lmnrstx")[:300]
    texts = [f"{name}o wheel" + " in red" * (number < 20) for number, name in enumerate(names)]
    matcher = training.build(
        [Item("wheels", Side.COVERED, tuple(texts)), Item("red", Side.OUTSIDE, ("red",))], Language()
    )
    assert first(matcher.rank(f"a red wheel {names[290]}o"), Side.COVERED).item.id == "wheels"


@pytest.mark.parametrize(
    "items",
    [
        [Item("a", Side.COVERED, ("one phrasing",))],
        [Item("a", Side.COVERED, ("?!",)), Item("b", Side.COVERED, ("words",))],
        [Item("a", Side.COVERED, ()), Item("b", Side.OUTSIDE, ("words",))],
        [Item(str(number), Side.COVERED, ("same same",)) for number in range(5)],
        [Item("a", Side.TALK, ("hello",))],
        [],
    ],
    ids=["one", "no words", "no phrasings", "all alike", "only talk", "nothing"],
)
def test_tiny_faqs_make_a_matcher(items: list[Item]) -> None:
    match = training.build(items, Language()).rank("some words that are the same, hello")
    assert all(0 <= chance <= 1 for side in ranking(match) for _, chance in side)


SAMPLE = st.tuples(st.tuples(st.just(1.0), *[st.floats(0, 2)] * 3, st.floats(-2, 0), st.floats(0, 1)), st.booleans())


@settings(deadline=None, max_examples=100)
@given(st.lists(SAMPLE, max_size=30))
def test_the_curve_is_finite_whatever_it_is_fitted_to(samples: list[tuple[calibration.Evidence, bool]]) -> None:
    curve = calibration.fit(samples)
    assert all(map(math.isfinite, curve.weights))
    assert all(0 <= curve.probability(values) <= 1 for values, _ in samples)


@pytest.mark.parametrize("count", [0, 1, 50, 2_000])
@pytest.mark.parametrize("sides", [(True,), (False,), (True, False)], ids=["all right", "all wrong", "separable"])
def test_the_curve_is_finite_for_samples_of_one_side_and_separable_ones(count: int, sides: tuple[bool, ...]) -> None:
    samples = [((1.0, float(side), float(side), float(side), 0.0, 0.0), side) for side in sides] * count
    curve = calibration.fit(samples)
    assert all(map(math.isfinite, curve.weights))
    if count == 50:
        chances = [curve.probability(values) for values, _ in samples]
        assert all((chance > 0.5) is side for chance, (_, side) in zip(chances, samples, strict=True))


@pytest.mark.parametrize("weight", [1e6, -1e6])
def test_a_steep_curve_stays_within_bounds(weight: float) -> None:
    assert 0 <= calibration.Curve((weight,) * 6).probability((1.0,) * 6) <= 1


def test_without_samples_the_curve_is_the_average_one() -> None:
    assert calibration.fit([]).weights == pytest.approx(calibration.PRIOR)


def test_linear_weights_separate_classes() -> None:
    vectors = [[("red", 0.8), ("round", 0.6)], [("red", 1.0)], [("blue", 0.8), ("round", 0.6)], [("blue", 1.0)]] * 5
    items = [3, 3, 7, 7] * 5
    weights = linear.train(vectors, items)
    for vector, item in zip(vectors, items, strict=True):
        scores = linear.score(weights, vector)
        assert max(scores, key=scores.__getitem__) == item
    assert linear.train(vectors, items) == weights
    assert linear.score(weights, [("green", 1.0)]) == {}
    assert linear.train([], []) == {}
