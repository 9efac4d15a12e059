"""Read a YAML file somebody edited by hand: safely, and with the line of every mistake.

The parser's events are turned into a small tree of our own, because that is where a bomb can be stopped while it is
still small (aliases, depth) and where line numbers are still known. No tag is ever constructed into an object.

PyYAML and rapidfuzz are imported where they are used: a bot opened from a store (`bot.store`) needs neither to start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from bot import yaml_slips
from bot.words import clean

MAX_BYTES: Final = 5_000_000
"""Largest file read, in bytes."""
MAX_PROBLEM: Final = 400
"""Longest message, in characters; it quotes what stands in the file."""
MAX_DEPTH: Final = 20
"""Deepest nesting read; our own files need five levels."""

Resolvers: TypeAlias = Mapping[str, Sequence[tuple[str, Any]]]
"""First character of a plain scalar -> (type, pattern), as PyYAML has them."""

_NOT_YAML: Final = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Characters YAML does not allow; compiled where it is used, for that takes as long as many another start-up step."""
_STRING: Final = "tag:yaml.org,2002:str"
_NULL: Final = "tag:yaml.org,2002:null"


class FileError(ValueError):
    """A file cannot be used. The message names file and line and says what to do."""

    def __init__(self, path: Path | str, line: int | None, problem: str) -> None:
        """Args: the file, the line (1 is the first; None where no line is meant), and one sentence for the person."""
        self.path, self.line, self.problem = Path(path), line, clean(problem, limit=MAX_PROBLEM)
        where = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{clean(where)}: {self.problem}")


@dataclass
class Node:
    """One value of the file: `value` is text, a list of nodes, or a dict of (key -> node); `line` counts from 1."""

    line: int
    value: str | list[Node] | dict[str, Node]
    tag: str = _STRING
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def is_null(self) -> bool:
        """True where the file says nothing: `date:`, `date: null` or `date: ~`."""
        return self.tag == _NULL


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes; raise FileError with a plain reason otherwise."""
    try:
        if path.is_dir():
            raise FileError(path, None, "this is a folder; name a file in it")
        if path.exists() and not path.is_file():
            raise FileError(path, None, "this is not an ordinary file; name a file with text in it")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "not a usable file name"
        raise FileError(path, None, f"cannot be read ({reason}); check the name and the permissions") from None
    if len(data) > limit:
        raise FileError(path, None, f"is larger than {limit // 1_000_000} MB; split it into smaller files")
    return data


def decode(path: Path, data: bytes) -> str:
    """Return `data` as UTF-8 text; raise FileError with the line of the first byte that is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(path, line, "is not UTF-8 text; save the file again with the encoding UTF-8") from None


def read(path: Path) -> Node:
    """Return the tree of the one document in `path`. Raises FileError (size, encoding, syntax, aliases, depth)."""
    return parse(path, decode(path, read_bytes(path)))


def parse(path: Path, text: str) -> Node:
    """Return the tree of `text`, which stands or will stand in `path`. Raises FileError as `read` does."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = yaml_slips.watched(yaml.parse(text, Loader=loader), text, partial(FileError, path))
        return _compose(path, events, yaml.SafeLoader.yaml_implicit_resolvers)
    except yaml.MarkedYAMLError as error:
        is_open = error.context_mark and "end of stream" in (error.problem or "")  # say where it was opened
        mark = error.context_mark if is_open else error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else text.count("\n") + 1
        problem = f"is not valid YAML ({error.problem or 'syntax'}); check indentation, quotes and colons here"
        raise FileError(path, *(yaml_slips.find(text, line) or (line, problem))) from None
    except yaml.reader.ReaderError:
        raise FileError(
            path, _line_of_control(text), "holds a control character; delete it and type the text again"
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(path, None, "is not valid YAML; compare it with a file that works") from None


def _compose(path: Path, events: Iterator[Any], resolvers: Resolvers) -> Node:
    """Build the tree from parser events without recursion. `open_` holds the collections not yet ended."""
    root: Node | None = None
    open_: list[tuple[Node, list[Node]]] = []
    for event in events:
        kind = type(event).__name__
        if kind == "AliasEvent":
            raise FileError(path, event.start_mark.line + 1, "uses an alias (*name); write the text out instead")
        if kind == "DocumentStartEvent" and root is not None:
            raise FileError(path, event.start_mark.line + 1, "holds a second document (---); keep one for each file")
        if kind == "ScalarEvent":
            node = Node(event.start_mark.line + 1, event.value, _tag(path, event, resolvers))
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            if len(open_) >= MAX_DEPTH:
                raise FileError(path, event.start_mark.line + 1, "is nested too deeply; compare it with the example")
            _refuse_tag(path, event)
            value: Any = [] if kind.startswith("Seq") else {}
            open_.append((Node(event.start_mark.line + 1, value, kind), []))
            continue
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            node, children = open_.pop()
            _close(path, node, children)
        else:
            continue
        if open_:
            open_[-1][1].append(node)
        else:
            root = node
    if root is None:
        raise FileError(path, 1, "is empty; write at least a title and one entry")
    return root


def _close(path: Path, node: Node, children: list[Node]) -> None:
    """Put the children of an ended collection in their place; a key that stands twice is an error."""
    if isinstance(node.value, list):
        node.value = children
        return
    pairs: dict[str, Node] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key.value, str):
            raise FileError(path, key.line, "has a list or a mapping where a key belongs; write a simple name")
        if key.value in pairs:
            problem = f"has the key “{key.value}” twice; keep one of them, or begin what is new with “- ”"
            raise FileError(path, key.line, problem)
        pairs[key.value] = value
        node.key_lines[key.value] = key.line
    node.value = pairs


def _tag(path: Path, event: Any, resolvers: Resolvers) -> str:
    """Return the type of a scalar as YAML 1.1 resolves it; quoted text is always a string."""
    _refuse_tag(path, event)
    if not event.implicit[0]:
        return _STRING
    for tag, pattern in resolvers.get(event.value[:1], ()):
        if pattern.match(event.value):
            return str(tag)
    return _STRING


def _refuse_tag(path: Path, event: Any) -> None:
    """Raise FileError for a tag other than that of plain text."""
    if event.tag not in (None, "!", _STRING):
        problem = (
            f"has a tag ({event.tag}); delete it and keep plain text, or put quotes around a text that begins with !"
        )
        raise FileError(path, event.start_mark.line + 1, problem)


def _line_of_control(text: str) -> int:
    """Return the line of the first character that YAML does not allow (what libyaml tells is a place in bytes)."""
    found = re.search(_NOT_YAML, text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


class Fields:
    """The keys of one mapping, taken out one by one; what was never asked for is an unknown key."""

    def __init__(self, path: Path, node: Node, what: str) -> None:
        """`what` names the mapping for messages: "the file", "entry “symptoms”"."""
        if not isinstance(node.value, dict):
            raise FileError(path, node.line, f"{what} must be a list of “key: value” lines")
        self.path, self.node, self.what = path, node, what
        self._values: dict[str, Node] = node.value
        self._asked: set[str] = set()

    def line(self, key: str | None = None) -> int:
        """Return the line of `key`, or of the mapping itself."""
        return self.node.key_lines.get(key, self.node.line) if key else self.node.line

    def fail(self, key: str | None, problem: str) -> FileError:
        """Return (not raise) the error `problem` at the line of `key`."""
        return FileError(self.path, self.line(key), problem)

    def get(self, key: str, required: bool = False) -> Node | None:
        """Return the node under `key`; None where it is absent or null and not required."""
        self._asked.add(key)
        node = self._values.get(key)
        empty = node is None or node.is_null
        if required and empty:
            raise self.fail(key if node else None, f"{self.what} has no “{key}”; add a line “{key}: …”")
        return None if empty else node

    def text(self, key: str, required: bool = True) -> str:
        """Return the text under `key`, outer white space removed; "" where absent and not required."""
        node = self.get(key, required)
        if node is None:
            return ""
        text = self._text_of(node, key)
        if required and not text:
            raise self.fail(key, f"“{key}” of {self.what} is empty; write some text")
        return text

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """Return the list of texts under `key`; () where absent."""
        return tuple(self._text_of(node, key) for node in self.nodes(key, required))

    def nodes(self, key: str, required: bool = False) -> list[Node]:
        """Return the nodes of the list under `key`; [] where absent."""
        node = self.get(key, required)
        if node is None:
            return []
        if not isinstance(node.value, list):
            raise self.fail(key, f"“{key}” of {self.what} must be a list; start each line with “- ”")
        if required and not node.value:
            raise self.fail(key, f"“{key}” of {self.what} is empty; write at least one")
        return node.value

    def fields(self, key: str, required: bool = False) -> Fields | None:
        """Return the mapping under `key`; None where absent."""
        node = self.get(key, required)
        return None if node is None else Fields(self.path, node, f"“{key}” of {self.what}")

    def names(self) -> tuple[str, ...]:
        """Return all keys, in the file's order."""
        return tuple(self._values)

    def finish(self) -> None:
        """Raise FileError for the first key that nobody asked for, with the nearest known key as a hint."""
        for key in self._values:
            if key not in self._asked:
                from rapidfuzz import process

                near = process.extractOne(key, sorted(self._asked), score_cutoff=60)
                hint = f"did you mean “{near[0]}”?" if near else f"known keys: {', '.join(sorted(self._asked))}"
                raise self.fail(key, f"unknown key “{key}” in {self.what}; {hint}")

    def _text_of(self, node: Node, key: str) -> str:
        if not isinstance(node.value, str):
            raise FileError(self.path, node.line, f"“{key}” of {self.what} must be text; {_quotes_around(node)}")
        if not node.value and node.is_null:
            problem = f"“{key}” of {self.what} is empty here; write some text (one that begins with # needs quotes)"
            raise FileError(self.path, node.line, problem)
        if node.tag != _STRING:
            problem = f'“{key}” of {self.what} must be text; put quotes around it: "{node.value}"'
            raise FileError(self.path, node.line, problem)
        return node.value.strip()


def _quotes_around(node: Node) -> str:
    """Return what to do with a text that YAML takes for something else."""
    if isinstance(node.value, dict) and len(node.value) == 1:
        [(key, value)] = node.value.items()
        if isinstance(value.value, str) and not value.is_null:
            return f'put quotes around a text with a colon in it: "{key}: {value.value}"'
    return "put quotes around a text that ends with a colon, or that begins with [, { or ?; else write a single text"
