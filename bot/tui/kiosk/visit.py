"""What is known of the visit that is going on: this, and what its screens show, is all that a wipe has to wipe."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.reply import Reply

MOST_TILES = 3
"""Questions offered under a reply."""


@dataclass(repr=False)
class Visit:
    """`touched` is true where it began by touch or mouse; `reply` is the newest reply, None before the first."""

    touched: bool = False
    reply: Reply | None = None

    def take(self, reply: Reply) -> Reply:
        """Keep a reply, with as many choices as are shown, so that numbers mean what is seen; return it."""
        self.reply = replace(reply, choices=reply.choices[:MOST_TILES])
        return self.reply
