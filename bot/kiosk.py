"""What a kiosk is put together from, before its first screen: settings, checked FAQs, the bot, PIN and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot import check, faq, shipped
from bot import site as sites
from bot.counts import Counts
from bot.opening import open_for
from bot.pin import Guard
from bot.replies import Bot
from bot.reply import Reply
from bot.review import ReviewState, review_state
from bot.site import Site
from bot.yamlfile import FileError

EXAMPLE: Final = "site-example.yaml"


@dataclass(frozen=True)
class Kiosk:
    """All that the screens need.

    `check_pin` is None where no PIN is set: then there is no way out. `count` is told every reply that was shown.
    `warnings` are lines for the start screen.
    """

    bot: Bot
    site: Site
    check_pin: Guard | None
    count: Callable[[Reply], None]
    warnings: tuple[str, ...] = ()


def prepare(site_path: Path | None, faqs: Sequence[Path], making: Callable[[], None] = lambda: None) -> Kiosk:
    """Return a kiosk that can be shown.

    Args:
        site_path: the site file; None for the settings everything has without one.
        faqs: FAQs to show instead of those that the site file names.
        making: called before it takes long.

    Raises:
        FileError: a file cannot be used, or a FAQ has an error that must not reach patients.
    """
    site = settings(site_path)
    files = faqs_of(site, faqs)
    warnings = checked(files)
    bot = open_for(site, files, making)
    guard = Guard(site.staff_pin) if site.staff_pin else None
    return Kiosk(bot, site, guard, Counts(site.counts).add if site.counts else _count_nothing, warnings)


def settings(path: Path | None) -> Site:
    """Return the settings in a site file, or those without one. Raises FileError."""
    return sites.load(path) if path else Site()


def faqs_of(site: Site, named: Sequence[Path]) -> list[Path]:
    """Return the FAQs to show: those named, else those of the site file, else those that ship."""
    return list(named or site.faqs) or shipped.faq_paths()


def checked(faqs: Sequence[Path], today: date | None = None) -> tuple[str, ...]:
    """Return a line for each FAQ whose review is missing or overdue on a day, by default this one.

    Raises:
        FileError: one of them cannot be read, or has an error (`bot.check`) that must not reach people.
    """
    say = shipped.wording().say
    errors = check.errors(faqs, today)
    if errors:
        first = errors[0]
        problem = say("kiosk_setup.faq_error", error=first.message(say), count=len(errors))
        raise FileError(first.path, first.line or None, problem)
    headline, day = shipped.words().headline, today or date.today()
    reviews = ((headline(one.title), review_state(one, day)) for one in map(faq.load, faqs))
    return tuple(
        say(f"kiosk_setup.review_{review.state}", title=title, date=review.due)
        for title, review in reviews
        if review.state is not ReviewState.CURRENT
    )


def example() -> str:
    """Return the site file with every setting explained."""
    return (shipped.folder() / shipped.DEFAULT_LANGUAGE / EXAMPLE).read_text(encoding="utf-8")


def _count_nothing(reply: Reply) -> None:
    """Stand in for counting where nothing is counted."""
