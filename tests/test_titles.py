"""How the titles of leaflets and sources are shown."""

from __future__ import annotations

from dataclasses import replace

from conftest import make_bot

from bot.entries import Faq, Source


def test_a_title_in_capital_letters_is_shown_quietly_and_once(small_faq: Faq) -> None:
    loud = replace(small_faq, title="MENDING YOUR BIKE", source=Source("Mending your bike", "THE CLUB"))
    bot = make_bot(loud)
    assert bot.title == "Mending Your Bike"
    assert bot.faqs[0].title == "MENDING YOUR BIKE", "the file keeps its letters"
    source = bot.ask("mend a flat").source
    assert source.lower().count("mending your bike") == 1
    assert "THE CLUB" in source
    other = replace(loud, source=Source("THE WHEEL BOOK", "", "2020"))
    assert "“The Wheel Book”" in make_bot(other).ask("mend a flat").source
    dated = replace(loud, source=Source("Mending your bike", "", "2020"))
    assert "2020" in make_bot(dated).ask("mend a flat").source
