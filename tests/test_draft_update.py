"""`faqbot draft --update` loses no person's work: entries are found again, and what is dropped is told and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli, faq

Err = pytest.CaptureFixture[str]

LEAFLET = """\
# Using inhalers

## The reliever inhaler

{effect} It opens the airways within minutes. Keep it in your pocket at all times, and shake it well first.

## Cleaning

{cleaning}

## Two medicines

There are two of them:

- **Salbutol.** You breathe it in twice a day, and you rinse your mouth with water after it.
- **{second}.** You swallow it at night with a full glass of milk, and never on an empty stomach.

## Spacers

{spacer}
"""
FIRST = {
    "effect": "It usually lasts for four hours.",
    "cleaning": "Wash the plastic case once a week in warm water and let it dry in the air.",
    "second": "Montelin",
    "spacer": "A spacer is a plastic tube that holds the spray until you breathe in.",
}


class Clinic:
    """A folder with a leaflet and the FAQ that was drafted of it."""

    def __init__(self, folder: Path) -> None:
        self.leaflet, self.faq = folder / "inhalers.md", folder / "faq.yaml"

    def draft(self, *options: str, **changed: str) -> int:
        self.leaflet.write_text(LEAFLET.format(**{**FIRST, **changed}), encoding="utf-8")
        return cli.main(["draft", str(self.leaflet), "-o", str(self.faq), *options])

    def edit(self, id_: str, question: str, phrasing: str) -> None:
        """Word the question of an entry anew and add a phrasing, as a person does."""
        before, found, entry = self.faq.read_text(encoding="utf-8").partition(f"- id: {id_}\n")
        assert found
        _, _, rest = entry.partition("\n  section:")
        rest = rest.replace("  also:\n", f"  also:\n  - {phrasing}\n", 1)
        self.faq.write_text(f"{before}{found}  question: {question}\n  section:{rest}", encoding="utf-8")

    def rename(self, id_: str, other: str) -> None:
        """Give an entry the id that another text of its passage, or another drafter, would give it."""
        text = self.faq.read_text(encoding="utf-8")
        text = text.replace(f"- id: {id_}\n", f"- id: {other}\n").replace(f"  - {id_}\n", f"  - {other}\n")
        self.faq.write_text(text, encoding="utf-8")

    def id_of(self, words: str) -> str:
        return next(entry.id for entry in faq.load(self.faq).entries if words in entry.answer)


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    made = Clinic(tmp_path)
    assert made.draft() == 0
    return made


def test_a_changed_sentence_that_gives_another_id_keeps_the_work(clinic: Clinic, capsys: Err) -> None:
    clinic.rename(clinic.id_of("opens the airways"), "duration")
    clinic.edit("duration", "How fast is the blue one?", "my blue puffer")
    capsys.readouterr()
    assert clinic.draft("--update", effect="Use it when you wheeze.") == 0
    err = capsys.readouterr().err
    entry = faq.load(clinic.faq).entry("duration")
    assert entry and entry.question == "How fast is the blue one?" and "my blue puffer" in entry.also
    assert "when you wheeze" in entry.answer and entry.section == "The reliever inhaler"
    assert "answer changed, phrasings kept: duration" in err
    assert "gone" not in err and "new:" not in err


def test_a_section_written_anew_is_found_by_its_heading(clinic: Clinic, capsys: Err) -> None:
    clinic.rename(clinic.id_of("plastic case"), "my-own-id")
    clinic.edit("my-own-id", "Can I rinse it?", "scrubbing the thing")
    capsys.readouterr()
    assert clinic.draft("--update", cleaning="Never put any part under a tap. A dry cloth does for every day.") == 0
    entry = faq.load(clinic.faq).entry("my-own-id")
    assert entry and "scrubbing the thing" in entry.also and "dry cloth" in entry.answer
    assert "gone" not in capsys.readouterr().err


def test_a_medicine_that_gave_way_to_another_is_not_answered_with_it(clinic: Clinic, capsys: Err) -> None:
    clinic.edit("montelin", "When do I take Montelin?", "montelin at night")
    capsys.readouterr()
    assert clinic.draft("--update", second="Zafirol") == 0
    new, err = faq.load(clinic.faq), capsys.readouterr().err
    assert new.entry("montelin") is None
    other = new.entry("zafirol")
    assert other and not any("montelin" in text.lower() for text in other.phrasings)
    assert "gone" in err and "new: " in err


def test_what_is_gone_is_told_with_the_file_that_holds_it(clinic: Clinic, capsys: Err) -> None:
    clinic.edit(clinic.id_of("A spacer is"), "What is the tube for?", "the tube thing")
    capsys.readouterr()
    assert clinic.draft("--update", spacer="") == 0
    backup = clinic.faq.with_name("faq.yaml.bak")
    gone = next(line for line in capsys.readouterr().err.splitlines() if line.startswith("gone"))
    assert "What is the tube for?" in gone and "phrasings were dropped" in gone and str(backup) in gone
    assert "the tube thing" in backup.read_text(encoding="utf-8")
    assert "the tube thing" not in clinic.faq.read_text(encoding="utf-8")


def test_no_backup_is_overwritten(clinic: Clinic) -> None:
    versions = [clinic.faq.read_bytes()]
    for text in ("", "A spacer makes it easy.", ""):
        clinic.draft("--update", spacer=text)
        versions.append(clinic.faq.read_bytes())
    held = [clinic.faq.with_name(f"faq.yaml.bak{number}").read_bytes() for number in ("", 2, 3)]
    assert held == versions[:3]


@pytest.mark.parametrize("change", [("- id: ", "# mine\n- id: "), ("language: en\n", "language: en  # mine\n")])
def test_comments_of_people_are_spoken_of(clinic: Clinic, capsys: Err, change: tuple[str, str]) -> None:
    clinic.faq.write_text(clinic.faq.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    capsys.readouterr()
    clinic.draft("--update", spacer="")
    assert "Comments that people wrote" in capsys.readouterr().err
    assert "# mine" in clinic.faq.with_name("faq.yaml.bak").read_text(encoding="utf-8")


def test_comments_of_the_drafter_are_not(clinic: Clinic, capsys: Err) -> None:
    text = clinic.faq.read_text(encoding="utf-8").replace("drafted: true\n", "")
    clinic.faq.write_text(text.replace("  also:\n", "  also:\n  - 'is #4 a puff?'\n", 1), encoding="utf-8")
    capsys.readouterr()
    clinic.draft("--update", spacer="")
    err = capsys.readouterr().err
    assert "Written" in err and "Comments" not in err


def test_where_nothing_changed_the_file_keeps_its_comments(clinic: Clinic, capsys: Err) -> None:
    clinic.faq.write_text("# mine\n" + clinic.faq.read_text(encoding="utf-8"), encoding="utf-8")
    capsys.readouterr()
    assert clinic.draft("--update") == 0
    err = capsys.readouterr().err
    assert clinic.faq.read_text(encoding="utf-8").startswith("# mine\n")
    assert "Nothing to change" in err and "Comments" not in err
    assert not clinic.faq.with_name("faq.yaml.bak").exists()


def test_an_id_that_a_person_gave_another_entry_stays_with_it(clinic: Clinic) -> None:
    """The drafter calls the section on cleaning by an id that is in use; ids that stand twice would not load."""
    cleaning, spacer = clinic.id_of("plastic case"), clinic.id_of("A spacer is")
    clinic.rename(cleaning, "washing")
    clinic.rename(spacer, cleaning)
    clinic.edit(cleaning, "What is the tube for?", "the tube thing")
    changed = FIRST["cleaning"].replace("once a week", "every Sunday")
    assert clinic.draft("--update", cleaning=changed) == 0
    new, before = faq.load(clinic.faq), clinic.faq.read_bytes()
    tube, washing = new.entry(cleaning), new.entry("washing")
    assert tube and "A spacer is" in tube.answer and "the tube thing" in tube.also
    assert washing and "every Sunday" in washing.answer
    assert clinic.draft("--update", cleaning=changed) == 0
    assert clinic.faq.read_bytes() == before


def test_a_new_passage_does_not_take_the_id_of_an_old_one(clinic: Clinic) -> None:
    spacer = clinic.id_of("A spacer is")
    clinic.rename(clinic.id_of("plastic case"), "zafirol")
    assert clinic.draft("--update", second="Zafirol") == 0
    new = faq.load(clinic.faq)
    assert "plastic case" in new.entry("zafirol").answer  # type: ignore[union-attr]
    assert new.entry("zafirol-2").answer.startswith("Zafirol. You")  # type: ignore[union-attr]
    assert new.entry(spacer)


@pytest.mark.parametrize("options", [[], ["-o", "other.yaml"], ["-o", "faq.yaml", "--update"]])
def test_a_faq_is_no_leaflet(clinic: Clinic, capsys: Err, monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    monkeypatch.chdir(clinic.faq.parent)
    capsys.readouterr()
    assert cli.main(["draft", "faq.yaml", *options]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "is a FAQ (.yaml) and not a leaflet" in err
    assert not Path("other.yaml").exists()


def test_the_notes_say_what_to_delete(clinic: Clinic) -> None:
    notes = clinic.faq.read_text(encoding="utf-8").partition("title:")[0]
    assert 'Delete from "also" what does not belong' in notes
    assert "only suggestions: you may delete many at once" in notes
