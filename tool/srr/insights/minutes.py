"""What a review meeting decided, and what it left for another day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from srr.insights.agenda import agenda
from srr.insights.selection import Wanted
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.schema.settings import Settings


class Decision(NamedTuple):
    """A line of the meeting's day in the visits of a risk."""

    risk: Risk
    visit: Visit


class Skipped(NamedTuple):
    """A risk that should have been decided on, with the keys of the points of the agenda that say why."""

    risk: Risk
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The day's decisions and what was skipped, each the most pressing first."""

    today: date
    team: str | None
    decisions: Sequence[Decision]
    skipped: Sequence[Skipped]

    @property
    def people(self) -> tuple[str, ...]:
        """Those who decided, each once, in order."""
        return tuple(sorted({decision.visit.by for decision in self.decisions}))

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the risks that were decided on, each once."""
        return tuple(dict.fromkeys(decision.risk.path for decision in self.decisions))


def minutes(
    registry: Registry, settings: Settings, today: date, team: str | None = None
) -> Minutes:
    """Return the minutes of the meeting of *today*, with the secrets of the records masked."""
    left = agenda(registry, settings, today, team).to_decide()
    reasons = {risk.path: keys for risk, keys in left}
    wanted = Wanted(words={} if team is None else {"team": team})
    visited = (
        risk.path
        for risk in registry.risks
        if any(entry.visit and entry.visit.on == today for entry in risk.visits)
        and wanted.holds(risk, settings, today)
    )
    shown = registry.part({*visited, *reasons}).shown.ranked
    decisions = [
        Decision(risk, entry.visit)
        for risk in shown
        for entry in risk.visits
        if entry.visit and entry.visit.on == today
    ]
    skipped = [Skipped(risk, reasons[risk.path]) for risk in shown if risk.path in reasons]
    return Minutes(today, team, tuple(decisions), tuple(skipped))
