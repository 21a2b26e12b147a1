"""The past of one risk: when it was noticed and recorded, and visits within every window."""

from dataclasses import dataclass
from datetime import date, timedelta

from draws import Draw

# Whole weeks that lie inside the window of each status, so that every date is a working day.
WEEKS = {
    "not-started": (1, 2),
    "in-progress": (1, 4),
    "watching": (5, 12),
    "mitigated": (5, 12),
    "accepted": (5, 12),
}
PATHS = {
    "not-started": ("not-started", "not-started", "not-started"),
    "in-progress": ("in-progress", "in-progress", "in-progress"),
    "watching": ("in-progress", "watching", "watching"),
    "mitigated": ("in-progress", "mitigated", "mitigated"),
    "accepted": ("in-progress", "accepted", "accepted"),
    "done": ("in-progress", "mitigated", "done"),
}
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; *next_day* is None when it closed the risk."""

    day: date
    before: str
    after: str
    next_day: date | None


@dataclass(frozen=True, slots=True)
class Past:
    """The dates of one risk, the visits in order."""

    noticed: date
    created: date
    visits: tuple[Visit, ...]

    @property
    def next_visit(self) -> date | None:
        """The day of the next visit; None once the risk is done."""
        return self.visits[-1].next_day

    @property
    def reached(self) -> date:
        """The day since which the risk has its present status."""
        status = self.visits[-1].after
        return next(visit.day for visit in self.visits if visit.after == status)


def past(draw: Draw, status: str, today: date) -> Past:
    """Return a past that ends in *status* and leaves nothing overdue on *today*."""
    path = _path(draw, status)
    day, next_day = _last_visit(draw, status, today)
    visits: list[Visit] = []
    for step in range(len(path) - 1, -1, -1):
        before = path[step - 1] if step else "not-started"
        visits.insert(0, Visit(day, before, path[step], next_day))
        next_day, day = day, day - _weeks(draw, f"gap {step}", before)
    noticed = day - timedelta(draw.number("noticed", 7, 25))
    return Past(noticed, day, tuple(visits))


def _path(draw: Draw, status: str) -> tuple[str, ...]:
    count = draw.number("visits", 1, 3)
    steps = PATHS[status]
    return steps[:-1][: count - 1] + steps[-1:]


def _last_visit(draw: Draw, status: str, today: date) -> tuple[date, date | None]:
    if status == "done":
        return draw.pick("closed", _working_days(today, -400, -1)), None
    ahead = _weeks(draw, "ahead", status)
    next_day = draw.pick("next", _working_days(today, 1, ahead.days))
    return next_day - ahead, next_day


def _weeks(draw: Draw, purpose: str, status: str) -> timedelta:
    return timedelta(weeks=draw.number(purpose, *WEEKS[status]))


def _working_days(today: date, first: int, last: int) -> list[date]:
    days = [today + timedelta(offset) for offset in range(first, last + 1)]
    return [day for day in days if day.weekday() < SATURDAY]
