"""What became of the risks since a day or a commit, and what is due: the news of a team's chat."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from srr.insights.actions import ActionOf, actions_of
from srr.insights.agenda import Agenda
from srr.records.change import Change
from srr.records.concern import Concern
from srr.records.occurrences import Occurrence
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visits import ValueChange, Visit


class Event(NamedTuple):
    """That a risk happened."""

    risk: Risk
    occurrence: Occurrence


class Moved(NamedTuple):
    """What the visits of a time changed, taken together, and the words of the last one that changed something."""

    risk: Risk
    before: str
    after: str
    changes: tuple[ValueChange, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Digest:
    """New records, risks that moved or happened, actions that were done; what is due, and what is overdue."""

    new: tuple[Risk, ...]
    concerns: tuple[Concern, ...]
    moved: tuple[Moved, ...]
    happened: tuple[Event, ...]
    postmortems: tuple[Postmortem, ...]
    done: tuple[ActionOf, ...]
    reports: tuple[Concern, ...]
    overdue: tuple[Risk, ...]
    due: tuple[Risk, ...]
    late: tuple[ActionOf, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed and nothing is due."""
        return not any(
            (
                *(self.new, self.concerns, self.moved, self.happened),
                *(self.postmortems, self.done),
                *(self.reports, self.overdue, self.due, self.late),
            )
        )


@dataclass(frozen=True, slots=True)
class News:
    """Tells what is new in a registry: a record, the visits and occurrences of a risk, an action that was done."""

    is_new: Callable[[Record], bool]
    visits: Callable[[Risk], Sequence[Visit]]
    occurrences: Callable[[Risk], Sequence[Occurrence]]
    is_done: Callable[[ActionOf], bool]


def since_day(since: date, today: date) -> News:
    """Return what is new after *since* up to *today*, by the days that the records name."""

    def is_within(day: date | None) -> bool:
        return day is not None and since < day <= today

    def is_new(record: Record) -> bool:
        if isinstance(record, Risk):
            return is_within(record.created)
        if isinstance(record, Concern):
            return is_within(record.noticed)
        started = record.started if isinstance(record, Postmortem) else None
        return is_within(started.date() if started else None)

    def visits(risk: Risk) -> Sequence[Visit]:
        return [entry.visit for entry in risk.visits if entry.visit and is_within(entry.visit.on)]

    def occurrences(risk: Risk) -> Sequence[Occurrence]:
        return [each for each in risk.happened if is_within(each.on)]

    return News(is_new, visits, occurrences, lambda each: is_within(each.action.done))


def since_commit(before: Registry, changes: Collection[Change]) -> News:
    """Return what is new since the registry was *before*; *changes* lead from there to what it is now."""
    found: Mapping[str, Change] = {change.record.path: change for change in changes}
    open_before = {
        (each.postmortem.path, each.name) for each in actions_of(before) if each.action.is_open
    }
    known = {record.path for record in before.records}

    def is_new(record: Record) -> bool:
        change = found.get(record.path)
        return record.path not in known and (change is None or change.before is None)

    def visits(risk: Risk) -> Sequence[Visit]:
        change = found.get(risk.path)
        lines = change.new_visits() if change else ()
        return [entry.visit for entry in lines if entry.visit]

    def occurrences(risk: Risk) -> Sequence[Occurrence]:
        change = found.get(risk.path)
        lines = change.new_occurrences() if change else ()
        return [entry.occurrence for entry in lines if entry.occurrence]

    def is_done(each: ActionOf) -> bool:
        return not each.action.is_open and (each.postmortem.path, each.name) in open_before

    return News(is_new, visits, occurrences, is_done)


def digest(found: Agenda, registry: Registry, news: News) -> Digest:
    """Return what *news* finds in *registry*, and what *found* says is due."""
    new = tuple(risk for risk in registry.ranked if news.is_new(risk))
    known = (risk for risk in registry.ranked if not news.is_new(risk))
    moved = (_moved(risk, news.visits(risk)) for risk in known)
    return Digest(
        new,
        tuple(each for each in registry.concerns if news.is_new(each)),
        tuple(each for each in moved if each),
        tuple(Event(risk, each) for risk in registry.ranked for each in news.occurrences(risk)),
        tuple(each for each in registry.postmortems if news.is_new(each)),
        tuple(each for each in actions_of(registry) if news.is_done(each)),
        found.reports,
        found.risks["overdue"],
        found.risks["due"],
        found.actions,
    )


def _moved(risk: Risk, visits: Sequence[Visit]) -> Moved | None:
    """Return what *visits* changed; None where all is as it was."""
    telling = [visit for visit in visits if visit.changes_something]
    if not telling:
        return None
    before, after = telling[0].before, telling[-1].after
    changes = _net(change for visit in telling for change in visit.changes)
    if before == after and not changes:
        return None
    return Moved(risk, before, after, changes, telling[-1].note)


def _net(changes: Iterable[ValueChange]) -> tuple[ValueChange, ...]:
    """Return for each key the change from its first value to its last."""
    net: dict[str, ValueChange] = {}
    for change in changes:
        first = net.get(change.key, change)
        net[change.key] = ValueChange(change.key, first.old, change.new)
    return tuple(change for change in net.values() if change.old != change.new)
