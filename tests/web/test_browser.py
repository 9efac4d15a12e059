"""A visit in a real browser, by touch alone: from the start screen to an answer and, after a break, back again."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from browser import needs_chromium, tablet
from running import Running, made

from bot import shipped

pytestmark = needs_chromium
PICTURES = os.environ.get("FAQBOT_PICTURES")
"""A folder for pictures of each step, to be looked at."""


def free_port() -> int:
    """A port that nobody listens on, so that a second server can take the place of the first."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


async def test_a_visit_by_touch(tmp_path: Path) -> None:
    made()
    say, port, folder = shipped.wording().say, free_port(), Path(PICTURES or tmp_path)
    address = f"http://127.0.0.1:{port}/"
    served = ("serve", "--kiosk", "--port", str(port))
    async with tablet() as screen:
        with Running(*served) as server:
            assert address in server.read_line()
            await screen.open(address)
            await screen.sees(say("kiosk.private"))
            await screen.picture(folder, "1-start")
            assert await screen.page.evaluate("document.title && document.documentElement.lang") == "en"
            assert await screen.page.get_attribute(".xterm-helper-textarea", "inputmode") == "none"

            await screen.touch(say("kiosk.private")[:20])
            await screen.sees(say("kiosk.topics_title"))
            await screen.picture(folder, "2-topics")
            await screen.touch(say("kiosk.own_words"))
            await screen.misses(say("kiosk.topics_title"))
            for written in ("c", "ch", "che", "chem", "chemo"):
                await screen.touch(f" {written[-1]} ")
                await screen.sees(f"║ {written} ")
            await screen.sees("How is neuroblastoma treated?")
            await screen.picture(folder, "3-keys")
            await screen.touch(f"  {say('keyboard.ask')}  ")  # the key, not the button below it
            answer = await screen.sees("chemotherapy (")
            assert say("kiosk.asked", question="chemo") in answer
            await screen.picture(folder, "4-answer")

            server.process.terminate()
            server.process.wait()
            assert await screen.is_told("waiting") == say("web.waiting")
            assert "chemo" not in await screen.page.content()
            await screen.picture(folder, "5-waiting")
        with Running(*served) as server:
            server.read_line()
            start = await screen.sees(say("kiosk.private"))
            assert "chemo" not in start
            await screen.picture(folder, "6-start-again")
        assert {urlsplit(asked).netloc for asked in screen.addresses} == {f"127.0.0.1:{port}"}
        assert len(screen.addresses) > 10


async def test_a_chat_on_a_touch_screen_and_a_swipe(tmp_path: Path) -> None:
    made()
    say = shipped.wording().say
    async with tablet() as screen:
        with Running("serve", "--port", "0", "--sessions", "1") as server:
            address = server.read_line().split()[1]
            await screen.open(address)
            for written in ("s", "si"):
                await screen.touch(f" {written[-1]} ")
                await screen.sees(f"│ {written} ")
            await screen.touch("What are the signs of neuroblastoma?")
            await screen.sees(say("chat.label_answer"))
            await screen.picture(Path(PICTURES or tmp_path), "7-chat")
            await screen.page.evaluate(SWIPE)
            await screen.misses(say("chat.label_answer"))

            full = await screen.page.context.new_page()
            response = await full.goto(address)
            assert response and response.status == 503
            assert "Please wait a little" in await full.inner_text("main")


SWIPE = """() => {
    const place = document.getElementById("terminal");
    for (const [name, y] of [["touchstart", 400], ["touchmove", 250], ["touchmove", 150], ["touchend", 150]]) {
        const touch = new Touch({identifier: 1, target: place, clientX: 500, clientY: y});
        const touches = name === "touchend" ? [] : [touch];
        place.dispatchEvent(new TouchEvent(name, {touches, changedTouches: [touch], bubbles: true}));
    }
}"""
