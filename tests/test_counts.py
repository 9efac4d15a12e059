"""Counts: numbers by day and nothing else, whole whatever happens, and never a reason for the kiosk to stop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import LIMIT, environment

from bot import counts
from bot.counts import Counts
from bot.reply import Kind, Passage, Reply
from bot.yamlfile import FileError

DAY = date(2025, 3, 9)


def answer(*entries: str) -> Reply:
    passages = tuple(Passage(id_, "Zanzibar?", "zanzibar", "zanzibar", "zanzibar") for id_ in entries)
    return Reply("zanzibar hurts", Kind.ANSWER, passages=passages, corrected={"zanzibar": "zanzibar"})


NOT_COVERED = Reply("zanzibar", Kind.NOT_COVERED, topic="hair-loss")
URGENT = Reply("zanzibar", Kind.URGENT, lead="zanzibar", ranking=(("zanzibar", 1.0),))


def test_a_day_by_kind_entry_and_topic_and_not_a_word_more(tmp_path: Path) -> None:
    ours = Counts(tmp_path / "new" / "counts", lambda: DAY)
    for reply in (answer("symptoms", "causes"), URGENT, answer("symptoms"), NOT_COVERED):
        ours.add(reply)
    (path,) = (tmp_path / "new" / "counts").iterdir()
    assert json.loads(path.read_text()) == {
        "day": "2025-03-09",
        "kinds": {"answer": 2, "not_covered": 1, "urgent": 1},
        "entries": {"causes": 1, "symptoms": 2},
        "topics": {"hair-loss": 1},
    }
    assert "zanzibar" not in path.read_text().lower()


def test_neither_name_nor_time_stamp_tells_the_time_of_day(tmp_path: Path) -> None:
    Counts(tmp_path, lambda: DAY).add(URGENT)
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("2025-03-09.")
    assert datetime.fromtimestamp(path.stat().st_mtime) == datetime(2025, 3, 9)
    assert path.stat().st_atime == path.stat().st_mtime


def test_others_cannot_read_them_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Counts(tmp_path / "counts", lambda: DAY).add(URGENT)
    finally:
        os.umask(before)
    (path,) = (tmp_path / "counts").iterdir()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.parent.stat().st_mode & 0o777 == 0o750


def test_a_new_day_is_a_new_file_and_the_old_one_stays(tmp_path: Path) -> None:
    today = [DAY]
    ours = Counts(tmp_path, lambda: today[0])
    ours.add(URGENT)
    today[0] += timedelta(days=1)
    ours.add(URGENT)
    ours.add(URGENT)
    found = counts.read(tmp_path)
    assert {day: tally.kinds["urgent"] for day, tally in found.days.items()} == {DAY: 1, DAY + timedelta(days=1): 2}
    assert found.total.kinds == {"urgent": 3}


def test_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import date; from bot.counts import Counts;"
        "from bot.reply import Kind, Reply; ours = Counts(Path(sys.argv[1]), lambda: date(2025, 3, 9));"
        "[ours.add(Reply('', Kind.URGENT)) for _ in range(50)]"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen(command, env=environment()) for _ in range(3)]
    assert [process.wait(LIMIT) for process in running] == [0, 0, 0]
    assert counts.read(tmp_path).total.kinds == {"urgent": 150}
    assert len([*tmp_path.iterdir()]) == 3


def test_a_folder_that_cannot_be_written_is_tried_again_with_the_next(tmp_path: Path) -> None:
    place = tmp_path / "counts"
    place.write_text("in the way")
    today = [DAY]
    ours = Counts(place, lambda: today[0])
    ours.add(URGENT)
    today[0] += timedelta(days=1)
    ours.add(URGENT)
    place.unlink()
    ours.add(URGENT)
    assert [tally.kinds["urgent"] for tally in counts.read(place).days.values()] == [1, 2]


def test_what_waits_for_the_disk_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "counts").touch()
    today = [DAY]
    ours = Counts(tmp_path / "counts", lambda: today[0])
    for _ in range(100):
        ours.add(URGENT)
        today[0] += timedelta(days=1)
    assert len(ours._days) == counts.MOST_DAYS


@pytest.mark.parametrize("broken", ["open", "fsync", "replace", "utime"])
def test_a_write_that_fails_half_way_leaves_the_last_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    ours = Counts(tmp_path, lambda: DAY)
    ours.add(URGENT)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, broken, full)
        ours.add(URGENT)
    assert counts.read(tmp_path).total.kinds == {"urgent": 1}
    assert len([*tmp_path.iterdir()]) == 1
    ours.add(URGENT)
    assert counts.read(tmp_path).total.kinds == {"urgent": 3}


SOUND = {"day": "2025-03-09", "kinds": {"urgent": 1}, "entries": {}, "topics": {}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"[" * 100_000,
        json.dumps(SOUND).encode()[:-5],
        json.dumps(SOUND | {"day": "2025-03-08"}).encode(),
        json.dumps(SOUND | {"kinds": {"urgent": -1}}).encode(),
        json.dumps(SOUND | {"kinds": {"urgent": True}}).encode(),
        json.dumps(SOUND | {"kinds": {"urgent": 1.5}}).encode(),
        json.dumps(SOUND | {"kinds": {"urgent": 10**12}}).encode(),
        json.dumps(SOUND | {"kinds": ["urgent", "urgent"]}).encode(),
        json.dumps(SOUND | {"entries": "symptoms"}).encode(),
        b" " * 1_000_001,
    ],
)
def test_a_damaged_file_is_named_and_the_others_count(tmp_path: Path, content: bytes) -> None:
    Counts(tmp_path, lambda: DAY).add(URGENT)
    damaged = tmp_path / "2025-03-09.0123abcd.json"
    damaged.write_bytes(content)
    found = counts.read(tmp_path)
    assert found.damaged == (damaged,)
    assert found.total.kinds == {"urgent": 1}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_named(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("counts")
    (folder / "2025-03-09.0123abcd.json").write_bytes(content)
    assert len(counts.read(folder).damaged) == 1


def test_other_files_are_left_alone_and_no_folder_is_one_line(tmp_path: Path) -> None:
    for name in ("notes.txt", "2025-03-09.json", ".2025-03-09.0123abcd.json.7.new", "2025-03-09.0123ABCD.json"):
        (tmp_path / name).write_text("x")
    (tmp_path / "2025-03-09.0123abcd.json").mkdir()
    assert counts.read(tmp_path).damaged == (tmp_path / "2025-03-09.0123abcd.json",)
    with pytest.raises(FileError, match="no counts can be read here"):
        counts.read(tmp_path / "none")
