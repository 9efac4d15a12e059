"""Where things stand in a FAQ file: the lines of its keys, of its entries' keys, and of single phrasings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.words import clean
from bot.yamlfile import Node, decode, read, read_bytes

_BULLETS: Final = "-*+•◦▪·–— "


@dataclass(frozen=True)
class Places:
    """Made by `of`; every line counts from 1. What is not there has the line of what should hold it."""

    node: Node
    items: dict[str, Node]
    lines: tuple[str, ...]

    def key(self, name: str) -> int:
        """Return the line of a key of the file."""
        return self.node.key_lines.get(name, self.node.line)

    def item(self, id_: str, key: str = "id") -> int:
        """Return the line of a key of an entry or topic."""
        item = self.items[id_]
        return item.key_lines.get(key, item.line)

    def element(self, id_: str, key: str, text: str) -> int:
        """Return the line of one text of a list of an entry or topic, or of its `question` or `topic`."""
        item = self.items[id_]
        values = item.value if isinstance(item.value, dict) else {}
        for name in ("question", "topic"):
            if name in values and _is(values[name], text):
                return values[name].line
        found = values.get(key)
        listed = found.value if found and isinstance(found.value, list) else []
        return next((node.line for node in listed if _is(node, text)), self.item(id_, key))

    def answer(self, id_: str, text: str) -> int:
        """Return the line of an entry's answer that reads `text`; that of its key where it is written otherwise."""
        start = self.item(id_, "answer")
        wanted = text.strip()
        for number in range(start, min(len(self.lines), start + 2_000)):
            line = clean(self.lines[number], limit=None)
            if line == wanted or line.lstrip(_BULLETS) == wanted:
                return number + 1
            if line.startswith(("- id:", "also:")):
                break
        return start


def of(path: Path) -> Places:
    """Return the places of a FAQ file that `bot.faq.load` has read without an error."""
    node = read(path)
    values = node.value if isinstance(node.value, dict) else {}
    items: dict[str, Node] = {}
    for key in ("entries", "not_covered"):
        listed = values[key].value if key in values else []
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item.value, dict):
                id_ = item.value["id"].value
                items[str(id_).strip()] = item
    return Places(node, items, tuple(decode(path, read_bytes(path)).splitlines()))


def _is(node: Node, text: str) -> bool:
    return isinstance(node.value, str) and clean(node.value) == text
