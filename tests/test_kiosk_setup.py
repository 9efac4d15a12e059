"""`faqbot kiosk` up to its first screen: what it is put together from, and what keeps it from starting."""

from __future__ import annotations

import re
import sys
import time
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from running import ROOT, SMALL, faqbot, warm_cache

from bot import cli, kiosk, new_pin, pin, plain, shipped, site
from bot.conversation import load
from bot.reply import Kind, Reply
from bot.setting_up import READ_SECONDS
from bot.yamlfile import FileError

Out = pytest.CaptureFixture[str]
ANSWER = "The chain needs a drop of oil."
FAQ = """
title: {title}
language: en
document: leaflet.md
source: {{title: x, publisher: x, date: null}}
reviewed: {reviewed}
review_every: 3 years
entries:
  - id: oil
    question: How often does the chain need oil?
    section: Care
    answer: {answer}
"""


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    (tmp_path / "leaflet.md").write_text(f"# Bicycle\n\n## Care\n\n{ANSWER}\n")
    return tmp_path / "faq.yaml"


def write(path: Path, reviewed: str = "{by: Our staff, date: 2024-05-01}", answer: str = ANSWER) -> Path:
    path.write_text(FAQ.format(title="Bicycle", reviewed=reviewed, answer=answer))
    return path


def test_a_faq_with_an_error_keeps_it_from_starting_with_the_reason(leaflet: Path) -> None:
    write(leaflet, answer="The chain needs a bucket of oil.")
    with pytest.raises(FileError) as error:
        kiosk.checked([leaflet])
    assert str(error.value).startswith(f"{leaflet}:")
    assert "the kiosk does not start with this leaflet" in str(error.value)
    assert "faqbot check shows all" in str(error.value)


def test_a_review_that_is_missing_or_overdue_is_told_and_one_that_is_not_is_not(leaflet: Path) -> None:
    assert kiosk.checked([write(leaflet)], date(2025, 1, 1)) == ()
    assert kiosk.checked([write(leaflet)], date(2028, 1, 1)) == (
        "The text of “Bicycle” should have been checked again by a clinician by 2027-05-01.",
    )
    write(leaflet, "{by: null, date: null}")
    assert kiosk.checked([leaflet]) == ("The text of “Bicycle” has not yet been checked by a clinician.",)


def test_what_ships_starts() -> None:
    assert len(kiosk.checked(shipped.faq_paths())) <= len(shipped.faq_paths())


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Stand in for the screens, and tell what they were given."""
    given: list[tuple[object, ...]] = []
    module = ModuleType("bot.tui.kiosk")
    module.run_kiosk = lambda *parts, served: given.append((*parts, served)) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.tui.kiosk", module)
    monkeypatch.setattr(plain, "is_needed", lambda *_: False)
    monkeypatch.setattr(cli, "_making", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache()))
    monkeypatch.setattr(kiosk, "checked", lambda faqs: tuple(str(path) for path in faqs))
    return given


def test_the_screens_get_what_the_site_says(tmp_path: Path, screens: list[tuple[object, ...]]) -> None:
    (tmp_path / "site.yaml").write_text(f"clinic: Ward 3\ncounts: counts\nfaqs: ['{SMALL}']\n")
    assert cli.main(["kiosk", "--site", str(tmp_path / "site.yaml")]) == 7
    ((bot, place, check_pin, count, warnings, served),) = screens
    assert not served
    assert place == site.load(tmp_path / "site.yaml")
    assert [faq.path for faq in bot.faqs] == [SMALL]  # type: ignore[attr-defined]
    assert check_pin is None
    assert warnings == (str(SMALL),)
    count(Reply("", Kind.URGENT))  # type: ignore[operator]
    assert len([*(tmp_path / "counts").iterdir()]) == 1


def test_without_counts_nothing_is_written_and_the_pin_is_checked(
    tmp_path: Path, screens: list[tuple[object, ...]]
) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("clinic: Ward 3\n")
    assert faqbot("kiosk", "--set-pin", "--site", path, given=b"246813\n246813\n").returncode == 0
    assert cli.main(["kiosk", "--site", str(path), "--faq", str(SMALL)]) == 7
    ((_, _, check_pin, count, _, _),) = screens
    count(Reply("", Kind.URGENT))  # type: ignore[operator]
    assert [*tmp_path.iterdir()] == [path]
    assert [check_pin("246814"), check_pin("246813")] == [False, True]  # type: ignore[operator]


def test_without_a_pin_it_says_before_it_starts_how_it_ends(
    tmp_path: Path, screens: list[tuple[object, ...]], capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("clinic: Ward 3\n")
    rested: list[float] = []
    monkeypatch.setattr(time, "sleep", rested.append)
    assert cli.main(["kiosk", "--site", str(path), "--faq", str(SMALL)]) == 7
    told = capsys.readouterr().err
    assert told == shipped.wording().say("kiosk_setup.no_pin") + "\n"
    assert "close its window" in told and "--set-pin" in told
    assert rested == [], "nobody reads a file"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    cli.main(["kiosk", "--site", str(path), "--faq", str(SMALL)])
    assert rested == [READ_SECONDS]


def test_with_a_pin_or_in_a_browser_nothing_is_said_of_it(
    tmp_path: Path, screens: list[tuple[object, ...]], capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(new_pin.line(pin.make("246813")))
    cli.main(["kiosk", "--site", str(path), "--faq", str(SMALL)])
    monkeypatch.setenv("TEXTUAL_DRIVER", plain.WEB_DRIVER)
    cli.main(["kiosk", "--faq", str(SMALL)])
    assert capsys.readouterr().err == ""
    assert len(screens) == 2


def test_without_a_terminal_it_says_so_before_anything_else(capsys: Out) -> None:
    assert cli.main(["kiosk", "--faq", str(SMALL)]) == 2
    assert capsys.readouterr() == ("", f"faqbot: {shipped.wording().say('kiosk_setup.no_screen')}\n")


def test_the_example_is_printed_as_it_ships(capsys: Out) -> None:
    assert cli.main(["kiosk", "--example-site"]) == 0
    assert capsys.readouterr().out == kiosk.example()


def test_a_pin_without_a_site_is_a_line_to_paste(capsys: Out, tmp_path: Path) -> None:
    done = faqbot("kiosk", "--set-pin", given=b"246813\n246813\n")
    assert (done.returncode, done.stderr) == (0, b"")
    path = tmp_path / "site.yaml"
    path.write_bytes(done.stdout)
    assert site.load(path).staff_pin


@pytest.mark.parametrize(
    ("text", "typed", "says"),
    [
        ("clinic: x\n", b"12345\n12345\n", "A PIN has 6 to 64 digits or letters"),
        ("clinic: x\n", b"246813\n", "The two PINs differ"),
        ("clinic: x\n", b"", "A PIN has"),
        ("clinc: x\n", b"246813\n246813\n", "did you mean “clinic”?"),
        (None, b"246813\n246813\n", "cannot be read"),
    ],
)
def test_a_pin_that_cannot_be_set_is_one_line(tmp_path: Path, text: str | None, typed: bytes, says: str) -> None:
    path = tmp_path / "site.yaml"
    if text:
        path.write_text(text)
    done = faqbot("kiosk", "--set-pin", "--site", path, given=typed)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert b"24681" not in done.stderr
    assert not text or path.read_text() == text


def test_only_one_thing_is_done_instead_of_the_kiosk(capsys: Out) -> None:
    assert cli.main(["kiosk", "--example-site", "--set-pin"]) == 2
    assert "not allowed with" in capsys.readouterr().err


def test_no_label_is_missing_and_none_is_left_over() -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot").glob("*.py"))
    used = set(re.findall(r"[\"'](?:kiosk_setup|report)\.[a-z_]+[\"']", text))
    names = {name.strip("\"'") for name in used} | {f"report.kind_{kind}" for kind in Kind}
    names |= {f"kiosk_setup.{name}" for name in ("pin", "again", "review_missing", "review_overdue")}
    for path in (ROOT / "faq").glob("*/conversation.yaml"):
        labels = {label for label in load(path).labels if label.split(".")[0] in ("kiosk_setup", "report")}
        assert labels == names
