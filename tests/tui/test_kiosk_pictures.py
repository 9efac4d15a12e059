"""How the kiosk looks: each screen, large and small."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

import pytest
from kiosks import SITE, Kiosk, press
from textual.pilot import Pilot

WAYS = {
    "start": (),
    "topics": ("enter",),
    "questions": ("enter", "4"),
    "ask": ("enter", "1", "type:stages"),
    "answer": ("enter", "1", "type:signs", "enter"),
    "corrected": ("enter", "1", "type:cuases", "enter"),
    "suggestions": ("enter", "1", "type:stage", "enter"),
    "not_covered": ("enter", "1", "type:hair", "enter"),
    "urgent": ("enter", "1", "type:can not breathe", "enter"),
    "warning": ("enter", "1", "type:stages", "wait"),
    "staff": ("enter", "f9", "type:123"),
}


def way(kiosk: Kiosk, steps: tuple[str, ...]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Lead to a screen."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for step in steps:
            if step == "wait":
                await kiosk.wait(pilot, SITE.idle_seconds)
            else:
                await press(pilot, step)
        await pilot.pause()

    return run


@pytest.mark.parametrize("name", WAYS)
def test_on_a_usual_terminal(name: str, snap_compare: Callable[..., bool]) -> None:
    kiosk = Kiosk(warnings=["No clinician has checked the leaflet “Neuroblastoma”."])
    assert snap_compare(kiosk.app, terminal_size=(80, 24), run_before=way(kiosk, WAYS[name]))


@pytest.mark.parametrize("name", ["start", "topics", "answer", "urgent"])
@pytest.mark.parametrize("size", [(40, 12), (160, 45)], ids=["small", "large"])
def test_on_others(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    kiosk = Kiosk()
    assert snap_compare(kiosk.app, terminal_size=size, run_before=way(kiosk, WAYS[name]))


def test_without_colours(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is chosen is seen by a double edge and a pointer."""
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    kiosk = Kiosk()
    assert snap_compare(kiosk.app, terminal_size=(80, 24), run_before=way(kiosk, ("enter", "down")))
