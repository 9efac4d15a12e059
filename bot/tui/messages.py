"""What happens in the chat, told upwards: each message is a fact in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class QuestionAsked(Message):
    """Somebody sent what stands in the input."""

    text: str


@dataclass
class QuestionChanged(Message):
    """What stands in the input changed; `text` is all of it."""

    text: str


@dataclass
class TextRefused(Message):
    """Text did not fit into the input, which is as it was. `pasted` tells a paste from a key."""

    pasted: bool


@dataclass
class ChoicePicked(Message):
    """Somebody picked a question, by mouse or key."""

    entry: str


class ChoicesLeft(Message):
    """The arrow keys ran over the first or the last question of a list."""

    def __init__(self, list_: object, step: int) -> None:
        """`step` is -1 over the first question, 1 over the last; `list_` is the list that was left."""
        super().__init__()
        self.list, self.step = list_, step


class HelpAsked(Message):
    """Somebody typed a question mark and nothing else."""


class KeyTouched(Message):
    """Somebody touched a key on the screen: a letter, or "space", "delete", "ask"."""

    def __init__(self, key: str) -> None:
        """`key` is the letter, or what the key does."""
        super().__init__()
        self.key = key


@dataclass
class TilePicked(Message):
    """Somebody picked a tile; `key` is what it stands for ("ask", "topics", "entry:what-is")."""

    key: str


class TilesLeft(Message):
    """The arrow keys ran over the edge of some tiles."""

    def __init__(self, tiles: object, step: int) -> None:
        """`step` is -1 over the first tile, 1 over the last; `tiles` are those that were left."""
        super().__init__()
        self.tiles, self.step = tiles, step


@dataclass(repr=False)
class VisitBegun(Message):
    """Somebody touched the start screen, or pressed a key there; `text` is what that key writes."""

    touched: bool
    text: str = ""


@dataclass
class PinEntered(Message):
    """Somebody entered all digits of a PIN."""

    def __repr__(self) -> str:
        return "PinEntered()"

    pin: str
