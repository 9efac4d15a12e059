"""The conversation as plain lines, for screen readers, braille lines and pipes: no boxes, colours or cursor tricks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from typing import Final, TextIO

from bot import lines
from bot.lines import wrapped
from bot.replies import Bot
from bot.reply import Kind, Reply
from bot.words import MAX_QUESTION, clean

_READ: Final = MAX_QUESTION * 4
"""Characters of a line looked at: more than a question may have, so that "too long" can be told from "full"."""

WEB_DRIVER: Final = "bot.web.driver:ServedDriver"
"""What TEXTUAL_DRIVER names where `faqbot serve` shows the chat in a browser: the streams are pipes to the server."""


def is_needed(environ: Mapping[str, str], *streams: TextIO) -> bool:
    """Return True where the full-screen chat cannot work: a stream is no terminal, or the terminal is a dumb one.

    Hand in standard input, output and error: the full-screen chat reads the first and is drawn on the last.
    """
    if environ.get("TEXTUAL_DRIVER") == WEB_DRIVER:
        return False
    return environ.get("TERM", "") in ("", "dumb") or not all(_is_terminal(stream) for stream in streams)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _width(out: TextIO) -> int:
    """Return how many letters a line of a terminal holds; 0 for a pipe or file, where lines stay whole."""
    if not _is_terminal(out):
        return 0
    try:
        return os.get_terminal_size(out.fileno()).columns
    except (OSError, ValueError):
        return 0


def run(bot: Bot, lines_in: Iterable[str], out: TextIO, *, echo: bool = False) -> int:
    """Hold the conversation until the end of the input or a word to leave; return the exit status.

    Args:
        bot: Who replies.
        lines_in: The lines typed: a file, or any iterable of lines.
        out: Where the conversation goes; flushed after each reply.
        echo: Also write what was asked, for input that does not show on its own (a pipe).
    """
    say = bot.conversation.say
    forgive(lines_in, out)
    try:
        _Talk(bot, out, echo).hold(read_lines(lines_in))
        return 0
    except KeyboardInterrupt:
        _write_quietly(out, f"\n{say('plain.goodbye')}\n")
        return 130
    except BrokenPipeError:
        _write_nowhere(out)
        return 0
    except Exception:  # no traceback: what was typed could stand in it
        _write_quietly(out, f"\n{say('plain.fault')}\n")
        return 1


class _Talk:
    """One conversation; it remembers the newest reply, whose numbers can be typed, and nothing else."""

    def __init__(self, bot: Bot, out: TextIO, echo: bool) -> None:
        self.bot, self.out, self.echo = bot, out, echo
        self.say = bot.conversation.say
        self.width = _width(out)
        self.last: Reply | None = None
        self.words = {
            word.strip().casefold(): name
            for name in ("topics", "help", "quit")
            for word in self.say(f"plain.word_{name}").split(",")
        }

    def hold(self, typed_lines: Iterator[str]) -> None:
        """Greet, then reply to each line."""
        self.show(self.say("plain.welcome", leaflets=self.bot.title))
        self.show(self.hint("plain.hint"), "")
        self.reply(self.bot.greet())
        self.prompt()
        for line in typed_lines:
            typed = clean(line)
            if self.echo:
                self.show(typed)
            command = self.words.get(typed.casefold(), "")
            if command == "quit":
                break
            self.show("")
            self.answer(line, typed, command)
            self.prompt()
        else:
            self.show("")
        self.show(self.say("plain.goodbye"))
        self.out.flush()

    def answer(self, line: str, typed: str, command: str) -> None:
        """Do what one line asks for."""
        if command == "help":
            self.show(self.hint("plain.help"), "")
        elif command == "topics":
            self.topics()
        elif not typed:
            self.show(self.say("plain.empty"), "")
        elif len(line.strip()) > MAX_QUESTION:
            self.show(self.say("plain.too_long", limit=f"{MAX_QUESTION:,}"), "")
        else:
            self.reply(self.bot.ask(line, after=self.last))

    def prompt(self) -> None:
        """Ask for the next line."""
        self.out.write(f"{self.say('plain.you')} ")
        self.out.flush()

    def reply(self, reply: Reply) -> None:
        """Write a reply; its choices are the ones numbers now stand for."""
        self.last = reply
        speaker = self.say("plain.urgent" if reply.kind is Kind.URGENT else "plain.answer")
        self.show(f"{speaker} {lines.whole(reply, self.say)}", "")

    def topics(self) -> None:
        """Write all questions under their headings, with numbers that can be typed next."""
        topics = self.bot.topics()
        every = tuple(choice for topic in topics for choice in topic.choices)
        self.last = Reply("", Kind.SMALL_TALK, choices=every)
        self.show(self.say("plain.topics_title"))
        number = 0
        for topic in topics:
            self.show("", topic.title)
            for choice in topic.choices:
                number += 1
                self.show(self.say("plain.choice", number=number, question=choice.question))
        self.show("")

    def hint(self, label: str) -> str:
        """Return a label that names the words that do something."""
        return self.say(label, **{name: self.say(f"plain.word_{name}").split(",")[0] for name in self.words.values()})

    def show(self, *lines: str) -> None:
        """Write lines."""
        self.out.writelines(f"{wrapped(line, self.width)}\n" for line in lines)


def forgive(*streams: object) -> None:
    """Let no stream fail for a byte that is no text, or a letter the terminal lacks."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def read_lines(source: Iterable[str]) -> Iterator[str]:
    """Yield the lines of `source`, each cut where it is far too long; a file's are never read whole."""
    readline = getattr(source, "readline", None)
    if readline is None:
        yield from source
        return
    while line := readline(_READ):
        rest = line
        while len(rest) == _READ and not rest.endswith("\n"):
            rest = readline(_READ)
        yield line


def _write_quietly(out: TextIO, text: str) -> None:
    """Write last words, if anybody still reads."""
    try:
        out.write(text)
        out.flush()
    except (OSError, ValueError):
        _write_nowhere(out)


def _write_nowhere(out: TextIO) -> None:
    """Send what is still buffered nowhere, or Python complains about the broken pipe when it ends."""
    if out is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
