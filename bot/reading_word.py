"""Read a Word file, as HTML, by way of mammoth; lines that are headings by their looks only are marked as headings.

Run in a process of its own by `reading_office`.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from bot import hyphens
from bot.reading_text import LONGEST_HEADING

LARGER: Final = 1.1
"""Letters larger than those of the text by this are those of a heading."""
USUAL: Final = 12.0
"""The size of letters, in points, where a file leaves it to its styles: most are no larger."""
LOWEST: Final = 6
"""The level of a heading that is underlined, or in capitals, and no larger than the text."""
_STYLES: Final = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_ENDS: Final = (".", ",", ";", "!")


def convert(data: bytes) -> str:
    """Return the text of a Word file as HTML: deleted text, comments, headers and footers of pages are left out."""
    import mammoth

    def no_picture(_image: Any) -> dict[str, str]:
        return {}

    return str(
        mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            transform_document=_with_headings,
            convert_image=mammoth.images.img_element(no_picture),
        ).value
    ).translate(hyphens.PLAIN)


def _with_headings(document: Any) -> Any:
    """Return mammoth's document, with a heading's style for paragraphs that look like headings."""
    from mammoth import documents, transforms

    def runs(paragraph: Any) -> list[Any]:
        found = transforms.get_descendants_of_type(paragraph, documents.Run)
        return [run for run in found if _text(run).strip()]

    sizes: Counter[float] = Counter()
    for paragraph in transforms.get_descendants_of_type(document, documents.Paragraph):
        for run in runs(paragraph):
            sizes[run.font_size or 0.0] += len(_text(run))
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted((size for size in sizes if size > LARGER * (body or USUAL)), reverse=True)

    def mended(paragraph: Any) -> Any:
        level = _level(paragraph, runs(paragraph), larger)
        name = f"heading {level}"
        return paragraph.copy(style_id=f"Heading{level}", style_name=name) if level else paragraph

    return transforms.paragraph(mended)(document)


def _level(paragraph: Any, runs: list[Any], larger: list[float]) -> int:
    """Return the level of the heading that a paragraph looks like; 0 for none, and for one that says what it is."""
    text = "".join(map(_text, runs)).strip()
    style = (paragraph.style_name or "").casefold()
    named = paragraph.numbering or style.startswith(("heading", "title", "subtitle", "list", "toc"))
    if not runs or named or len(text) > LONGEST_HEADING or text.endswith(_ENDS):
        return 0
    size = min(run.font_size or 0.0 for run in runs)
    if size in larger:
        return min(larger.index(size) + 1, LOWEST - 1)
    return LOWEST if all(run.is_underline or run.is_all_caps for run in runs) else 0


def _text(element: Any) -> str:
    return "".join(_texts(element))


def _texts(element: Any) -> Iterator[str]:
    value = getattr(element, "value", None)
    if isinstance(value, str):
        yield value
    for child in getattr(element, "children", ()):
        yield from _texts(child)
