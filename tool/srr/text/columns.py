"""Secrets in a table of Markdown, announced by the head of their column."""

import re
from collections.abc import Iterator
from itertools import pairwise

from srr.text import named
from srr.text.secret import Secret
from srr.text.unescaped import Shown

_DELIMITERS = re.compile(
    r"(?<=\n)[ \t>]{0,20}+\|?[ \t]{0,20}+:?-+:?[ \t]{0,20}\|?[-|: \t]*\r?$", re.MULTILINE
)
_PIPE = re.compile(r"(?<!\\)\|")
_MARGIN = " \t\r>"
_MOST_COLUMNS = 100


def candidates(text: str, small: str) -> Iterator[Secret]:
    """Yield the secrets in the columns of *text* that are named for one; *small* is the same in small letters."""
    if "|" not in text or "-" not in text:
        return
    end = 0
    for row in _DELIMITERS.finditer(text):
        if row.start() < end:
            continue
        end = _end(text, row.end() + 1)
        head = text.rfind("\n", 0, row.start() - 1) + 1
        if "|" in row[0] and named.may_hold(small[head : row.start()]):
            cells = _cells(small, head, row.start() - 1)
            names = {
                at: name
                for at, (start, end) in enumerate(cells[:_MOST_COLUMNS])
                if named.may_hold(name := small[start:end].strip(f"{_MARGIN}*_`"))
            }
            yield from _below(text, small, (row.end() + 1, end), names)


def _end(text: str, place: int) -> int:
    """Return where the rows from *place* on end: behind the last line with a bar in it."""
    while place < len(text):
        end = _line_end(text, place)
        if text.find("|", place, end) < 0:
            break
        place = end + 1
    return place


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _below(text: str, small: str, rows: tuple[int, int], names: dict[int, str]) -> Iterator[Secret]:
    """Yield the secrets of a table as if the name of its column stood before each cell."""
    parts, small_parts, cuts, origins = [], [], [0], [0]
    length, (place, last) = 0, rows
    while names and place < last:
        end = _line_end(text, place)
        cells = _cells(text, place, end)
        for at, name in names.items():
            if at < len(cells):
                start, stop = cells[at]
                cuts.append(length + len(name) + 2)
                origins.append(start)
                parts.append(f"{name}: {text[start:stop]}\n")
                small_parts.append(f"{name}: {small[start:stop]}\n")
                length += len(parts[-1])
        place = end + 1
    listed = Shown("".join(parts), cuts, origins)
    for secret in named.candidates(listed.text, "".join(small_parts)):
        start, stop = listed.source(secret.start, secret.end)
        if start < stop:
            yield secret._replace(start=start, end=stop)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of the row from *start* up to *end*; none where it has no bars."""
    bars = [found.start() for found in _PIPE.finditer(text, start, end)]
    if not bars:
        return []
    if text[start : bars[0]].strip(_MARGIN):
        bars = [start - 1, *bars]
    return [(one + 1, other) for one, other in pairwise([*bars, end])]
