"""Take a passage apart into its sentences."""

from __future__ import annotations

import re
from typing import Final

_ABBREVIATED: Final = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|etc|approx|No|Fig)|\b[A-Z])\.$")
_END: Final = re.compile(r"(?<=[.!?])[\"”’')\]]?\s+(?=[\"“‘(\[]?[A-Z0-9•])|\n+")


def split(text: str) -> list[str]:
    """Return the sentences of a text, and each line of a list or an address, in order, without what marks an item."""
    found: list[str] = []
    for part in _END.split(text):
        part = part.strip()
        if found and _ABBREVIATED.search(found[-1]) and part and not part.startswith("- "):
            found[-1] = f"{found[-1]} {part}"
        elif part:
            found.append(part)
    return [sentence.removeprefix("- ").strip() for sentence in found]
