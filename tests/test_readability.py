"""Reading grades: measured without network, a list item taken for a sentence; without the extra the rest goes on."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from checking import DATA, TODAY, brief, line_of, put

from bot import check, clashes, cli, faq, readability, shipped

HARD = (
    "Intermittently administered immunomodulatory pharmaceuticals necessitate continuous interdisciplinary "
    "supervision, particularly regarding cardiopulmonary complications following chemotherapy."
)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(clashes, "find", lambda *arguments: [])


def test_grades_are_those_of_the_formula() -> None:
    assert readability.grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert readability.grade(HARD) > 15


def test_a_list_item_is_a_sentence() -> None:
    items = "Signs of it may be:\n\n- fever in the night\n- pain in the bones"
    assert readability.grade(items) == pytest.approx(
        readability.grade("Signs of it may be. Fever in the night. Pain in the bones.")
    )


def test_what_ships_can_be_read(shipped_faq: faq.Faq) -> None:
    grades = {entry.id: readability.grade(entry.answer) for entry in shipped_faq.entries}
    assert [id_ for id_, grade in grades.items() if not 1 <= grade <= check.MOST_GRADE] == []
    assert max(grade for id_, grade in grades.items() if id_ != "contacts") < 6  # addresses are no prose


def test_a_hard_answer_is_told(tmp_path: Path) -> None:
    old = "Oil the chain once a month, and after every ride in the rain."
    path = put(tmp_path, {old: HARD}, {old: HARD})
    found = [brief(one) for one in check.everything([path], TODAY)]
    assert found == [("warning", "hard_to_read", "small.yaml", line_of(path, "answer:", after="id: chain"), "chain")]
    assert check.everything([put(tmp_path)], TODAY) == []


def test_a_text_that_is_not_english_is_not_measured(tmp_path: Path) -> None:
    old = "Oil the chain once a month, and after every ride in the rain."
    path = put(tmp_path, {old: HARD, "language: en": "language: xx"}, {old: HARD})
    assert [one.rule for one in check.everything([path], TODAY)] == ["no_wording"]


def test_without_the_extra_a_line_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    assert cli.main(["check", str(DATA / "small.yaml")]) == 0
    out, err = capsys.readouterr()
    assert err == shipped.wording().say("check.no_grades") + "\n"
    assert "faqbot[authoring]" in err
    assert out.endswith("Errors: 0. Warnings: 1.\n")
