"""Which service level objectives a record counts against, and how much of their budget it takes."""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import NamedTuple

from srr.records.downtime import downtime
from srr.records.postmortem import Postmortem
from srr.records.risk import Risk
from srr.schema.settings import Settings
from srr.schema.slo import Slo


class YearShare(NamedTuple):
    """The minutes of an average year that an objective allows, and the part of them that a risk takes: 0.324."""

    budget: float
    share: float


class Multiple(NamedTuple):
    """How many times the budget of a window of *slo* was spent."""

    slo: Slo
    times: float


def services_of(record: Risk | Postmortem) -> tuple[str, ...]:
    """Return the services that *record* names."""
    if isinstance(record, Postmortem):
        return record.services
    return (record.service,) if record.service else ()


def objectives(record: Risk | Postmortem, settings: Settings) -> tuple[Slo, ...]:
    """Return the objectives that *record* counts against: one that names no service, against all of them."""
    services = services_of(record)
    return tuple(slo for slo in settings.slos if slo.covers(services))


def strictest(slos: Iterable[Slo]) -> Slo | None:
    """Return the objective that allows the least in a year."""
    return min(slos, key=lambda slo: slo.budget_a_year, default=None)


def year_share(risk: Risk, settings: Settings) -> YearShare | None:
    """Return what *risk* takes of the strictest objective's year; None without an objective or a whole estimate."""
    slo, minutes = strictest(objectives(risk, settings)), risk.bad_minutes_a_year
    if slo is None or minutes is None:
        return None
    share = minutes / slo.budget_a_year
    return YearShare(slo.budget_a_year, share) if isfinite(share) else None


def multiple(record: Risk | Postmortem, minutes: float, settings: Settings) -> Multiple | None:
    """Return the objective of whose window *minutes* of *record* take the most; None where it counts against none."""
    found = (Multiple(slo, slo.multiple(minutes)) for slo in objectives(record, settings))
    return max(found, key=lambda each: each.times, default=None)


def worst_multiple(postmortems: Sequence[Postmortem], settings: Settings) -> Multiple | None:
    """Return the objective of whose budget *postmortems* together took the most, each of them whole."""
    spent: dict[Slo, int] = {}
    for each in postmortems:
        if found := downtime(each):
            for slo in objectives(each, settings):
                spent[slo] = spent.get(slo, 0) + found.minutes
    multiples = (Multiple(slo, slo.multiple(minutes)) for slo, minutes in spent.items())
    return max(multiples, key=lambda each: each.times, default=None)
