"""The risks by the time in which the work on them is planned."""

from collections.abc import Iterable
from typing import NamedTuple

from srr.language import Text, untranslated
from srr.records.risk import Risk
from srr.schema import horizons
from srr.schema.vocabulary import HORIZONS

_TOTAL = Text(
    "{n} bad minutes a year, estimated for {some} of {all}",
    "年間の影響 {n} 分、{all} 件中 {some} 件の見積り",
)


class Lane(NamedTuple):
    """The risks of one horizon, the most pressing first."""

    horizon: str
    risks: tuple[Risk, ...]

    @property
    def bad_minutes_a_year(self) -> float:
        """The sum over the risks that have an estimate."""
        return sum(risk.bad_minutes_a_year or 0 for risk in self.risks)

    @property
    def estimated(self) -> int:
        """How many risks are in that sum."""
        return sum(risk.bad_minutes_a_year is not None for risk in self.risks)

    @property
    def name(self) -> Text:
        """The label of the horizon; a quarter is its own."""
        return HORIZONS.get(self.horizon, untranslated(self.horizon))

    @property
    def total(self) -> Text | None:
        """The sum in words; None where no risk has an estimate."""
        minutes = f"{self.bad_minutes_a_year:,.1f}"
        words = _TOTAL.fill(n=minutes, some=self.estimated, all=len(self.risks))
        return words if self.estimated else None


def roadmap(risks: Iterable[Risk]) -> tuple[Lane, ...]:
    """Return the risks that are not done and have a horizon: now, next, the quarters, later."""
    lanes: dict[str, list[Risk]] = {}
    for risk in sorted(risks, key=Risk.rank):
        if risk.horizon and risk.status != "done":
            lanes.setdefault(risk.horizon, []).append(risk)
    return tuple(Lane(name, tuple(lanes[name])) for name in sorted(lanes, key=horizons.order))


def unplanned(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """Return the unresolved risks without a horizon."""
    return tuple(risk for risk in risks if risk.is_open and not risk.horizon)
