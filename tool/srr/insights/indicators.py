"""The indicators that the team watches: the last number of each, and what hangs on it."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from srr.records.conditions import Condition, conditions
from srr.records.indicator import Indicator, Reading, path_of
from srr.records.registry import Registry
from srr.schema.indicators import IndicatorSettings
from srr.schema.settings import Settings


class Watched(NamedTuple):
    """An indicator, what the settings say of it, and the conditions of risks that name it."""

    indicator: Indicator
    about: IndicatorSettings
    conditions: tuple[Condition, ...]

    @property
    def name(self) -> str:
        """The name that a condition gives it."""
        return self.indicator.name

    def last(self, today: date) -> Reading | None:
        """Return its last number up to *today*; None where there is none yet."""
        return self.indicator.last(today)

    def is_stale(self, today: date) -> bool:
        """Whether its last number is too old to say anything of *today*."""
        return self.indicator.is_stale(today, self.about.max_age)


def watched(registry: Registry, settings: Settings) -> dict[str, Watched]:
    """Return by name the indicators that have a file, a table in the settings, or a condition that names them."""
    hanging: defaultdict[str, list[Condition]] = defaultdict(list)
    for risk in registry.risks:
        for condition in conditions(risk, registry):
            hanging[condition.name].append(condition)
    names = {*registry.indicators, *settings.indicators, *hanging}
    return {
        name: Watched(
            registry.indicators.get(name) or Indicator(name, path_of(name)),
            settings.indicator(name),
            tuple(hanging[name]),
        )
        for name in sorted(names)
    }
