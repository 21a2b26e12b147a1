"""The error budget of an objective: what was spent of it and what is left, window by window, and at worst.

A month has the minutes that its own days have: 28 to 31 of them, one perhaps an hour shorter or longer. Windows of so
many days are counted back from today. A year that is on the calendar is held against its own budget.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from srr.insights.spending import Days, Spending
from srr.records.objectives import Multiple
from srr.schema.dates import add_months
from srr.schema.slo import Slo, Window

_SHOWN = 366
"""The days that are looked back on."""
_MOST_WINDOWS = 24


class Spent(NamedTuple):
    """The minutes of outage on *days* beside the *budget* of those days; *is_running* where they are not over."""

    days: Days
    budget: float
    minutes: float
    is_running: bool = False

    @property
    def left(self) -> float:
        """The minutes that are left of the budget, negative where more was spent."""
        return self.budget - self.minutes

    @property
    def share(self) -> float:
        """The part of the budget that was spent."""
        return self.minutes / self.budget


class Budget(NamedTuple):
    """What was spent of an objective: in its *windows* and in the calendar's *years*, the newest of each first.

    *worst* are as many days in a row as a window has, ending within the last year, in which the most was spent.
    """

    spending: Spending
    windows: tuple[Spent, ...]
    years: tuple[Spent, ...]
    worst: Spent

    @property
    def slo(self) -> Slo:
        """The objective."""
        return self.spending.slo


def budget(spending: Spending, today: date) -> Budget:
    """Return what was spent up to *today*."""
    window = spending.slo.window
    number = min(_MOST_WINDOWS, -(-_SHOWN // window.days))
    listed = islice(windows(window, today), number)
    years = islice(_back_through(year_of, today), 2)
    return Budget(
        spending,
        tuple(_spent(spending, days, today, is_whole=not window.is_calendar) for days in listed),
        tuple(_spent(spending, days, today) for days in years),
        _worst(spending, today),
    )


def windows(window: Window, today: date) -> Iterator[Days]:
    """Yield the windows back from *today*, the newest first, without a gap between them."""

    def up_to(day: date) -> Days:
        return Days(_back(day, window.days - 1), day)

    whole = {"month": month_of, "quarter": quarter_of}
    return _back_through(whole.get(window.unit, up_to), today)


def _back_through(holding: Callable[[date], Days], day: date) -> Iterator[Days]:
    while True:
        days = holding(day)
        yield days
        if days.first == date.min:
            return
        day = days.first - timedelta(days=1)


def month_of(day: date) -> Days:
    """Return the month with *day* in it."""
    return _months(day.replace(day=1), 1)


def quarter_of(day: date) -> Days:
    """Return the quarter with *day* in it."""
    return _months(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3)


def year_of(day: date) -> Days:
    """Return the year with *day* in it."""
    return _months(day.replace(month=1, day=1), 12)


def most_spent(spendings: Iterable[Spending], days: Days) -> Multiple | None:
    """Return the objective of whose budget for *days* the most was spent."""
    found = (Multiple(each.slo, _spent(each, days, days.last).share) for each in spendings)
    return max(found, key=lambda each: each.times, default=None)


def _months(first: date, number: int) -> Days:
    after = add_months(first, number)
    return Days(first, after if after == date.max else after - timedelta(days=1))


def _spent(spending: Spending, days: Days, today: date, *, is_whole: bool = False) -> Spent:
    is_running = not is_whole and days.last >= today
    return Spent(days, spending.budget(days), spending.minutes(days), is_running)


def _worst(spending: Spending, today: date) -> Spent:
    """Return the days in a row in which the most was spent; of those that are alike the latest that end so."""
    slo = spending.slo
    reach = Days(_back(today, _SHOWN - 1), today)
    spent = [day for day in spending.by_day if reach.first <= day <= reach.last]
    # Days can be moved back until they end on one on which something was spent, and lose nothing by it.
    ends = (*sorted(spent, reverse=True), today, reach.first)
    found = (Days(_back(last, slo.window.days - 1), last) for last in ends)
    return max(
        (Spent(days, slo.budget, spending.minutes(days)) for days in found),
        key=lambda each: each.minutes,
    )


def _back(day: date, days: int) -> date:
    return day - timedelta(days=days) if (day - date.min).days >= days else date.min
