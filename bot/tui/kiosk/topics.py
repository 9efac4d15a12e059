"""What can be asked, as tiles: the topics, and the questions of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from bot.reply import Topic
from bot.site import Site
from bot.tui.kiosk.frame import KioskScreen
from bot.tui.kiosk.visit import Visit
from bot.tui.layout import Say
from bot.tui.messages import TilePicked
from bot.tui.widgets.lines import Line
from bot.tui.widgets.tiles import Tile, Tiles


class TilesScreen(KioskScreen):
    """A heading, and tiles that fill the screen."""

    def body(self) -> Iterator[Widget]:
        """Yield heading and tiles."""
        yield Line(self.heading(), classes="heading")
        yield Tiles(list(self.tiles()), self._say)

    def heading(self) -> str:
        """Return what stands over the tiles."""
        raise NotImplementedError

    def tiles(self) -> Iterator[Tile]:
        """Yield the tiles."""
        raise NotImplementedError

    def typed(self, text: str) -> bool:
        """Somebody started to write: that is a question of their own."""
        self.post_message(TilePicked(f"ask:{text}"))
        return True


class TopicsScreen(TilesScreen):
    """The topics, after a tile for a question in one's own words."""

    BACK = "over"

    def __init__(self, say: Say, site: Site, visit: Visit, topics: Sequence[Topic]) -> None:
        """`topics` are all there are."""
        super().__init__(say, site, visit)
        self._topics = topics

    def heading(self) -> str:
        """Return the question that leads on."""
        return self._say("kiosk.topics_title")

    def tiles(self) -> Iterator[Tile]:
        """Yield one tile for a question of one's own, and one for each topic; when to get help must be seen at once.

        A topic of one question leads to its answer.
        """
        yield Tile("ask", self._say("kiosk.own_words"))
        for index, topic in sorted(enumerate(self._topics), key=lambda pair: not pair[1].is_help):
            only = topic.choices[0].entry if len(topic.choices) == 1 else ""
            yield Tile(f"entry:{only}" if only else f"topic:{index}", topic.title)


class QuestionsScreen(TilesScreen):
    """The questions of one topic."""

    BUTTONS = (("topics", "topics_button", "F2"), ("ask", "ask_button", "F1"))

    def __init__(self, say: Say, site: Site, visit: Visit, topic: Topic) -> None:
        """`topic` is the one picked."""
        super().__init__(say, site, visit)
        self._topic = topic

    def heading(self) -> str:
        """Return the topic."""
        return self._topic.title

    def tiles(self) -> Iterator[Tile]:
        """Yield one tile for each question."""
        for choice in self._topic.choices:
            yield Tile(f"entry:{choice.entry}", choice.question)
