"""The history of the risks: many versions -> a history for each risk -> series to draw.

Everything is counted from the versions that each life has. A life that `is_first` was there before its first
version, so it does not count as opened, and how long it had been as it was is not known.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from srr.insights.risk_history import History, RiskHistory, RiskState, StatusChange
from srr.schema.dates import add_months
from srr.schema.vocabulary import STATUSES

OPEN = tuple(status for status in STATUSES if status not in ("accepted", "done"))
MOST_POINTS = 120
MOST_MONTHS = 36
LEAST_FOR_A_STATISTIC = 30
"""With fewer values than this the median is shown with their number, and no line is drawn."""


_WEEK = timedelta(weeks=1)
_WHAT = ("risks", "priority", "unknown")
_EVENTS = ("opened", "done", "accepted", "removed", "snoozed")


class Point(NamedTuple):
    """One day, by status: the risks, the sum of their priorities, and those without a number."""

    day: date
    risks: Mapping[str, int]
    priority: Mapping[str, int]
    unknown: Mapping[str, int]


class Month(NamedTuple):
    """The month that begins on *first*: the risks that became open, and those that no longer are."""

    first: date
    opened: int
    done: int
    accepted: int
    removed: int
    snoozed: int

    @property
    def closed(self) -> int:
        """How many left the open ones, one way or another."""
        return self.done + self.accepted + self.removed


class TimeInStatus(NamedTuple):
    """The days that risks spent in a status: those that left it, and those that are still in it."""

    status: str
    ended: tuple[int, ...]
    lasting: tuple[int, ...]

    @property
    def median(self) -> float | None:
        """The median of those that ended."""
        return median(self.ended) if self.ended else None


def points(known: History, today: date) -> tuple[Point, ...]:
    """Return a point a week, taken at the end of the day, the last one *today*; at most MOST_POINTS.

    The first is the first of the history: what was before it is not known.
    """
    days = _days(known.first, today)
    tally: Counter[tuple[str, str, int]] = Counter()
    for life in known.lives:
        for start, end, held in _runs(life, days):
            for what, number in _weights(held):
                tally[what, held.status or "", start] += number
                tally[what, held.status or "", end] -= number
    rows = {
        what: {status: _sums(tally, what, status, len(days)) for status in STATUSES}
        for what in _WHAT
    }
    return tuple(
        Point(day, *[{status: sums[at] for status, sums in rows[what].items()} for what in _WHAT])
        for at, day in enumerate(days)
    )


def months(known: History, today: date) -> tuple[Month, ...]:
    """Return what happened in each month up to that of *today*; at most the last MOST_MONTHS."""
    seen: Counter[tuple[date, str]] = Counter()
    for life in known.lives:
        seen.update((_month(turn.day), str(_event(turn))) for turn, _ in _seen_turns(life))
        seen.update((_month(day), "snoozed") for day in _snoozes(life))
    last = _month(today)
    count = (last.year - known.first.year) * 12 + last.month - known.first.month + 1
    firsts = [add_months(last, -back) for back in range(min(count, MOST_MONTHS) - 1, -1, -1)]
    return tuple(Month(first, *[seen[first, event] for event in _EVENTS]) for first in firsts)


def times_in_status(
    known: History, today: date, statuses: Iterable[str]
) -> tuple[TimeInStatus, ...]:
    """Return how long risks were in each of *statuses*, the shortest first."""
    ended: dict[str, list[int]] = {status: [] for status in statuses}
    lasting: dict[str, list[int]] = {status: [] for status in ended}
    for life in known.lives:
        for turn, following in _seen_turns(life):
            if turn.after in ended:
                days = ((following.day if following else today) - turn.day).days
                (ended if following else lasting)[turn.after].append(days)
    return tuple(
        TimeInStatus(status, tuple(sorted(ended[status])), tuple(sorted(lasting[status])))
        for status in ended
    )


def _days(first: date, today: date) -> list[date]:
    weeks = -(-(today - first).days // 7)
    every = max(1, -(-weeks // (MOST_POINTS - 1)))
    back = range(-(-weeks // every) - 1, -1, -1)
    return [first, *(today - _WEEK * every * number for number in back)]


def _runs(life: RiskHistory, days: Sequence[date]) -> Iterator[tuple[int, int, RiskState]]:
    """Yield each state of the risk with the range of *days* in which it held, which may be empty."""
    starts = [bisect_left(days, version.day) for version in life.versions]
    for version, start, end in zip(life.versions, starts, [*starts[1:], len(days)], strict=True):
        if version.state:
            yield start, end, version.state


def _weights(held: RiskState) -> Iterator[tuple[str, int]]:
    yield "risks", 1
    yield "priority", held.priority if isinstance(held.priority, int) else 0
    yield "unknown", int(not isinstance(held.priority, int))


def _sums(tally: Counter[tuple[str, str, int]], what: str, status: str, count: int) -> list[int]:
    return list(accumulate(tally[what, status, at] for at in range(count)))


def _seen_turns(life: RiskHistory) -> Iterator[tuple[StatusChange, StatusChange | None]]:
    """Yield the changes of status, each with the next one."""
    turns = list(life.turns())
    rows = list(zip_longest(turns, turns[1:]))
    yield from rows[1:] if life.is_first else rows


def _event(turn: StatusChange) -> str | None:
    """Return how a change of status counts towards the open risks."""
    was_open, is_open = turn.before in OPEN, turn.after in OPEN
    if was_open == is_open:
        return None
    return "opened" if is_open else turn.after or "removed"


def _snoozes(life: RiskHistory) -> Iterator[date]:
    """Yield the days on which the next visit moved later without a visit."""
    for before, after in pairwise(life.versions):
        old, new = before.state, after.state
        if old and new and _is_later(old.next_visit, new.next_visit) and new.visits <= old.visits:
            yield after.day


def _is_later(old: date | None, new: date | None) -> bool:
    return old is not None and new is not None and new > old


def _month(day: date) -> date:
    return day.replace(day=1)
