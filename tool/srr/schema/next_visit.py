"""On which days the next visit of a risk may lie."""

from datetime import date, timedelta
from typing import NamedTuple

from srr.schema.dates import last_working_day, propose
from srr.schema.settings import Settings


class VisitDays(NamedTuple):
    """The first and the last day, both included; *is_short* where an acceptance ends before the window opens."""

    first: date
    last: date
    is_short: bool = False

    def proposal(self, settings: Settings) -> date:
        """Return the meeting, or else the working day, to propose: in the middle, but late where time is short."""
        pick = last_working_day if self.is_short else propose
        return self.meeting(settings) or pick(self.first, self.last, settings.is_closed)

    def meeting(self, settings: Settings) -> date | None:
        """Return the meeting nearest to the middle, or the last one where time is short; None without one."""
        days = (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))
        held = [day for day in days if settings.meetings.is_on(day) and not settings.is_closed(day)]
        middle = self.first + (self.last - self.first) / 2
        nearest = min(held, key=lambda day: abs(day - middle), default=None)
        return held[-1] if held and self.is_short else nearest


def visit_days(
    status: str | None, anchor: date, until: date | None, settings: Settings
) -> VisitDays | None:
    """Return the legal days after a visit, or a creation, on *anchor*; None where there is none.

    The visit of an accepted risk is never after *until*, the end of its acceptance: where the window opens
    only then, every day before is as good. Once *until* is reached there is no day left.
    """
    window = settings.windows.get(status or "")
    if window is None:
        return None
    first, last = window.bounds(anchor)
    if status != "accepted" or until is None:
        return VisitDays(first, last)
    if until >= first:
        return VisitDays(first, min(last, until))
    opens = anchor + timedelta(1)
    return VisitDays(opens, until, is_short=True) if until >= opens else None
