"""What a year is expected to cost by the estimates of the risks, against what an objective allows in a year.

Accepted risks are subtracted first: somebody decided to live with them. What they leave is unallocated, and the open
risks have to fit in. A year has 365.25 days here, since an estimate speaks of no year of the calendar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from srr.records.objectives import services_of
from srr.records.risk import Risk
from srr.schema.slo import Slo

_DIGITS = 6
"""Sums of minutes are compared to this many."""


class ExpectedCost(NamedTuple):
    """The minutes that *risk* takes from all users in a year, and the *share* of the budget that they are."""

    risk: Risk
    minutes: float
    share: float
    is_too_big: bool


@dataclass(frozen=True)
class Expectation:
    """The risks that count against *slo*, those that cost the most first.

    *unestimated* are the open ones without a whole estimate. What is done costs nothing any more.
    """

    slo: Slo
    accepted: tuple[ExpectedCost, ...]
    open: tuple[ExpectedCost, ...]
    unestimated: tuple[Risk, ...]

    @property
    def ranked(self) -> tuple[ExpectedCost, ...]:
        """Accepted and open ones together."""
        return tuple(sorted((*self.accepted, *self.open), key=_dearest))

    @property
    def budget(self) -> float:
        """The minutes that the objective allows in a year."""
        return self.slo.budget_a_year

    @property
    def accepted_minutes(self) -> float:
        """What the accepted ones take."""
        return sum(each.minutes for each in self.accepted)

    @property
    def open_minutes(self) -> float:
        """What the open ones take."""
        return sum(each.minutes for each in self.open)

    @property
    def unallocated(self) -> float:
        """What the accepted ones leave of the budget, negative where they take more."""
        return self.budget - self.accepted_minutes

    @property
    def spare(self) -> float:
        """What is left where nothing is fixed, negative where the open ones do not fit."""
        return round(self.unallocated - self.open_minutes, _DIGITS)

    @cached_property
    def to_fix(self) -> tuple[ExpectedCost, ...] | None:
        """The fewest open risks without which the rest fits, none where all fit; None where accepted ones do not."""
        rests = [0.0, *accumulate(each.minutes for each in reversed(self.open))][::-1]
        fits = (round(self.unallocated - rest, _DIGITS) >= 0 for rest in rests)
        return next((self.open[:number] for number, fit in enumerate(fits) if fit), None)


def expectation(risks: Iterable[Risk], slo: Slo, risk_share: float) -> Expectation:
    """Return what *risks* are expected to cost; above *risk_share* of the budget one is too big."""
    counted = [risk for risk in risks if risk.status != "done" and slo.covers(services_of(risk))]
    return Expectation(
        slo,
        _costs((risk for risk in counted if not risk.is_open), slo, risk_share),
        _costs((risk for risk in counted if risk.is_open), slo, risk_share),
        _unestimated(counted),
    )


def _costs(risks: Iterable[Risk], slo: Slo, most: float) -> tuple[ExpectedCost, ...]:
    found = (
        _cost(risk, risk.bad_minutes_a_year, slo, most)
        for risk in risks
        if risk.bad_minutes_a_year is not None
    )
    return tuple(sorted(found, key=_dearest))


def _cost(risk: Risk, minutes: float, slo: Slo, most: float) -> ExpectedCost:
    share = minutes / slo.budget_a_year
    return ExpectedCost(risk, minutes, share, round(share, _DIGITS) > most)


def _unestimated(risks: Sequence[Risk]) -> tuple[Risk, ...]:
    found = (risk for risk in risks if risk.is_open and risk.bad_minutes_a_year is None)
    return tuple(sorted(found, key=Risk.rank))


def _dearest(cost: ExpectedCost) -> tuple[float, str]:
    return -cost.minutes, cost.risk.id
