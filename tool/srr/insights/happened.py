"""How often a risk happened: its occurrences, and the incidents that were written up."""

from dataclasses import dataclass
from datetime import date

from srr.records.downtime import downtime, kept_from_working
from srr.records.occurrences import Occurrence
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.records.risk import Risk


@dataclass(frozen=True, slots=True)
class Happened:
    """The occurrences of a risk, and its incidents, by day."""

    occurrences: tuple[Occurrence, ...]
    incidents: tuple[Postmortem, ...]

    @property
    def count(self) -> int:
        """How often it happened."""
        return len(self.occurrences) + len(self.incidents)

    @property
    def minutes(self) -> float:
        """The minutes of the occurrences, and the downtime of the incidents, whatever share of the users they met."""
        lost = (found.minutes for each in self.incidents if (found := downtime(each)))
        return sum(each.minutes for each in self.occurrences) + sum(lost)

    @property
    def last(self) -> date | None:
        """The last day on which it happened."""
        begun = [each.started.date() for each in self.incidents if each.started]
        return max((*(each.on for each in self.occurrences), *begun), default=None)


def happened(risk: Risk, registry: Registry, today: date, since: date | None = None) -> Happened:
    """Return what happened of *risk* up to *today*, from the day *since* on.

    Where an incident of it began on the day of an occurrence, that is the occurrence.
    """

    def counts(day: date | None) -> bool:
        return day is not None and (since or date.min) <= day <= today

    incidents = [
        each
        for each in registry.postmortems_of(risk)
        if kept_from_working(each) and counts(each.started.date() if each.started else None)
    ]
    begun = {each.started.date() for each in incidents if each.started}
    occurrences = [each for each in risk.happened if counts(each.on) and each.on not in begun]
    occurrences.sort(key=lambda each: each.on)
    incidents.sort(key=lambda each: str(each.started))
    return Happened(tuple(occurrences), tuple(incidents))
