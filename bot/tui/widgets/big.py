"""Large letters made of blocks, for words to be read from across a room."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

_ROWS: Final = 5
_SHAPES: Final = """
A .##. #..# #### #..# #..#
B ###. #..# ###. #..# ###.
C .### #... #... #... .###
D ###. #..# #..# #..# ###.
E #### #... ###. #... ####
F #### #... ###. #... #...
G .### #... #.## #..# .###
H #..# #..# #### #..# #..#
I ### .#. .#. .#. ###
J ..## ...# ...# #..# .##.
K #..# #.#. ##.. #.#. #..#
L #... #... #... #... ####
M #...# ##.## #.#.# #...# #...#
N #..# ##.# #.## #..# #..#
O .##. #..# #..# #..# .##.
P ###. #..# ###. #... #...
Q .##. #..# #..# #.#. .#.#
R ###. #..# ###. #.#. #..#
S .### #... .##. ...# ###.
T ##### ..#.. ..#.. ..#.. ..#..
U #..# #..# #..# #..# .##.
V #...# #...# #...# .#.#. ..#..
W #...# #...# #.#.# ##.## #...#
X #...# .#.#. ..#.. .#.#. #...#
Y #...# .#.#. ..#.. ..#.. ..#..
Z #### ...# .##. #... ####
0 .##. #..# #..# #..# .##.
1 .#. ##. .#. .#. ###
2 ###. ...# .##. #... ####
3 ###. ...# .##. ...# ###.
4 #..# #..# #### ...# ...#
5 #### #... ###. ...# ###.
6 .##. #... ###. #..# .##.
7 #### ...# ..#. .#.. .#..
8 .##. #..# .##. #..# .##.
9 .##. #..# .### ...# .##.
. . . . . #
, .. .. .. .# #.
! # # # . #
- ... ... ### ... ...
' # # . . .
+ ... .#. ### .#. ...
( .# #. #. #. .#
) #. .# .# .# #.
& .#.. #.#. .#.. #.## .##.
"""
LETTERS: Final = {line[0]: tuple(line[2:].split()) for line in _SHAPES.split("\n") if line} | {" ": ("..",) * _ROWS}
"""Character -> its rows of pixels, "#" for one that is lit. All fit terminals that only know the oldest block signs."""

_HALVES: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def big(text: str, width: int, height: int) -> list[str] | None:
    """Return `text` in large letters, words wrapped, each line centred; None where it does not fit or has other signs.

    Two cells a dot where there is room for that, half a cell where there is not.
    """
    words = _plain(text).split()
    if not words or any(letter not in LETTERS for word in words for letter in word):
        return None
    for drawn, dot, rows in ((_wide, 2, _ROWS), (_halved, 1, (_ROWS + 1) // 2)):
        lines = _wrapped(words, width // dot)
        if lines and len(lines) * (rows + 1) - 1 <= height:
            shown: list[str] = []
            for line in lines:
                shown += ([""] if shown else []) + [row.center(width).rstrip() for row in drawn(_dots(line))]
            return shown
    return None


def _plain(text: str) -> str:
    """Return capital letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(c))


def _width(line: str) -> int:
    return sum(len(LETTERS[letter][0]) + 1 for letter in line) - 1


def _wrapped(words: Sequence[str], width: int) -> list[str] | None:
    lines = [words[0]]
    for word in words[1:]:
        if _width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines if all(_width(line) <= width for line in lines) else None


def _dots(line: str) -> list[str]:
    return [".".join(LETTERS[letter][row] for letter in line) for row in range(_ROWS)]


def _wide(dots: Sequence[str]) -> list[str]:
    return ["".join("██" if dot == "#" else "  " for dot in row) for row in dots]


def _halved(dots: Sequence[str]) -> list[str]:
    rows = [*dots, "." * len(dots[0])]
    return ["".join(_HALVES[a + b] for a, b in zip(*rows[at : at + 2], strict=True)) for at in range(0, _ROWS, 2)]
