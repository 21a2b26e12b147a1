"""What can be wrong with the lines of a log, whatever else the record says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from srr.records.logged import Logged
from srr.records.occurrences import OccurrenceEntry
from srr.records.risk import Risk
from srr.records.visits import Visit, VisitEntry
from srr.text.spelling import normal_form

STALLED = 3
"""So many visits in a row without a change are a risk that nobody moves."""


def last_day(today: date) -> date:
    """Return the last day that may be recorded as past: a team spreads over time zones."""
    return min(today, date.max - timedelta(1)) + timedelta(1)


def breaks(visits: Sequence[VisitEntry]) -> Iterator[tuple[VisitEntry, Visit, str]]:
    """Yield the entries that begin with another status than the one before them left, and that status."""
    for (_, earlier), (entry, later) in pairwise(_readable(visits)):
        if later.before != earlier.after:
            yield entry, later, earlier.after


def disordered(record: Logged) -> Iterator[tuple[VisitEntry, date, date]]:
    """Yield the entries dated before the one above them or the creation, their day, and the other one."""
    previous = record.began
    for entry, visit in _readable(record.visits):
        if previous is not None and visit.on < previous:
            yield entry, visit.on, previous
        previous = visit.on


def future(visits: Sequence[VisitEntry], today: date) -> Iterator[tuple[VisitEntry, date]]:
    """Yield the entries of days that are still to come, and the day."""
    for entry, visit in _readable(visits):
        if visit.on > last_day(today):
            yield entry, visit.on


def future_occurrences(risk: Risk, today: date) -> Iterator[tuple[OccurrenceEntry, date]]:
    """Yield the occurrences of days that are still to come, and the day."""
    for entry in risk.occurrences:
        if entry.occurrence and entry.occurrence.on > last_day(today):
            yield entry, entry.occurrence.on


def contradicted(record: Logged) -> VisitEntry | None:
    """Return the last entry, where its status or its next date is not that of the record."""
    readable = _readable(record.visits)
    if not readable:
        return None
    entry, visit = readable[-1]
    other_status = record.status is not None and visit.after != record.status
    dates = visit.next, record.upcoming
    other_date = None not in dates and dates[0] != dates[1]
    return entry if other_status or other_date else None


def stalled(record: Logged) -> tuple[VisitEntry, ...]:
    """Return the visits at the end of the log that say the same and change nothing, if they are three or more.

    Visits without words say nothing, and so not the same. A handover is not a visit.
    """
    found: list[VisitEntry] = []
    words: str | None = None
    for entry in (each for each in reversed(record.visits) if not each.is_handover):
        visit = entry.visit
        note = _folded(visit.note) if visit and not visit.changes_something else ""
        if not note or words not in (None, note):
            break
        words = note
        found.append(entry)
    return tuple(reversed(found)) if len(found) >= STALLED and not record.has_ended else ()


def at_fault(record: Logged, today: date) -> set[VisitEntry]:
    """Return the entries that may be corrected: unreadable, out of order, of the future, or contradicted."""
    found = {entry for entry in record.visits if entry.visit is None}
    found |= {entry for entry, *_ in breaks(record.visits)}
    found |= {entry for entry, *_ in disordered(record)}
    found |= {entry for entry, _ in future(record.visits, today)}
    last = contradicted(record)
    return found | ({last} if last else set())


def occurrences_at_fault(risk: Risk, today: date) -> set[OccurrenceEntry]:
    """Return the occurrences that may be corrected: unreadable, or of the future."""
    found = {entry for entry in risk.occurrences if entry.occurrence is None}
    return found | {entry for entry, _ in future_occurrences(risk, today)}


def _readable(visits: Sequence[VisitEntry]) -> list[tuple[VisitEntry, Visit]]:
    return [(entry, entry.visit) for entry in visits if entry.visit]


def _folded(note: str) -> str:
    return " ".join(re.findall(r"\w+", normal_form(note)))
