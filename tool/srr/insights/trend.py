"""The history of the risks: many versions of them -> the lives they led -> series to draw.

Everything is counted from what each commit left in the files. What the first commit brought was there before
it, so it does not count as opened, and how long it had been as it was is not known.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from statistics import median
from typing import Literal, NamedTuple

from srr.records.registry import Risk
from srr.schema.dates import add_months
from srr.schema.scoring import UNKNOWN, Priority
from srr.schema.vocabulary import STATUSES

OPEN = tuple(status for status in STATUSES if status not in ("accepted", "done"))
MOST_POINTS = 120
MOST_MONTHS = 36
LEAST_FOR_A_STATISTIC = 30
"""Of fewer values than these the middle is told with its number, and no line is drawn through them."""

Gap = Literal["no-git", "no-commits", "partial"]
"""Why there is no history: no repository, nothing committed yet, or a clone that holds a part of it."""

_WEEK = timedelta(weeks=1)
_WHAT = ("risks", "priority", "unknown")
_EVENTS = ("opened", "done", "accepted", "removed", "snoozed")


class Standing(NamedTuple):
    """What one version of a risk says that is counted here; *visits* are the words of its entries."""

    title: str
    created: date | None
    status: str | None
    priority: Priority | None = None
    next_visit: date | None = None
    visits: frozenset[str] = frozenset()


UNREADABLE = Standing("", None, None)
"""A version that could not be read: the risk stays as it was."""


class Step(NamedTuple):
    """What one commit left of the files that it changed; None for a file that went."""

    day: date
    files: Mapping[str, Standing | None]


class Version(NamedTuple):
    """A risk from *day* on; None once its file is gone."""

    day: date
    standing: Standing | None

    @property
    def status(self) -> str | None:
        """The status, None where there is no risk or none that says one."""
        return self.standing.status if self.standing else None


class Turn(NamedTuple):
    """A change of status; None before the risk was there, and once it is gone."""

    day: date
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Life:
    """One risk through its versions; *is_first* says that the first commit of the history brought it."""

    path: str
    versions: tuple[Version, ...]
    is_first: bool = False

    @property
    def first_seen(self) -> date:
        """The day of the commit that brought it."""
        return self.versions[0].day

    @property
    def last_changed(self) -> date:
        """The day of the last commit that changed it."""
        return self.versions[-1].day

    def turns(self) -> Iterator[Turn]:
        """Yield the changes of status, that from nothing to the first one included."""
        before: str | None = None
        for version in self.versions:
            if version.status != before:
                yield Turn(version.day, before, version.status)
            before = version.status


@dataclass(frozen=True)
class History:
    """The lives of all risks that were ever committed, from *first* on."""

    first: date
    lives: tuple[Life, ...]

    def of(self, path: str) -> Life | None:
        """Return the life of the risk whose file is now at *path*."""
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> Mapping[str, Life]:
        return {life.path: life for life in self.lives if life.versions[-1].standing}


class Point(NamedTuple):
    """How it stood on a day, by status: the risks, the sum of their priorities, and those without a number."""

    day: date
    risks: Mapping[str, int]
    priority: Mapping[str, int]
    unknown: Mapping[str, int]


class Month(NamedTuple):
    """What happened in the month that begins on *first*: what came to the open risks and what left them."""

    first: date
    opened: int
    done: int
    accepted: int
    removed: int
    snoozed: int

    @property
    def closed(self) -> int:
        """How many left the open ones, by whatever way."""
        return self.done + self.accepted + self.removed


class Spells(NamedTuple):
    """The days that risks spent in a status: those that left it, and those that are still in it."""

    status: str
    ended: tuple[int, ...]
    lasting: tuple[int, ...]

    @property
    def median(self) -> float | None:
        """The middle of those that ended."""
        return median(self.ended) if self.ended else None


def standing(risk: Risk) -> Standing:
    """Return what is counted of this version of a risk."""
    words = frozenset(entry.words for entry in risk.visits)
    status = risk.status if risk.status in STATUSES else None
    return Standing(risk.title, risk.created, status, risk.priority, risk.next_visit, words)


def history(steps: Sequence[Step]) -> History | None:
    """Return the lives that *steps* tell of, whose days never go back; None when they tell of none."""
    first = next((index for index, step in enumerate(steps) if any(step.files.values())), None)
    return None if first is None else History(steps[first].day, _lives(steps[first:]))


def believed(days: Sequence[date]) -> list[date]:
    """Return the days of commits, one after the other, so that they never go back.

    Each commit tells its own day, and the clock of a machine may be wrong: the longest run of days that
    agree is believed, and a day that does not fit in is that of the commit before it.
    """
    tails: list[date] = []
    lengths = []
    for day in days:
        at = bisect_right(tails, day)
        tails[at : at + 1] = [day]
        lengths.append(at + 1)
    fitting = set()
    wanted, latest = len(tails), date.max
    for index in range(len(days) - 1, -1, -1):
        if lengths[index] == wanted and days[index] <= latest:
            fitting.add(index)
            wanted, latest = wanted - 1, days[index]
    found = []
    for index, day in enumerate(days):
        latest = day if index in fitting else latest
        found.append(latest)
    return found


def points(known: History, today: date) -> tuple[Point, ...]:
    """Return how it stood at the end of a day a week, the last one *today*; at most MOST_POINTS of them.

    The first is that of the first commit: what was before it is not known.
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


def spells(known: History, today: date, statuses: Iterable[str]) -> tuple[Spells, ...]:
    """Return how long risks were in each of *statuses*, the shortest first."""
    ended: dict[str, list[int]] = {status: [] for status in statuses}
    lasting: dict[str, list[int]] = {status: [] for status in ended}
    for life in known.lives:
        for turn, following in _seen_turns(life):
            if turn.after in ended:
                days = ((following.day if following else today) - turn.day).days
                (ended if following else lasting)[turn.after].append(days)
    return tuple(
        Spells(status, tuple(sorted(ended[status])), tuple(sorted(lasting[status])))
        for status in ended
    )


@dataclass(slots=True)
class _Thread:
    """A life that is still being told."""

    path: str
    is_first: bool
    versions: list[Version]

    @property
    def last(self) -> Standing | None:
        return self.versions[-1].standing if self.versions else None

    def goes_on(self, held: Standing) -> bool:
        """Say whether *held* is this risk, and not another one that was given its file name later."""
        earlier = next(each.standing for each in reversed(self.versions) if each.standing)
        return self.last is not None or held.created == earlier.created

    def add(self, day: date, held: Standing | None) -> None:
        unsaid = held is not None and held.status is None
        self.versions.append(Version(day, (self.last or held) if unsaid else held))


def _lives(steps: Sequence[Step]) -> tuple[Life, ...]:
    """Follow each risk through the steps: by its path, and where that changed by its title and day."""
    now: dict[str, _Thread] = {}
    all_threads: list[_Thread] = []
    for step in steps:
        gone = [now[path] for path, held in step.files.items() if held is None and path in now]
        gone = [thread for thread in gone if thread.last]
        for path, held in step.files.items():
            if held is None:
                continue
            thread = now.get(path)
            if thread is None or thread.last is None:
                thread = _moved(held, gone) or thread
            if thread is None or not thread.goes_on(held):
                thread = _Thread(path, step is steps[0], [])
                all_threads.append(thread)
            if thread.path != path:
                del now[thread.path]
                thread.path = path
            thread.add(step.day, held)
            now[path] = thread
        for thread in gone:
            thread.add(step.day, None)
    rows = (Life(each.path, tuple(each.versions), each.is_first) for each in all_threads)
    return tuple(sorted(rows, key=lambda life: (life.path, life.first_seen)))


def _moved(held: Standing, gone: list[_Thread]) -> _Thread | None:
    """Take from *gone* the thread that goes on under another path."""
    for index, thread in enumerate(gone):
        last = thread.last
        if last and (last.title, last.created) == (held.title, held.created):
            return gone.pop(index)
    return None


def _days(first: date, today: date) -> list[date]:
    weeks = -(-(today - first).days // 7)
    every = max(1, -(-weeks // (MOST_POINTS - 1)))
    back = range(-(-weeks // every) - 1, -1, -1)
    return [first, *(today - _WEEK * every * number for number in back)]


def _runs(life: Life, days: Sequence[date]) -> Iterator[tuple[int, int, Standing]]:
    """Yield the places of *days*, from one up to another, at which the risk stood as it did."""
    starts = [bisect_left(days, version.day) for version in life.versions]
    for version, start, end in zip(life.versions, starts, [*starts[1:], len(days)], strict=True):
        if version.standing and start < end:
            yield start, end, version.standing


def _weights(held: Standing) -> Iterator[tuple[str, int]]:
    yield "risks", 1
    yield "priority", held.priority if isinstance(held.priority, int) else 0
    yield "unknown", int(held.priority == UNKNOWN)


def _sums(tally: Counter[tuple[str, str, int]], what: str, status: str, count: int) -> list[int]:
    return list(accumulate(tally[what, status, at] for at in range(count)))


def _seen_turns(life: Life) -> Iterator[tuple[Turn, Turn | None]]:
    """Yield the turns that happened in the history, each with the next one."""
    turns = list(life.turns())
    rows = list(zip(turns, [*turns[1:], None], strict=True))
    yield from rows[1:] if life.is_first else rows


def _event(turn: Turn) -> str | None:
    """Return what a change of status is to the number of open risks."""
    was_open, is_open = turn.before in OPEN, turn.after in OPEN
    if was_open == is_open:
        return None
    return "opened" if is_open else turn.after or "removed"


def _snoozes(life: Life) -> Iterator[date]:
    """Yield the days on which the next visit moved later without a visit."""
    for before, after in pairwise(life.versions):
        old, new = before.standing, after.standing
        if old and new and _is_later(old.next_visit, new.next_visit) and new.visits <= old.visits:
            yield after.day


def _is_later(old: date | None, new: date | None) -> bool:
    return old is not None and new is not None and new > old


def _month(day: date) -> date:
    return day.replace(day=1)
