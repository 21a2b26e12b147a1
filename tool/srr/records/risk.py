"""The risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from srr.documents.document import Document
from srr.records import occurrences, scores
from srr.records.estimate import Estimate, estimate
from srr.records.imported import Imported, imported
from srr.records.logged import Logged
from srr.records.occurrences import Occurrence, OccurrenceEntry, occurrences_in
from srr.records.record import sections_of, shared_values
from srr.records.values import day, name, numbers, text, texts
from srr.records.visits import VISITS, Log, visits_in
from srr.schema import scoring
from srr.schema.dates import is_overdue
from srr.schema.fields import ACCEPTANCE
from srr.schema.scoring import Level, Priority
from srr.schema.settings import Settings

_DECIDED = next(spec for spec in ACCEPTANCE if spec.key == "decided")


class Acceptance(NamedTuple):
    """Who decided to live with a risk, why, and until when."""

    by: str | None
    decided: date | None
    because: str | None
    consequences: tuple[str, ...]
    holds_while: tuple[str, ...]
    until: date | None
    reviewer: str | None
    basis: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Risk(Logged):
    """One System Risk Record. *priority* is computed; *stated_priority* is the one in the file.

    A score outside the scales of the settings is None, and so is its priority.
    """

    log: ClassVar[Log] = VISITS
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
    horizon: str | None = None
    effort: str | None = None
    estimate: Estimate | None = None
    imported: Imported | None = None
    occurrences: tuple[OccurrenceEntry, ...] = ()

    def is_overdue(self, today: date, grace_days: int) -> bool:
        """Whether the next visit is late *today*."""
        due = self.visit_due
        return due is not None and is_overdue(due, today, grace_days)

    def is_visited(self, day: date) -> bool:
        """Whether the last visit was on *day*."""
        last = self.last_visit
        return last is not None and last.on == day

    @property
    def visit_due(self) -> date | None:
        """The day of the next visit; None for a risk that is done, which needs none."""
        return None if self.status == "done" else self.next_visit

    @property
    def is_open(self) -> bool:
        """Whether the risk is unresolved: neither accepted nor done, whatever else its status says."""
        return self.status not in ("accepted", "done")

    @property
    def awaits_first_visit(self) -> bool:
        """Whether it was imported, and nobody has looked at it here since."""
        return self.imported is not None and not self.imported.is_visited(self.visits)

    @property
    def level_follows(self) -> bool:
        """Whether the level of the potential impact comes from scope and severity."""
        return self.scope is not None and self.severity is not None

    @property
    def anchor(self) -> date | None:
        """The day from which the window of the next visit is counted."""
        last = self.last_visit
        return last.on if last else self.created

    @property
    def happened(self) -> tuple[Occurrence, ...]:
        """The occurrences that can be read, in the order of the file."""
        return tuple(each.occurrence for each in self.occurrences if each.occurrence)

    @property
    def bad_minutes_a_year(self) -> float | None:
        """The minutes of a year that it takes from all users, by its estimate; None without a whole one."""
        return self.estimate.bad_minutes_a_year if self.estimate else None

    @property
    def accepted_until(self) -> date | None:
        """The end of the acceptance; None where the risk is not accepted."""
        return self.acceptance.until if self.acceptance and self.status == "accepted" else None

    def rank(self) -> tuple[float, float, date, str]:
        """Sort key: the most pressing risk first; one without a number comes before every number."""
        return (
            -_weight(self.priority),
            -_weight(self.current_impact),
            self.next_visit or date.max,
            self.id,
        )


def risk(read: Document, settings: Settings) -> Risk:
    """Read a risk from its document."""
    data = read.data
    sections = sections_of(read, settings.headings)
    potential = scores.level(data.get("potential_impact"), settings)
    likelihood = scores.graded(data.get("likelihood"), settings.likelihood)
    return Risk(
        **shared_values(read, "risk", settings.headings),
        resolution=text(data.get("resolution")),
        team=name(data.get("team")),
        area=name(data.get("area")),
        service=name(data.get("service")),
        noticed=day(data.get("noticed")),
        created=day(data.get("created")),
        next_visit=day(data.get("next_visit")),
        current_impact=scores.level(data.get("current_impact"), settings),
        potential_impact=potential,
        scope=scores.graded(data.get("scope"), settings.scope),
        severity=scores.graded(data.get("severity"), settings.severity),
        likelihood=likelihood,
        priority=None
        if potential is None or likelihood is None
        else scoring.priority(potential, likelihood),
        stated_priority=scores.stated_priority(data.get("priority")),
        acceptance=_acceptance(data.get("acceptance")),
        horizon=name(data.get("horizon")),
        effort=name(data.get("effort")),
        estimate=estimate(data.get("estimate")),
        imported=imported(data.get("imported")),
        visits=visits_in(read, sections.get(VISITS.section)),
        occurrences=occurrences_in(read, sections.get(occurrences.SECTION)),
    )


def _weight(level: Level | None) -> float:
    # What has no number may be the worst of all, whether nobody knows it or nobody can read it.
    return level if isinstance(level, int) else float("inf")


def _acceptance(value: object) -> Acceptance | None:
    if not isinstance(value, dict):
        return None
    return Acceptance(
        by=text(value.get("by")),
        decided=day(_DECIDED.stated(value)),
        because=text(value.get("because")),
        consequences=texts(value.get("consequences")),
        holds_while=texts(value.get("holds_while")),
        until=day(value.get("until")),
        reviewer=text(value.get("reviewer")),
        basis=numbers(value.get("basis")),
    )
