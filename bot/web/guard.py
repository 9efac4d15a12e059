"""Who may talk to the server, and how much: names, origins, headers, and a limit on the rate. Pure, but for a clock."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
ANY: Final = frozenset({"0.0.0.0", "::", ""})
"""Addresses to listen on that are no names of a machine."""
RATE: Final = 200.0
"""Messages a second that a page may send for long; a fast mouse sends about half of it."""
BURST: Final = 600
"""Messages that it may send at once."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), payment=()",
}
"""What every response says: take nothing from any other host, tell no other host, keep no copy, stand in no frame."""


def name_in(host: str) -> str:
    """Return the name or address in a Host header or an address to listen on, without port and brackets; "" if odd."""
    try:
        bare = host if host.count(":") > 1 and not host.startswith("[") else (urlsplit(f"//{host}").hostname or "")
        return bare.lower().rstrip(".")
    except ValueError:
        return ""


def is_known(host: str, names: Iterable[str]) -> bool:
    """Return whether a Host header names this server: by an address, or by one of `names`.

    A page elsewhere whose name was made to lead here (DNS rebinding) has a name that is not among them. An address
    needs no name server, so that it cannot be made to lead anywhere else.
    """
    name = name_in(host)
    return name in LOOPBACK or is_address(name) or name in {name_in(one) for one in names} - ANY


def is_address(name: str) -> bool:
    """Return whether a name is a plain IP address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_own(origin: str | None, host: str) -> bool:
    """Return whether a socket was opened by a page of this very server: Origin and Host name the same."""
    try:
        parts = urlsplit(origin or "")
        return parts.scheme in ("http", "https") and bool(parts.netloc) and parts.netloc.lower() == host.lower()
    except ValueError:
        return False


class Limit:
    """So many messages a second for long, and a burst of more (a token bucket)."""

    def __init__(self, rate: float = RATE, burst: int = BURST, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._seen = float(burst), clock()

    def allows(self) -> bool:
        """Return whether one more message may come now; counts it."""
        now = self._clock()
        self._left = min(self._left + (now - self._seen) * self._rate, self._burst)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
