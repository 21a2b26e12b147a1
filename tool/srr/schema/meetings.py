"""On which days the review meeting takes place."""

from datetime import date, timedelta
from typing import NamedTuple

from srr.schema.dates import Duration, add_months

EVERY = ("1w", "2w", "1m")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_EVEN_WEEK = date(2024, 1, 1)
"""The Monday of a week with a meeting, where they are every second week and no first day says which."""
_LONGEST_GAP = 36
"""Days between the last such weekdays of two months, and one."""


class Meetings(NamedTuple):
    """The rhythm of the review meeting.

    Without a *weekday*, 0 for Monday, no day is fixed: only how far apart meetings are. *first* is the day of one
    meeting, which says in which weeks, or in which week of a month, the others are. *stocktake* holds the months
    of the stocktake, 1 to 12.
    """

    every: Duration = Duration(1, "w")
    weekday: int | None = None
    first: date | None = None
    stocktake: frozenset[int] = frozenset()

    def is_on(self, day: date) -> bool:
        """Whether *day* is the fixed day of a meeting."""
        if day.weekday() != self.weekday:
            return False
        if self.every.unit == "m":
            return self._is_in_week_of_month(day)
        since = _monday(day) - _monday(self.first or _EVEN_WEEK)
        return since.days // 7 % self.every.number == 0

    def next_after(self, day: date) -> date:
        """Return the first meeting after *day*, never *day* itself."""
        if self.weekday is None:
            return self.every.after(day)
        days = (day + timedelta(n) for n in range(1, min(_LONGEST_GAP, (date.max - day).days) + 1))
        return next(filter(self.is_on, days), date.max)

    def nearest_to(self, day: date, after: date) -> date:
        """Return the meeting after *after* that is nearest to *day*; of two as near, the earlier one."""
        earlier = later = self.next_after(after)
        while later < day:
            earlier, later = later, self.next_after(later)
        return min((earlier, later), key=lambda each: abs(each - day))

    def last_before(self, day: date) -> date:
        """Return the last meeting before *day*, never *day* itself."""
        if self.weekday is None:
            return _before(self.every, day)
        days = (day - timedelta(n) for n in range(1, min(_LONGEST_GAP, (day - date.min).days) + 1))
        return next(filter(self.is_on, days), date.min)

    def _is_in_week_of_month(self, day: date) -> bool:
        week = (self.first.day - 1) // 7 if self.first else 0
        # A fifth weekday is the last one of its month, which in most months is the fourth.
        return (day + timedelta(7)).month != day.month if week == 4 else (day.day - 1) // 7 == week


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _before(every: Duration, day: date) -> date:
    if (day - date.min).days < _LONGEST_GAP:
        return date.min
    if every.unit == "m":
        return add_months(day, -every.number)
    return day - timedelta(weeks=every.number)
