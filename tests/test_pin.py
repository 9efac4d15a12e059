"""The staff PIN: kept so that nobody reads it, checked so that nobody guesses it, set without touching the rest."""

from __future__ import annotations

import getpass
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import new_pin, pin, shipped, site
from bot.pin import PAUSES, Guard
from bot.yamlfile import FileError

STORED = pin.make("246813")
say = shipped.wording().say


def test_a_pin_is_known_again_and_no_other() -> None:
    assert pin.matches("246813", STORED)
    assert pin.matches(" 246813 ", STORED)
    assert not any(pin.matches(other, STORED) for other in ("", "246814", "24681", "2468133", STORED, "x" * 100_000))


def test_the_hash_hides_the_pin_and_differs_each_time() -> None:
    assert "246813" not in STORED
    assert pin.make("246813") != STORED
    assert pin.is_hash(STORED)


def test_letters_count_the_same_however_they_are_composed() -> None:
    assert pin.matches("cafe\u0301-7", pin.make("caf\u00e9-7"))


@pytest.mark.parametrize(
    "change",
    [
        ("scrypt$", "bcrypt$"),
        ("$32768$", "$8192$"),
        ("$32768$", "$30000$"),
        ("$32768$", "$262144$"),
        ("$32768$", "$9999999$"),
        ("$8$1$", "$1$1$"),
        ("$8$1$", "$64$1$"),
        ("$8$1$", "$8$0$"),
        ("$8$1$", "$8$5$"),
        ("=", ""),
        ("=$", "=$!"),
    ],
)
def test_a_hash_out_of_range_is_none(change: tuple[str, str]) -> None:
    stored = STORED.replace(*change)
    assert stored != STORED
    assert not pin.is_hash(stored)
    assert not pin.matches("246813", stored)


@given(st.text(max_size=120))
def test_any_text_is_no_hash_or_can_be_worked_with(text: str) -> None:
    assert not pin.is_hash(text)
    assert not pin.matches("246813", text)


# ---- guessing


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries without the tenth of a second each costs."""
    monkeypatch.setattr(pin, "matches", lambda typed, stored: typed == "right")


@pytest.mark.usefixtures("cheap")
def test_pauses_grow_and_the_right_pin_ends_them() -> None:
    now = [100.0]
    guard = Guard(STORED, lambda: now[0])
    for wanted in (*PAUSES, PAUSES[-1], PAUSES[-1]):
        assert not guard("wrong")
        assert guard.wait() == wanted
        now[0] += wanted
    now[0] += 1
    assert guard("right")
    assert not guard("wrong")
    assert guard.wait() == 0


@pytest.mark.usefixtures("cheap")
def test_in_a_pause_even_the_right_pin_is_refused_and_the_pause_grows_no_longer() -> None:
    now = [0.0]
    guard = Guard(STORED, lambda: now[0])
    for _ in range(3):
        guard("wrong")
    assert guard.wait() == 5
    assert not guard("right")
    assert not guard("wrong")
    now[0] = 4.0
    assert guard.wait() == 1
    now[0] = 5.0
    assert guard("right")


@settings(max_examples=200)
@given(st.lists(st.tuples(st.booleans(), st.floats(0, 2000)), max_size=60))
def test_however_somebody_tries_it_stays_slow(steps: list[tuple[bool, float]]) -> None:
    """A try in a pause changes nothing; a wrong one never shortens the pause; the right one always works after it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin, "matches", lambda typed, stored: typed == "right")
        now, wrong = [0.0], 0
        guard = Guard(STORED, lambda: now[0])
        for is_right, passed in steps:
            now[0] += passed
            before = guard.wait()
            let_out = guard("right" if is_right else "wrong")
            assert let_out is (is_right and before == 0)
            if before:
                assert guard.wait() == before
            elif is_right:
                wrong = 0
            else:
                wrong += 1
                assert guard.wait() == pytest.approx(PAUSES[min(wrong, len(PAUSES)) - 1])
            assert 0 <= guard.wait() <= max(PAUSES) + 1e-6
        now[0] += max(PAUSES) + 1
        assert guard("right")


# ---- a new one


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("246813\n246814\n", "differ"),
        ("246813\n", "differ"),
        ("", "length"),
        ("24681\n24681\n", "length"),
        ("7" * 65 + "\n" + "7" * 65 + "\n", "length"),
        ("777777\n777777\n", "easy"),
        ("123456\n123456\n", "easy"),
        ("987654\n987654\n", "easy"),
        ("abcdefg\nabcdefg\n", "easy"),
        ("24\x1b[A6813\n24\x1b[A6813\n", "easy"),
    ],
)
def test_a_pin_that_is_not_good_enough(typed: str, label: str) -> None:
    with pytest.raises(new_pin.RefusedError) as refused:
        new_pin.ask(say, io.StringIO(typed))
    assert str(refused.value) == say(f"kiosk_setup.{label}", least=pin.SHORTEST, most=pin.LONGEST)


def test_the_rule_is_told_at_a_terminal_before_anybody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return "246813"

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(getpass, "getpass", typed)
    assert pin.matches("246813", new_pin.ask(say, Terminal()))
    assert asked[0].startswith(f"A staff PIN has {pin.SHORTEST} to {pin.LONGEST} digits or letters.")
    assert len(asked) == 2


def test_letters_are_allowed() -> None:
    assert pin.matches("Tür-zu", new_pin.ask(say, io.StringIO("Tür-zu\r\nTür-zu\r\n")))


BEFORE = "# ours\nclinic: Ward 3 # the name\n\nfaqs: [] # none yet\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BEFORE, BEFORE + "NEW\n"),
        (BEFORE.rstrip("\n"), BEFORE + "NEW\n"),
        (BEFORE + "staff_pin: 1234 # write it down\n" + "staff: x\n", BEFORE + "NEW # write it down\nstaff: x\n"),
        (BEFORE + 'staff_pin: "12#34"\n', BEFORE + "NEW\n"),
        (BEFORE + f"staff_pin: {STORED}\n", BEFORE + "NEW\n"),
        ("staff_pin:\n" + BEFORE, "NEW\n" + BEFORE),
        ("staff_pin: ~\r\nclinic: x\r\n", "NEW\r\nclinic: x\r\n"),
        ("clinic: x\r\n", "clinic: x\r\nNEW\r\n"),
        ("clinic: x\n# staff_pin: (later)\n", "clinic: x\n# staff_pin: (later)\nNEW\n"),
    ],
    ids=["plain", "no line end", "note", "quoted", "set", "first line", "null", "crlf", "commented"],
)
def test_it_is_written_in_its_line_and_all_else_stays(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "site.yaml"
    path.write_bytes(old.encode())
    path.chmod(0o640)
    new_pin.write(path, STORED)
    assert path.read_bytes().decode() == new.replace("NEW", new_pin.line(STORED))
    assert site.load(path).staff_pin == STORED
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("clinic: x\n")
    (tmp_path / "site.yaml").symlink_to("real.yaml")
    new_pin.write(tmp_path / "site.yaml", STORED)
    assert (tmp_path / "site.yaml").is_symlink()
    assert STORED in (tmp_path / "real.yaml").read_text()


@pytest.mark.parametrize(
    "old", ["{clinic: x}\n", "clinic: [\n", "idle_seconds: 3\n", "staff_pin: >\n  12\n  34\n", "- a\n"]
)
def test_a_file_that_cannot_take_it_stays_as_it_was(tmp_path: Path, old: str) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(old)
    with pytest.raises(FileError, match=r"site\.yaml"):
        new_pin.write(path, STORED)
    assert path.read_text() == old
    assert [*tmp_path.iterdir()] == [path]


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(BEFORE)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="cannot be written"):
        new_pin.write(path, STORED)
    assert path.read_text() == BEFORE
    assert [*tmp_path.iterdir()] == [path]
