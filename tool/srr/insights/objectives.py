"""Each service level objective as a team asks about it: what was spent, and what is expected of a year."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from srr.insights.budget import Budget, budget
from srr.insights.expected import Expectation, expectation
from srr.insights.spending import Spending
from srr.records.objectives import services_of
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.schema.settings import Settings
from srr.schema.slo import Slo, unknown_services


class Objective(NamedTuple):
    """What was spent of an objective and what is expected; *unnamed* are its services that no record names."""

    budget: Budget
    expected: Expectation
    unnamed: tuple[str, ...]

    @property
    def slo(self) -> Slo:
        """What is promised."""
        return self.budget.slo


def objective(spending: Spending, registry: Registry, settings: Settings, today: date) -> Objective:
    """Return what is known of the objective of *spending*."""
    slo = spending.slo
    return Objective(
        budget(spending, today),
        expectation(registry.risks, slo, settings.budget.risk),
        tuple(unknown_services(slo, frozenset(_named(registry)))),
    )


def _named(registry: Registry) -> Iterator[str]:
    records: tuple[Risk | Postmortem, ...] = (*registry.risks, *registry.postmortems)
    for record in records:
        yield from services_of(record)
