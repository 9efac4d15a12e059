"""FAQ files: good ones load, every kind of wrong one is refused with file, line and advice, dump gives them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import faq
from bot.faq import Entry, Faq, NotCovered, Review, Source
from bot.words import clean
from bot.yamlfile import FileError

Write = Callable[[str | bytes], Path]

GOOD = """\
title: Bicycles
language: en
source: {title: Notes, publisher: Club, date: 2020}
reviewed: {by: Ada, date: 2021-05-31}
review_every: 3 years
entries:
  - id: chain
    question: How often should I oil the chain?
    answer: Once a month.
    also:
      - which oil for a chain
      - grease the chain
    related: [brakes]
  - id: brakes
    question: Why do brakes squeal?
    answer: Dirt.
not_covered:
  - id: helmets
    topic: helmets
    also: [helmet size]
words:
  - [bicycle, bike]
"""


def refused(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        faq.load(path)
    return caught.value


def test_loads_all_that_a_file_holds(write: Write) -> None:
    path = write(GOOD)
    assert faq.load(path) == Faq(
        title="Bicycles",
        language="en",
        entries=(
            Entry(
                id="chain",
                question="How often should I oil the chain?",
                answer="Once a month.",
                also=("which oil for a chain", "grease the chain"),
                related=("brakes",),
            ),
            Entry(id="brakes", question="Why do brakes squeal?", answer="Dirt."),
        ),
        source=Source("Notes", "Club", "2020"),
        reviewed=Review("Ada", "2021-05-31"),
        review_every="3 years",
        not_covered=(NotCovered("helmets", "helmets", ("helmet size",)),),
        words=(("bicycle", "bike"),),
    )


def test_knows_path_lines_and_phrasings(write: Write) -> None:
    path = write(GOOD)
    found = faq.load(str(path))
    assert found.path == path
    assert [entry.line for entry in found.entries] == [7, 14]
    assert found.entries[0].phrasings[:2] == ("How often should I oil the chain?", "which oil for a chain")
    assert found.not_covered[0].phrasings == ("helmets", "helmet size")
    assert found.entry("brakes") is found.entries[1]
    assert found.entry("helmets") is None


def test_what_may_be_absent_is_empty(write: Write) -> None:
    found = faq.load(
        write(
            "title: T\nlanguage: en\nsource:\nreviewed: {by: null, date: ~}\nentries: [{id: a, question: Q, answer: A}]"
        )
    )
    assert (found.document, found.source, found.reviewed, found.review_every) == ("", Source(), Review(), "")
    assert (found.not_covered, found.words) == ((), ())
    assert found.entries == (Entry("a", "Q", "A"),)


def test_answers_keep_lines_and_folded_text_becomes_one_line(small_faq: Faq) -> None:
    opening = small_faq.entry("opening")
    assert opening and "evenings.\n\n- In summer" in opening.answer
    assert opening.answer == opening.answer.strip()


@pytest.mark.parametrize("date", ["2020", "2020-05", '"May 2020"', "2021-05-31"])
def test_source_date_stays_as_written(write: Write, date: str) -> None:
    assert faq.load(write(GOOD.replace("date: 2020}", f"date: {date}}}"))).source.date == date.strip('"')


WRONG = {
    "unknown key": ("language: en", "language: en\ncolour: red", 3, "unknown key “colour”"),
    "misspelt key": ("title: Bicycles", "titel: Bicycles\ntitle: x", 1, "did you mean “title”?"),
    "unknown key in an entry": ("    answer: Dirt.", "    answer: Dirt.\n    anser: x", 17, "did you mean “answer”?"),
    "unknown key in a topic": ("    topic: helmets", "    topic: helmets\n    answer: x", 20, "unknown key “answer”"),
    "unknown key in source": ("{title: Notes,", "{name: Notes,", 3, "unknown key “name”"),
    "unknown key in reviewed": ("{by: Ada,", "{who: Ada,", 4, "unknown key “who”"),
    "no title": ("title: Bicycles\n", "", 1, "has no “title”; add a line"),
    "no language": ("language: en\n", "", 1, "has no “language”; add a line"),
    "no entries": (GOOD[GOOD.index("entries") :], "", 1, "has no “entries”; add a line"),
    "empty entries": (GOOD[GOOD.index("entries") :], "entries: []", 6, "write at least one"),
    "no id": ("  - id: brakes\n    question", "  - question", 14, "has no “id”; add a line"),
    "no question": ("    question: Why do brakes squeal?\n", "", 14, "has no “question”; add a line"),
    "no answer": ("    answer: Dirt.\n", "", 14, "has no “answer”; add a line"),
    "empty answer": ("answer: Dirt.", 'answer: " "', 16, "is empty; write some text"),
    "answer of nothing visible": ("answer: Dirt.", 'answer: "\\u200b\\u202e"', 16, "is empty; write some text"),
    "title of nothing visible": ("title: Bicycles", 'title: "\\u200b"', 1, "is empty; write some text"),
    "question of nothing visible": ("question: Why do brakes squeal?", 'question: "\\e[1m"', 15, "is empty; write"),
    "empty phrasing": ("      - grease the chain", '      - ""', 12, "delete the line or write a question"),
    "no topic": ("    topic: helmets\n", "", 18, "has no “topic”; add a line"),
    "title is a list": ("title: Bicycles", "title: [a]", 1, "must be text"),
    "title is a number": ("title: Bicycles", "title: 2020", 1, 'put quotes around it: "2020"'),
    "language is a truth value": ("language: en", "language: no", 2, 'put quotes around it: "no"'),
    "language is a path": ("language: en", "language: ../../etc", 2, "language"),
    "answer is a mapping": ("answer: Dirt.", "answer: {a: b}", 16, "must be text"),
    "answer is a date": ("answer: Dirt.", "answer: 2020-01-01", 16, "put quotes around it"),
    "entries is text": (GOOD[GOOD.index("entries") :], "entries: many", 6, "must be a list"),
    "entry is text": ("not_covered:", "  - just text\nnot_covered:", 17, "must be a list of “key: value” lines"),
    "also is text": ("[helmet size]", "helmet size", 20, "must be a list; start each line with “- ”"),
    "phrasing is a list": ("      - grease the chain", "      - [grease]", 12, "must be text"),
    "phrasing is a truth value": ("      - grease the chain", "      - yes", 12, "put quotes around it"),
    "source is text": (
        "{title: Notes, publisher: Club, date: 2020}",
        "Club",
        3,
        "must be a list of “key: value” lines",
    ),
    "not_covered is a mapping": ("  - id: helmets\n   ", "   ", 17, "must be a list; start each line with"),
    "words is a list of texts": ("  - [bicycle, bike]", "  - bicycle", 22, "must be a list: - [child, kid, son]"),
    "one word means the same": ("[bicycle, bike]", "[bicycle]", 22, "needs two words or more"),
    "an id that is no id": ("id: brakes", "id: The Brakes", 14, "write small letters, digits and hyphens"),
    "id twice": ("id: brakes", "id: chain", 14, "is used twice (first in line 7); rename one of them"),
    "id of an entry and a topic": ("id: helmets", "id: chain", 18, "is used twice (first in line 7)"),
    "phrasing twice": (
        "    topic: helmets",
        "    topic: Which  OIL for a chain",
        19,
        "“chain” (line 7) and “helmets”; keep",
    ),
    "phrasing twice, in a list": ("[helmet size]", "\n      - x\n      - grease the chain", 22, "keep it in one"),
    "headline twice": ("question: Why do brakes squeal?", "question: grease the chain", 15, "keep it in one"),
    "review date": ("2021-05-31", "31.5.2021", 4, "is not a date; write it as 2026-05-31"),
    "review date that never was": ("2021-05-31", "2021-13-31", 4, "is not a date; write it as 2026-05-31"),
    "review date is a list": ("2021-05-31", "[2021]", 4, "must be a date such as"),
    "drafted": ("language: en", "language: en\ndrafted: perhaps", 3, "write true, or take the line out"),
    "review_every": ("3 years", "now and then", 5, "write it as “3 years” or “6 months”"),
}


@pytest.mark.parametrize(("old", "new", "line", "says"), WRONG.values(), ids=WRONG)
def test_wrong_file_is_refused_with_file_line_and_advice(
    write: Write, old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    path = write(GOOD.replace(old, new, 1))
    error = refused(path)
    assert str(error).startswith(f"{path}:{line}: ")
    assert says in str(error)


def test_line_of_a_phrasing_twice_is_the_phrasing_not_an_id_that_reads_the_same(write: Write) -> None:
    path = write(GOOD.replace("grease the chain", "helmets"))
    error = refused(path)
    assert "“helmets” stands under “chain” (line 7) and “helmets”" in error.problem
    assert error.line == 19


def test_phrasing_twice_under_one_entry_is_allowed(write: Write) -> None:
    assert faq.load(write(GOOD.replace("grease the chain", "Which oil for  a chain")))


@pytest.mark.parametrize(
    "key", ["title", "question", "answer", "section", "topic", "publisher", "by", "document", "related"]
)
def test_nothing_that_could_drive_a_terminal_is_left_in_any_text(write: Write, key: str) -> None:
    nasty = '"a\\e[31mb\\u202ec\\u200bd\\ae"'
    places = {
        "title": ("title: Bicycles", f"title: {nasty}"),
        "question": ("question: Why do brakes squeal?", f"question: {nasty}"),
        "answer": ("answer: Dirt.", f"answer: {nasty}"),
        "section": ("    answer: Dirt.", f"    answer: Dirt.\n    section: {nasty}"),
        "topic": ("topic: helmets", f"topic: {nasty}"),
        "publisher": ("publisher: Club", f"publisher: {nasty}"),
        "by": ("by: Ada", f"by: {nasty}"),
        "document": ("language: en", f"language: en\ndocument: {nasty}"),
        "related": ("related: [brakes]", f"related: [{nasty}]"),
    }
    found = faq.load(write(GOOD.replace(*places[key], 1)))
    assert "abcde" in repr(found)
    assert not any(nasty in repr(found) for nasty in ("\\x1b", "\\u202e", "\\u200b", "\\x07"))


def test_dump_of_the_small_faq_loads_to_the_same(write: Write, small_faq: Faq) -> None:
    text = faq.dump(small_faq)
    assert faq.load(write(text)) == small_faq
    assert faq.dump(faq.load(write(text))) == text
    keys = [line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()]
    assert keys == [line.split(":")[0] for line in SMALL.read_text().splitlines() if line[:1].isalpha()]


LINE = st.text(max_size=50).map(clean).filter(bool)
BLOCK = (
    st.lists(st.text(max_size=40), min_size=1, max_size=4).map(lambda x: clean("\n".join(x), None, True)).filter(bool)
)
PHRASINGS = st.lists(LINE, min_size=6, max_size=6, unique_by=lambda text: " ".join(text.casefold().split()))
TRICKY = st.sampled_from(
    ["null", "~", "yes", "1", "2020-01-01", "- x", "a: b", "# x", "'", '"', "|", "{", "<<", "=", "%", "!a"]
)


@st.composite
def faqs(draw: st.DrawFn) -> Faq:
    asked = draw(PHRASINGS)
    text = LINE | TRICKY
    return Faq(
        title=draw(text),
        language=draw(st.sampled_from(["en", "de", "no", "pt-BR"])),
        document=draw(st.just("") | text),
        source=Source(draw(st.just("") | text), draw(st.just("") | text), draw(st.none() | text)),
        reviewed=Review(draw(st.none() | text), draw(st.none() | st.dates().map(str))),
        review_every=draw(st.sampled_from(["", "1 year", "18 months"])),
        entries=(
            Entry("a", asked[0], draw(BLOCK | TRICKY), draw(st.just("") | text), (asked[1], asked[2])),
            Entry("b-2", asked[3], draw(BLOCK | TRICKY), related=("a",)),
        ),
        not_covered=draw(st.just(()) | st.just((NotCovered("c", asked[4], (asked[5],)),))),
        words=draw(st.just(()) | st.tuples(st.tuples(LINE, TRICKY))),
    )


@settings(deadline=None, max_examples=150)
@given(made=faqs())
def test_dump_then_load_gives_the_same_faq(tmp_path_factory: pytest.TempPathFactory, made: Faq) -> None:
    path = tmp_path_factory.getbasetemp() / "dumped.yaml"
    path.write_bytes(faq.dump(made).encode())
    assert faq.load(path) == made
