"""`faqbot check` as people and programs use it: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking import DATA, line_of, put

from bot import check, clashes, cli, draft_file, shipped
from bot.entries import Faq

Out = pytest.CaptureFixture[str]
LATE = {"  date: 2021-05-31\n": "  date: 2999-05-31\n", "review_every: 3 years\n": "review_every: 12 months\n"}
"""A review to come is the one warning, whatever day it is."""


@pytest.fixture(autouse=True)
def no_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds is tested in test_clashes."""
    monkeypatch.setattr(clashes, "find", lambda *arguments: [])


def run(capsys: Out, *arguments: str | Path) -> tuple[int, list[str], str]:
    status = cli.main(["check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_warnings_alone_end_with_0_or_with_1_where_asked(tmp_path: Path, capsys: Out) -> None:
    path = put(tmp_path, LATE)
    line = line_of(path, "reviewed:")
    warning = f"{path}:{line}: warning: the review is dated 2999-05-31, which is yet to come; correct the date"
    assert run(capsys, path) == (0, [warning, "Errors: 0. Warnings: 1."], "")
    assert run(capsys, path, "--strict") == (1, [warning, "Errors: 0. Warnings: 1."], "")


def test_errors_end_with_1_and_come_first(tmp_path: Path, capsys: Out) -> None:
    path = put(tmp_path, {**LATE, "related: [opening]": "related: [closing]"})
    status, lines, err = run(capsys, "--faq", path)
    assert (status, err) == (1, "")
    assert lines[0] == (
        f"{path}:{line_of(path, 'related: [closing]')}: error: "
        "“related” names “closing”, and no entry has that id; correct it, or take it out"
    )
    assert lines[-1] == "Errors: 1. Warnings: 1."


def test_json_is_an_object_a_line_with_fixed_keys(tmp_path: Path, capsys: Out) -> None:
    path = put(tmp_path, {**LATE, "related: [opening]": "related: [closing]"})
    status, lines, _ = run(capsys, path, "--json")
    found = [json.loads(line) for line in lines]
    assert status == 1
    assert [list(one) for one in found] == [["severity", "rule", "file", "line", "entry", "message"]] * 2
    assert [(one["severity"], one["rule"], one["file"], one["line"], one["entry"]) for one in found] == [
        ("error", "no_related", str(path), line_of(path, "related: [closing]"), "borrow"),
        ("warning", "review_to_come", str(path), line_of(path, "reviewed:"), None),
    ]


def test_a_sound_faq_is_told_in_one_line(tmp_path: Path, capsys: Out) -> None:
    path = put(tmp_path, {"  date: 2021-05-31\n": "  date: 2021-05-31\n", "3 years": "99 years"})
    assert run(capsys, path, "--strict") == (0, ["Errors: 0. Warnings: 0."], "")
    assert run(capsys, path, "--json") == (0, [], "")


def test_several_faqs_are_checked_each_by_itself(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    paths = [put(tmp_path / "a", LATE), put(tmp_path / "b", LATE)]
    status, lines, _ = run(capsys, *paths)
    assert status == 0
    assert [line.split(":")[0] for line in lines[:-1]] == list(map(str, paths))


def test_a_file_that_is_no_faq_is_one_line_and_ends_with_2(tmp_path: Path, capsys: Out) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("title: T\nentries: 3\n", encoding="utf-8")
    status, lines, err = run(capsys, put(tmp_path), broken)
    assert (status, lines) == (2, [])
    assert err.startswith(f"faqbot: {broken}:") and err.count("\n") == 1
    status, lines, err = run(capsys, DATA / "small.md")
    assert (status, lines) == (2, [])
    assert err == f"faqbot: {DATA / 'small.md'}: is not a FAQ (.yaml); “faqbot draft” makes one of a leaflet\n"
    status, lines, err = run(capsys, tmp_path / "none.yaml")
    assert (status, lines, err.count("\n")) == (2, [], 1)


def test_what_is_wrong_with_several_phrasings_of_a_question_is_one_line(tmp_path: Path, capsys: Out) -> None:
    """All of it stays one object each for a program."""
    told = "      - the chain creaks\n"
    path = put(
        tmp_path,
        {**LATE, told: told + "".join(f"      - {text}\n" for text in ("hello", "bye", "hi", "hey", "thanks"))},
    )
    status, lines, _ = run(capsys, path)
    line = line_of(path, "- hello")
    assert status == 0
    [one] = [line for line in lines if "hello" in line]
    assert one.startswith(f"{path}:{line}: warning: “hello” alone is no question to the bot: whoever types it gets a")
    assert one.endswith(
        f"(the same for 4 more here: “bye” in line {line + 1}, “hi” in line {line + 2}, “hey” in line {line + 3}, …)"
    )
    assert lines[-1] == "Errors: 0. Warnings: 6."
    assert len(run(capsys, path, "--json")[1]) == 6


def test_errors_are_never_put_together(tmp_path: Path, capsys: Out) -> None:
    told = "      - padded shorts\n"
    path = put(tmp_path, {told: told + "      - the chain creaks!\n      - Mend a flat!\n"})
    assert sum(": error: " in line for line in run(capsys, path)[1]) == 2


def test_what_a_draft_wrote_is_not_judged_before_somebody_has_gone_over_it(tmp_path: Path) -> None:
    leaflet = tmp_path / "inhaler.txt"
    leaflet.write_text("Inhalers\n\nHow to use it\n\nShake the inhaler. Breathe out. Then press.\n", encoding="utf-8")
    path = tmp_path / "inhaler.yaml"
    draft_file.run(leaflet, path, False, shipped.words(), shipped.wording().say, lambda line: None)
    text = path.read_text(encoding="utf-8")
    ours = "instructions"
    assert f"- {ours}\n" in text, "the draft writes it, and it is small talk"
    phrasing = lambda: [one.values["phrasing"] for one in check.quick([path]) if "phrasing" in one.values]  # noqa: E731
    assert phrasing() == []
    path.write_text(text.replace(f"- {ours}\n", f"- {ours}\n  - good morning\n"), encoding="utf-8")
    assert phrasing() == ["good morning"]
    path.write_text(path.read_text(encoding="utf-8").replace("drafted: true\n", ""), encoding="utf-8")
    assert phrasing() == [ours, "good morning"]


def test_without_a_file_what_ships_is_checked(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    status, lines, err = run(capsys)
    assert (status, err) == (0, "")
    assert [line.split(": ")[1] for line in lines[:-1]] == ["warning"]
    assert lines[-1] == "Errors: 0. Warnings: 1."


def test_a_person_at_a_terminal_is_told_what_takes_long(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    check.everything([DATA / "small.yaml"], asking=lambda one: told.append(one.title))
    assert told == ["The Bicycle Workshop"]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    _, _, err = run(capsys, DATA / "small.yaml")
    assert "phrasings of “The Bicycle Workshop”" in err


def test_every_rule_has_its_wording_and_every_wording_its_rule() -> None:
    import re

    rooms = ("check", "coverage", "clashes", "soundness", "provenance", "cli", "findings")
    code = "\n".join((Path(check.__file__).parent / f"{room}.py").read_text("utf-8") for room in rooms)
    labels = {label.removeprefix("check.") for label in shipped.wording().labels if label.startswith("check.")}
    named = set(re.findall(r'"(?:check\.)?([a-z_]+)"', code))
    assert labels - named == set()
    rules = set(re.findall(r'(?:Severity\.\w+, |rule = |why = |Departure\(|else )"([a-z_]+)"', code))
    assert rules - labels - {""} == set()


def test_asking_is_called_with_the_faq_itself() -> None:
    seen: list[Faq] = []
    check.everything([DATA / "small.yaml"], asking=seen.append)
    assert [one.title for one in seen] == ["The Bicycle Workshop"]
