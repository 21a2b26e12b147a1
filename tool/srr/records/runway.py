"""When an indicator is expected to reach a limit: an interval, never one date."""

from datetime import date
from math import ceil
from typing import Literal, NamedTuple

from srr.records.conditions import Condition
from srr.records.headroom import comes_from_below
from srr.records.weekly_trend import Trend, trend
from srr.schema.settings import Settings

NEAR_DAYS = 90
_FARTHEST_DAYS = 3652


class Runway(NamedTuple):
    """When a limit is expected to be reached, with the 95 % interval; *latest* is None where it is ten years away.

    The days serve to sort and to compare. No more than their months can be relied on, or is shown.
    """

    expected: date
    earliest: date
    latest: date | None

    def is_near(self, today: date) -> bool:
        """Whether the limit is expected to be reached within the next 90 days."""
        return (self.expected - today).days <= NEAR_DAYS


NoRunway = Literal[
    "no-row", "stale", "reached", "no-side", "too-short", "no-trend", "leads-away", "far"
]
"""Why there is none: above all, that the interval of the slope holds zero, or that ten years are not enough."""


def runway(condition: Condition, settings: Settings, today: date) -> Runway | NoRunway:
    """Return when the limit of *condition* is expected to be reached, as its indicator tells *today*."""
    indicator, last = condition.indicator, condition.reading(today)
    if indicator is None or last is None:
        return "no-row"
    if condition.is_stale(today, settings):
        return "stale"
    if condition.is_crossed(last.value):
        return "reached"
    upward = comes_from_below(condition)
    if upward is None:
        return "no-side"
    found = trend(indicator, today)
    return _towards(found, condition.comparison.limit, upward, today) if found else "too-short"


def reached_since(condition: Condition, today: date) -> date | None:
    """Return the first of the days, up to the last row, on which the limit is reached; None where it is not."""
    indicator = condition.indicator
    if indicator is None:
        return None
    since = None
    for row in range(indicator.rows(today) - 1, -1, -1):
        if not condition.is_crossed(indicator.series.values[row]):
            break
        since = indicator.series.days[row]
    return since


def _towards(found: Trend, limit: float, upward: bool, today: date) -> Runway | NoRunway:
    least, most = found.least.slope, found.most.slope
    if least <= 0 <= most:
        return "no-trend"
    if (least > 0) is not upward:
        return "leads-away"
    scaled, now = limit / found.scale, today.toordinal()
    expected = found.likely.reaches(scaled)
    ends = sorted((expected, found.least.reaches(scaled), found.most.reaches(scaled)))
    if expected > now + _FARTHEST_DAYS:
        return "far"
    earliest, latest = ends[0], ends[-1]
    return Runway(
        _day(expected, now),
        _day(earliest, now),
        None if latest > now + _FARTHEST_DAYS else _day(latest, now),
    )


def _day(ordinal: float, now: int) -> date:
    """Return the day; *now* where the trend was at the limit before, for the last value is not."""
    return date.fromordinal(ceil(max(now, ordinal)))
