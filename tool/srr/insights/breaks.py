"""What breaks next: the limits of the risks and the conditions of acceptances, the soonest first."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import inf
from typing import NamedTuple

from srr.records.conditions import Condition, conditions, limit
from srr.records.headroom import Headroom, comes_from_below, headroom
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.runway import NoRunway, Runway, reached_since, runway
from srr.schema.indicators import IndicatorSettings

_AT_ONCE: tuple[NoRunway, ...] = ("reached", "stale")


class Break(NamedTuple):
    """What can be said on a day of a condition: how far its limit is, and when it is expected to be reached.

    *headroom* is None where its indicator has no value yet, and *since* where the limit is not reached. *about* is what
    the settings say of the indicator.
    """

    condition: Condition
    about: IndicatorSettings
    headroom: Headroom | None
    runway: Runway | NoRunway
    since: date | None = None

    @property
    def risk(self) -> Risk:
        """The risk that breaks, or whose acceptance is tripped."""
        return self.condition.risk

    @property
    def is_reached(self) -> bool:
        """Whether the limit is reached."""
        return self.runway == "reached"

    @property
    def is_stale(self) -> bool:
        """Whether its indicator is too old to say anything."""
        return self.runway == "stale"

    @property
    def is_alarming(self) -> bool:
        """Whether the limit is reached, or its indicator too old to rule that out."""
        return self.runway in _AT_ONCE

    def is_near(self, today: date) -> bool:
        """Whether the limit is expected to be reached within the next 90 days."""
        return isinstance(self.runway, Runway) and self.runway.is_near(today)

    def rank(self) -> tuple[int, date, float, tuple[object, ...]]:
        """Return a key that sorts the soonest first.

        What is reached comes first, then what cannot be judged, then what is expected, then the least headroom.
        """
        share = self.headroom.share if self.headroom else None
        least = inf if share is None else share
        if isinstance(self.runway, Runway):
            return 2, self.runway.expected, least, self.risk.rank()
        if self.runway in _AT_ONCE:
            return _AT_ONCE.index(self.runway), self.since or date.min, least, self.risk.rank()
        return 4 if self.headroom is None else 3, date.max, least, self.risk.rank()


def breaks(registry: Registry, risks: Iterable[Risk], today: date) -> tuple[Break, ...]:
    """Return the conditions of *risks*, the soonest first; none in a registry without indicators."""
    if not registry.uses_indicators:
        return ()
    found = (
        _break(condition, registry, today)
        for risk in risks
        for condition in _once(tuple(conditions(risk, registry)))
    )
    return tuple(sorted(found, key=Break.rank))


def limit_break(risk: Risk, registry: Registry, today: date) -> Break | None:
    """Return what can be said of the limit at which *risk* breaks; None where no number tells."""
    found = limit(risk, registry) if registry.uses_indicators else None
    return _break(found, registry, today) if found else None


def limit_breaks(registry: Registry, today: date) -> Mapping[str, Break]:
    """Return what can be said of the limits at which risks break, by the path of the risk."""
    found = ((risk.path, limit_break(risk, registry, today)) for risk in registry.risks)
    return {path: each for path, each in found if each}


def by_risk(found: Iterable[Break]) -> Mapping[str, tuple[Break, ...]]:
    """Return *found* by the path of the risk, the soonest of each first."""
    groups: dict[str, tuple[Break, ...]] = {}
    for each in found:
        groups[each.risk.path] = (*groups.get(each.risk.path, ()), each)
    return groups


def soonest(found: Iterable[Break]) -> Mapping[str, Break]:
    """Return of each risk, by its path, the first of *found* that has a value."""
    first: dict[str, Break] = {}
    for each in found:
        if each.headroom:
            first.setdefault(each.risk.path, each)
    return first


def _once(found: tuple[Condition, ...]) -> Iterator[Condition]:
    """Yield the conditions of a risk without a limit at which its acceptance is tripped, too."""
    tripped = {_bound(each) for each in found if not each.is_limit}
    yield from (each for each in found if not each.is_limit or _bound(each) not in tripped)


def _bound(condition: Condition) -> tuple[object, ...]:
    limit = condition.comparison.limit
    return condition.name, limit, comes_from_below(condition), condition.is_crossed(limit)


def _break(condition: Condition, registry: Registry, today: date) -> Break:
    found = runway(condition, registry.settings, today)
    since = reached_since(condition, today) if found == "reached" else None
    about = registry.settings.indicator(condition.name)
    return Break(condition, about, headroom(condition, today), found, since)
