"""Where the months, quarters or years begin on an axis of time."""

from collections.abc import Iterator
from datetime import date
from itertools import count

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000, 24000)
_YEAR = 12
MOST = 8


def share(day: date, first: date, last: date) -> float:
    """Return where *day* lies between *first*, at 0, and *last*, at 1."""
    return (day - first).days / max((last - first).days, 1)


def ticks(first: date, last: date, most: int = MOST) -> list[tuple[str, float]]:
    """Return labels and places of *most* beginnings of months or fewer, evenly; where under two begin, of both ends."""
    whole = next(step for step in _STEPS if _number(first, last, step) <= most)
    days = list(_beginnings(first, last, whole))
    if len(days) < 2:
        return [(str(day), share(day, first, last)) for day in dict.fromkeys((first, last))]
    written = 4 if whole >= _YEAR else 7
    return [(str(day)[:written], share(day, first, last)) for day in days]


def _number(first: date, last: date, step: int) -> int:
    return ((last.year - first.year) * _YEAR + last.month - first.month) // step + 1


def _beginnings(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first day of each *step*-th month, counted from the year's first, from *first* to *last*."""
    month = first.year * _YEAR + first.month - 1
    for number in count(max(month - month % step, _YEAR), step):
        if number // _YEAR > last.year:
            return
        day = date(number // _YEAR, number % _YEAR + 1, 1)
        if day > last:
            return
        if day >= first:
            yield day
