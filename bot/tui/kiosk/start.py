"""The start screen: it invites, and says what the kiosk is, what it keeps and who can help. It holds nobody's words."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from bot.site import Site
from bot.tui.kiosk.frame import KioskScreen
from bot.tui.layout import MARKED, STRONG, Say, wrap
from bot.tui.messages import VisitBegun
from bot.tui.widgets.big import big
from bot.tui.widgets.lines import Lines


class StartWords(Lines):
    """All that the start screen says; where room is short the less important parts go."""

    ALLOW_SELECT = False

    def __init__(self, say: Say, site: Site, titles: str, warnings: Sequence[str]) -> None:
        """`titles` is what can be asked about."""
        super().__init__()
        self._say, self._site, self._titles, self._warnings = say, site, titles, tuple(warnings)

    def on_resize(self) -> None:
        """Lay out anew: the height matters too."""
        self.relay()

    def lay_out(self, width: int) -> list[Content]:
        """Return the parts that fit, one under the other, in the middle."""
        height = self.size.height or 24
        inner = min(width, 76)
        parts = self._parts(width, inner, height)
        air = 1
        while sum(len(lines) + air for _, lines in parts) - air > height and len(parts) > 1:
            if air and sum(len(lines) for _, lines in parts) <= height:
                air = 0
            else:
                parts.remove(max(parts, key=lambda part: part[0]))
        lines: list[Content] = []
        for _, part in parts:
            lines += ([Content("")] * air if lines else []) + part
        top = max((height - len(lines)) // 2, 0)
        return [Content("")] * top + lines

    def _parts(self, width: int, inner: int, height: int) -> list[tuple[int, list[Content]]]:
        """Return (rank, lines): the highest ranks go first where room is short."""
        say, site = self._say, self._site
        staff = say("kiosk.staff", staff=site.staff) if site.staff else say("kiosk.staff_plain")
        number = site.emergency_number
        emergency = say("kiosk.emergency", number=number) if number else say("kiosk.emergency_plain")
        private = say("kiosk.private_counted" if site.counts else "kiosk.private")
        texts = [(1, emergency), (3, private), (2, staff), (7, say("kiosk.no_doctor"))]
        texts += [(6, f"! {line}") for line in self._warnings]
        return [
            (4, self._clinic(site.clinic or say("kiosk.title"), width, height)),
            (5, self._middle(say("kiosk.about", titles=self._titles), width, inner)),
            (0, self._invitation(width, height)),
            *((rank, self._middle(text, width, inner, STRONG if rank == 1 else "")) for rank, text in texts),
        ]

    def _invitation(self, width: int, height: int) -> list[Content]:
        words = self._say("kiosk.invite")
        if rows := self._large(words, width, height * 2 // 5, "$accent"):
            return [Content(""), *rows, Content("")]
        before, after = ("> ", " <") if width >= len(words) + 4 else ("", "")
        return self._middle(before + words + after, width, width, MARKED)

    def _clinic(self, name: str, width: int, height: int) -> list[Content]:
        rows = self._large(name, width, height // 5) if height >= 34 else []
        return rows or self._middle(name, width, width, STRONG)

    def _large(self, text: str, width: int, height: int, style: str = "") -> list[Content]:
        rows = big(text, width - 4, height) or []
        return [Content("  ") + Content.styled(row, style) for row in rows]

    def _middle(self, text: str, width: int, inner: int, style: str = "") -> list[Content]:
        return [self._centred(line, width, line.cell_length) for line in wrap(text, inner, style)]

    @staticmethod
    def _centred(line: Content, width: int, length: int) -> Content:
        return Content(" " * max((width - length) // 2, 0)) + line


class StartScreen(Screen[None], inherit_bindings=False):
    """Waits for somebody. It is thrown away after a fault, and wiped by having nothing to wipe."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = KioskScreen.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = KioskScreen.VERTICAL_BREAKPOINTS

    def __init__(self, say: Say, site: Site, titles: str, warnings: Sequence[str]) -> None:
        """The arguments are those of the words."""
        super().__init__()
        self._words = (say, site, titles, tuple(warnings))

    def compose(self) -> ComposeResult:
        """Nothing but words."""
        yield StartWords(*self._words)

    def on_key(self, event: events.Key) -> None:
        """Any key goes on; one that writes begins a question."""
        event.stop()
        self.post_message(VisitBegun(touched=False, text=(event.character or "") if event.is_printable else ""))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """So does any touch."""
        event.stop()
        self.post_message(VisitBegun(touched=True))

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes nowhere."""
        event.stop()
