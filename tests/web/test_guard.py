"""Who may talk to the server, and how much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.guard import Limit, is_known, is_own, name_in


@pytest.mark.parametrize(
    ("host", "names", "known"),
    [
        ("127.0.0.1:8000", [], True),
        ("localhost:8000", [], True),
        ("LOCALHOST", [], True),
        ("[::1]:8000", [], True),
        ("192.168.1.5:8000", ["192.168.1.5"], True),
        ("192.168.1.5:8000", ["0.0.0.0"], True),  # an address needs no name server, so nobody can have turned it
        ("kiosk.clinic.example", ["127.0.0.1", "Kiosk.Clinic.example"], True),
        ("kiosk.clinic.example:443", ["kiosk.clinic.example"], True),
        ("elsewhere.example:8000", [], False),
        ("elsewhere.example", ["0.0.0.0", "kiosk.clinic.example"], False),
        ("kiosk.clinic.example.elsewhere.example", ["kiosk.clinic.example"], False),
        ("", [], False),
        ("", ["0.0.0.0", ""], False),
        ("localhost@elsewhere.example", [], False),
        ("[", [], False),
    ],
)
def test_only_names_of_this_server_are_known(host: str, names: list[str], known: bool) -> None:
    assert is_known(host, names) is known


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://localhost:8000", True),
        ("https://LOCALHOST:8000", True),
        ("http://localhost", False),
        ("http://localhost:8001", False),
        ("http://elsewhere.example", False),
        ("file://localhost:8000", False),
        ("null", False),
        ("", False),
        (None, False),
        ("http://[", False),
    ],
)
def test_a_socket_is_opened_by_our_own_page_only(origin: str | None, own: bool) -> None:
    assert is_own(origin, "localhost:8000") is own


@given(st.text(), st.text())
def test_any_text_is_judged(origin: str, host: str) -> None:
    assert is_own(origin, host) in (True, False)
    assert is_known(host, [host]) in (True, False)
    assert isinstance(name_in(host), str)


def test_so_many_messages_at_once_and_so_many_a_second_after_that() -> None:
    now = [0.0]
    limit = Limit(rate=10, burst=3, clock=lambda: now[0])
    assert [limit.allows() for _ in range(5)] == [True, True, True, False, False]
    now[0] += 0.1
    assert [limit.allows() for _ in range(2)] == [True, False]
    now[0] += 100
    assert [limit.allows() for _ in range(4)] == [True, True, True, False]
