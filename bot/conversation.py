"""Everything the bot says in one language besides the leaflets: loaded from `conversation.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.words import clean
from bot.yamlfile import Fields, FileError, Node, read


@dataclass(frozen=True)
class SmallTalk:
    """Something said that is no question, how people say it, and what the bot says to it."""

    id: str
    phrasings: tuple[str, ...]
    reply: str


@dataclass(frozen=True)
class Conversation:
    """The wording of one language. `labels` maps "group.name" to text that may hold {placeholders}."""

    language: str
    disclaimer: str
    starters: tuple[str, ...]
    labels: Mapping[str, str]
    small_talk: tuple[SmallTalk, ...]
    urgent: Mapping[str, object] = field(default_factory=dict)

    def say(self, label: str, **values: object) -> str:
        """Return the text of `label` ("chat.you"), placeholders filled. Raises KeyError for an unknown label."""
        text = self.labels[label]
        return text.format(**values) if values else text


def load(path: Path) -> Conversation:
    """Return the wording in a conversation file. Raises FileError with file and line."""
    fields = Fields(path, read(path), "the conversation file")
    conversation = Conversation(
        language=fields.text("language"),
        disclaimer=_said(fields, "disclaimer"),
        starters=tuple(clean(text) for text in fields.texts("starters")),
        labels=_labels(fields),
        small_talk=_small_talks(path, fields),
        urgent=_plain(path, fields.get("urgent")),
    )
    fields.finish()
    return conversation


def _labels(fields: Fields) -> dict[str, str]:
    groups = fields.fields("labels", required=True)
    labels: dict[str, str] = {}
    for group in groups.names() if groups else ():
        inner = groups.fields(group, required=True) if groups else None
        for name in inner.names() if inner else ():
            text = clean(inner.text(name), limit=None, keep_lines=True) if inner else ""
            if inner and not _has_sound_placeholders(text):
                raise inner.fail(name, f"“{name}” has a stray brace; write {{name}} for what is filled in")
            labels[f"{group}.{name}"] = text
    return labels


def _has_sound_placeholders(text: str) -> bool:
    from string import Formatter  # not needed where the store has the wording

    try:
        parsed = list(Formatter().parse(text))
        return all(
            name is None or (name.isidentifier() and not spec and not turned) for _, name, spec, turned in parsed
        )
    except ValueError:
        return False


def _said(fields: Fields, key: str) -> str:
    text = clean(fields.text(key))
    if not text:
        raise fields.fail(key, f"“{key}” of {fields.what} is empty; write some text")
    return text


def _small_talks(path: Path, fields: Fields) -> tuple[SmallTalk, ...]:
    talks: dict[str, SmallTalk] = {}
    for node in fields.nodes("small_talk"):
        talk = _small_talk(path, node)
        if talk.id in talks:
            raise FileError(path, node.line, f"the id “{talk.id}” is used twice; rename one of them")
        talks[talk.id] = talk
    return tuple(talks.values())


def _small_talk(path: Path, node: Node) -> SmallTalk:
    fields = Fields(path, node, "a small talk")
    phrasings = tuple(clean(text) for text in fields.texts("phrasings", required=True))
    talk = SmallTalk(clean(fields.text("id")), phrasings, _said(fields, "reply"))
    fields.finish()
    return talk


def _plain(path: Path, node: Node | None) -> Mapping[str, object]:
    """Return a mapping of the file as plain dicts, lists and texts."""
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        raise FileError(path, node.line, "“urgent” must be a list of “key: value” lines")
    return {key: _value(child) for key, child in node.value.items()}


def _value(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _value(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_value(child) for child in node.value]
    return node.value
