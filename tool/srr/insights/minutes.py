"""What a review meeting decided, what was reported to it, and what it left for another day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from srr.insights.agenda import agenda
from srr.insights.team import part_of_team
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.schema.settings import Settings


class Decision(NamedTuple):
    """A line of the meeting's day in the visits of a risk."""

    risk: Risk
    visit: Visit


class Reported(NamedTuple):
    """A line of the meeting's day in the reports on a concern."""

    concern: Concern
    report: Visit


class Skipped(NamedTuple):
    """A risk that should have been decided on, with the keys of the points of the agenda that say why."""

    risk: Risk
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The day's reports by id, its decisions and what was skipped, the most pressing first."""

    today: date
    team: str | None
    reports: Sequence[Reported]
    decisions: Sequence[Decision]
    skipped: Sequence[Skipped]

    @property
    def people(self) -> tuple[str, ...]:
        """Those who decided, each once, in order."""
        return tuple(sorted({decision.visit.by for decision in self.decisions}))

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the concerns that were reported on and of the risks that were decided on, each once."""
        concerns = (reported.concern.path for reported in self.reports)
        risks = (decision.risk.path for decision in self.decisions)
        return tuple(dict.fromkeys((*concerns, *risks)))


def minutes(
    registry: Registry, settings: Settings, today: date, team: str | None = None
) -> Minutes:
    """Return the minutes of the meeting of *today*, with the secrets of the records masked."""
    registry = part_of_team(registry, team, settings)
    reasons = {risk.path: keys for risk, keys in agenda(registry, settings, today).to_decide()}
    written = {each.path for each in (*registry.risks, *registry.concerns) if _of_day(each, today)}
    part = registry.part({*written, *reasons}).shown
    concerns = sorted(part.concerns, key=lambda concern: concern.path)
    reports = [Reported(each, line) for each in concerns for line in _of_day(each, today)]
    decisions = [Decision(risk, line) for risk in part.ranked for line in _of_day(risk, today)]
    skipped = [Skipped(risk, reasons[risk.path]) for risk in part.ranked if risk.path in reasons]
    return Minutes(today, team, tuple(reports), tuple(decisions), tuple(skipped))


def _of_day(record: Logged, day: date) -> list[Visit]:
    return [entry.visit for entry in record.visits if entry.visit and entry.visit.on == day]
