"""A store that is damaged, half written or somebody else's is no store: the bot is made anew."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from running import quick_faq

from bot import cli, opening, store
from bot.opening import open_bot
from bot.replies import Bot

ASKED = [
    "mend a flat",
    "are you open on saterday",
    "insurance",
    "hello",
    "zebra quux",
    "why do the brakes make a noise",
]


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of stores, not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "faqbot"


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return quick_faq(tmp_path)


_make = cache(lambda path: opening._make([path]))


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    """The files of each bot that had to be made; the bot itself is made once for all tests."""
    found: list[list[Path]] = []
    one = tmp_path_factory.getbasetemp() / "faq.yaml"
    bot = _make(one if one.exists() else quick_faq(one.parent))

    def count(files: list[Path]) -> Bot:
        found.append(list(files))
        return bot

    monkeypatch.setattr(opening, "_make", count)
    return found


def only_store(place: Path) -> Path:
    (path,) = place.iterdir()
    return path


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 400)


def zeros_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192 : len(data) - 4096] = bytes(len(data) - 12_288)
    path.write_bytes(data)


def sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return change


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        one_page,
        half,
        garbage,
        lambda path: path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 16),
        zeros_in_the_middle,
        sql("drop table head"),
        sql("delete from head where name = 'curve0'"),
        sql("update head set value = x'00' where name = 'items0'"),
        sql("update head set value = x'80049500' where name = 'faqs'"),
    ],
    ids=["empty", "one page", "half", "garbage", "fake", "zeros", "no head", "part gone", "no pickle", "half a pickle"],
)
def test_damaged_store_is_made_anew(
    place: Path, faq: Path, makings: list[list[Path]], damage: Callable[[Path], object]
) -> None:
    first = [open_bot([faq]).ask(question) for question in ASKED]
    kept = only_store(place)
    kept.chmod(0o600)
    damage(kept)
    for _ in range(2):
        bot = open_bot([faq])
        assert [bot.ask(question) for question in ASKED] == first
    assert makings == [[faq], [faq]]
    assert list(place.iterdir()) == [kept]


@pytest.mark.parametrize("table", ["feature0", "alarm", "exact0"])
def test_damage_that_only_a_question_meets_costs_one_run_at_most(
    place: Path, faq: Path, makings: list[list[Path]], capsys: pytest.CaptureFixture[str], table: str
) -> None:
    """As after a power cut: the file opens, but some of it was never written."""
    ask = ["ask", "--json", "--faq", str(faq), "mend a flat"]
    assert cli.main(ask) == 0
    first = capsys.readouterr().out
    sql(f"drop table {table}")(only_store(place))
    cli.main(ask)
    capsys.readouterr()
    assert cli.main(ask) == 0
    assert capsys.readouterr().out == first


def test_store_of_somebody_else_is_not_read(
    monkeypatch: pytest.MonkeyPatch, place: Path, faq: Path, makings: list[list[Path]]
) -> None:
    """It holds pickles: whoever wrote it could run a program."""
    open_bot([faq])
    monkeypatch.setattr(os, "getuid", lambda: only_store(place).stat().st_uid + 1)
    open_bot([faq])
    assert len(makings) == 2


def test_only_this_user_can_read_or_write_it(place: Path, faq: Path) -> None:
    open_bot([faq])
    kept = only_store(place)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError("disk full"), sqlite3.OperationalError("disk full")])
def test_writing_that_is_stopped_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, place: Path, faq: Path, fault: BaseException
) -> None:
    def stopped(*_: object) -> None:
        raise fault

    monkeypatch.setattr(store, "_fill", stopped)
    if fault is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            open_bot([faq])
    else:
        assert open_bot([faq]).ask("mend a flat").entries == ("puncture",)
    assert list(place.iterdir()) == []
