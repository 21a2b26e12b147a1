"""Each risk from day to day, by its own visits and by the commits.

A change of status counts from the day of the visit that records it, else from the day of the commit that made it.
All else is as the commits left it, and the last day is as the records are now.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import dropwhile
from typing import Any

from srr.insights.risk_history import (
    UNREADABLE,
    History,
    RiskHistory,
    RiskState,
    Snapshot,
    Version,
    history,
    state_of,
)
from srr.records.record import kind_of
from srr.records.registry import Registry
from srr.records.visits import Visit
from srr.schema.vocabulary import STATUSES


def day_by_day(steps: Sequence[Snapshot], registry: Registry, today: date) -> History | None:
    """Return the risks from the first day on of which something is known; None where no risk can be read.

    A risk begins on the day of its `created`, with the status that its first visit found.
    *steps* are the commits up to *today*, none where git tells nothing; *registry* is what lies there now.
    """
    known = history([*steps, Snapshot(today, _now(steps, registry))])
    lives = tuple(_lives(known)) if known else ()
    return History(min(life.first_seen for life in lives), lives) if lives else None


def _now(steps: Sequence[Snapshot], registry: Registry) -> dict[str, RiskState | None]:
    committed: Mapping[str, RiskState | None] = {
        path: held for step in steps for path, held in step.files.items()
    }
    gone = {path: None for path, held in committed.items() if held}
    unread = {
        document.path: UNREADABLE
        for document in registry.unreadable
        if kind_of(document.path) == "risk"
    }
    return {**gone, **unread, **{risk.path: state_of(risk) for risk in registry.risks}}


def _lives(known: History) -> Iterator[RiskHistory]:
    for life in known.lives:
        read = (version for version in life.versions if version.state != UNREADABLE)
        versions = list(dropwhile(lambda version: version.state is None, read))
        if versions:
            yield _with_visits(life, versions)


def _with_visits(life: RiskHistory, versions: Sequence[Version]) -> RiskHistory:
    """Return *life* of readable *versions*, the first of which is there, with what its visits say."""
    states = [version.state for version in versions if version.state]
    seen, log = versions[0].day, states[-1].log
    created = next((state.created for state in reversed(states) if state.created), None)
    start = min(created, seen) if created else min([seen, *(visit.on for visit in log)])
    # Where nothing says when it began, it existed before the first day that is known.
    is_first = start != created and (life.is_first or start < seen)
    found = _by_visits(versions, log, start, _before(states[0]))
    return RiskHistory(life.path, tuple(found), is_first)


def _before(state: RiskState) -> RiskState:
    """Return the risk as it was before the visits that *state* holds."""
    for visit in reversed(state.log):
        state = _undone(state, visit)
    return state


# What a visit changes is read in these two alone; one that names a score or an owner would change it here.
def _done(state: RiskState, visit: Visit) -> RiskState:
    return state._replace(status=visit.after)


def _undone(state: RiskState, visit: Visit) -> RiskState:
    return state._replace(status=visit.before if visit.before in STATUSES else None)


def _by_visits(
    versions: Sequence[Version], log: Sequence[Visit], start: date, first: RiskState
) -> Iterator[Version]:
    """Yield the risk as it was from *start* on, when it was *first*."""
    state: RiskState | None = first
    yield Version(start, state)
    new = _new_lines(versions, log)
    unlogged = _unlogged(versions, new, first.status)
    for day, at, visit in _events(versions, new, start):
        if visit:
            following = _done(state, visit) if state else None
        else:
            following = versions[at].state
            if following and state and at not in unlogged:
                following = following._replace(status=state.status)
        if following != state:
            yield Version(day, following)
        state = following


def _events(
    versions: Sequence[Version], new: Sequence[Sequence[Visit]], start: date
) -> list[tuple[date, int, Visit | None]]:
    """Return the visits and, with None in the place of a visit, the versions, as they happened.

    Each comes with its day and the place of the version: a visit is never later than the commit that tells it.
    """
    events: list[tuple[date, int, Visit | None]] = []
    for at, version in enumerate(versions):
        events += [(min(max(visit.on, start), version.day), at, visit) for visit in new[at]]
        events.append((version.day, at, None))
    return sorted(events, key=lambda event: event[:2])


def _new_lines(versions: Sequence[Version], log: Sequence[Visit]) -> list[list[Visit]]:
    """Return the visits of *log* that each of the versions was the first to hold."""
    left = {_line(visit): visit for visit in log}
    found: list[list[Visit]] = []
    for version in versions:
        held = version.state.log if version.state else ()
        lines = dict.fromkeys(map(_line, held))
        found.append([left.pop(line) for line in lines if line in left])
    return found


def _line(visit: Visit) -> tuple[Any, ...]:
    return visit.on, visit.by, visit.before, visit.after


def _unlogged(
    versions: Sequence[Version], new: Sequence[Sequence[Visit]], first: str | None
) -> set[int]:
    """Return the places of the versions whose status counts from their own day on; the last one's does."""
    found = {len(versions) - 1}
    before = first
    for at, version in enumerate(versions):
        if version.status != (new[at][-1].after if new[at] else before):
            found.add(at)
        before = version.status
    return {at for at in found if versions[at].status and not _is_logged_later(versions, new, at)}


def _is_logged_later(
    versions: Sequence[Version], new: Sequence[Sequence[Visit]], place: int
) -> bool:
    """Whether a visit tells of the status at *place* that was written while the risk still had it."""
    status = versions[place].status
    for at in range(place + 1, len(versions)):
        if versions[at].status != status:
            return False
        if any(visit.before != visit.after == status for visit in new[at]):
            return True
    return False
