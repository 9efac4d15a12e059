"""Tables for the terminal and, as Markdown, for the README."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A caption, the names of the columns, the rows (the first cell names them) and notes that stand below."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default_factory=tuple)

    def text(self, markdown: bool) -> str:
        """Return the table as text."""
        return self._markdown() if markdown else self._plain()

    def _markdown(self) -> str:
        rule = ["---"] + ["---:"] * (len(self.columns) - 1)
        rows = [f"| {' | '.join(row)} |" for row in (self.columns, rule, *self.rows)]
        return "\n".join([f"**{self.caption}**", "", *rows, "", *self.notes, ""])

    def _plain(self) -> str:
        lines = [self.columns, *self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        rows = [
            "  ".join(
                cell.rjust(width) if at else cell.ljust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            for line in lines
        ]
        return "\n".join([self.caption, *rows, *self.notes, ""])


def percent(share: float) -> str:
    """Return a share (0 to 1) with one decimal."""
    return f"{100 * share:.1f} %"


def milliseconds(seconds: float) -> str:
    """Return seconds as milliseconds, with as many decimals as tell something."""
    value = 1000 * seconds
    return f"{value:.2f} ms" if value < 10 else f"{value:.0f} ms"


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that a share (0 to 1) of the values lie below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
