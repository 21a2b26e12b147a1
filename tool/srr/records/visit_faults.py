"""What can be wrong with the lines of a visit log, whatever else the record says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from srr.records.risk import Risk
from srr.records.visits import Visit, VisitEntry
from srr.text.spelling import normal_form

STALLED = 3


def last_day(today: date) -> date:
    """Return the last day that may be recorded as past: a team spreads over time zones."""
    return min(today, date.max - timedelta(1)) + timedelta(1)


def breaks(visits: Sequence[VisitEntry]) -> Iterator[tuple[VisitEntry, str]]:
    """Yield the entries that begin with another status than the one before them left, and that status."""
    readable = [entry for entry in visits if entry.visit]
    for earlier, later in pairwise(readable):
        left, begun = _of(earlier).after, _of(later).before
        if left != begun:
            yield later, left


def disordered(risk: Risk) -> Iterator[tuple[VisitEntry, date]]:
    """Yield the entries that have an earlier date than the one before them or the creation, and that date."""
    previous = risk.created
    for entry in risk.visits:
        if entry.visit is None:
            continue
        if previous is not None and entry.visit.on < previous:
            yield entry, previous
        previous = entry.visit.on


def future(visits: Sequence[VisitEntry], today: date) -> Iterator[VisitEntry]:
    """Yield the entries of days that are still to come."""
    for entry in visits:
        if entry.visit and entry.visit.on > last_day(today):
            yield entry


def contradicted(risk: Risk) -> VisitEntry | None:
    """Return the last entry, where its status or its next date is not that of the record."""
    entry = next((each for each in reversed(risk.visits) if each.visit), None)
    if entry is None or entry.visit is None:
        return None
    visit = entry.visit
    other_status = risk.status is not None and visit.after != risk.status
    dates = visit.next, risk.next_visit
    other_date = None not in dates and dates[0] != dates[1]
    return entry if other_status or other_date else None


def stalled(risk: Risk) -> tuple[VisitEntry, ...]:
    """Return the visits at the end of the log that say the same and change nothing, if they are three or more."""
    found: list[VisitEntry] = []
    for entry in reversed(risk.visits):
        visit = entry.visit
        if visit is None or visit.changes_something:
            break
        if found and _folded(visit.note) != _folded(_of(found[-1]).note):
            break
        found.append(entry)
    return tuple(reversed(found)) if len(found) >= STALLED and risk.status != "done" else ()


def at_fault(risk: Risk, today: date) -> set[VisitEntry]:
    """Return the entries that may be corrected: unreadable, out of order, of the future, or contradicted."""
    found = {entry for entry in risk.visits if entry.visit is None}
    found |= {entry for entry, _ in breaks(risk.visits)}
    found |= {entry for entry, _ in disordered(risk)}
    found |= set(future(risk.visits, today))
    last = contradicted(risk)
    return found | ({last} if last else set())


def _of(entry: VisitEntry) -> Visit:
    assert entry.visit is not None  # noqa: S101 - only readable entries come here
    return entry.visit


def _folded(note: str) -> str:
    return " ".join(re.findall(r"\w+", normal_form(note)))
