"""The FAQs and wording that ship with the program, wherever it is installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from bot import alarm, conversation, language
from bot.alarm import Examples
from bot.conversation import Conversation
from bot.language import Language
from bot.places import DEFAULT_LANGUAGE, file, folder

__all__ = ["DEFAULT_LANGUAGE", "faq_paths", "folder", "paths", "urgent_examples", "wording", "words"]

_NO_FAQS: Final = frozenset(
    {
        "asked.yaml",
        "conversation.yaml",
        "document.yaml",
        "draft.yaml",
        "outside.yaml",
        "site-example.yaml",
        "urgent.yaml",
        "words.yaml",
    }
)


def faq_paths(name: str = DEFAULT_LANGUAGE) -> list[Path]:
    """Return the FAQ files that ship in a language, in order of name."""
    return sorted(path for path in (folder() / name).glob("*.yaml") if path.name not in _NO_FAQS)


@lru_cache
def wording(name: str = DEFAULT_LANGUAGE) -> Conversation:
    """Return what the bot says in a language; English where that language has no wording yet."""
    return conversation.load(file(name, "conversation.yaml"))


@lru_cache
def words(name: str = DEFAULT_LANGUAGE) -> Language:
    """Return what is known of the words of a language; nothing where it has no word file."""
    path = folder() / name / "words.yaml"
    return language.load(path) if path.is_file() else Language()


@lru_cache
def urgent_examples(name: str = DEFAULT_LANGUAGE) -> Examples:
    """Return examples of how people sound who need help at once; none where a language has none yet."""
    path = folder() / name / "urgent.yaml"
    return alarm.load(path) if path.is_file() else Examples()


def paths() -> list[Path]:
    """Return the files that answers depend on, in all languages (FAQs too: the alarm learns their phrasings)."""
    return sorted(folder().glob("*/*.yaml"))
