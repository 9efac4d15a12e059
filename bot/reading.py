"""Stand-in until the room that reads documents is merged: Markdown as we write it ourselves."""

from __future__ import annotations

from pathlib import Path

from bot.document import Block, Document, Section, Shape


def read(path: Path) -> Document:
    """Stand-in until the room that reads documents is merged: Markdown as we write it ourselves."""
    import re

    from bot.yamlfile import decode, read_bytes

    title, found, heading, start = "", [], "", 0
    blocks: list[Block] = []
    chunks = re.split(r"(\n\s*\n)", decode(path, read_bytes(path)))
    line = 1
    for chunk in chunks:
        text = chunk.strip()
        if text.startswith("# "):
            title = text[2:]
        elif text.startswith("## "):
            found.append(Section(heading, tuple(blocks), start))
            heading, blocks, start = text[3:], [], line
        elif text.startswith("- ") and blocks and blocks[-1].shape in (Shape.LIST, Shape.PARAGRAPH):
            before = blocks.pop()
            blocks.append(Block(Shape.LIST, f"{before.text}\n{text}", before.line))
        elif text:
            blocks.append(Block(Shape.PARAGRAPH, text, line))
        line += chunk.count("\n")
    found.append(Section(heading, tuple(blocks), start))
    return Document(title, "", tuple(s for s in found if s.blocks), path=path)
