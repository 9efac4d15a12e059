"""The staff PIN of a kiosk: kept as a hash nobody can read back, and guarded against guessing."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import time
import unicodedata
from collections.abc import Callable
from typing import Final

SHORTEST: Final = 6
"""Fewest characters of a PIN: with `PAUSES`, trying all of six digits takes 19 years."""
LONGEST: Final = 64
PAUSES: Final = (0, 0, 5, 15, 60, 180, 600)
"""Seconds to wait after the first wrong try, the second, …; the last for all that follow."""

_N: Final = 2**15
_R: Final = 8
_P: Final = 1
_SALT: Final = 16
_KEY: Final = 32
_LEAST_N: Final = 2**14
_MOST_N: Final = 2**17
_MOST_P: Final = 4
_FORM: Final = re.compile(r"scrypt\$(\d{1,7})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9+/=]{8,100})\$([A-Za-z0-9+/=]{8,200})")


def make(pin: str) -> str:
    """Return the hash of `pin` as it stands in a site file: `scrypt$n$r$p$salt$key`, salt and key in base64.

    The salt is random, so that the same PIN looks different each time. scrypt (RFC 7914) with n = 2^15, r = 8, p = 1
    takes 32 MB and about a tenth of a second for each guess.
    """
    salt = os.urandom(_SALT)
    key = _derive(pin, salt, _N, _R, _P, _KEY)
    return f"scrypt${_N}${_R}${_P}${_base64(salt)}${_base64(key)}"


def is_hash(stored: str) -> bool:
    """Return whether `stored` is a hash that `matches` can work with, neither weaker nor costlier than sensible."""
    return _parts(stored) is not None


def matches(pin: str, stored: str) -> bool:
    """Return whether `pin` is the one whose hash is `stored`; takes as long for a right one as for a wrong one."""
    parts = _parts(stored)
    if parts is None or len(pin) > LONGEST:
        return False
    n, p, salt, key = parts
    return hmac.compare_digest(_derive(pin, salt, n, _R, p, len(key)), key)


def is_easy(pin: str) -> bool:
    """Return whether a child at the keyboard would find `pin` soon: one sign again and again, or a run like 123456."""
    steps = {ord(second) - ord(first) for first, second in zip(pin, pin[1:], strict=False)}
    return steps in ({0}, {1}, {-1})


class Guard:
    """Checks PINs, and after wrong tries refuses to for a while. It belongs to the program, not to a visit.

    Call it with what was typed: True lets staff out. While `wait()` is not 0 every try is refused unlooked at, and
    makes the pause no longer: somebody who keeps pressing Enter locks nobody out for good.
    """

    def __init__(self, stored: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Args: the hash; a clock in seconds that never goes back."""
        self._stored, self._clock = stored, clock
        self._wrong = 0
        self._until = clock()

    def __call__(self, pin: str) -> bool:
        """Return whether `pin` is right and tried at a time when tries are allowed."""
        if self.wait():
            return False
        if matches(pin, self._stored):
            self._wrong = 0
            return True
        self._wrong += 1
        self._until = self._clock() + PAUSES[min(self._wrong, len(PAUSES)) - 1]
        return False

    def wait(self) -> float:
        """Return the seconds until the next try is looked at, 0 where it may come now."""
        return max(0.0, self._until - self._clock())


def _derive(pin: str, salt: bytes, n: int, r: int, p: int, length: int) -> bytes:
    """Return the key; the same letters count as the same however a keyboard composes them."""
    text = unicodedata.normalize("NFKC", pin.strip()).encode("utf-8", "surrogatepass")
    # what OpenSSL needs is 128 * r * (n + p + 2) bytes; its own limit is too low for n = 2^15
    return hashlib.scrypt(text, salt=salt, n=n, r=r, p=p, maxmem=128 * r * (n + p + 2) + 1024, dklen=length)


def _parts(stored: str) -> tuple[int, int, bytes, bytes] | None:
    """Return n, p, salt and key; None where it is no hash or its figures are out of range."""
    found = _FORM.fullmatch(stored)
    if found is None:
        return None
    n, r, p = (int(number) for number in found.groups()[:3])
    try:
        salt, key = (base64.b64decode(text, validate=True) for text in found.groups()[3:])
    except binascii.Error:
        return None
    in_range = _LEAST_N <= n <= _MOST_N and n & (n - 1) == 0 and r == _R and 1 <= p <= _MOST_P
    return (n, p, salt, key) if in_range and 8 <= len(salt) <= 64 and 16 <= len(key) <= 64 else None


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
