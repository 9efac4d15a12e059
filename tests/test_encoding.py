"""The encodings in which programs save text, and bytes that are no text in any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import encoding
from bot.yamlfile import FileError

TEXT = "Don’t give more than ½ tablet – “half” is 5 mg.\n• Keep it at 20 °C in a café.\n"
PATH = Path("kites.txt")


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_what_windows_saves(name: str) -> None:
    assert encoding.text_of(PATH, TEXT.encode(name)) == TEXT


def test_what_old_macs_saved() -> None:
    text = TEXT.replace("½", "half a").replace("\n", "\r")
    assert encoding.text_of(PATH, text.encode("mac-roman")) == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Держите змея за верёвку".encode("cp1251"), "is not UTF-8 text"),
        ("Ένας χαρταετός πετάει".encode("cp1253"), "is not UTF-8 text"),
        ("Don’t – ".encode() * 3 + b"\x93half\x94", "is not UTF-8 text"),
        (bytes(range(1, 256)) * 4, "is not UTF-8 text"),
        (b"Kites\0 fly high", "is not text"),
        (b"\xff\xfeK\0\x00\xd8", "is not text"),
    ],
)
def test_what_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(FileError, match=says):
        encoding.text_of(PATH, data)
