"""The reply to a question, with what can be asked next; and the reply to an emergency, which fills the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from textual import on
from textual.content import Content
from textual.widget import Widget

from bot.reply import Reply
from bot.site import Site
from bot.tui.kiosk.frame import KioskScreen, Scroll
from bot.tui.kiosk.visit import Visit
from bot.tui.layout import ALARM, STRONG, Say, prose, wrap
from bot.tui.messages import TilePicked
from bot.tui.widgets.big import big
from bot.tui.widgets.buttons import Button, Buttons
from bot.tui.widgets.exchange import ReplyWords
from bot.tui.widgets.lines import Line, Lines
from bot.tui.widgets.tiles import Tile, Tiles

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


class Part(Scroll):
    """The part of a screen that may be too long for it; it tells the screen when there is more."""

    def watch_virtual_size(self) -> None:
        """Something was laid out."""
        self.screen.call_later(self.tell)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Somebody scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self.tell()

    def tell(self) -> None:
        """Tell the screen."""
        if self.is_attached and isinstance(self.screen, LongScreen):
            self.screen.show_more()


class LongScreen(KioskScreen):
    """A screen that may need scrolling: then it has buttons for it, and says whether there is more."""

    def show_more(self) -> None:
        """Show the scroll buttons where there is something to scroll."""
        if self.is_mounted and self.query("#buttons"):
            self.query_one("#buttons", Buttons).show(list(self.buttons()))

    def buttons(self) -> Iterator[Button]:
        """Yield the scroll buttons before the others."""
        parts = [part for part in self.query(Part) if part.max_scroll_y > 0]
        if parts:
            yield Button("down", self._say("kiosk.scroll_down"), "PgDn")
            yield Button("up", self._say("kiosk.scroll_up"), "PgUp")
        yield from super().buttons()

    @on(TilePicked)
    def scroll_by_touch(self, event: TilePicked) -> None:
        """The buttons scroll by a page."""
        if event.key in ("up", "down"):
            event.stop()
            self.action_turn(-1 if event.key == "up" else 1)


class AnswerScreen(LongScreen):
    """One question and the reply to it, and up to three questions to go on with."""

    BUTTONS = (("ask", "ask_else", "F1"), ("topics", "topics_button", "F2"))

    def __init__(self, say: Say, site: Site, visit: Visit, asked: str, reply: Reply) -> None:
        """`asked` is what was typed or picked."""
        super().__init__(say, site, visit)
        self._asked, self._reply = asked, reply

    def body(self) -> Iterator[Widget]:
        """Yield question, reply, tiles."""
        tiles = [Tile(f"entry:{choice.entry}", choice.question) for choice in self._reply.choices]
        asked = Line(self._say("kiosk.asked", question=self._asked), id="asked")
        words = Part(asked, ReplyWords(self._reply, self._say), id="reply")
        title = self._reply.choices_title if tiles else ""
        yield Part(words, Line(title, id="next"), Tiles(tiles, self._say, fills=False), id="page")

    def typed(self, text: str) -> bool:
        """Somebody started to write the next question."""
        self.post_message(TilePicked(f"ask:{text}"))
        return True


class UrgentWords(Lines):
    """What to do now, as large as it can be."""

    ALLOW_SELECT = False

    def __init__(self, reply: Reply, say: Say, site: Site) -> None:
        """Show an urgent `reply`."""
        super().__init__(classes="-urgent")
        self._reply, self._say, self._site = reply, say, site

    def lay_out(self, width: int) -> list[Content]:
        """Return the heading, what to do (a line for each sentence, if there is room), where staff are, the number."""
        say, site = self._say, self._site
        room = self.screen.size.height - 8
        head = _large(say("chat.label_urgent"), width, room // 4)
        head = head or wrap(f" ! {say('chat.label_urgent')} ! ", width, ALARM)
        staff = wrap(say("kiosk.urgent_staff", staff=site.staff), width, STRONG) if site.staff else []
        number = wrap(say("kiosk.urgent_number", number=site.emergency_number), width, STRONG)
        number = number if site.emergency_number else []
        words = [prose(part, width, STRONG) for part in _SENTENCE_END.split(self._reply.lead)]
        if sum(len(part) + 1 for part in [head, *words, staff, number]) > room:
            words = [prose(self._reply.lead, width, STRONG)]
        parts = [part for part in (head, *words, staff, number) if part]
        digits = _large(site.emergency_number, width, 5)
        if digits and sum(len(part) + 1 for part in (*parts, digits)) <= room:
            parts.append(digits)
        return [line for part in parts for line in (*part, Content(""))][:-1]


def _large(text: str, width: int, height: int) -> list[Content]:
    rows = big(text, width, height) or []
    left = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return [Content.styled(row[left:], "bold $alarm-edge") for row in rows]


class UrgentScreen(LongScreen):
    """An emergency: nothing else stands on the screen, and only its buttons lead away."""

    BUTTONS = (("ask", "urgent_back", "Esc"),)
    BACK = "ask"
    AUTO_FOCUS = "Buttons"

    def __init__(self, say: Say, site: Site, visit: Visit, reply: Reply) -> None:
        """`reply` is the urgent one."""
        super().__init__(say, site, visit)
        self._reply = reply

    def action_do(self, what: str) -> None:
        """Only what has a button does anything."""
        if what in ("back", "over", "staff"):
            super().action_do(what)

    def body(self) -> Iterator[Widget]:
        """Yield the words."""
        yield Part(UrgentWords(self._reply, self._say, self.site), id="urgent")
