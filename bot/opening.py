"""Open the FAQs a command names, and make the bot for them, or take it from the store of an earlier run."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot import folders, shipped, store
from bot.entries import Faq
from bot.replies import Bot

if TYPE_CHECKING:
    from bot.site import Site


def open_bot(paths: Sequence[Path] = (), making: Callable[[], None] = lambda: None) -> Bot:
    """Return a bot for the files named, or for the FAQs that ship; `making` is called before it takes long.

    A file that is no YAML is a leaflet: a FAQ is drafted of it on the spot.

    Raises:
        FileError: a file cannot be read, or is neither a FAQ nor a leaflet.
    """
    files = folders.expand(paths) or shipped.faq_paths()
    place = store.path_for([*files, *shipped.paths()])
    kept = store.load(place) if place else None
    if kept:
        try:
            with _all_stays():
                matchers = kept.matchers()
                return Bot(kept.head("faqs"), kept.head("conversation"), matchers, kept.alarm(matchers[0].language))
        except Exception:
            kept.connection.close()  # damaged: made anew below
    making()
    bot = _make(files)
    if place:
        with suppress(OSError, sqlite3.Error):  # a read-only home is no reason not to answer
            store.save(place, bot.matchers, bot.alarm, {"faqs": bot.faqs, "conversation": bot.conversation})
    return bot


@contextmanager
def _all_stays() -> Iterator[None]:
    """Look for no garbage while nothing is thrown away: to look through all of it, again and again, takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def open_at(site: Path | None, paths: Sequence[Path] = (), making: Callable[[], None] = lambda: None) -> Bot:
    """Return a bot for a place: with its emergency number, and its leaflets where no files are named.

    Arguments and errors are those of `open_bot`, and of `bot.site.load` for the site file, if there is one.
    """
    if site is None:
        return open_bot(paths, making)
    from bot import site as sites  # most bots are opened without

    return open_for(sites.load(site), paths, making)


def open_for(place: Site, paths: Sequence[Path] = (), making: Callable[[], None] = lambda: None) -> Bot:
    """Return a bot for a place whose settings are loaded. Arguments and errors are those of `open_at`."""
    bot = open_bot(paths or place.faqs, making)
    bot.emergency_number = place.emergency_number
    return bot


def is_faq(path: Path) -> bool:
    """True for a file that is a FAQ by its name; any other is a leaflet."""
    return path.suffix.lower() in (".yaml", ".yml")


def draft(path: Path) -> Faq:
    """Return the FAQ drafted of a leaflet. Raises FileError."""
    from bot import draft as drafter
    from bot import reading

    return drafter.make(reading.read(path), shipped.words())


def _make(files: Sequence[Path]) -> Bot:
    """Return a bot made from the files."""
    from bot import alarm, faq  # not needed, nor YAML, where the store has it all
    from bot.leaflets import make_matchers, without_phrasings
    from bot.urgent import Rules

    faqs = [faq.load(path) if is_faq(path) else draft(path) for path in files]
    name = faqs[0].language
    folders.refuse_several_languages(faqs)
    conversation = shipped.wording(name)
    with _all_stays():
        matchers = make_matchers(faqs, conversation, shipped.words(name))
    language = matchers[0].language
    shipping = [faq.load(path) for path in shipped.faq_paths(name) if path not in files]
    phrasings = [text for one in [*faqs, *shipping] for text in _phrasings(one)]
    phrasings += [text for talk in conversation.small_talk for text in talk.phrasings]
    examples = shipped.urgent_examples(name)
    with _all_stays():
        weights = alarm.train(examples, phrasings, language)
    ears = alarm.Alarm(Rules(conversation.urgent), weights, language)
    return Bot([without_phrasings(one) for one in faqs], conversation, matchers, ears)


def _phrasings(one: Faq) -> list[str]:
    """Return every way of asking that a FAQ knows, of what it covers and of what it does not."""
    covered = [text for entry in one.entries for text in entry.phrasings]
    return covered + [text for topic in one.not_covered for text in topic.phrasings]
