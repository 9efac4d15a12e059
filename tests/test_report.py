"""What `faqbot test` prints and how it ends: the table by label, the misses, the limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import SMALL, warm_cache

from bot import cli, shipped
from bot.evaluate import Labelled, Outcome, Score
from bot.reply import Kind
from bot.report import Limits, misses, percent, shortfalls, table

Out = pytest.CaptureFixture[str]
say = shipped.wording().say


def outcome(label: str, kind: Kind, entries: str = "", offered: str = "", ranked: str = "", text: str = "?") -> Outcome:
    asked = Labelled(tuple(label.split("+")), text)
    return Outcome(asked, kind, tuple(entries.split()), tuple(ranked.split()), tuple(offered.split()))


SCORE = Score(
    (
        outcome("chain", Kind.ANSWER, "chain", ranked="chain brakes"),
        outcome("chain", Kind.ANSWER, "brakes", ranked="brakes opening chain", text="is it dry"),
        outcome("brakes+chain", Kind.SUGGESTIONS, "", "opening chain", "opening price borrow chain", text="that noise"),
        outcome("opening", Kind.UNKNOWN, ranked="opening", text="on sunday"),
        outcome("none", Kind.UNKNOWN),
        outcome("none", Kind.NOT_COVERED),
        outcome("none", Kind.ANSWER, "price", text="is it insured"),
        outcome("none", Kind.URGENT, text="an ambulance passed"),
        outcome("urgent", Kind.URGENT),
        outcome("urgent", Kind.ANSWER, "brakes", text="no air"),
        outcome("smalltalk", Kind.SMALL_TALK),
    )
)
"""In the leaflet: right 1 of 4, wrong 1, offered 1, refused 1. Outside: 1 of 4 answered. Emergencies: 1 of 2."""


def test_table_counts_by_label_in_order_of_the_file() -> None:
    assert table(SCORE, say).splitlines()[:8] == [
        "label               asked  right  wrong  offered  refused  false answers",
        "chain                   2      1      1        0        0              0",
        "brakes+chain            1      0      0        1        0              0",
        "opening                 1      0      0        0        1              0",
        "none                    4      2      0        0        1              1",
        "urgent                  2      1      0        0        0              1",
        "smalltalk               1      1      0        0        0              0",
        "ALL IN THE LEAFLET      4      1      1        1        1              0",
    ]


def test_under_the_table_stand_the_figures_that_count() -> None:
    assert table(SCORE, say).splitlines()[8:] == [
        "",
        "Right entry ranked first: 2 of 4 (50.0 %); among the first three: 3 (75.0 %).",
        "Emergencies caught: 1 of 2. False alarms: 1 of 9 other questions (11.1 %).",
        "In the leaflet: right 25.0 %, wrong 25.0 %, right or offered 50.0 %. "
        "Outside it: answered all the same 25.0 %.",
    ]


def test_table_of_nothing() -> None:
    assert "ALL IN THE LEAFLET      0" in table(Score(()), say)


def test_misses_name_what_was_wanted_what_came_and_the_question() -> None:
    assert misses(SCORE, say).splitlines() == [
        "chain | answer brakes | is it dry",
        "brakes+chain | suggestions opening, chain | that noise",
        "opening | unknown  | on sunday",
        "none | answer price | is it insured",
        "none | urgent  | an ambulance passed",
        "urgent | answer brakes | no air",
    ]


def test_no_misses_is_no_text() -> None:
    assert misses(Score((outcome("none", Kind.UNKNOWN),)), say) == ""


@pytest.mark.parametrize(
    ("limits", "short"),
    [
        (Limits(), []),
        (Limits(min_right=25, max_wrong=25, max_false=25, min_urgent=50), []),
        (Limits(min_right=0, max_wrong=100, max_false=100, min_urgent=0), []),
        (Limits(min_right=25.1), ["Fell short: right 25.0 %, at least 25.1 % wanted."]),
        (Limits(max_wrong=24), ["Fell short: wrong 25.0 %, at most 24 % wanted."]),
        (Limits(max_false=0), ["Fell short: false answers 25.0 %, at most 0 % wanted."]),
        (Limits(min_urgent=100), ["Fell short: emergencies caught 50.0 %, at least 100 % wanted."]),
    ],
)
def test_limits(limits: Limits, short: list[str]) -> None:
    assert shortfalls(SCORE, limits, say) == short


def test_every_limit_that_does_not_hold_is_named() -> None:
    assert len(shortfalls(SCORE, Limits(90, 3, 5, 100), say)) == 4


def test_a_third_is_a_third() -> None:
    """Shares that no float holds exactly do not fall short of themselves."""
    score = Score(tuple(outcome("chain", Kind.ANSWER, entry) for entry in ("chain", "brakes", "brakes")))
    assert shortfalls(score, Limits(min_right=100 / 3, max_wrong=200 / 3), say) == []


@pytest.mark.parametrize(("share", "text"), [(0, "0.0 %"), (1, "100.0 %"), (2 / 3, "66.7 %"), (0.9996, "100.0 %")])
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


# ---- the command


QUESTIONS = (
    "opening\twhat are your opening hours\nbrakes+chain\tWhy do my brakes squeal?\nprice\tmend a flat\n"
    "duration\tzebra quux\nnone\tinsurance claim form\nnone\tCan I borrow a bicycle?\n"
    "urgent\tmy baby cannot breathe\nsmalltalk\thello\n"
)


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The arguments that test the small FAQ with questions of every kind: right 2 of 4, 1 wrong; 1 of 2 false."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache()))
    (tmp_path / "questions.tsv").write_text(QUESTIONS)
    return ["test", "--faq", str(SMALL), str(tmp_path / "questions.tsv")]


def test_command_prints_the_table_and_ends_with_0(capsys: Out, questions: list[str]) -> None:
    assert cli.main(questions) == 0
    out, err = capsys.readouterr()
    assert err == ""
    last = out.splitlines()[-1]
    assert last.startswith("In the leaflet: right 50.0 %, wrong 25.0 %, right or offered ")
    assert last.endswith("Outside it: answered all the same 50.0 %.")
    assert "Emergencies caught: 1 of 1. False alarms: 0 of 7 other questions (0.0 %)." in out


def test_command_lists_the_misses(capsys: Out, questions: list[str]) -> None:
    assert cli.main([*questions, "--misses"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-3:] == [
        "price | answer puncture | mend a flat",
        "duration | unknown  | zebra quux",
        "none | answer borrow | Can I borrow a bicycle?",
    ]


@pytest.mark.parametrize(
    ("limits", "status", "lines"),
    [
        (["--min-right", "50", "--max-wrong", "25", "--max-false", "50", "--min-urgent", "100"], 0, 0),
        (["--min-right", "50.1"], 1, 1),
        (["--max-wrong=24.9"], 1, 1),
        (["--max-false", "49", "--min-right", "99"], 1, 2),
        (["--min-urgent", "100.5"], 1, 1),
    ],
)
def test_command_ends_with_1_where_a_limit_does_not_hold(
    capsys: Out, questions: list[str], limits: list[str], status: int, lines: int
) -> None:
    assert cli.main([*questions, *limits]) == status
    out, err = capsys.readouterr()
    assert (out.count("Fell short: "), err) == (lines, "")


def test_command_takes_several_files_together(capsys: Out, questions: list[str], tmp_path: Path) -> None:
    (tmp_path / "more.tsv").write_text("chain\tmend a flat\n")
    assert cli.main([*questions, str(tmp_path / "more.tsv")]) == 0
    out = capsys.readouterr().out
    assert "ALL IN THE LEAFLET      5      2      2" in out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("chain mend a flat\n", ":1: write a label, one TAB"),
        ("\n\nchain\t\n", ":3: write a label"),
        ("", ": holds no"),
    ],
)
def test_command_refuses_a_file_that_is_not_labelled(
    capsys: Out, questions: list[str], tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "bad.tsv").write_text(text)
    assert cli.main([*questions, str(tmp_path / "bad.tsv")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"bad.tsv{says}" in err
