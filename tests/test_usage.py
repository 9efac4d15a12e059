"""`faqbot report`: what was shown most and never, what people missed, as tables that fit and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from running import SMALL, faqbot

from bot import cli, counts, shipped, usage
from bot.counts import Counts, Found, Tally
from bot.faq import Faq
from bot.reply import Kind, Passage, Reply
from bot.usage import Usage

Out = pytest.CaptureFixture[str]
say = shipped.wording().say


def found(kinds: Mapping[str, int], entries: Mapping[str, int], topics: Mapping[str, int]) -> Found:
    return Found({date(2025, 3, 9): Tally(Counter(kinds), Counter(entries), Counter(topics))})


@pytest.fixture
def some(small_faq: Faq) -> Usage:
    first, second = small_faq.entries[:2]
    topic = small_faq.not_covered[0].id
    return usage.of(found({"answer": 9, "urgent": 1}, {second.id: 8, first.id: 2, "old": 3}, {topic: 4}), [small_faq])


def test_entries_are_in_order_and_those_never_shown_are_named(some: Usage, small_faq: Faq) -> None:
    first, second, *others = (entry.id for entry in small_faq.entries)
    assert list(some.entries.items())[:2] == [(second, 8), (first, 2)]
    assert some.never == others
    assert some.gone == {"old": 3}
    assert some.replies == 10
    assert list(some.kinds) == [kind.value for kind in Kind]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("bar", [usage.BAR, usage.PLAIN_BAR])
def test_bars_are_in_proportion_and_fit(some: Usage, small_faq: Faq, width: int, bar: str) -> None:
    lines = usage.text(some, say, width, bar).splitlines()
    shown = lines.index(say("report.most"))
    most, less = (line.count(bar) for line in lines[shown + 1 : shown + 3])
    assert most // 4 == less > 0
    assert all(len(line) <= width for line in lines[2 : lines.index(say("report.never"))])
    assert small_faq.not_covered[0].topic in "\n".join(lines)
    assert {line[4:] for line in lines} >= {small_faq.entry(id_).question for id_ in some.never}  # type: ignore[union-attr]


def test_text_of_a_small_report_word_for_word(small_faq: Faq) -> None:
    first = small_faq.entries[0]
    one = usage.of(found({"answer": 2, "unknown": 1}, {entry.id: 1 for entry in small_faq.entries}, {}), [small_faq])
    lines = usage.text(one, say, 60, "#").splitlines()
    assert lines[0] == "2025-03-09 to 2025-03-09. Days with questions: 1. Replies: 3."
    assert lines[3] == "  a passage was shown                    2  ################"
    assert lines[8] == "  nothing was found                      1  ########"
    assert lines[4].endswith("  0")
    assert first.question in lines[11]
    assert lines[lines.index(say("report.never")) + 1] == "  none"


def test_nothing_yet_and_damaged_files_are_told(small_faq: Faq) -> None:
    empty = usage.of(Found({}, (Path("x/2025-03-09.0123abcd.json"),)), [small_faq])
    text = usage.text(empty, say, 60)
    assert text.startswith("Nothing has been counted yet.\n")
    assert text.endswith("\n  - x/2025-03-09.0123abcd.json")


@pytest.mark.parametrize(
    ("encoding", "bar"), [("utf-8", "█"), ("ascii", "#"), ("latin-1", "#"), (None, "#"), ("?", "#")]
)
def test_bars_are_made_of_what_the_terminal_can_write(encoding: str | None, bar: str) -> None:
    assert usage.bar_for(encoding) == bar


# ---- the command


@pytest.fixture
def counted(tmp_path: Path, small_faq: Faq) -> Path:
    """A site whose kiosk has counted something."""
    (tmp_path / "site.yaml").write_text(f"counts: counts\nfaqs: ['{SMALL}']\n")
    ours = Counts(tmp_path / "counts", lambda: date(2025, 3, 9))
    ours.add(Reply("", Kind.ANSWER, passages=(Passage(small_faq.entries[0].id, "", "", "", ""),)))
    ours.add(Reply("", Kind.NOT_COVERED, topic="gone-topic"))
    return tmp_path


def test_report_of_a_site(counted: Path, small_faq: Faq, capsys: Out) -> None:
    assert cli.main(["report", "--site", str(counted / "site.yaml")]) == 0
    printed = capsys.readouterr().out
    assert small_faq.entries[0].question in printed
    assert "gone-topic" in printed


def test_report_of_a_folder_as_data(counted: Path, small_faq: Faq, capsys: Out) -> None:
    assert cli.main(["report", str(counted / "counts"), "--faq", str(SMALL), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == [
        "days", "replies", "kinds", "entries", "never_shown", "not_covered", "no_longer_there", "damaged_files",
    ]  # fmt: skip
    assert data["days"] == ["2025-03-09"]
    assert data["entries"][small_faq.entries[0].id] == 1
    assert data["never_shown"] == [entry.id for entry in small_faq.entries[1:]]
    assert data["not_covered"] == {"gone-topic": 1}


def test_a_terminal_without_blocks_gets_plain_bars(counted: Path) -> None:
    done = faqbot("report", "--site", counted / "site.yaml", PYTHONIOENCODING="ascii", COLUMNS="70")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"####" in done.stdout


def test_a_site_where_nobody_asked_yet_has_an_empty_report(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "site.yaml").write_text("counts: counts\n")
    assert cli.main(["report", "--site", str(tmp_path / "site.yaml")]) == 0
    assert capsys.readouterr().out == "Nothing has been counted yet.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "one of the arguments FOLDER --site is required"),
        (["none"], "none: no counts can be read here"),
        (["--site", "none.yaml"], "none.yaml: cannot be read"),
        (["--site", "site.yaml"], "site.yaml: nothing is counted here; name a folder under “counts” first"),
        (["x", "--site", "site.yaml"], "not allowed with"),
    ],
)
def test_wrong_reports_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site.yaml").write_text("clinic: x\n")
    assert cli.main(["report", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_counts_of_replies_that_a_bot_gives_are_read_back(tmp_path: Path, small_faq: Faq) -> None:
    ours = Counts(tmp_path)
    for entry in small_faq.entries:
        ours.add(Reply("", Kind.ANSWER, passages=(Passage(entry.id, "", "", "", ""),)))
    assert usage.of(counts.read(tmp_path), [small_faq]).never == []
