"""A made bot is kept between runs: it says the same, is never out of date, and holds nothing that was typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from running import ROOT, SMALL, faqbot, made, quick_faq, warm_cache

from bot import opening, shipped, store
from bot.opening import open_bot
from bot.replies import Bot

MARKER = "zzqmarker"
PARENTS = (ROOT / "tests" / "questions" / "parents.tsv").read_text(encoding="utf-8").splitlines()[:60]
QUESTIONS = [line.partition("\t")[2] for line in PARENTS]
ASKED = [
    "mend a flat",
    "are you open on saterday",
    "insurance",
    "hello",
    "zebra quux",
    "why do the brakes make a noise",
]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of our own, with nothing in it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    return home


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return quick_faq(tmp_path)


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """The files of each bot that had to be made."""
    found: list[list[Path]] = []
    make = opening._make

    def count(files: list[Path]) -> Bot:
        found.append(list(files))
        return make(files)

    monkeypatch.setattr(opening, "_make", count)
    return found


def stores(home: Path) -> list[Path]:
    return sorted((home / ".cache" / "faqbot").glob("*"))


def only_store(home: Path) -> Path:
    (path,) = stores(home)
    return path


# ---- the same bot


@pytest.fixture(scope="module")
def stored() -> Bot:
    """The bot for what ships, from its store."""
    made()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm_cache()))
        patch.setattr(opening, "_make", lambda files: pytest.fail("made anew"))
        return open_bot()


def test_stored_bot_replies_the_same(stored: Bot) -> None:
    assert len(set(QUESTIONS)) == 60
    different = [question for question in QUESTIONS if stored.ask(question) != made().ask(question)]
    assert different == []


def test_stored_bot_goes_on_the_same(stored: Bot) -> None:
    for before, question in zip(
        QUESTIONS, ["why", "and for a baby?", "1", "how often", "and if not"] * 4, strict=False
    ):
        assert stored.ask(question, stored.ask(before)) == made().ask(question, made().ask(before))


def test_stored_bot_knows_the_same_topics_and_predicts_the_same(stored: Bot) -> None:
    assert stored.greet() == made().greet()
    assert stored.topics() == made().topics()
    assert stored.title == made().title
    for question in QUESTIONS[:20]:
        assert stored.predict(question[:12]) == made().predict(question[:12])


def test_second_opening_makes_nothing_and_writes_nothing(home: Path, faq: Path, makings: list[list[Path]]) -> None:
    first = [open_bot([faq]).ask(question) for question in ASKED]
    kept = only_store(home)
    written = (kept.stat().st_mtime_ns, kept.read_bytes())
    bot = open_bot([faq])
    assert [bot.ask(question) for question in ASKED] == first
    assert makings == [[faq]]
    assert (kept.stat().st_mtime_ns, kept.read_bytes()) == written
    assert stores(home) == [kept]


def test_stored_matcher_cannot_be_stored_again(tmp_path: Path, faq: Path) -> None:
    open_bot([faq])
    bot = open_bot([faq])
    with pytest.raises(TypeError, match="made in memory"):
        store.save(tmp_path / "copy" / "again.faqbot", bot.matchers, bot.alarm, {})
    assert list((tmp_path / "copy").iterdir()) == []


def test_what_an_interrupted_save_left_is_tidied_once_it_is_old(home: Path, faq: Path) -> None:
    folder = home / ".cache" / "faqbot"
    folder.mkdir(parents=True)
    old, young, other = folder / "a.part", folder / "b.part", folder / "notes.txt"
    for file in (old, young, other):
        file.write_bytes(b"half")
    for file in (old, other):
        os.utime(file, (1, 1))
    open_bot([faq])
    assert [file.exists() for file in (old, young, other)] == [False, True, True]


def test_a_bot_of_several_leaflets_is_stored_with_all_of_them(tmp_path: Path, makings: list[list[Path]]) -> None:
    (tmp_path / "faqs").mkdir()
    first = quick_faq(tmp_path / "faqs")
    second = first.with_name("second.yaml")
    second.write_text(first.read_text().replace("The Bicycle Workshop", "The Boat Shed").replace("bicycle", "boat"))
    asked = [*ASKED, "what does a boat repair cost", "how often do I oil it"]
    made_bot, stored_bot = open_bot([tmp_path / "faqs"]), open_bot([tmp_path / "faqs"])
    assert makings == [[first, second]]
    assert [stored_bot.ask(text) for text in asked] == [made_bot.ask(text) for text in asked]
    assert stored_bot.ask("what does a boat repair cost").entries == ("second/price",)
    second.write_text(second.read_text().replace("done by volunteers", "done by apprentices"))
    assert "apprentices" in open_bot([tmp_path / "faqs"]).choose("second/price").passages[0].text


# ---- never out of date


def test_changed_faq_is_made_anew(home: Path, faq: Path, makings: list[list[Path]]) -> None:
    assert "volunteers" in open_bot([faq]).ask("What does a repair cost?").passages[0].text
    faq.write_text(faq.read_text().replace("done by volunteers", "done by apprentices"))
    assert "apprentices" in open_bot([faq]).ask("What does a repair cost?").passages[0].text
    assert len(makings) == len(stores(home)) == 2


def test_store_is_named_after_all_that_it_depends_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("1")
    two.write_text("2")
    names = [store.path_for(files) for files in ([one], [two], [one, two], [two, one], [one, one], [])]
    one.write_text("3")
    names.append(store.path_for([one]))
    monkeypatch.setattr(store, "__version__", "9.9.9")
    names.append(store.path_for([one]))
    assert None not in names
    assert len(set(names)) == len(names)
    assert {name.parent for name in names if name} == {home / ".cache" / "faqbot"}
    assert store.path_for([one]) == store.path_for([one])
    assert store.path_for([tmp_path / "none.yaml"]) is None


def test_wording_examples_and_word_knowledge_belong_to_it(monkeypatch: pytest.MonkeyPatch, faq: Path) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(store, "path_for", lambda files: seen.extend(files))
    open_bot([faq])
    english = shipped.folder() / "en"
    assert {faq, *(english / f"{name}.yaml" for name in ("conversation", "words", "urgent"))} <= set(seen)


def test_what_ships_belongs_to_it_for_it_is_learnt_as_calm(monkeypatch: pytest.MonkeyPatch, faq: Path) -> None:
    """The alarm of any English FAQ is trained on the phrasings of the FAQs that ship, too."""
    seen: list[Path] = []
    ready = made()
    monkeypatch.setattr(store, "path_for", lambda files: seen.extend(files))
    monkeypatch.setattr(opening, "_make", lambda files: ready)
    open_bot([SMALL])
    assert set(shipped.faq_paths()) <= set(seen)


def test_old_stores_are_tidied(home: Path, faq: Path) -> None:
    folder = home / ".cache" / "faqbot"
    folder.mkdir(parents=True)
    for age in range(store.KEPT_FILES + 4):
        path = folder / f"old{age}.faqbot"
        path.write_text("old")
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    (folder / "notes.txt").write_text("not ours")
    open_bot([faq])
    names = {path.name for path in stores(home)}
    old = {name for name in names if name.startswith("old")}
    assert old == {f"old{age}.faqbot" for age in range(store.KEPT_FILES - 1)}
    assert len(names - old - {"notes.txt"}) == 1
    assert "notes.txt" in names


# ---- where it lies


def test_cache_folder_that_cannot_be_written_is_no_problem(
    monkeypatch: pytest.MonkeyPatch, home: Path, faq: Path
) -> None:
    (home / "file").write_text("in the way")
    for folder in (home / "file", home / "file" / "cache", Path("/dev/null"), Path("/proc/nowhere")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
        assert open_bot([faq]).ask("mend a flat").entries == ("puncture",)
    assert [path.name for path in home.iterdir()] == ["file"]


def test_no_home_is_no_problem(monkeypatch: pytest.MonkeyPatch, home: Path, faq: Path) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert open_bot([faq]).ask("mend a flat").entries == ("puncture",)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "folder"),
    [("", ".cache/faqbot"), ("relative", ".cache/faqbot"), ("ABSOLUTE", "elsewhere/faqbot")],
)
def test_cache_folder_follows_the_standard(
    monkeypatch: pytest.MonkeyPatch, home: Path, setting: str, folder: str
) -> None:
    """XDG Base Directory Specification: a relative path is invalid and to be ignored."""
    monkeypatch.setenv("XDG_CACHE_HOME", setting.replace("ABSOLUTE", str(home / "elsewhere")))
    assert store.folder() == home / folder


@pytest.mark.parametrize("strange", ["with space", "100%", "a?b#c", "ünï", "rel"])
def test_home_with_a_strange_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, faq: Path, strange: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / strange).mkdir()
    monkeypatch.setenv("HOME", strange if strange == "rel" else str(tmp_path / strange))
    first = open_bot([faq]).ask("mend a flat")
    monkeypatch.setattr(opening, "_make", lambda files: pytest.fail("made anew"))
    assert open_bot([faq]).ask("mend a flat") == first


# ---- nothing typed is kept


def test_nothing_typed_stands_in_any_file(tmp_path: Path, faq: Path) -> None:
    """Not in the store, not in a history, not in a temporary file: asked in every way, made anew and from the store."""
    places = {name: tmp_path / name for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    for place in places.values():
        place.mkdir()
    environ = {name: str(place) for name, place in places.items()}
    typed = f"{MARKER} mend a flat\n{MARKER}\nmy {MARKER} cannot breathe\ninsurance {MARKER}\n".encode()
    forms: list[list[str]] = [["ask"], ["ask", "--json"], ["ask", "--why"], ["chat", "--plain"], ["chat"]]
    for form in forms:
        done = faqbot(*form, "--faq", faq, given=typed, **environ)
        assert done.returncode == 0
    assert MARKER.encode() in faqbot("ask", "--json", "--faq", faq, f"what is {MARKER}", **environ).stdout
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".faqbot" for path in files)
    marks = [MARKER.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    assert [path for path in files if any(mark in path.read_bytes() for mark in marks)] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*places, "faq.yaml", "home"])
