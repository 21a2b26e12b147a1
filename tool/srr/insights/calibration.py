"""The estimate of a risk beside what its incidents and occurrences measured: how long, to whom, how often."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from srr.records.downtime import downtime, kept_from_working
from srr.records.estimate import Estimate
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.records.risk import Risk


class Event(NamedTuple):
    """That a risk happened *on* a day: for how long and to whom, as far as that was measured."""

    on: date
    minutes: float | None
    percent: float | None


class Calibration(NamedTuple):
    """What is known of a risk: its *estimate*, the *events*, the oldest first, and how long it is watched.

    *days* are those after it was noticed, or after its record began if that was earlier; None where neither is known.
    *seen* are the events in that time. What made somebody notice is none of them, or each risk would have happened.
    """

    risk: Risk
    estimate: Estimate
    events: tuple[Event, ...]
    seen: int
    days: int | None

    @property
    def minutes(self) -> tuple[float, ...]:
        """How long it lasted each time that this is known, in order of size."""
        return tuple(sorted(each.minutes for each in self.events if each.minutes is not None))

    @property
    def percents(self) -> tuple[float, ...]:
        """Whom it affected each time that this is known, in order of size."""
        return tuple(sorted(each.percent for each in self.events if each.percent is not None))

    @property
    def expected(self) -> float | None:
        """How often it would have happened in that time by the estimate."""
        every = self.estimate.every_days
        return self.days / every if self.days is not None and every else None


def calibrations(registry: Registry, today: date) -> tuple[Calibration, ...]:
    """Return what is known of each risk that has an estimate and is not done, the dearest first."""
    found = [
        _calibration(risk, risk.estimate, registry, today)
        for risk in registry.risks
        if risk.estimate and risk.status != "done"
    ]
    return tuple(sorted(found, key=lambda each: _dearest(each.risk)))


def _calibration(risk: Risk, estimate: Estimate, registry: Registry, today: date) -> Calibration:
    incidents = filter(kept_from_working, registry.postmortems_of(risk))
    events = tuple(each for each in _events(risk, incidents) if each.on <= today)
    since = min((day for day in (risk.noticed, risk.created) if day), default=None)
    if since is None or since > today:
        return Calibration(risk, estimate, events, 0, None)
    seen = sum(each.on > since for each in events)
    return Calibration(risk, estimate, events, seen, (today - since).days)


def _events(risk: Risk, incidents: Iterable[Postmortem]) -> list[Event]:
    """Return what happened; an occurrence on the day of an incident is that incident, and says whom it affected."""
    percent_on = {each.on: each.percent for each in risk.happened}
    found = [
        Event(each.started.date(), _minutes(each), percent_on.get(each.started.date()))
        for each in incidents
        if each.started
    ]
    begun = {each.on for each in found}
    alone = (each for each in risk.happened if each.on not in begun)
    found += (Event(each.on, each.minutes, each.percent) for each in alone)
    return sorted(found, key=lambda each: each.on)


def _minutes(incident: Postmortem) -> int | None:
    found = downtime(incident)
    return found.minutes if found else None


def _dearest(risk: Risk) -> tuple[float, str]:
    return -(risk.bad_minutes_a_year or 0), risk.id
