"""The colours: dark, light and high contrast. Text meets WCAG 2.2 AA or better (tests/tui/test_themes.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

_OWN: Final = ("quiet", "line", "visitor", "on-accent", "alarm", "alarm-text", "alarm-edge", "on-edge")
"""Colours of ours that the style sheets name; the others have names of Textual's."""


def _theme(name: str, dark: bool, colours: Mapping[str, str]) -> Theme:
    """Return a theme of the few colours the style sheets use; what Textual's own widgets need is set from them."""
    text, ground, accent = colours["foreground"], colours["background"], colours["accent"]
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        accent=accent,
        foreground=text,
        background=ground,
        surface=colours["surface"],
        panel=colours["surface"],
        error=colours["alarm-edge"],
        variables={
            **{name: colours[name] for name in _OWN},
            "scrollbar": colours["line"],
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-cursor-text-style": "none",
            "input-selection-background": accent,
            "input-selection-foreground": colours["on-accent"],
            "screen-selection-background": accent,
            "screen-selection-foreground": colours["on-accent"],
        },
    )


DARK: Final = _theme(
    "dark",
    True,
    {
        "background": "#12181f",
        "surface": "#1c2530",
        "foreground": "#e8ecef",
        "quiet": "#a9b5c1",
        "line": "#4a5a6b",
        "accent": "#7fd1c4",
        "on-accent": "#0b1417",
        "visitor": "#f0cd92",
        "alarm": "#4a1015",
        "alarm-text": "#ffffff",
        "alarm-edge": "#ff8a80",
        "on-edge": "#2a0508",
    },
)
LIGHT: Final = _theme(
    "light",
    False,
    {
        "background": "#fbfaf6",
        "surface": "#eeece4",
        "foreground": "#1b2228",
        "quiet": "#4d5a66",
        "line": "#9aa5ae",
        "accent": "#0a5f66",
        "on-accent": "#ffffff",
        "visitor": "#7a4a00",
        "alarm": "#fde9e7",
        "alarm-text": "#3a0508",
        "alarm-edge": "#ad1020",
        "on-edge": "#ffffff",
    },
)
CONTRAST: Final = _theme(
    "contrast",
    True,
    {
        "background": "#000000",
        "surface": "#000000",
        "foreground": "#ffffff",
        "quiet": "#ffffff",
        "line": "#ffffff",
        "accent": "#ffee32",
        "on-accent": "#000000",
        "visitor": "#6ff7ff",
        "alarm": "#000000",
        "alarm-text": "#ffffff",
        "alarm-edge": "#ffee32",
        "on-edge": "#000000",
    },
)

THEMES: Final = (DARK, LIGHT, CONTRAST)
"""All themes, in the order in which the key goes through them."""


def fitting(environ: Mapping[str, str]) -> str:
    """Return the name of the theme that fits the terminal. If that tells at all, then in COLORFGBG: "0;15" is light."""
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if ground in ("7", "15") else DARK.name
