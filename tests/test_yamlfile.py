"""Files that are no good files at all: each is a FileError with file, line and advice, whatever the bytes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import faq
from bot.words import clean
from bot.yamlfile import MAX_BYTES, FileError, Node, read, read_bytes

Write = Callable[[str | bytes], Path]

GOOD = "title: T\nlanguage: en\nentries:\n- id: a\n  question: Q\n  answer: A\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def refused(path: Path | str, by: Callable[[Any], object] = faq.load) -> FileError:
    with pytest.raises(FileError) as caught:
        by(path)
    assert clean(str(path)) in str(caught.value)
    assert caught.value.problem
    return caught.value


SYNTAX = {
    "empty": ("", 1, "is empty; write at least a title"),
    "white space": (" \n\n  \n", 1, "is empty; write at least a title"),
    "only a comment": ("# nothing yet\n", 1, "is empty; write at least a title"),
    "only a document start": ("---\n", 2, "must be a list of “key: value” lines"),
    "just text": ("hello\n", 1, "must be a list of “key: value” lines"),
    "a list": ("- a\n- b\n", 1, "must be a list of “key: value” lines"),
    "a tab for an indent": ("title: T\n\tlanguage: en\n", 2, "is indented with a tab; delete the tab and use spaces"),
    "a colon too many": ("title: a\nlanguage: en: fr\n", 2, "a text with a colon in it needs quotes"),
    "a bracket left open": (GOOD.replace("id: a", "id: [a"), 4, "begins with “[”"),
    "a quote left open": (
        GOOD.replace("question: Q", 'question: "Q') + "\n\n\n",
        5,
        "is not closed",
    ),
    "a key twice": (GOOD + "title: U\n", 7, "has the key “title” twice; keep one of them"),
    "a key twice in an entry": (GOOD + "  answer: B\n", 7, "has the key “answer” twice; keep one of them"),
    "a list for a key": (GOOD + "? [a]\n: x\n", 7, "write a simple name"),
    "a second document": (GOOD + "---\n" + GOOD, 7, "holds a second document (---); keep one"),
    "an empty second document": (GOOD + "---\n", 7, "holds a second document (---); keep one"),
    "an alias": (
        GOOD.replace("question: Q", "question: &q Q") + "  also: [*q]\n",
        7,
        "uses an alias (*name); write the text out",
    ),
    "a merge key": (GOOD.replace("- id", "- &x\n  id") + "- {<<: *x}\n", 8, "uses an alias"),
    "an alias bomb": (BOMB, 2, "uses an alias (*name); write the text out"),
    "a foreign version": ("%YAML 3.0\n---\n" + GOOD, 1, "is not valid YAML"),
    "a tag on a text": (
        GOOD.replace("question: Q", "question: !!python/name:os.system x"),
        5,
        "delete it and keep plain text",
    ),
    "a tag on a list": (GOOD.replace("entries:", "entries: !!python/object/apply:os.system"), 3, "delete it"),
    "a tag on a mapping": (GOOD + "source: !!python/object:os.stat_result {title: a}\n", 7, "delete it"),
    "a tag of one's own": (GOOD.replace("answer: A", "answer: !secret A"), 6, "delete it and keep plain text"),
    "bytes": (GOOD.replace("answer: A", "answer: !!binary aGVsbG8="), 6, "delete it and keep plain text"),
    "a lone surrogate, written out": (GOOD.replace("answer: A", 'answer: "\\ud800"'), 6, "is not valid YAML"),
}


@pytest.mark.parametrize(("text", "line", "says"), SYNTAX.values(), ids=SYNTAX)
def test_bad_yaml_is_refused_with_its_line(write: Write, text: str, line: int, says: str) -> None:
    error = refused(write(text))
    assert says in error.problem
    assert error.line == line


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_before_it_costs_anything(write: Write, opening: str) -> None:
    error = refused(write(opening * 100_000))
    assert (error.line, "nested too deeply" in error.problem) == (1, True)


def test_our_own_depth_is_far_from_the_limit(write: Write) -> None:
    assert isinstance(read(write("[" * 10 + "]" * 10)), Node)


@pytest.mark.parametrize("char", ["\x00", "\x01", "\x07", "\x1b", "\x7f", "\x9b"])
def test_control_character_is_refused_with_its_line(write: Write, char: str) -> None:
    error = refused(write(GOOD.replace("answer: A", f"answer: A{char}")))
    assert (error.line, "delete it and type the text again" in error.problem) == (6, True)


def test_line_of_a_control_character_is_right_after_letters_of_several_bytes(write: Write) -> None:
    error = refused(write("# " + "é🚲" * 100 + "\n" + GOOD.replace("question: Q", "question: Q\x01") + "\n" * 500))
    assert error.line == 6


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (GOOD.replace("answer: A", "answer: é").encode("latin-1"), 6),
        (GOOD.encode("utf-16"), 1),
        (b"\xff\xfe\x00", 1),
        ("a: \ud800".encode("utf-8", "surrogatepass"), 1),
        (b"\x80" * 100, 1),
    ],
)
def test_other_encodings_are_refused_with_the_line(write: Write, data: bytes, line: int) -> None:
    error = refused(write(data))
    assert (error.line, "encoding UTF-8" in error.problem) == (line, True)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_ends_and_a_byte_order_mark_are_fine(write: Write, ends: str, mark: str) -> None:
    text = mark + GOOD.replace("\n", ends)
    assert faq.load(write(text)).entries[0].line == 4
    assert refused(write(text + f"x: y{ends}")).line == 7


def test_too_large_is_refused_and_just_not_too_large_is_read(write: Write) -> None:
    text = GOOD + "#"
    fits = text + "x" * (MAX_BYTES - len(text))
    assert faq.load(write(fits))
    assert "larger than 5 MB; split it" in refused(write(fits + "x")).problem


def test_folder(tmp_path: Path) -> None:
    assert "this is a folder; name a file in it" in refused(tmp_path).problem


@pytest.mark.parametrize("name", ["missing.yaml", "missing/folder.yaml", "x" * 300 + ".yaml", "nul\x00.yaml"])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path / name)
    assert error.line is None
    assert "check the name and the permissions" in error.problem


def test_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert "cannot be read" in refused(tmp_path / "a.yaml").problem


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_unreadable_file(write: Write, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    path = write(GOOD)

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", fail)
    assert f"cannot be read ({os.strerror(number)})" in refused(path).problem


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device_is_not_read(device: str) -> None:
    assert "this is not an ordinary file; name a file" in refused(device).problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_pipe_without_a_writer_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "this is not an ordinary file; name a file" in refused(tmp_path / "pipe.yaml", read_bytes).problem


@pytest.mark.parametrize(
    "text",
    [
        GOOD + '"\\e]0;owned\\a\\u202e": x\n',
        GOOD.replace("id: a", 'id: "a\\e[2J"'),
        GOOD + 'review_every: "\\e[2J"\n',
        GOOD + '"k\\e[2J": 1\n"k\\e[2J": 1\n',
        GOOD.replace("answer: A", "answer: !%1b[2J A"),
        GOOD + "k" * 100_000 + ": x\n",
    ],
    ids=["key", "id", "review_every", "key twice", "tag", "long key"],
)
def test_message_is_one_short_line_fit_for_a_terminal(write: Write, text: str) -> None:
    message = str(refused(write(text)))
    assert message.isprintable()
    assert len(message) < 2_000


@settings(deadline=None, max_examples=200)
@given(data=st.binary(max_size=200) | st.text(alphabet="[]{}:,-?|>&*!%@#'\" \nabc=~\t", max_size=60).map(str.encode))
def test_any_bytes_load_or_are_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    load_or_refuse(tmp_path_factory.getbasetemp() / "any.yaml", data)


@settings(deadline=None, max_examples=100)
@given(
    at=st.integers(0, len(SMALL.read_bytes())),
    gone=st.integers(0, 60),
    new=st.binary(max_size=8) | st.sampled_from([b"\n", b": ", b"- ", b'"', b"[", b"{", b"null", b"1", b"\n\n  "]),
)
def test_a_good_file_damaged_anywhere_loads_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, gone: int, new: bytes
) -> None:
    good = SMALL.read_bytes()
    load_or_refuse(tmp_path_factory.getbasetemp() / "damaged.yaml", good[:at] + new + good[at + gone :])


def load_or_refuse(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        assert faq.load(path).entries
    except FileError as error:
        assert error.path == path
        lines = len(data.decode("utf-8", "replace").splitlines())
        assert error.line is None or 1 <= error.line <= lines + 1
