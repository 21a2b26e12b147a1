"""The columns of text in a terminal, where wide characters take two, and its colours."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence


def width(text: str) -> int:
    """Return the columns that *text* takes."""
    return len(text) if text.isascii() else sum(map(columns_of, text))


def cut(text: str, columns: int) -> str:
    """Return *text* cut to *columns* columns; dots mark the cut."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept) + columns_of(character) > columns - 3:
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


def columns_of(character: str) -> int:
    """Return the columns that one character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


_WIDE = "\u2e80-\uffdc\U0001f000-\U0003ffff"
# A word, or one wide character with the punctuation that may not begin a line.
_PIECE = re.compile(rf" +|[{_WIDE}][、。，．・）」』】〕〉》！？ー…]*|[^ {_WIDE}]+")


def wrapped(text: str, columns: int, rows: int) -> list[str]:
    """Return *text* as lines of at most *columns* columns; dots mark where more than *rows* are cut off."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if width(lines[-1]) + width(piece) > columns and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if lines[-1] or piece.strip():
            lines[-1] += piece
        while width(lines[-1]) > columns:
            lines[-1:] = _cut_in_two(lines[-1], columns)
    if len(lines) > rows:
        lines[rows - 1 :] = [cut(f"{lines[rows - 1]}...", columns)]
    return lines


def _cut_in_two(line: str, columns: int) -> tuple[str, str]:
    at = next(n for n in range(len(line), 0, -1) if n == 1 or width(line[:n]) <= columns)
    return line[:at], line[at:]


Paint = Callable[[str, str], str]
"""Colours a text by its role: error, warning, info, place, frame, help."""


def plain(text: str, role: str) -> str:
    """Paint nothing."""
    del role
    return text
