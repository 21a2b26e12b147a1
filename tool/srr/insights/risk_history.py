"""Each risk through the commits that changed it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from srr.documents.days import YEARS
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.schema.scoring import Priority
from srr.schema.vocabulary import STATUSES

Gap = Literal["no-git", "no-commits", "partial"]
"""Why there is no history: no repository, no commit yet, or a shallow or partial clone."""


class RiskState(NamedTuple):
    """The values of one version of a risk that are counted here.

    *visits* are the words of its entries but for handovers; *log* are all that can be read and lie on a plausible day.
    """

    title: str
    created: date | None
    status: str | None
    priority: Priority | None = None
    next_visit: date | None = None
    visits: frozenset[str] = frozenset()
    log: tuple[Visit, ...] = ()


UNREADABLE = RiskState("", None, None)
"""A version that could not be read: the risk stays as it was."""


class Snapshot(NamedTuple):
    """The files that one commit changed, as it left them; None for a deleted file."""

    day: date
    files: Mapping[str, RiskState | None]


class Version(NamedTuple):
    """A risk from *day* on; None once its file is gone."""

    day: date
    state: RiskState | None

    @property
    def status(self) -> str | None:
        """The status, None where there is no risk or it has none."""
        return self.state.status if self.state else None


class StatusChange(NamedTuple):
    """A change of status; None before the risk was there, and once it is gone."""

    day: date
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RiskHistory:
    """One risk through its versions; *is_first* says that the first commit of the history brought it."""

    path: str
    versions: tuple[Version, ...]
    is_first: bool

    @property
    def first_seen(self) -> date:
        """The day of the commit that brought it."""
        return self.versions[0].day

    @property
    def last_changed(self) -> date:
        """The day of the last commit that changed it."""
        return self.versions[-1].day

    def turns(self) -> Iterator[StatusChange]:
        """Yield the changes of status, that from nothing to the first one included."""
        before: str | None = None
        for version in self.versions:
            if version.status != before:
                yield StatusChange(version.day, before, version.status)
            before = version.status


@dataclass(frozen=True)
class History:
    """The histories of all risks that were ever committed, from *first* on."""

    first: date
    lives: tuple[RiskHistory, ...]

    def of(self, path: str) -> RiskHistory | None:
        """Return the history of the risk whose file is now at *path*."""
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> Mapping[str, RiskHistory]:
        return {life.path: life for life in self.lives if life.versions[-1].state}


def state_of(risk: Risk) -> RiskState:
    """Return the values of this version of a risk that are counted; an unknown status is that of its last visit."""
    words = frozenset(entry.words for entry in risk.visits if not entry.is_handover)
    log = tuple(_log(risk))
    last = log[-1].after if log else None
    status = risk.status if risk.status in STATUSES else last
    return RiskState(risk.title, risk.created, status, risk.priority, risk.next_visit, words, log)


def _log(risk: Risk) -> Iterator[Visit]:
    for visit in (entry.visit for entry in risk.visits):
        if visit and visit.on.year in YEARS and visit.after in STATUSES:
            yield visit


def history(steps: Sequence[Snapshot]) -> History | None:
    """Return the risks in *steps*, whose days never go back; None when there are none."""
    first = next((index for index, step in enumerate(steps) if any(step.files.values())), None)
    return None if first is None else History(steps[first].day, _lives(steps[first:]))


def plausible_days(days: Sequence[date]) -> list[date]:
    """Return the days of commits, corrected so that they never go back.

    The clock of a machine may be wrong: the longest run of days that agree is believed, and a day that does not fit in
    is that of the commit before it.
    """
    tails: list[date] = []
    lengths = []
    for day in days:
        at = bisect_right(tails, day)
        tails[at : at + 1] = [day]
        lengths.append(at + 1)
    fitting = set()
    wanted, latest = len(tails), date.max
    for index in reversed(range(len(days))):
        if lengths[index] == wanted and days[index] <= latest:
            fitting.add(index)
            wanted, latest = wanted - 1, days[index]
    found = []
    for index, day in enumerate(days):
        latest = day if index in fitting else latest
        found.append(latest)
    return found


@dataclass(slots=True)
class _Thread:
    """A risk whose history is still being read."""

    path: str
    is_first: bool
    versions: list[Version]

    @property
    def last(self) -> RiskState | None:
        return self.versions[-1].state if self.versions else None

    def goes_on(self, held: RiskState) -> bool:
        """Whether *held* is this risk, and not another one that was given its file name later."""
        earlier = next(each.state for each in reversed(self.versions) if each.state)
        return self.last is not None or held.created == earlier.created

    def add(self, day: date, held: RiskState | None) -> None:
        if held == UNREADABLE:
            held = self.last or held
        elif held and held.status is None:
            held = held._replace(status=self.last.status if self.last else None)
        self.versions.append(Version(day, held))


def _lives(steps: Sequence[Snapshot]) -> tuple[RiskHistory, ...]:
    """Follow each risk through the steps: by path, and where that changed by title and day."""
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
    rows = (RiskHistory(each.path, tuple(each.versions), each.is_first) for each in all_threads)
    return tuple(sorted(rows, key=lambda life: (life.path, life.first_seen)))


def _moved(held: RiskState, gone: list[_Thread]) -> _Thread | None:
    """Remove from *gone* the thread that continues under another path, and return it."""
    for index, thread in enumerate(gone):
        last = thread.last
        if last and (last.title, last.created) == (held.title, held.created):
            return gone.pop(index)
    return None
