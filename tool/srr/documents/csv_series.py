"""A series of numbers as a file of `date,value`: bytes to days and values, and what cannot be read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isfinite
from operator import lt
from typing import Literal

from srr.documents.days import YEARS, calendar_day
from srr.documents.encoding import UTF8_BOM, decode
from srr.documents.places import Span

HEADER = "date,value"
MOST_FAULTS = 100
"""More in one file are no help."""

RowFault = Literal["header", "row", "day", "number", "twice", "order", "encoding"]

# Beyond it a float skips whole numbers.
_WHOLE = 2**53
# Compiled on first use: a hook would pay for it at every start.
_ROW = r"(\d{4}-\d{2}-\d{2}),(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"


@dataclass(frozen=True, slots=True)
class Series:
    """The rows that can be read, in the order of their days, and the faults of the others with their lines."""

    days: tuple[date, ...] = ()
    values: tuple[float, ...] = ()
    faults: tuple[tuple[RowFault, Span], ...] = ()


NO_ROWS = Series()


# A pull request reads most files twice, and most of those are the same bytes.
@lru_cache(maxsize=256)
def read(raw: bytes) -> Series:
    """Read the rows of a file; a byte order mark, CRLF and blank lines are accepted."""
    text, _, is_text = decode(raw)
    if not is_text:
        return Series(faults=(("encoding", Span(0, min(1, len(text)))),))
    return faultless(text) or by_line(text)


def faultless(text: str) -> Series | None:
    """Read a text without a fault, at a quarter of the cost; None where a line is not as `srr indicator` writes it."""
    header, _, body = text.partition("\n")
    rows = re.findall(rf"(?m)^{_ROW}$", body, re.ASCII)
    if header != HEADER or len(rows) != body.count("\n") or not text.endswith("\n"):
        return None
    days = [calendar_day(day) for day, _ in rows]
    values = [float(value) for _, value in rows]
    known = [day for day in days if day and day.year in YEARS]
    is_sorted = all(map(lt, known, known[1:]))
    if len(known) != len(days) or not is_sorted or not all(map(isfinite, values)):
        return None
    return Series(tuple(known), tuple(values))


def by_line(text: str) -> Series:
    """Read a text line by line, with the faults of each."""
    days: list[date] = []
    values: list[float] = []
    faults: list[tuple[RowFault, Span]] = []
    lines = _lines(text)
    header, place = next(lines, ("", Span(0, 0)))
    if header != HEADER:
        faults.append(("header", place))
        if not isinstance(_row(header, None), str):
            lines = _lines(text)
    for line, span in lines:
        row = _row(line, days[-1] if days else None)
        if not isinstance(row, str):
            days.append(row[0])
            values.append(row[1])
        elif len(faults) < MOST_FAULTS:
            faults.append((row, span))
    return Series(tuple(days), tuple(values), tuple(faults))


def number(text: str) -> float | None:
    """Return the number that *text* writes; None for infinity, NaN and what is no number."""
    if re.fullmatch(_ROW.partition(",")[2], text, re.ASCII) is None:
        return None
    found = float(text)
    return found if isfinite(found) else None


def plain(value: float) -> float:
    """Return *value*, as an int where it is a whole number that a float holds exactly: 12 and not 12.0."""
    return int(value) if value.is_integer() and abs(value) < _WHOLE else value


def written(value: float) -> str:
    """Return *value* as a row writes it."""
    return repr(plain(value))


def with_rows(raw: bytes, rows: Iterable[tuple[date, float]]) -> bytes:
    """Return the file *raw*, which has no fault or is blank, with *rows* behind its last one; all else stays."""
    text, _, _ = decode(raw)
    end = "\r\n" if "\r\n" in text else "\n"
    held = len(text.rstrip())
    if held:
        place = text.find("\n", held) + 1 or len(text)
        before = text[:place] if text[:place].endswith("\n") else f"{text}{end}"
    else:
        place, before = 0, f"{HEADER}{end}"
    added = "".join(f"{day},{written(value)}{end}" for day, value in rows)
    mark = UTF8_BOM if raw.startswith(UTF8_BOM) else b""
    return mark + f"{before}{added}{text[place:]}".encode()


def _lines(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each line that is not blank, without its end, with its place."""
    start = 0
    for line in text.split("\n"):
        content = line.rstrip()
        if content:
            yield content, Span(start, start + len(content))
        start += len(line) + 1


def _row(line: str, last: date | None) -> tuple[date, float] | RowFault:
    found = re.fullmatch(_ROW, line, re.ASCII)
    if found is None:
        return "row"
    day, value = calendar_day(found[1]), float(found[2])
    if day is None or day.year not in YEARS:
        return "day"
    if not isfinite(value):
        return "number"
    if last is not None and day <= last:
        return "twice" if day == last else "order"
    return day, value
