"""Read plain text: which lines belong together, which are headings, which are items of a list.

A file has its paragraphs either each on one line or wrapped at some width; both are told apart by the length of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from bot import hyphens, text_lines
from bot.marks import Marks
from bot.pieces import Mark, Piece
from bot.text_lines import Line

NEARLY_FULL: Final = 0.6
"""A line at least this full, of the width of the text, goes on in the next."""
LONGEST_HEADING: Final = 90
MOST_ABOVE: Final = 4
"""The publisher stands among so many first lines."""
MOST_HEADING_WORDS: Final = 12
MOST_CAPITAL_WORDS: Final = 14
MOST_COLON_WORDS: Final = 4
MOST_ADDRESS_LENGTH: Final = 42
"""Lines of an address are no longer than this, on average."""

BULLET: Final = re.compile(
    r"\s*(?P<sign>[•‣▪▫●○◦■□◆➢➤►✓✔·∙⁃]|[-–—*](?=\s)|o(?=\s+[A-Z(])|\(?\d{1,2}[.)](?=\s)|\(?[a-h]\)(?=\s))\s*(?=\S)"
)
_SMALL_O: Final = re.compile(r"(?P<sign>o)\s+(?=\S)")
_SURE_SIGNS: Final = frozenset("•‣▪▫●○◦■□◆➢➤►✓✔·∙⁃*o")
"""What no line of a text begins with; a dash or a number may."""
_NEAR: Final = 10
"""Other items of a list begin so many lines above or below."""
_NUMBERED: Final = re.compile(r"(?P<count>\d{1,2})[.)]\s+(?=\S)")
_RULE: Final = re.compile(r"\s*([-=_*~])\1{2,}\s*")
_TABLE_RULE: Final = re.compile(r"[-=_+|: ]*(?:[-=_]{3,}[+| ]+){1,}[-=_+|: ]*")
LABEL: Final = re.compile(r"[A-Z][\w-]*:\s")
"""What begins a line of its own: "Email: ..."."""
_ENDS: Final = (".", ",", ";", "!")


def read(text: str, marks: Marks) -> list[Piece]:
    """Return the pieces of a text. Headers and footers of pages (divided by form feeds) are marked as furniture."""
    pieces: list[Piece] = []
    lines, edges = text_lines.read(text)
    runs = list(text_lines.runs(lines, edges))
    width = text_lines.width([line for line in lines if line.text and line.number not in edges])
    headed = _numbered_headings([run for run, _ in runs])
    runs = list(_without_headings(list(_without_publisher(runs, marks)), headed))
    hangs = _hangs([run for run, _ in runs])
    for at, (run, blank) in enumerate(runs):
        if run[0].number in edges:
            pieces.append(Piece(Mark.TEXT, run[0].text, run[0].number, furniture=edges[run[0].number]))
            continue
        following = runs[at + 1][0][0].text if at + 1 < len(runs) else ""
        is_list = bool(pieces) and pieces[-1].text.endswith(":") and _is_bare_list(run, width, marks)
        items = [Piece(Mark.ITEM, line.text, line.number) for line in run] if is_list else []
        if run[0].number in headed:
            items = [Piece(Mark.HEADING, headed[run[0].number], run[0].number)]
        for piece in items or _pieces(run, width, marks, following, hangs):
            first = not pieces or piece.line == run[0].number
            piece = replace(piece, apart=first and blank > 1)
            before = next((n for n in range(len(pieces) - 1, -1, -1) if not pieces[n].furniture), None)
            paged = before is not None and before < len(pieces) - 1
            if width and before is not None and _was_divided(pieces[before], piece, paged):
                pieces[before] = replace(pieces[before], text=hyphens.join(pieces[before].text, piece.text))
            else:
                pieces.append(piece)
    return list(_with_names(pieces, marks))


def _with_names(pieces: Sequence[Piece], marks: Marks) -> Iterator[Piece]:
    """Yield the pieces, a line between a heading and contact details as what it is: the name of who they are of."""
    name: Piece | None = None
    for at, piece in enumerate(pieces):
        above, below = pieces[at - 1 : at], pieces[at + 1 : at + 2]
        between = above and below and piece.mark is above[0].mark is Mark.HEADING and below[0].mark is Mark.TEXT
        if between and marks.is_contact(below[0].text.split("\n")[0]):
            name = piece
        elif name:
            yield replace(piece, text=f"{name.text}\n{piece.text}", line=name.line)
            name = None
        else:
            yield piece


def _is_bare_list(run: Sequence[Line], width: int, marks: Marks) -> bool:
    """True for several short lines that are items of the list announced before them, their signs lost."""
    if len(run) < 2 or any(BULLET.match(line.text) or marks.is_contact(line.text) for line in run):
        return False
    short = all(len(line.text) <= LONGEST_HEADING and not line.text.endswith(".") for line in run)
    return short and not any(_goes_on(a.text, b.text, width) for a, b in zip(run, run[1:], strict=False))


def _was_divided(before: Piece, piece: Piece, paged: bool) -> bool:
    """True for a paragraph that the end of a page cut in two; `paged`: the header or footer of a page stands there."""
    if paged and before.mark is Mark.ITEM and piece.mark is Mark.TEXT and before.text[-1:].isalpha():
        return piece.text[:1].islower() or piece.text[:1].isdigit()
    cut = before.mark is Mark.TEXT and "\n" not in before.text and before.text[-1:].isalpha()
    return cut and len(before.text) > LONGEST_HEADING and piece.mark is Mark.TEXT and piece.text[:1].islower()


def _numbered_headings(runs: Sequence[Sequence[Line]]) -> dict[int, str]:
    """Return the headings that are numbered, "3. Getting ready" right above its text, by the numbers of their lines."""
    found: list[tuple[int, int, str]] = []
    for run in runs:
        number = _NUMBERED.match(run[0].text)
        if not number or len(run) < 2 or _NUMBERED.match(run[1].text) or run[1].text[:1].islower():
            continue
        text = run[0].text[number.end() :]
        if _is_title(text) and not text.endswith(":"):
            found.append((run[0].number, int(number["count"]), text))
    rises = all(a[1] < b[1] for a, b in zip(found, found[1:], strict=False))
    return {line: text for line, _, text in found} if len(found) > 1 and rises else {}


def _without_headings(
    runs: Sequence[tuple[list[Line], int]], headed: Mapping[int, str]
) -> Iterator[tuple[list[Line], int]]:
    """Yield the runs, a numbered heading apart from the text below it."""
    for run, blank in runs:
        if run[0].number in headed:
            yield run[:1], blank
            yield run[1:], 0
        else:
            yield run, blank


def _without_publisher(runs: Sequence[tuple[list[Line], int]], marks: Marks) -> Iterator[tuple[list[Line], int]]:
    """Yield the runs, the line below the title that names the publisher apart from the title and from the text."""
    for run, blank in runs[:1]:
        named = next((n for n, line in enumerate(run[:MOST_ABOVE]) if marks.is_publisher(line.text)), len(run))
        for part in (run[:named], run[named : named + 1], run[named + 1 :]):
            if part:
                yield part, blank if part[0] is run[0] else 0
    yield from runs[1:]


def _hangs(runs: Sequence[Sequence[Line]]) -> bool:
    """True where the further lines of an item stand further to the right than its bullet."""
    pairs = [pair for run in runs for pair in zip(run, run[1:], strict=False)]
    return any(BULLET.match(a.text) and not BULLET.match(b.text) and b.indent > a.indent for a, b in pairs)


def read_lines(text: str, line: int, marks: Marks, width: int = 0) -> list[Piece]:
    """Return the pieces of lines that another format keeps apart by line breaks only, or wraps at a `width`."""
    lines = [Line(part.strip(), line) for part in text.split("\n") if part.strip()]
    return list(_pieces(lines, width, marks, "", hangs=False))


def _pieces(run: Sequence[Line], width: int, marks: Marks, following: str, hangs: bool) -> Iterator[Piece]:
    """Yield the pieces of one run of lines; `hangs`: see `_hangs`."""
    if _is_address(run, marks):
        yield Piece(Mark.TEXT, "\n".join(line.text for line in run), run[0].number)
        return
    at = 0
    while at < len(run):
        line = run[at]
        bullet = _bullet(run, at, width)
        if _is_rule(line.text):
            at += 1
        elif at + 1 < len(run) and _RULE.fullmatch(run[at + 1].text) and len(line.text) <= LONGEST_HEADING:
            yield Piece(Mark.HEADING, line.text, line.number)
            at += 2
        elif bullet:
            end = _end_of_item(run, at, width, hangs)
            text = _join(run[at:end])[bullet.end() :]
            alone = len(run) == 1 and bullet["sign"][-1] in ".)" and not BULLET.match(following)
            is_heading = alone and following != "" and looks_like_heading(text, marks)
            if text:
                yield Piece(Mark.HEADING if is_heading else Mark.ITEM, text, line.number)
            at = end
        elif _is_heading(run, at, following, marks, width):
            yield Piece(Mark.HEADING, line.text, line.number)
            at += 1
        else:
            end = _end_of_text(run, at, width, marks)
            yield Piece(Mark.TEXT, _text(run[at:end], width), line.number)
            at = end


def _bullet(run: Sequence[Line], at: int, width: int) -> re.Match[str] | None:
    """Return the sign of the item a line begins; None for a dash or number that a wrapped line happens to begin."""
    found = BULLET.match(run[at].text) or _small_o(run, at)
    if not found or not at or found["sign"][-1] in _SURE_SIGNS:
        return found
    before = run[at - 1].text
    if before.endswith((".", ":", "?", "!", ";", ",")) or BULLET.match(run[0].text):
        return found
    near = run[max(at - _NEAR, 0) : at + _NEAR]
    alone = sum(line.text.startswith(found["sign"].strip()) for line in near) == 1
    return None if alone and _goes_on(before, run[at].text, width) else found


def _small_o(run: Sequence[Line], at: int) -> re.Match[str] | None:
    """Return the sign of an item before a small letter: "o water", where other lines begin so too."""
    found = _SMALL_O.match(run[at].text)
    near = run[max(at - _NEAR, 0) : at + _NEAR] if found else []
    return found if sum(bool(_SMALL_O.match(line.text)) for line in near) > 1 else None


def _is_address(run: Sequence[Line], marks: Marks) -> bool:
    """True for several short lines, one of which at least is a telephone number or the like."""
    if len(run) < 2 or any(BULLET.match(line.text) for line in run):
        return False
    short = sum(len(line.text) for line in run) < MOST_ADDRESS_LENGTH * len(run)
    return short and any(marks.is_contact(line.text) for line in run) and not marks.kind_of_furniture(run[0].text)


def _is_rule(text: str) -> bool:
    """True for a line of dashes, or the several under the heads of a table."""
    return bool(_RULE.fullmatch(text) or _TABLE_RULE.fullmatch(text))


def _end_of_item(run: Sequence[Line], at: int, width: int, hangs: bool) -> int:
    """Return where the item ends that begins at `at`: lines that were wrapped belong to it."""
    end = at + 1
    while end < len(run) and not _bullet(run, end, width) and _goes_on(run[end - 1].text, run[end].text, width):
        if hangs and run[end].indent <= run[at].indent and run[end].text[:1].isupper():
            break
        end += 1
    return end


def _goes_on(line: str, following: str, width: int) -> bool:
    """True where a line was wrapped, so that the next belongs to the same sentence or paragraph."""
    if not width or LABEL.match(following):
        return False
    first_word = following.split()[0]
    if len(line) >= NEARLY_FULL * width and not (line.endswith((".", ":", "?", "!")) and len(line) < 0.75 * width):
        return len(line) + 1 + len(first_word) > NEARLY_FULL * width
    return following[:1].islower() and not line.endswith((".", ":", "?", "!"))


def _end_of_text(run: Sequence[Line], at: int, width: int, marks: Marks) -> int:
    """Return where the text ends that begins at `at`: a wrapped paragraph, one long line, or an address."""
    end = at + 1
    while end < len(run) and not _bullet(run, end, width) and not _is_rule(run[end].text):
        if end + 1 < len(run) and _RULE.fullmatch(run[end + 1].text):
            break
        before = run[end - 1].text
        wrapped = _goes_on(before, run[end].text, width)
        short = max(len(before), len(run[end].text)) <= LONGEST_HEADING and not before.endswith((".", "!", "?", ":"))
        if not wrapped and not short:
            break
        if not wrapped and _is_heading(run, end, "", marks, width):
            break
        end += 1
    return end


def _text(lines: Sequence[Line], width: int) -> str:
    """Return lines as one paragraph, where they were wrapped, or as they stand."""
    wrapped = all(_goes_on(a.text, b.text, width) for a, b in zip(lines, lines[1:], strict=False))
    return _join(lines) if wrapped else "\n".join(line.text for line in lines)


def _join(lines: Sequence[Line]) -> str:
    """Return wrapped lines as one, with words mended that were divided at the end of a line."""
    return reduce(hyphens.join, (line.text for line in lines))


def _is_heading(run: Sequence[Line], at: int, following: str, marks: Marks, width: int) -> bool:
    """True for a line that is a heading by its looks and by what stands around it."""
    text = run[at].text
    if not looks_like_heading(text, marks):
        return False
    after = run[at + 1].text if at + 1 < len(run) else ""
    if not after:
        return len(run) == 1 and following != "" and not (BULLET.match(following) and marks.announces(text))
    if at > 0 and len(run[at - 1].text) <= LONGEST_HEADING and not run[at - 1].text.endswith((".", "!", "?", ":")):
        return text.isupper() and any(map(str.isalpha, text))
    if BULLET.match(after):
        return not marks.announces(text) or marks.asks(text) and text.endswith(":")
    full = len(after) >= max(NEARLY_FULL * width, 50)
    return full and not _goes_on(text, after, width) or text.isupper() and len(text.split()) > 1


def looks_like_heading(text: str, marks: Marks) -> bool:
    """True for a short line that reads as a heading, wherever it stands."""
    if len(text) > LONGEST_HEADING or text.endswith(_ENDS) or not any(map(str.isalpha, text)):
        return False
    words = text.split()
    if text.isupper():
        return len(words) <= MOST_CAPITAL_WORDS
    if text.endswith(":"):
        most = MOST_HEADING_WORDS if marks.asks(text) else MOST_COLON_WORDS
        return len(words) <= most and not marks.is_contact(text)
    return _is_title(text) and not marks.is_contact(text)


def _is_title(text: str) -> bool:
    """True for a short line that begins as a heading does and does not end as a sentence does."""
    begins_well = text[:1].isupper() or text[:1].isdigit() or text[:1] in tuple("“\"‘'(")
    return begins_well and len(text.split()) <= MOST_HEADING_WORDS and not text.endswith(_ENDS)
