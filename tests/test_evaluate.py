"""Scoring: files of labelled questions are read or refused with the line, and every share is what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import shipped
from bot.evaluate import Labelled, Outcome, Score, read_questions, run, share
from bot.replies import Bot
from bot.reply import Choice, Kind, Reply
from bot.yamlfile import FileError

Write = Callable[[str | bytes], Path]
IDS = ("a", "b", "chain", "brakes", "price", "duration")


def load(path: Path) -> list[Labelled]:
    return read_questions(path, IDS, shipped.wording().say)


def test_reads_labels_and_questions(write: Write) -> None:
    path = write(
        "\ufeffchain\tHow often?\r\n\n   \nbrakes+chain\t squeal\tand \x1b[31mtab \n none\twhere is the toilet\n"
    )
    assert load(path) == [
        Labelled(("chain",), "How often?"),
        Labelled(("brakes", "chain"), "squeal and tab"),
        Labelled(("none",), "where is the toilet"),
    ]
    assert [asked.label for asked in load(path)] == ["chain", "brakes+chain", "none"]
    assert [asked.is_in_leaflet for asked in load(path)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\tb\nno tab here\n", 2),
        ("\tno label\n", 1),
        ("a\tb\n\n\na\t \n", 4),
        ("a\t\u200b\n", 1),
        ("a  b\n", 1),
        ("+\tb\n", 1),
        ("a+\tb\n", 1),
        ("a\tb\nchains\tb\n", 2),
        ("a+chains\tb\n", 1),
        ("a\tb\nnone+a\tb\n", 2),
        ("a\tone\u2028two\x0cthree\nb\tc\nbad\n", 3),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(write: Write, text: str, line: int) -> None:
    path = write(text)
    with pytest.raises(FileError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert "label" in caught.value.problem


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "\ufeff"])
def test_a_file_without_questions_is_refused(write: Write, text: str) -> None:
    with pytest.raises(FileError) as caught:
        load(write(text))
    assert caught.value.line is None or caught.value.line == 3
    assert "label" in caught.value.problem


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="UTF-8") as caught:
        load(write(b"a\tb\nb\t\xff\n"))
    assert caught.value.line == 2
    for path in (tmp_path, tmp_path / "missing.tsv", Path("/dev/zero")):
        with pytest.raises(FileError, match=str(path)):
            load(path)


def outcome(label: str, kind: Kind, entries: str = "", ranked: str = "", offered: str = "") -> Outcome:
    return Outcome(Labelled(tuple(label.split("+")), "?"), kind, tuple(entries), tuple(ranked), tuple(offered))


@pytest.mark.parametrize(
    ("label", "kind", "shown", "offered", "verdict"),
    [
        ("a", Kind.ANSWER, "a", "", "right"),
        ("a", Kind.ANSWER, "ba", "", "right"),
        ("a+b", Kind.ANSWER, "b", "", "right"),
        ("a", Kind.ANSWER, "b", "", "wrong"),
        ("a", Kind.ANSWER, "b", "ca", "wrong offered"),
        ("a+b", Kind.ANSWER, "c", "b", "wrong offered"),
        ("a", Kind.SUGGESTIONS, "", "bca", "offered"),
        ("a", Kind.SUGGESTIONS, "", "bcd", ""),
        ("a", Kind.NOT_COVERED, "", "", ""),
        ("a", Kind.NOT_COVERED, "", "a", "offered"),
        ("a", Kind.UNKNOWN, "", "", ""),
        ("a", Kind.URGENT, "", "", "alarm"),
        ("none", Kind.UNKNOWN, "", "", "right"),
        ("none", Kind.NOT_COVERED, "", "a", "right"),
        ("none", Kind.SUGGESTIONS, "", "a", "right"),
        ("none", Kind.SMALL_TALK, "", "", "right"),
        ("none", Kind.ANSWER, "a", "", "wrong"),
        ("none", Kind.URGENT, "", "", "alarm"),
        ("urgent", Kind.URGENT, "", "", "right alarm"),
        ("urgent", Kind.ANSWER, "a", "", "wrong"),
        ("urgent", Kind.UNKNOWN, "", "", ""),
        ("smalltalk", Kind.SMALL_TALK, "", "", "right"),
        ("smalltalk", Kind.ANSWER, "a", "", "wrong"),
        ("smalltalk", Kind.UNKNOWN, "", "", ""),
    ],
)
def test_one_outcome(label: str, kind: Kind, shown: str, offered: str, verdict: str) -> None:
    found = outcome(label, kind, shown, offered=offered)
    flags = {"right": found.is_right, "wrong": found.is_wrong, "offered": found.is_offered, "alarm": found.is_alarm}
    assert {name for name, holds in flags.items() if holds} == set(verdict.split())


OUTCOMES = (
    outcome("a", Kind.ANSWER, "a", "abc"),
    outcome("a", Kind.ANSWER, "b", "bac", "a"),
    outcome("a+b", Kind.SUGGESTIONS, "", "cdeab", "b"),
    outcome("b", Kind.UNKNOWN, "", "", "c"),
    outcome("b", Kind.URGENT, "", "b"),
    outcome("none", Kind.ANSWER, "a"),
    outcome("none", Kind.NOT_COVERED),
    outcome("none", Kind.UNKNOWN),
    outcome("none", Kind.URGENT),
    outcome("urgent", Kind.URGENT),
    outcome("urgent", Kind.URGENT),
    outcome("urgent", Kind.ANSWER, "a"),
    outcome("smalltalk", Kind.SMALL_TALK),
)


def test_every_share() -> None:
    score = Score(OUTCOMES)
    assert len(score.in_leaflet) == 5
    assert score.right == 1 / 5
    assert score.wrong == 1 / 5
    assert score.right_or_offered == 3 / 5
    assert score.false_answers == 1 / 4
    assert score.caught == 2 / 3
    assert score.false_alarms == 2 / 10
    assert (score.ranked(1), score.ranked(2), score.ranked(3), score.ranked(5)) == (2 / 5, 3 / 5, 3 / 5, 4 / 5)
    assert score.labels == ["a", "a+b", "b", "none", "urgent", "smalltalk"]
    assert [len(score.of(label)) for label in score.labels] == [2, 1, 2, 4, 3, 1]


def test_shares_of_nothing() -> None:
    score = Score(())
    assert (score.right, score.wrong, score.right_or_offered, score.false_answers, score.false_alarms) == (
        0,
        0,
        0,
        0,
        0,
    )
    assert (score.caught, score.ranked(1), score.labels) == (1, 0, [])
    assert share([]) == 0
    assert share(iter([True, False])) == 0.5


def test_each_question_is_asked_by_itself_and_the_first_three_offers_count() -> None:
    asked: list[str] = []

    def ask(question: str) -> Reply:
        asked.append(question)
        choices = tuple(Choice(id_, "?") for id_ in "bcda")
        return Reply(question, Kind.SUGGESTIONS, choices=choices, ranking=(("b", 0.3), ("a", 0.2)), offers=True)

    score = run(ask, [Labelled(("a",), "one"), Labelled(("d",), "two"), Labelled(("none",), "three")])
    assert asked == ["one", "two", "three"]
    assert [found.is_offered for found in score.outcomes] == [False, True, False]
    assert (score.ranked(1), score.ranked(2)) == (0.0, 0.5)


def test_the_usual_starters_are_no_offer() -> None:
    starters = (Choice("a", "?"), Choice("b", "?"))
    score = run(lambda text: Reply(text, Kind.UNKNOWN, choices=starters), [Labelled(("a",), "one")])
    assert (score.right_or_offered, score.outcomes[0].offered) == (0.0, ())


def test_a_real_bot_is_scored(small_bot: Bot, write: Write) -> None:
    path = write("chain\toil the chain?\nprice+duration\tcost of repairs\nnone\twhich helmet\nsmalltalk\thello\n")
    score = run(small_bot.ask, load(path))
    assert (score.right, score.wrong, score.false_answers, score.false_alarms) == (1, 0, 0, 0)
    assert all(found.is_right for found in score.outcomes)
