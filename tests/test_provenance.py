"""Every answer is a selection of whole sentences of its document, in order; anything else is found, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.document import Block, Document, Section, Shape
from bot.provenance import Original, Trace, of

PARAGRAPH = "It is rarely said that it is cured. Doctors do not agree. Some of them wait. In most cases all goes well."
LIST = "Do not give your child:\n- aspirin\n- any herbs\n- Syrup: It is too sweet."
CONTACT = "The Spoke Club\n12 River Street\nPhone: 555-0100"
LAST = "Ask your doctor if you are not sure. You can call us at night."
AGREE = "Doctors do not agree."
GIVE = "Do not give your child:"
DOCUMENT = Document(
    "It",
    "",
    (
        Section("One", (Block(Shape.PARAGRAPH, PARAGRAPH, 3), Block(Shape.LIST, LIST, 5)), 1),
        Section("Two", (Block(Shape.CONTACT, CONTACT, 12), Block(Shape.PARAGRAPH, LAST, 16)), 10),
    ),
)
ORIGINAL = of(DOCUMENT)


def shown(trace: Trace, original: Original = ORIGINAL) -> list[str]:
    return [original.sentences[number].text for number in trace.shown]


@pytest.mark.parametrize(
    "answer",
    [
        PARAGRAPH,
        PARAGRAPH.replace(" ", "\n"),
        "Doctors do not agree. Some of them wait.",
        "In most cases all goes well.\n\nYou can call us at night.",
        LIST,
        LIST.replace("- ", "* "),
        LIST.replace(":\n", ":\n\n").replace("\n- ", "\n\n  •  "),
        CONTACT,
        "- The Spoke Club\n  12 River Street\n  Phone: 555-0100",
        "The Spoke Club 12 River Street Phone: 555-0100",
        f"{PARAGRAPH}\n\n{LIST}\n\n{CONTACT}\n\n{LAST}",
        f"{PARAGRAPH}\n{LAST}",
    ],
)
def test_what_stands_there_is_found_whole(answer: str) -> None:
    trace = ORIGINAL.trace(answer)
    assert (trace.departure, trace.left_out, trace.alone) == (None, (), ())
    assert " ".join(shown(trace)).split() == [word for word in answer.split() if word not in "-*•"]


@pytest.mark.parametrize(
    ("answer", "why", "line", "found", "wanted", "at"),
    [
        ("It is cured.", "cut_sentence", "It is cured.", "It is cured.", "It is rarely said that it is cured.", 3),
        ("it is cured.", "cut_sentence", "it is cured.", "it is cured.", "It is rarely said that it is cured.", 3),
        ("It is rarely said", "cut_sentence", "It is rarely said", "It is rarely said", PARAGRAPH[:35], 3),
        (
            "Doctors do not\n\nagree. Some of them wait.",
            "cut_sentence",
            "Doctors do not",
            "Doctors do not",
            "Doctors do not agree.",
            3,
        ),
        ("Doctors do agree.", "not_in_document", "Doctors do agree.", "agree.", "not agree.", 3),
        ("Doctors do not agree", "not_in_document", "Doctors do not agree", "agree", "agree.", 3),
        ("doctors do not agree.", "not_in_document", "doctors do not agree.", "doctors do not agree.", "", 0),
        ("Pigs can fly.", "not_in_document", "Pigs can fly.", "Pigs can fly.", "", 0),
        (f"{AGREE} They never did.", "not_in_document", f"{AGREE} They never did.", "They never did.", "", 0),
        (f"Some of them wait. {AGREE}", "out_of_order", f"Some of them wait. {AGREE}", AGREE, AGREE, 3),
        (f"Some of them wait.\n\n{AGREE}", "out_of_order", AGREE, AGREE, AGREE, 3),
        (f"{AGREE} {GIVE}", "joined", f"{AGREE} {GIVE}", GIVE, GIVE, 5),
        (f"{GIVE} aspirin", "joined", f"{GIVE} aspirin", "aspirin", "aspirin", 5),
        ("Phone: 555-0101", "not_in_document", "Phone: 555-0101", "555-0101", "", 0),
        ("Phone:\n555-0101", "not_in_document", "555-0101", "555-0101", "", 0),
    ],
)  # fmt: skip
def test_what_does_not_stand_there_is_told(answer: str, why: str, line: str, found: str, wanted: str, at: int) -> None:
    gone = ORIGINAL.trace(answer).departure
    assert gone is not None
    assert (gone.why, gone.line, gone.found, gone.wanted, gone.at) == (why, line, found, wanted, at)


def test_sentences_left_out_inside_a_paragraph_are_told() -> None:
    trace = ORIGINAL.trace("It is rarely said that it is cured. Some of them wait.")
    assert [ORIGINAL.sentences[number].text for number in trace.left_out] == ["Doctors do not agree."]
    assert ORIGINAL.trace("Some of them wait. In most cases all goes well.").left_out == ()


def test_items_left_out_of_a_list_are_told() -> None:
    trace = ORIGINAL.trace("Do not give your child:\n- aspirin\n- Syrup: It is too sweet.")
    assert [ORIGINAL.sentences[number].text for number in trace.left_out] == ["any herbs"]
    assert [ORIGINAL.sentences[n].text for n in ORIGINAL.trace("Do not give your child:").left_out] == ["aspirin"]


def test_items_without_the_words_that_announce_them_are_told() -> None:
    trace = ORIGINAL.trace("Doctors do not agree.\n\n- aspirin\n- any herbs")
    assert [ORIGINAL.sentences[number].text for number in trace.alone] == ["aspirin"]


def test_of_two_places_the_one_that_leaves_nothing_out_is_taken() -> None:
    twice = "Call us. Have a rest. Drink tea. Call us. Drink tea."
    original = of(Document("", "", (Section("", (Block(Shape.PARAGRAPH, twice, 1),)),)))
    assert original.trace("Call us. Drink tea.") == Trace((3, 4))
    items = Block(Shape.LIST, "Bad are:\n- tea", 1), Block(Shape.LIST, "Good are:\n- tea", 4)
    original = of(Document("", "", (Section("", items),)))
    assert original.trace("Good are:\n- tea") == Trace((2, 3))


def test_the_words_that_announce_a_list_may_end_a_paragraph() -> None:
    """The reader makes two blocks of it, which begin in the same line."""
    said = Block(Shape.PARAGRAPH, "It may come back. It is rare.", 3)
    answer = "It may come back. It is rare. Signs are:\n\n- fever"
    cut = of(Document("", "", (Section("", (said, Block(Shape.LIST, "Signs are:\n- fever", 3))),)))
    assert cut.trace(answer) == Trace((0, 1, 2, 3))
    assert cut.trace("It may come back. Signs are:\n\n- fever").left_out == (1,)
    apart = of(Document("", "", (Section("", (said, Block(Shape.LIST, "Signs are:\n- fever", 5))),)))
    gone = apart.trace(answer).departure
    assert gone is not None and gone.why == "joined"


def test_quotation_marks_may_be_of_another_shape() -> None:
    original = of(Document("", "", (Section("", (Block(Shape.PARAGRAPH, "It’s “big”.", 1),)),)))
    assert original.trace('It\'s "big".').departure is None
    assert original.trace("It's big.").departure is not None


def test_an_empty_document_holds_no_answer() -> None:
    gone = of(Document("", "", ())).trace("Anything.").departure
    assert gone is not None and gone.why == "not_in_document"


def test_a_text_that_repeats_itself_takes_no_longer_than_others() -> None:
    block = Block(Shape.PARAGRAPH, "It is so. " * 300, 1)
    original = of(Document("", "", (Section("", (block,)),)))
    assert original.trace("It is so. " * 90).departure is None


WORDS = st.lists(st.sampled_from(["tumor", "can", "not", "heal", "often", "3", "CT"]), min_size=1, max_size=5)
SENTENCE = st.tuples(WORDS, st.sampled_from([".", "?", "!"])).map(lambda pair: "It " + " ".join(pair[0]) + pair[1])
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=4)


def document(paragraphs: list[list[str]]) -> Document:
    blocks = tuple(Block(Shape.PARAGRAPH, " ".join(sentences), at) for at, sentences in enumerate(paragraphs, start=1))
    return Document("", "", (Section("", blocks),))


@given(PARAGRAPHS, st.data())
def test_any_whole_sentences_in_order_are_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    kept = [
        [sentence for sentence in sentences if data.draw(st.booleans(), label=sentence)] for sentences in paragraphs
    ]
    answer = "\n\n".join(" ".join(sentences) for sentences in kept if sentences)
    original = of(document(paragraphs))
    trace = original.trace(answer)
    assert trace.departure is None
    assert shown(trace, original) == [sentence for sentences in kept for sentence in sentences]
    assert sorted(trace.shown) == list(trace.shown)


@given(PARAGRAPHS, st.data())
def test_any_altered_word_is_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    words = [" ".join(sentences).split() for sentences in paragraphs]
    at = data.draw(st.integers(0, len(words) - 1))
    word = data.draw(st.integers(0, len(words[at]) - 1))
    words[at][word] = data.draw(st.sampled_from(["never", "Never.", words[at][word] + "s", "1.5"]))
    answer = "\n\n".join(" ".join(paragraph) for paragraph in words)
    assert of(document(paragraphs)).trace(answer).departure is not None


@given(PARAGRAPHS, st.data())
def test_a_sentence_without_its_first_or_last_word_is_none(paragraphs: list[list[str]], data: st.DataObject) -> None:
    everything = {sentence for sentences in paragraphs for sentence in sentences}
    sentence = data.draw(st.sampled_from(sorted(everything)))
    words = sentence.split()
    cut = " ".join(data.draw(st.sampled_from([words[1:], words[:-1]])))
    trace = of(document(paragraphs)).trace(cut)
    assert (trace.departure is None) == (cut in everything)
