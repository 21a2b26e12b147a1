"""How many minutes of outage each day had, and what an objective allows in any days of the calendar.

Downtime is split at midnight in the registry's time zone. A minute is spent once, however many services and incidents
it was in, and whole, however few customers were affected. An occurrence has a day and no hours, so what it took from
all users is added to its day. Where an incident of the same risk began on that day, that is the occurrence, and what
took longer counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from srr.records.downtime import downtime, downtime_begun_on, has_no_end
from srr.records.objectives import services_of
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.schema.slo import Slo

_SECONDS = 60
_Stretch = tuple[float, float]
"""Where an outage begins and ends, in seconds since 1970."""


class Days(NamedTuple):
    """The days from *first* to *last*, both included."""

    first: date
    last: date


class Spending(NamedTuple):
    """The minutes of outage that count against *slo*, by the day in *zone*.

    *endless* are the incidents that began and whose end is not given: they are in no sum.
    """

    slo: Slo
    by_day: Mapping[date, float]
    zone: tzinfo = UTC
    endless: tuple[Postmortem, ...] = ()

    def minutes(self, days: Days) -> float:
        """Return the minutes of outage on *days*."""
        return sum(
            minutes for day, minutes in self.by_day.items() if days.first <= day <= days.last
        )

    def budget(self, days: Days) -> float:
        """Return the minutes that are allowed on *days*: one may have 23 or 25 hours."""
        seconds = _after(days.last, self.zone) - _start(days.first, self.zone)
        return self.slo.allows(seconds / _SECONDS)


def spending(registry: Registry, slo: Slo, today: date, zone: tzinfo) -> Spending:
    """Return the outages up to the end of *today* that count against *slo*."""
    counted = [each for each in registry.postmortems if slo.covers(each.services)]
    until = _after(today, zone)
    by_day: dict[date, float] = {}
    for stretch in _merged(_stretches(counted, until)):
        _add(by_day, _by_day(stretch, zone))
    _add(by_day, _beside(registry, slo, today))
    begun = (each for each in counted if has_no_end(each) and each.begun().timestamp() < until)
    return Spending(slo, by_day, zone, tuple(begun))


def _add(by_day: dict[date, float], more: Iterable[tuple[date, float]]) -> None:
    for day, minutes in more:
        by_day[day] = by_day.get(day, 0) + minutes


def _beside(registry: Registry, slo: Slo, today: date) -> Iterator[tuple[date, float]]:
    """Yield the minutes of occurrences, as far as no incident of the risk has them."""
    for risk in registry.risks:
        if not risk.occurrences or not slo.covers(services_of(risk)):
            continue
        own = [each for each in registry.postmortems_of(risk) if slo.covers(each.services)]
        taken: dict[date, float] = {}
        _add(taken, ((each.on, each.bad_minutes) for each in risk.happened if each.on <= today))
        for day, minutes in taken.items():
            if (beyond := minutes - downtime_begun_on(day, own)) > 0:
                yield day, beyond


def _stretches(postmortems: Iterable[Postmortem], until: float) -> Iterator[_Stretch]:
    for each in postmortems:
        found = downtime(each)
        if found and each.started:
            start = each.started.timestamp()
            yield start, min(start + found.minutes * _SECONDS, until)


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Yield the times at which there was any outage, none of them twice."""
    current: _Stretch | None = None
    for start, end in sorted(each for each in stretches if each[0] < each[1]):
        if current and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current


def _by_day(stretch: _Stretch, zone: tzinfo) -> Iterator[tuple[date, float]]:
    start, end = stretch
    while start < end:
        day = datetime.fromtimestamp(start, zone).date()
        # Where clocks went back over midnight, that day is over before its last hour comes again:
        # https://data.iana.org/time-zones/tzdb/northamerica has it for St. John's until 2011.
        day += timedelta(days=_after(day, zone) <= start)
        midnight = min(_after(day, zone), end)
        yield day, (midnight - start) / _SECONDS
        start = midnight


def _after(day: date, zone: tzinfo) -> float:
    """Return when *day* is over; the last day that can be written has no next one."""
    if day == date.max:
        return _start(day, zone) + timedelta(days=1).total_seconds()
    return _start(day + timedelta(days=1), zone)


def _start(day: date, zone: tzinfo) -> float:
    return datetime.combine(day, time(), zone).timestamp()
