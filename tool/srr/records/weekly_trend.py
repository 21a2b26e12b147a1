"""The trend of an indicator over its weeks, with an interval.

The slope is the median of those between all pairs of weekly medians (Theil and Sen): outliers, weekdays and holidays
hardly move it. The ends of its 95 % interval are two of those slopes; which ones, Kendall's variance says, widened for
autocorrelation as Hamed and Rao do (1998, https://doi.org/10.1016/S0022-1694(97)00125-X).

Measured in 8 to 26 weeks, less a trend, autocorrelations are far too small. Taken as they are, the interval holds the
truth in 73 of 100 series of 26 weeks that are correlated by 0.7. So only neighbouring weeks are measured, and the bias
is taken out: (n r + 2) / (n - 4), as Hamed does (2009, https://doi.org/10.1016/j.jhydrol.2009.01.040). From week to
week the correlation then decays. That makes it 85 to 90 in 100, and 93 to 96 where days are correlated by 0.7.

A trend towards a limit is seen where there is none in 2 to 3 of 100 series, in 5 to 7 where weeks are correlated by
0.7. Student's t for the number of weeks that count would make those 2 to 4, and hide half of the clear trends of 8 to
13 weeks.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from math import ceil, frexp, inf, ldexp, sqrt
from typing import NamedTuple

from srr.documents import csv_series
from srr.records.indicator import Indicator

_LEAST_WEEKS = 8
_MOST_WEEKS = 26
_OLDEST_DAYS = 2 * 365
"""What was before says nothing of today's growth."""
_Z = 1.96
_SAME = 1e-12
"""What differs by less was equal before it was rounded, and is so in any unit."""
_MOST_CORRELATION = 0.95
"""Beyond it a series wanders, and no factor helps."""


class Week(NamedTuple):
    """The medians of the days and of the values of one week; the day is an ordinal."""

    day: float
    value: float


class Line(NamedTuple):
    """A value that changes by *slope* a day, and is *level* on the day *centre*."""

    slope: float
    level: float
    centre: float

    def reaches(self, limit: float) -> float:
        """Return the day, as an ordinal, on which the line is at *limit*."""
        return self.centre + (limit - self.level) / self.slope

    def at(self, day: float) -> float:
        """Return its value on a *day*, an ordinal."""
        return self.level + self.slope * (day - self.centre)


class Trend(NamedTuple):
    """The line through the weeks, and those of the ends of the slope's 95 % interval; all in units of *scale*."""

    scale: float
    likely: Line
    least: Line
    most: Line

    @property
    def slope(self) -> float:
        """Return the change in a day."""
        return self.likely.slope * self.scale

    def at(self, day: float) -> float:
        """Return the value on a *day*, an ordinal, of the line through the weeks."""
        return self.likely.at(day) * self.scale

    @property
    def interval(self) -> tuple[float, float]:
        """Return the ends of the 95 % interval of the slope."""
        return self.least.slope * self.scale, self.most.slope * self.scale


def weeks(indicator: Indicator, today: date) -> tuple[Week, ...]:
    """Return the weeks of the last two years, counted back from the last row up to *today*.

    Those without rows are left out, and those with less than half as many as usual.
    """
    return _weeks(indicator.raw, indicator.rows(today))


def trend(indicator: Indicator, today: date) -> Trend | None:
    """Return the trend of the last 26 weeks with rows; None where there are fewer than 8."""
    return _trend(indicator.raw, indicator.rows(today))


# Many risks hang on few indicators, and a page, a calendar and a rule ask for the same.
@lru_cache(maxsize=256)
def _weeks(raw: bytes, rows: int) -> tuple[Week, ...]:
    series = csv_series.read(raw)
    if not rows:
        return ()
    last = series.days[rows - 1].toordinal()
    days = [day.toordinal() for day in series.days[max(0, rows - _OLDEST_DAYS) : rows]]
    values = series.values[rows - len(days) : rows]
    recent = [pair for pair in zip(days, values, strict=True) if last - pair[0] < _OLDEST_DAYS]
    weeks = [list(pairs) for _, pairs in groupby(recent, key=lambda pair: (last - pair[0]) // 7)]
    # The median of a broken week may be that of a weekend.
    usual = _median([len(week) for week in weeks])
    whole = [week for week in weeks if 2 * len(week) >= usual]
    return tuple(Week(*map(_median, zip(*week, strict=True))) for week in whole)


@lru_cache(maxsize=256)
def _trend(raw: bytes, rows: int) -> Trend | None:
    last = _weeks(raw, rows)[-_MOST_WEEKS:]
    if len(last) < _LEAST_WEEKS:
        return None
    # In units of a power of two nothing overflows, and nothing is rounded.
    scale = ldexp(1.0, frexp(max(abs(week.value) for week in last))[1] - 1)
    scaled = [Week(week.day, week.value / scale) for week in last]
    slopes = sorted(
        (later.value - earlier.value) / (later.day - earlier.day)
        for earlier, later in combinations(scaled, 2)
    )
    likely = _line(_median(slopes), scaled)
    least, most = _interval(slopes, _correlation(likely, scaled), len(scaled))
    return Trend(scale, likely, _line(least, scaled), _line(most, scaled))


def _line(slope: float, through: Sequence[Week]) -> Line:
    """Return the line of *slope* with as many weeks above it as below."""
    centre = _median([week.day for week in through])
    level = _median([week.value - slope * (week.day - centre) for week in through])
    return Line(slope, level, centre)


def _interval(slopes: Sequence[float], correlation: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of the slope; without ends where *n* weeks are too few to have any."""
    variance = n * (n - 1) * (2 * n + 5) / 18 * _widening(correlation, n)
    below = ceil((len(slopes) - _Z * sqrt(variance)) / 2)
    return (slopes[below - 1], slopes[-below]) if below > 0 else (-inf, inf)


def _widening(correlation: float, n: int) -> float:
    """Return by how much the variance of Kendall's statistic is larger than that of independent weeks."""
    weighed = ((n - k) * (n - k - 1) * (n - k - 2) * correlation**k for k in range(1, n))
    return 1 + 2 * sum(weighed) / (n * (n - 1) * (n - 2))


def _correlation(line: Line, scaled: Sequence[Week]) -> float:
    """Return the correlation of neighbouring weeks, of the ranks of what *line* leaves over."""
    ranks = _ranks([week.value - line.at(week.day) for week in scaled])
    n = len(ranks)
    mean = (n + 1) / 2
    spread = sum((rank - mean) ** 2 for rank in ranks)
    if not spread:
        return 0.0
    shared = sum((one - mean) * (after - mean) for one, after in pairwise(ranks))
    unbiased = (n * shared / spread + 2) / (n - 4)
    return min(max(unbiased, 0.0), _MOST_CORRELATION)


def _ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value; equal ones share the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    for end, place in enumerate(order[1:] + order[:1], 1):
        if end == len(order) or values[place] - values[order[end - 1]] > _SAME:
            for each in order[start:end]:
                ranks[each] = (start + end + 1) / 2
            start = end
    return ranks


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else ordered[half - 1] / 2 + ordered[half] / 2
