"""The risk."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from srr.documents.document import Document
from srr.records.record import Record, sections_of, shared_values
from srr.records.values import day, text, texts, whole
from srr.records.visits import Visit, VisitEntry, visits_in
from srr.schema import scoring
from srr.schema.dates import is_overdue
from srr.schema.scoring import UNKNOWN, Level, Priority
from srr.schema.settings import Settings


class Acceptance(NamedTuple):
    """Who decided to live with a risk, why, and until when."""

    by: str | None
    on: date | None
    because: str | None
    consequences: tuple[str, ...]
    holds_while: tuple[str, ...]
    until: date | None
    reviewer: str | None


@dataclass(frozen=True, slots=True)
class Risk(Record):
    """One System Risk Record. *priority* is computed; *stated_priority* is the one in the file."""

    resolution: str | None = None
    team: str | None = None
    area: str | None = None
    service: str | None = None
    noticed: date | None = None
    created: date | None = None
    next_visit: date | None = None
    current_impact: Level | None = None
    potential_impact: Level | None = None
    scope: int | None = None
    severity: int | None = None
    likelihood: int | None = None
    priority: Priority | None = None
    stated_priority: Priority | None = None
    acceptance: Acceptance | None = None
    visits: tuple[VisitEntry, ...] = ()

    def is_overdue(self, today: date, grace_days: int) -> bool:
        """Whether the next visit is late *today*; a risk that is done has none."""
        due = self.next_visit
        return due is not None and self.status != "done" and is_overdue(due, today, grace_days)

    @property
    def is_open(self) -> bool:
        """Whether the risk is unresolved: neither accepted nor done, whatever else its status says."""
        return self.status not in ("accepted", "done")

    @property
    def last_visit(self) -> Visit | None:
        """The last visit that can be read."""
        return next((entry.visit for entry in reversed(self.visits) if entry.visit), None)

    @property
    def anchor(self) -> date | None:
        """The day from which the window of the next visit is counted."""
        last = self.last_visit
        return last.on if last else self.created

    def rank(self) -> tuple[float, float, date, str]:
        """Sort key: the most pressing risk first; `unknown` comes before every number."""
        return (
            -_weight(self.priority),
            -_weight(self.current_impact),
            self.next_visit or date.max,
            self.id,
        )


def risk(read: Document, settings: Settings) -> Risk:
    """Read a risk from its document."""
    data = read.data
    potential = _level(data.get("potential_impact"))
    likelihood = whole(data.get("likelihood"))
    known = potential is not None and likelihood is not None
    sections = sections_of(read, settings)
    return Risk(
        **shared_values(read, "risk", sections),
        resolution=text(data.get("resolution")),
        team=text(data.get("team")),
        area=text(data.get("area")),
        service=text(data.get("service")),
        noticed=day(data.get("noticed")),
        created=day(data.get("created")),
        next_visit=day(data.get("next_visit")),
        current_impact=_level(data.get("current_impact")),
        potential_impact=potential,
        scope=whole(data.get("scope")),
        severity=whole(data.get("severity")),
        likelihood=likelihood,
        priority=scoring.priority(cast("Level", potential), cast("int", likelihood))
        if known
        else None,
        stated_priority=_level(data.get("priority")),
        acceptance=_acceptance(data.get("acceptance")),
        visits=visits_in(read, sections.get("visits")),
    )


def _level(value: object) -> Level | None:
    return UNKNOWN if value == UNKNOWN else whole(value)


def _weight(level: Level | None) -> float:
    match level:
        case int():
            return level
        case None:
            return -1
        case _:
            return float("inf")


def _acceptance(value: object) -> Acceptance | None:
    if not isinstance(value, dict):
        return None
    return Acceptance(
        by=text(value.get("by")),
        on=day(value.get("on")),
        because=text(value.get("because")),
        consequences=texts(value.get("consequences")),
        holds_while=texts(value.get("holds_while")),
        until=day(value.get("until")),
        reviewer=text(value.get("reviewer")),
    )
