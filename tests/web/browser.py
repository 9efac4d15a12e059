"""A person at a touch screen: what they see on the page, and touch. Chromium draws it, Playwright drives it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LIMIT = 30_000
"""Milliseconds after which something that should show is missed; nothing that works comes near it."""
SIZE = {"width": 1280, "height": 800}

COVER = "document.querySelector('.cover:not([hidden])')"
SHOWN = """[...document.querySelectorAll('.xterm-accessibility-tree > div')]
    .some(row => row.textContent.replaceAll('\\u00a0', ' ').includes(text))"""

needs_chromium = pytest.mark.skipif(
    not CHROMIUM and os.environ.get("FAQBOT_BROWSER") != "required",
    reason="Chromium is not installed (Debian: apt install chromium); .ci/run sees that it is",
)


class Tablet:
    """A page on a touch screen. `addresses` are all that it asked anything of."""

    def __init__(self, page: Page) -> None:
        self.page, self.addresses = page, list[str]()
        page.context.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))

    async def open(self, address: str) -> None:
        await self.page.goto(address)

    async def rows(self) -> list[str]:
        """Return what stands on the screen, line by line, as the terminal tells it to screen readers."""
        rows: list[str] = await self.page.eval_on_selector_all(
            ".xterm-accessibility-tree > div", "rows => rows.map(row => row.textContent.replaceAll('\\u00a0', ' '))"
        )
        return rows

    async def sees(self, text: str) -> str:
        """Wait until `text` stands in one line; return the whole screen."""
        try:
            await self.page.wait_for_function(f"text => !{COVER} && {SHOWN}", arg=text, timeout=LIMIT)
        except Exception as error:
            raise AssertionError(f"{text!r} does not show:\n" + "\n".join(await self.rows())) from error
        return "\n".join(await self.rows())

    async def misses(self, text: str) -> None:
        """Wait until `text` stands nowhere."""
        await self.page.wait_for_function(f"text => !{SHOWN}", arg=text, timeout=LIMIT)

    async def is_told(self, cover: str) -> str:
        """Wait until the page itself says something in place of the screen; return it."""
        await self.page.wait_for_selector(f"#{cover}:not([hidden])", timeout=LIMIT)
        return await self.page.inner_text(f"#{cover}")

    async def touch(self, text: str) -> None:
        """Touch the middle of `text`, which stands in one line (the lowest such line)."""
        await self.sees(text)
        rows = await self.rows()
        row = max(number for number, line in enumerate(rows) if text in line)
        box = await self.page.locator(".xterm-screen").bounding_box()
        assert box
        columns = int(parse_qs(urlsplit(self.socket).query)["width"][0])
        x = (rows[row].index(text) + len(text) / 2) * box["width"] / columns
        y = (row + 0.5) * box["height"] / len(rows)
        await self.page.touchscreen.tap(box["x"] + x, box["y"] + y)

    @property
    def socket(self) -> str:
        """The address of the newest socket."""
        return next(address for address in reversed(self.addresses) if address.startswith("ws:"))

    async def picture(self, folder: Path, name: str) -> None:
        """Keep a picture, for eyes."""
        await self.page.screenshot(path=folder / f"{name}.png")


@asynccontextmanager
async def tablet() -> AsyncIterator[Tablet]:
    """A fresh browser in which one page is open."""
    assert CHROMIUM, "Chromium is required here and not installed (Debian: apt install chromium)"
    sandbox = hasattr(os, "geteuid") and os.geteuid() != 0  # Chromium refuses its sandbox to root
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=sandbox)
        try:
            context = await browser.new_context(viewport=SIZE, has_touch=True)
            yield Tablet(await context.new_page())
        finally:
            await browser.close()
