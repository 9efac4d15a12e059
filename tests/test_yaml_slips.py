"""The mistakes of people who have never seen YAML: each is told with the line that is to blame and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st

from bot import faq, site, yaml_slips
from bot.yamlfile import FileError, parse, read

Write = Callable[[str | bytes], Path]

RIGHT = """\
title: Inhalers
language: en
document: inhalers.txt
entries:
  - id: use
    question: How do I use it?
    answer: |
      Shake it.

      Then press.
    also:
      - how does it work
      - which way up
      - show me how
  - id: clean
    question: How do I clean it?
    answer: Wash it.
    also: [washing, cleaning]
not_covered:
  - id: cost
    topic: what it costs
    also: [how much]
"""
UP = "      - which way up"
DASH = "seems to be one of a list; begin it with “- ”"
TAB = "indented with a tab; delete the tab and use spaces"
SPACES = "special space, as word processors make them; delete the spaces of this line and type them again"
QUOTES = 'put quotes (") around the whole text'
COLUMN = "in the same column"

WRONG = {
    "lost dash": (UP, "      which way up", DASH),
    "lost dash of the first": ("      - how does it work", "      how does it work", DASH),
    "lost dash of the last": ("      - show me how", "      show me how", DASH),
    "lost dash of an entry": ("  - id: clean", "    id: clean", "begin what is new with “- ”"),
    "dash too deep": (UP, "        - which way up", COLUMN),
    "dash not deep enough": (UP, "     - which way up", COLUMN),
    "no space after a dash": (UP, "      -which way up", "a space is missing after the dash"),
    "no space after the first dash": ("- how does it work", "-how does it work", "a space is missing after the dash"),
    "no space after the dash of an entry": ("- id: clean", "-id: clean", "a space is missing after the dash"),
    "no space after a colon": ("question: How do I clean", "question:How do I clean", "write “question: …”"),
    "no space after the last colon": ("answer: Wash", "answer:Wash", "write “answer: …”"),
    "no space after the first colon": ("title: In", "title:In", "write “title: …”"),
    "no space before a bracket": ("also: [washing", "also:[washing", "write “also: …”"),
    "no colon": ("question: How do I clean", "question How do I clean", "a colon is missing after “question”"),
    "an equals sign": ("question: How do I clean", "question = How do I clean", "a colon is missing after “question”"),
    "a quote left open": ("question: How do I clean", 'question: "How do I clean', 'write " at its end too'),
    "a quote left open in a list": (UP, "      - 'which way up", "write ' at its end too"),
    "a quote that ends too soon": (UP, '      - "which way" up', "goes on after the closing quote"),
    "an apostrophe in quotes": (UP, "      - 'what's up'", 'put "…" around the whole text'),
    "a curly quote at the end": (UP, '      - "which way up”', 'ends with a curly one (”); write " at both ends'),
    "curly quotes and a colon": (UP, "      - “which way: up”", "put quotes around a text with a colon in it"),
    "a key too deep": ("    answer: Wash", "     answer: Wash", "the same column as “question” in line 16"),
    "a key not deep enough": ("    answer: Wash", "   answer: Wash", COLUMN),
    "a key of the file too deep": ("language: en", " language: en", "the same column as “title” in line 1"),
    "a line of an answer not deep enough": (
        "      Then press.",
        "    Then press.",
        "as many spaces before it as before line 8",
    ),
    "an answer not deep enough": ("      Shake it.", "    Shake it.", "more spaces before it than before “answer”"),
    "a tab before a key": ("    answer: Wash", "\tanswer: Wash", TAB),
    "a tab before a dash": (UP, "\t- which way up", TAB),
    "a tab after blanks": (UP, "    \t- which way up", TAB),
    "a tab in an answer": ("      Then press.", "\tThen press.", TAB),
    "a tab after a dash": (UP, "      -\twhich way up", "a tab stands after the dash"),
    "a colon in a question": (
        "How do I clean it?",
        "Clean: how do I do it?",
        "with a colon in it needs quotes around it",
    ),
    "a colon in a list": (UP, "      - is it bad: really?", 'a colon in it: "is it bad: really?"'),
    "a colon at the end": (UP, "      - is it bad:", "put quotes around a text that ends with a colon"),
    "a colon in brackets": ("[washing, cleaning]", "[washing: how, cleaning]", 'a colon in it: "washing: how"'),
    "a list beside its key": ("also:\n      - how", "also: - how", "begin it on the next line"),
    "@": (UP, "      - @home", QUOTES),
    "%": (UP, "      - % of children", QUOTES),
    "`": (UP, "      - `how`", QUOTES),
    "&": (UP, "      - &what is it", QUOTES),
    "*": (UP, "      - *which* way up", QUOTES),
    "* once": (UP, "      - * which way", QUOTES),
    "!": (UP, "      - !help me", "put quotes around a text that begins with !"),
    "[": (UP, "      - [which] way up", QUOTES),
    "[]": (UP, "      - [which way up]", "begins with [, { or ?"),
    "{": (UP, "      - {which} way up", QUOTES),
    "{}": (UP, "      - {which way up}", "begins with [, { or ?"),
    "[ left open": ("[washing, cleaning]", "[washing, cleaning", "begins with “[”"),
    "|": (UP, "      - | which", QUOTES),
    ">": (UP, "      - > 5 puffs", QUOTES),
    "?": (UP, "      - ? which way", "begins with [, { or ?"),
    ",": (UP, "      - , which way", QUOTES),
    "# in a text": (UP, "      - what is #1", "all after “#” would be lost"),
    "# and a number": ("How do I clean it?", "What is step # 2?", "all after “#” would be lost"),
    "# at the beginning": (UP, "      - #1 question", "all after “#” would be lost"),
    "nothing but a note": (UP, "      - # which way up", "one that begins with # needs quotes"),
    "yes": (UP, "      - yes", 'put quotes around it: "yes"'),
    "no": (UP, "      - No", 'put quotes around it: "No"'),
    "a date": (UP, "      - 2026-01-01", 'put quotes around it: "2026-01-01"'),
    "a number": (UP, "      - 112", 'put quotes around it: "112"'),
    "a time": (UP, "      - 12:30", 'put quotes around it: "12:30"'),
    "an empty line of a list": (UP, "      -", "is empty here; write some text"),
    "Word's spaces before a dash": (UP, "\u00a0" * 6 + "- which way up", SPACES),
    "Word's space after a dash": (UP, "      -\u00a0which way up", SPACES),
    "Word's space after a colon": ("question: How do I clean", "question:\u00a0How do I clean", SPACES),
    "Word's dash": (UP, "      – which way up", "no list sign here; write “- ”"),
    "Word's bullet": (UP, "      • which way up", "no list sign here; write “- ”"),
}


def wrong(old: str, new: str) -> tuple[str, int]:
    """The right file with a mistake in it, and its line."""
    assert RIGHT.count(old) == 1
    text = RIGHT.replace(old, new)
    pairs = enumerate(zip(RIGHT.split("\n"), text.split("\n"), strict=False), start=1)
    return text, next(number for number, (before, after) in pairs if before != after)


def test_the_file_is_right_without_them(write: Write) -> None:
    assert [len(entry.also) for entry in faq.load(write(RIGHT)).entries] == [3, 2]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("old", "new", "says"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_its_line(write: Write, old: str, new: str, says: str, mark: str, ends: str) -> None:
    text, line = wrong(old, new)
    with pytest.raises(FileError) as caught:
        faq.load(write((mark + text.replace("\n", ends)).encode()))
    assert says in caught.value.problem
    assert caught.value.line == line


def test_a_setting_with_no_space_is_told_in_other_files_too(write: Write) -> None:
    path = write("clinic: Ward 3\nstaff:the front desk\nidle_seconds: 90\n")
    with pytest.raises(FileError, match="a space is missing after the colon") as caught:
        site.load(path)
    assert caught.value.line == 2


RIGHT_THOUGH_ODD = {
    "a note": ("document: inhalers.txt", "document: inhalers.txt   # the leaflet"),
    "a note in a list": (UP, UP + " # they say"),
    "a hash in a word": (UP, UP + " c#"),
    "a hash in quotes": (UP, '      - "what is #1"'),
    "curly quotes": (UP, "      - “which way up”"),
    "Word's space in a text": (UP, "      - which\u00a0way up"),
    "a long text that goes on with a dash": (UP, UP + " " + "and why " * 8 + "\n        - or not"),
    "a web address": (UP, "      - https://example.org/a#b"),
}


@pytest.mark.parametrize(("old", "new"), RIGHT_THOUGH_ODD.values(), ids=RIGHT_THOUGH_ODD)
def test_what_is_no_mistake_is_left_alone(write: Write, old: str, new: str) -> None:
    assert [len(entry.also) for entry in faq.load(write(RIGHT.replace(old, new))).entries] == [3, 2]


def test_what_faqbot_writes_is_read_however_long(write: Write) -> None:
    one = faq.load(write(RIGHT))
    assert faq.load(write(faq.dump(one))) == one


@given(st.text(alphabet="a:-# \"'\n\t[]{}|>&*\u00a0“”1", max_size=80), st.integers(1, 10))
def test_any_text_gives_a_line_of_it_or_nothing(text: str, line: int) -> None:
    slip = yaml_slips.find(text, line)
    assert slip is None or (1 <= slip[0] <= line and slip[1])


def test_the_small_faq_has_none() -> None:
    assert parse(SMALL, SMALL.read_text(encoding="utf-8")) == read(SMALL)
