"""How many years of school does a text ask for? Measured by textstat, which comes with the extra `authoring`.

Flesch-Kincaid grade (Kincaid, Fishburne, Rogers, Chissom 1975, "Derivation of new readability formulas for Navy
enlisted personnel"): 0.39 words per sentence + 11.8 syllables per word - 15.59.
"""

from __future__ import annotations

from importlib.util import find_spec

from bot.paragraphs import parts


def is_installed() -> bool:
    """True where the extra `authoring` is there."""
    return find_spec("textstat") is not None


def grade(text: str) -> float:
    """Return the school grade (US, about 0 to 18) that an English text asks for; a list item counts as a sentence.

    The extra must be there, see `is_installed`.
    """
    import textstat

    ended = (part.text if part.text.endswith((".", "!", "?")) else f"{part.text}." for part in parts(text))
    textstat.set_lang("en_US")
    return float(textstat.flesch_kincaid_grade(" ".join(ended)))
