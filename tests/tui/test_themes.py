"""The colours: text is legible in every theme (WCAG 2.2: 4.5 to 1; 7 to 1 in high contrast and for what is read)."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from bot.tui import themes

PAIRS = [
    ("foreground", "background", 7.0),
    ("quiet", "background", 4.5),
    ("accent", "background", 4.5),
    ("visitor", "background", 4.5),
    ("on-accent", "accent", 4.5),
    ("alarm-text", "alarm", 7.0),
    ("on-edge", "alarm-edge", 4.5),
    ("alarm-edge", "alarm", 3.0),
    ("line", "background", 1.5),
]


def colour(theme: Theme, name: str) -> Color:
    value = theme.variables.get(name) or getattr(theme, name)
    return Color.parse(value)


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=lambda value: str(value))
def test_contrast(theme: Theme, front: str, back: str, least: float) -> None:
    lighter, darker = sorted((_luminance(colour(theme, front)), _luminance(colour(theme, back))), reverse=True)
    ratio = (lighter + 0.05) / (darker + 0.05)
    assert ratio >= (7.0 if theme is themes.CONTRAST else least)


@pytest.mark.parametrize(
    ("colorfgbg", "name"),
    [("0;15", "light"), ("0;7", "light"), ("15;0", "dark"), ("0;default;15", "light"), ("", "dark"), ("x", "dark")],
)
def test_theme_fits_the_terminal(colorfgbg: str, name: str) -> None:
    assert themes.fitting({"COLORFGBG": colorfgbg}) == name
    assert themes.fitting({}) == "dark"


def _luminance(colour: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
