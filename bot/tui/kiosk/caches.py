"""Textual and Rich keep thousands of texts they have measured or cut, for speed. After a visit they must not."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper
from typing import Any

_OWNERS = ("textual", "rich")


def forget_texts() -> None:
    """Empty all caches of functions of Textual and Rich, and have Python let go of what nothing refers to.

    All of them, rather than those known to be keyed by text: a later version may have others.
    """
    caches: list[_lru_cache_wrapper[Any]] = [
        thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)
    ]
    for cache in caches:
        if (getattr(cache, "__module__", None) or "").partition(".")[0] in _OWNERS:
            cache.cache_clear()
    gc.collect()
