"""Textual and Rich keep thousands of texts they have measured or cut, for speed. After a visit they must not."""

from __future__ import annotations

import gc
import sys
from functools import _lru_cache_wrapper
from typing import Any

_OWNERS = ("textual", "rich")


class Caches:
    """All caches of functions of Textual and Rich that there are."""

    def __init__(self) -> None:
        self._modules = 0
        self._found: list[_lru_cache_wrapper[Any]] = []

    def forget(self) -> None:
        """Empty them, and have Python let go of what nothing refers to.

        All of them, rather than those known to be keyed by text: a later version may have others. They are looked for
        anew whenever another module was loaded: Textual loads its widgets late.
        """
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._found = [
                thing for thing in _everything() if isinstance(thing, _lru_cache_wrapper) and _is_theirs(thing)
            ]
        for cache in self._found:
            cache.cache_clear()
        gc.collect()


def _is_theirs(cache: object) -> bool:
    return (getattr(cache, "__module__", None) or "").partition(".")[0] in _OWNERS


def _everything() -> list[Any]:
    """Return all objects. Those of now stay: put aside, they cost no time at each wipe (0.1 s on a fast machine)."""
    gc.unfreeze()
    gc.collect()
    things = gc.get_objects()
    gc.freeze()
    return things
