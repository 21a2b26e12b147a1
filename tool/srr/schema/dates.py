"""When a risk is due for its next visit: durations, windows, due dates."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from srr.language import Text, counted

YEAR = 365.25
"""The days of an average year."""
_LONGEST_SEARCH = 366
_DURATION = re.compile(r"(\d{1,4})([dwmy])")

_UNITS = {
    "d": (Text("{n} day", "{n} 日"), Text("{n} days", "{n} 日")),
    "w": (Text("{n} week", "{n} 週間"), Text("{n} weeks", "{n} 週間")),
    "m": (Text("{n} month", "{n} か月"), Text("{n} months", "{n} か月")),
    "y": (Text("{n} year", "{n} 年"), Text("{n} years", "{n} 年")),
}


class Duration(NamedTuple):
    """A number of days, weeks, calendar months or years, written `10d`, `2w`, `1m`, `1y`."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    def words(self) -> Text:
        """Return it as people say it: `2 weeks`."""
        return counted(self.number, *_UNITS[self.unit])

    def after(self, day: date) -> date:
        """Return *day* plus this duration; a month that is too short ends on its last day."""
        match self.unit:
            case "d":
                return _clamped(day, self.number)
            case "w":
                return _clamped(day, 7 * self.number)
            case "m":
                return add_months(day, self.number)
            case _:
                return add_months(day, 12 * self.number)


class Window(NamedTuple):
    """The days in which the next visit must lie, counted from the last one."""

    least: Duration
    most: Duration

    def bounds(self, anchor: date) -> tuple[date, date]:
        """Return the first and the last day of the window counted from *anchor*."""
        return self.least.after(anchor), self.most.after(anchor)


def parse_duration(text: str) -> Duration | None:
    """Read `2w`; None when *text* is not a duration."""
    found = _DURATION.fullmatch(text)
    return Duration(int(found[1]), found[2]) if found else None


def add_months(day: date, months: int) -> date:
    """Return *day* some calendar months later, clamped at the month's end and at the last year."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if day.day <= 28:
        return date(year, month + 1, day.day)
    from calendar import monthrange

    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def in_another_year(day: date, first: date, last: date) -> date | None:
    """Return *day* moved to a year in which it lies between *first* and *last*: the year was mistyped."""
    from calendar import isleap

    for year in range(first.year, last.year + 1):
        if day.month == 2 and day.day == 29 and not isleap(year):
            continue
        moved = day.replace(year=year)
        if first <= moved <= last and moved != day:
            return moved
    return None


def is_overdue(next_visit: date, today: date, grace_days: int) -> bool:
    """Whether a visit that was due on *next_visit* is late *today*; on the day itself it is due."""
    return (today - next_visit).days > grace_days


def _clamped(day: date, days: int) -> date:
    return date.max if (date.max - day).days < days else day + timedelta(days)


def propose(first: date, last: date, is_closed: Callable[[date], bool]) -> date:
    """Return the working day nearest to the middle between *first* and *last*; *last* when there is none."""
    middle = first + (last - first) / 2
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    working = [day for day in days if not is_closed(day)]
    return min(working, key=lambda day: abs(day - middle), default=last)


def last_working_day(first: date, last: date, is_closed: Callable[[date], bool]) -> date:
    """Return the latest working day between *first* and *last*; *last* when there is none."""
    days = (last - timedelta(days=n) for n in range(min((last - first).days, _LONGEST_SEARCH) + 1))
    return next((day for day in days if not is_closed(day)), last)
