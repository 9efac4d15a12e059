"""The conversation so far: the newest exchange is in view, from its start; the oldest ones are let go."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content

from bot.reply import Reply
from bot.tui.layout import Say
from bot.tui.widgets.choices import ChoiceList
from bot.tui.widgets.exchange import Exchange

MAX_EXCHANGES: Final = 30
"""Exchanges kept (about 60 messages); every further one costs time at each new question."""


class Transcript(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The exchanges, oldest first."""

    def __init__(self, say: Say) -> None:
        """`say` gives the labels."""
        super().__init__()
        self._say = say
        self._following = True

    @property
    def exchanges(self) -> list[Exchange]:
        """All exchanges shown, oldest first."""
        return list(self.query_children(Exchange))

    @property
    def newest_choices(self) -> ChoiceList | None:
        """The numbered choices of the newest reply."""
        return self.exchanges[-1].choices if self.children else None

    async def add(self, asked: str, reply: Reply) -> None:
        """Show an exchange and bring its start into view. Only its choices bear numbers: others would mislead."""
        if (choices := self.newest_choices) is not None:
            choices.numbered = False
        surplus = self.exchanges[: max(len(self.children) + 1 - MAX_EXCHANGES, 0)]
        with self.app.batch_update():
            if surplus:
                await self.remove_children(surplus)
            await self.mount(Exchange(asked, reply, self._say))
        self.follow()

    async def wipe(self) -> None:
        """Let go of everything."""
        self.screen.clear_selection()
        await self.remove_children()

    def follow(self) -> None:
        """Show the newest exchange: all of it where it fits, else from its start."""
        self._following = True
        self.call_after_refresh(self._reveal)

    def refollow(self) -> None:
        """After a change of size: show the newest exchange again, unless somebody has scrolled away from it."""
        if self._following:
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        if self.children and self._following:
            # Scrolling stops at the end by itself, which is right for an exchange that fits.
            self.scroll_to(y=self.children[-1].virtual_region.y, animate=False, force=True, immediate=True)
        self.show_more()

    def neighbour(self, list_: object, step: int) -> ChoiceList | None:
        """Return the choices before (-1) or after (1) a list of choices."""
        lists = [exchange.choices for exchange in self.exchanges if exchange.choices is not None]
        there = next((index for index, choices in enumerate(lists) if choices is list_), len(lists)) + step
        return lists[there] if 0 <= there < len(lists) else None

    def turn(self, pages: float) -> None:
        """Scroll by pages, keeping two lines in sight."""
        self._following = False
        step = max(self.content_size.height - 2, 1)
        self.scroll_relative(y=round(pages * step), animate=False, force=True)

    def jump(self, to_end: bool) -> None:
        """Scroll to the first or to the last line."""
        self._following = to_end
        self.scroll_to(y=self.max_scroll_y if to_end else 0, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the hint about what is below up to date."""
        super().watch_scroll_y(old_value, new_value)
        self.show_more()

    def show_more(self) -> None:
        """Say in the lower edge whether there is more below."""
        below = self.children and self.scroll_y < self.max_scroll_y
        hint = "chat.more_below_touch" if self.screen.has_class("-touch") else "chat.more_below"
        self.border_subtitle = Content(self._say(hint) if below else "")

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """The reader looks elsewhere; leave the place to them."""
        self._following = False

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """The reader looks elsewhere; leave the place to them."""
        self._following = False

    def on_click(self, event: events.Click) -> None:
        """A click on the hint about what is below goes there."""
        if event.y >= self.outer_size.height - 1 and self.scroll_y < self.max_scroll_y:
            self.turn(1)
