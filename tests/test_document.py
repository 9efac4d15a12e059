"""A leaflet in plain text becomes title, sections, lists and contacts; page furniture is out, and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import reading
from bot.document import Document, Shape
from bot.yamlfile import FileError

PUDDLE = Path(__file__).parent / "data" / "puddle-foot.txt"


@pytest.fixture(scope="module")
def puddle() -> Document:
    return reading.read(PUDDLE)


def read(folder: Path, text: str | bytes, name: str = "leaflet.txt") -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return reading.read(path)


def headings(document: Document) -> list[str]:
    return [section.heading for section in document.sections]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks()]


def test_title_publisher_and_date(puddle: Document) -> None:
    assert (puddle.title, puddle.publisher) == ("About puddle foot", "Meadow Walkers Foundation")
    assert puddle.date == "May 2024"


def test_sections_in_order(puddle: Document) -> None:
    assert headings(puddle) == ["What is puddle foot?", "SYMPTOMS", "Treatment", "When to call us"]


def test_wrapped_lines_are_one_paragraph(puddle: Document) -> None:
    assert texts(puddle)[0].startswith(
        "Puddle foot is a harmless reddening of the toes. It comes from walking in wet socks"
    )
    assert "\n" not in texts(puddle)[0]


def test_a_list_and_the_sentence_that_announces_it_are_one_passage(puddle: Document) -> None:
    block = puddle.sections[1].blocks[0]
    assert block.shape is Shape.LIST
    assert block.text == (
        "The usual signs are:\n- red toes that tingle in a warm room\n- wrinkled skin\n- a smell of old pond water"
    )
    assert block.line == 16


def test_what_stands_before_the_announcing_sentence_is_a_passage_of_its_own(puddle: Document) -> None:
    first, second = puddle.sections[2].blocks
    assert first.text.endswith("within two days.")
    assert second.text.startswith("There are two kinds of ointment:\n- Marigold ointment. This is for mild")


def test_an_address_keeps_its_lines(puddle: Document) -> None:
    block = puddle.sections[3].blocks[-1]
    assert (block.shape, block.text.split("\n")[1:]) == (Shape.CONTACT, ["12 Brook Lane", "Phone: 555-0100"])


def test_furniture_is_out_and_told(puddle: Document) -> None:
    assert [(one.why, one.text) for one in puddle.dropped] == [
        ("navigation", "Skip to main content"),
        ("subtitle", "A leaflet for walkers"),
        ("links", "Related links"),
        ("links", "Learn more about wet socks\nView all leaflets"),
        ("date", "Last reviewed: May 2024"),
    ]


@pytest.mark.parametrize("sign", ["•", "·", "-", "–", "*", "o", "1.", "2)", "▪", "\uf0b7"])
def test_signs_of_items(tmp_path: Path, sign: str) -> None:
    text = f"On knots\n\nKnots hold ropes together well.\n\nYou need:\n{sign} A long rope\n{sign} A short rope\n"
    assert texts(read(tmp_path, text))[-1] == "You need:\n- A long rope\n- A short rope"


def test_a_list_that_has_lost_its_signs(tmp_path: Path) -> None:
    text = "On knots\n\nKnots hold well.\n\nTo tie a knot well you need:\n\nA long rope\nA short rope\nTwo hands\n"
    assert texts(read(tmp_path, text))[-1] == "To tie a knot well you need:\n- A long rope\n- A short rope\n- Two hands"


@pytest.mark.parametrize(
    "heading", ["Kinds of knot", "KINDS OF KNOT", "Kinds:", "Which knot is best?", "2. Kinds of knot"]
)
def test_looks_of_headings(tmp_path: Path, heading: str) -> None:
    text = f"On knots\n\nKnots hold ropes together well.\n\n{heading}\n\nThere are many kinds of knot in use today.\n"
    assert headings(read(tmp_path, text))[-1].strip("?").casefold() in heading.casefold()
    assert len(headings(read(tmp_path, text))) == 2


def test_a_heading_in_capitals_is_told_quietly(tmp_path: Path) -> None:
    text = "On knots\n\nKnots hold ropes together well.\n\nWHAT DO I NEED?\n\nYou need a rope of some length today.\n"
    assert headings(read(tmp_path, text))[-1] == "What do I need?"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Last reviewed: May 2024", "May 2024"),
        ("Last reviewed by the practice: May 2024", "May 2024"),
        ("Last reviewed: May 2024\nNext review due: May 2027", "May 2024"),
        ("Last reviewed: May 2024. Next review due: May 2027", "May 2024"),
        ("Last reviewed: 2024-05-31", "2024-05-31"),
        ("Last reviewed: 31/05/2024", "31/05/2024"),
    ],
)
def test_the_date_and_nothing_around_it(tmp_path: Path, line: str, date: str) -> None:
    assert read(tmp_path, f"On knots\n\nKnots hold ropes together well.\n\n{line}\n").date == date


def test_underlined_heading(tmp_path: Path) -> None:
    text = (
        "On knots\n========\n\nKnots hold ropes together well.\n\nKinds of knot\n-------------\nThere are many kinds.\n"
    )
    document = read(tmp_path, text)
    assert (document.title, headings(document)) == ("On knots", ["", "Kinds of knot"])


def test_a_lost_heading_leaves_a_section_of_its_own(tmp_path: Path) -> None:
    text = "On knots\n\nKnots hold ropes together well.\n\n\nThere is no way to learn knots in a day.\n"
    assert headings(read(tmp_path, text)) == ["", ""]


def test_a_sentence_that_speaks_of_a_missing_list_is_out(tmp_path: Path) -> None:
    text = "On knots\n\nKnots hold ropes together well.\n\nThe following list of ropes are of use.\n\nView more\n"
    assert texts(read(tmp_path, text)) == ["Knots hold ropes together well."]


def test_a_word_divided_at_the_end_of_a_line_is_mended(tmp_path: Path) -> None:
    text = "On knots\n\nA knot that holds well and does not slip is a bow-\nline by what people say who sail all day.\n"
    assert "bowline by" in texts(read(tmp_path, text))[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_at_the_start_and_windows_line_ends(tmp_path: Path, encoding: str) -> None:
    data = "On knots\r\n\r\nKnots hold ropes together – well.\r\n".encode(encoding)
    assert texts(read(tmp_path, data)) == ["Knots hold ropes together – well."]


def test_headers_and_footers_of_pages_are_out(tmp_path: Path) -> None:
    page = "Knots for all\n\n{}\n\nPage {} of 3\n"
    said = ["A knot holds a rope.", "A loop holds a hook.", "A hitch holds a horse."]
    text = "\f".join(page.format(line, number) for number, line in enumerate(said, start=1))
    document = read(tmp_path, text)
    assert (document.title, texts(document)) == ("Knots for all", said)
    assert [one.why for one in document.dropped].count("page_number") == 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"What is a knot?\n", "holds no text of a leaflet"),
        (bytes(range(256)), "is not text"),
        ("Узел держит верёвку".encode("cp1251"), "is not UTF-8"),
        pytest.param(b"word " * 10_000, "a paragraph here is too long", id="endless"),
        pytest.param(b"A knot holds.\n\n" * 6_000, "too long for a leaflet", id="long"),
        pytest.param(b"x" * 20_000_001, "is larger than 20 MB", id="large"),
    ],
)
def test_bad_documents_get_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(FileError, match=says) as raised:
        read(tmp_path, data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "says"), [(".", "this is a folder"), ("none.txt", "cannot be read"), ("/dev/null", "not an ordinary")]
)
def test_what_is_no_file(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(FileError, match=says):
        reading.read(tmp_path / name)


@settings(deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name in ("any.txt", "any.md", "any.html"):
        try:
            document = read(folder, data, name)
        except FileError:
            continue
        assert all(block.text.strip() for block in document.blocks())
