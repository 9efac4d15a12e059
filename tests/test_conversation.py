"""The wording of a language: it loads, fills in what is to be filled in, and a wrong file is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import conversation, shipped
from bot.yamlfile import FileError

Write = Callable[[str | bytes], Path]

GOOD = """\
language: en
disclaimer: Ask somebody who knows.
starters: [chain, brakes]
labels:
  replies:
    greeting: Hello from {titles}.
    lines: |
      One
        - two
  chat:
    you: You
small_talk:
  - id: hello
    reply: Hello.
    phrasings: [hi, good day]
urgent:
  rules: [a, {b: c}]
"""


def test_loads_all_that_a_file_holds(write: Write) -> None:
    found = conversation.load(write(GOOD))
    assert (found.language, found.disclaimer, found.starters) == ("en", "Ask somebody who knows.", ("chain", "brakes"))
    assert set(found.labels) == {"replies.greeting", "replies.lines", "chat.you"}
    assert found.labels["replies.lines"] == "One\n  - two"
    assert [(talk.id, talk.phrasings, talk.reply) for talk in found.small_talk] == [
        ("hello", ("hi", "good day"), "Hello.")
    ]
    assert found.urgent == {"rules": ["a", {"b": "c"}]}


def test_says_labels_with_what_is_filled_in(write: Write) -> None:
    found = conversation.load(write(GOOD))
    assert found.say("chat.you") == "You"
    assert found.say("replies.greeting", titles="{braces} %s [b]") == "Hello from {braces} %s [b]."
    with pytest.raises(KeyError):
        found.say("chat.nobody")


def test_small_talk_and_urgent_may_be_absent(write: Write) -> None:
    found = conversation.load(write(GOOD[: GOOD.index("small_talk")]))
    assert (found.small_talk, found.urgent) == ((), {})


@pytest.mark.parametrize("text", ["Ask somebody who knows.", "chain", "You", "Hello.", "good day"])
def test_texts_are_cleaned(write: Write, text: str) -> None:
    assert text in GOOD
    found = repr(conversation.load(write(GOOD.replace(text, '"f\\e[31mou\\u202end"', 1))))
    assert "found'" in found
    assert "\\x1b" not in found and "\\u202e" not in found


WRONG = {
    "unknown key": ("language: en", "language: en\ncolour: red", 2, "unknown key “colour”"),
    "no disclaimer": ("disclaimer: Ask somebody who knows.\n", "", 1, "has no “disclaimer”; add a line"),
    "disclaimer of nothing visible": ("Ask somebody who knows.", '"\\u200b"', 2, "is empty; write some text"),
    "no labels": (GOOD[GOOD.index("labels") :], "", 1, "has no “labels”; add a line"),
    "labels is a list": (GOOD[GOOD.index("labels") :], "labels: [a]", 4, "must be a list of “key: value” lines"),
    "a group is text": ("  chat:\n    you: You\n", "  chat: You\n", 10, "must be a list of “key: value” lines"),
    "a label is a list": ("you: You", "you: [You]", 11, "must be text"),
    "a label is a number": ("you: You", "you: 1", 11, 'put quotes around it: "1"'),
    "an open brace": ("{titles}", "{titles", 6, "stray brace; write {name}"),
    "a closed brace": ("{titles}", "titles}", 6, "stray brace; write {name}"),
    "a place without a name": ("{titles}", "{}", 6, "stray brace; write {name}"),
    "a place with a number": ("{titles}", "{0}", 6, "stray brace; write {name}"),
    "a look into an object": ("{titles}", "{titles.__class__}", 6, "stray brace; write {name}"),
    "a look into a list": ("{titles}", "{titles[0]}", 6, "stray brace; write {name}"),
    "a conversion": ("{titles}", "{titles!z}", 6, "stray brace; write {name}"),
    "a format": ("greeting: Hello from {titles}.", 'greeting: "{titles:>9999999999}"', 6, "stray brace; write {name}"),
    "small talk without a reply": ("    reply: Hello.\n", "", 13, "has no “reply”; add a line"),
    "small talk without phrasings": ("    phrasings: [hi, good day]\n", "", 13, "has no “phrasings”; add a line"),
    "small talk without any phrasing": ("[hi, good day]", "[]", 15, "write at least one"),
    "small talk that is text": ("urgent:", "  - hello\nurgent:", 16, "must be a list of “key: value” lines"),
    "small talk twice": ("urgent:", "  - {id: hello, reply: X, phrasings: [y]}\nurgent:", 16, "is used twice"),
    "urgent is a list": ("  rules: [a, {b: c}]", "  - a", 17, "“key: value” lines"),
}


@pytest.mark.parametrize(("old", "new", "line", "says"), WRONG.values(), ids=WRONG)
def test_wrong_file_is_refused_with_file_line_and_advice(
    write: Write, old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    path = write(GOOD.replace(old, new, 1))
    with pytest.raises(FileError) as caught:
        conversation.load(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)


def test_what_ships_says_no_phrase_twice_in_small_talk() -> None:
    phrasings = [text.casefold() for talk in shipped.wording().small_talk for text in talk.phrasings]
    assert len(phrasings) == len(set(phrasings))


def test_a_language_without_wording_gets_the_english_one() -> None:
    assert shipped.wording("xx") == shipped.wording("en")
    assert shipped.words("xx").stem("treatments") == "treatments"
