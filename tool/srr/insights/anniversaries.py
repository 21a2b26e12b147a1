"""This week in past years: risks and incidents that began, were noticed or were closed on these days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from srr.language import Text
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.schema.vocabulary import POSTMORTEM_KINDS

TITLE = Text("This week in past years", "過去の同じ週")
BEGAN = Text("Incident began", "障害の発生")
NOTICED = Text("Risk noticed", "リスクの認知")
RECORDED = Text("Risk recorded", "リスクの起票")
CLOSED = Text("Risk closed", "リスクの完了")
KINDS = {**POSTMORTEM_KINDS, "incident": BEGAN}


class Day(NamedTuple):
    """A day that a record remembers: what it was, and when it comes round again."""

    on: date
    returns: date
    what: Text
    record: Record

    @property
    def years(self) -> int:
        """How many years ago it was when it comes round."""
        return self.returns.year - self.on.year


def week(today: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week of *today*."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def between(registry: Registry, first: date, last: date) -> tuple[Day, ...]:
    """Return the days of earlier years that come round from *first* to *last*, in that order."""
    found = [
        Day(on, returns, what, record)
        for record in registry.records
        for on, what in _days(record)
        for returns in _returns(on, first, last)
    ]
    return tuple(sorted(found, key=lambda day: (day.returns, -day.years, day.record.id)))


def closed_on(risk: Risk) -> date | None:
    """Return the day of the visit that closed *risk*; None when it is not done, or no visit says so."""
    visits = [entry.visit for entry in risk.visits if entry.visit and entry.visit.after == "done"]
    return visits[-1].on if visits and risk.status == "done" else None


def _days(record: Record) -> Iterator[tuple[date, Text]]:
    if not isinstance(record, Risk):
        started = getattr(record, "started", None)
        if started is not None:
            yield started.date(), KINDS.get(str(getattr(record, "kind", "")), BEGAN)
        return
    if record.noticed:
        yield record.noticed, NOTICED
    elif record.created:
        yield record.created, RECORDED
    closed = closed_on(record)
    if closed:
        yield closed, CLOSED


def _returns(day: date, first: date, last: date) -> Iterator[date]:
    """Yield the days from *first* to *last* of a later year on which *day* comes round."""
    for year in range(max(first.year, day.year + 1), last.year + 1):
        # The anniversary of a leap day is the last of February.
        clamped = 28 if (day.month, day.day) == (2, 29) else day.day
        again = date(year, day.month, clamped)
        if first <= again <= last:
            yield again
