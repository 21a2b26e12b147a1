"""The columns of text in a terminal, where wide characters take two, and its colours."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence


def width(text: str) -> int:
    """Return the columns that *text* takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """Return *text* cut to *columns* columns; dots mark the cut."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept) + _columns(character) > columns - 3:
            break
        kept += character
    return f"{kept}..."


def padded(text: str, columns: int) -> str:
    """Return *text* padded with spaces to *columns* columns."""
    return text + " " * (columns - width(text))


LEAST = 20
"""The columns that the last column of a table has in any case."""


def table(rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Yield *rows* as an aligned table *columns* wide; the last column gets what is left, at least LEAST."""
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    left = max(LEAST, columns - sum(widths) - 2 * len(widths))
    for row in rows:
        cells = (padded(cell, size) for cell, size in zip(row, widths, strict=False))
        yield "  ".join((*cells, cut(row[-1], left))).rstrip()


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


Paint = Callable[[str, str], str]
"""Colours a text by its role: error, warning, info, place, frame, help."""


def plain(text: str, role: str) -> str:
    """Paint nothing."""
    del role
    return text
