"""The FAQs and wording that ship with the program, wherever it is installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from bot import alarm, conversation, language
from bot.alarm import Examples
from bot.conversation import Conversation
from bot.language import Language

_PACKAGE: Final = Path(__file__).resolve().parent
_NO_FAQS: Final = frozenset({"conversation.yaml", "site-example.yaml", "urgent.yaml", "words.yaml"})
DEFAULT_LANGUAGE: Final = "en"


def folder() -> Path:
    """Return the folder of languages: inside the package when installed from a wheel, beside it in a checkout."""
    inside = _PACKAGE / "faq_files"
    return inside if inside.is_dir() else _PACKAGE.parent / "faq"


def faq_paths(name: str = DEFAULT_LANGUAGE) -> list[Path]:
    """Return the FAQ files that ship in a language, in order of name."""
    return sorted(path for path in (folder() / name).glob("*.yaml") if path.name not in _NO_FAQS)


@lru_cache
def wording(name: str = DEFAULT_LANGUAGE) -> Conversation:
    """Return what the bot says in a language; English where that language has no wording yet."""
    return conversation.load(_file(name, "conversation.yaml"))


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


def _file(name: str, file: str) -> Path:
    path = folder() / name / file
    return path if path.is_file() else folder() / DEFAULT_LANGUAGE / file


def paths() -> list[Path]:
    """Return the files that answers depend on, in all languages (FAQs too: the alarm learns their phrasings)."""
    return sorted(folder().glob("*/*.yaml"))
