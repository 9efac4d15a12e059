"""What the tests of the core share: a small FAQ about something neutral, and the bots made of it and of what ships."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from running import SHARED, made

from bot import faq, shipped
from bot.alarm import Alarm, InMemory
from bot.faq import Faq
from bot.leaflets import make_matchers
from bot.matcher import Matcher
from bot.replies import Bot
from bot.urgent import Rules

SMALL = Path(__file__).parent / "data" / "small.yaml"


def pytest_configure(config: pytest.Config) -> None:
    """Make a folder for what the workers share; they are started later, and by this process."""
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = folder = tempfile.mkdtemp(prefix="faqbot-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def make_bot(*faqs: Faq) -> Bot:
    """A bot for FAQs, with the wording, words and rules that ship (learning from examples would take seconds)."""
    wording = shipped.wording()
    matchers = make_matchers(faqs, wording, shipped.words())
    return Bot(faqs, wording, matchers, Alarm(Rules(wording.urgent), InMemory(), matchers[0].language))


@pytest.fixture(scope="session")
def small_faq() -> Faq:
    return faq.load(SMALL)


@pytest.fixture(scope="session")
def small_bot(small_faq: Faq) -> Bot:
    return make_bot(small_faq)


@pytest.fixture(scope="session")
def small_matcher(small_bot: Bot) -> Matcher:
    return small_bot.matchers[0]


@pytest.fixture(scope="session")
def shipped_faq() -> Faq:
    return faq.load(shipped.folder() / "en" / "neuroblastoma.yaml")


@pytest.fixture(scope="session")
def shipped_bot(shipped_faq: Faq) -> Bot:
    """The one just made, with rules for emergencies and no examples."""
    wording, matchers = shipped.wording(), made().matchers
    return Bot([shipped_faq], wording, matchers, Alarm(Rules(wording.urgent), InMemory(), matchers[0].language))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a file (text as UTF-8, or bytes) and return its path."""

    def make(content: str | bytes) -> Path:
        path = tmp_path / "test.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make
