"""Texts taken apart: into paragraphs and list items, and into sentences that are whole beyond doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.paragraphs import parts, sentences
from bot.words import clean


def test_paragraphs_and_items() -> None:
    text = "Signs are:\n- fever\n  and chills\n* pain\n\nCall us.\nDay or\nnight.\n\n\n– a dash"
    found = [(part.text, part.is_item) for part in parts(text)]
    assert found == [
        ("Signs are:", False),
        ("fever and chills", True),
        ("pain", True),
        ("Call us. Day or night.", False),
        ("a dash", True),
    ]


def test_a_number_below_zero_is_no_item() -> None:
    assert [part.is_item for part in parts("-5 degrees")] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "It is so. | It is not.",
        "Is it so? | No one knows! | We do…",
        "He said it. | “It is cured.” | That was all.",
        "It came at stage 4S. | It went. | Age 10. | 3 came.",
        "Ask for an MRI. | The nurse will help.",
        "Ask Dr. Smith or Prof. Jones at 6116 Executive Blvd. Room 3036A.",
        "Fever, e.g. Dengue, is no sign. | Nor is pain, i.e. Headache.",
        "It ends at 5 p.m. Sundays it is shut.",
        "Version 2.5 is old. | See example.org for more.",
        "It spreads (rarely. It is known.) and grows. | Yes, it does.",
        "Some say “It is cured. All is well.” and are wrong. | It is not.",
        'Some say "It is cured. All is well." and are wrong. | It is not.',
        'A 5" tube. | It fits.',
        "It is cured. he said.",
        "¿Es malo? | ¡No! | Él lo sabe.",
    ],
)
def test_sentences(text: str) -> None:
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


@given(st.text(alphabet='aB .!?"“”()-\n1', max_size=60))
def test_nothing_is_lost_or_added(text: str) -> None:
    for part in parts(clean(text, keep_lines=True)):
        assert " ".join(sentences(part.text)).split() == part.text.split()
    kept = "".join(char for part in parts(text) for char in part.text if not char.isspace() and char != "-")
    assert kept == "".join(char for char in text if not char.isspace() and char != "-")
