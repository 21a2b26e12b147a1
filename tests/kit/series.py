"""Indicators made of a few numbers, and of noise."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

from kit.examples import tree
from srr.documents import csv_series
from srr.records.conditions import Condition, conditions
from srr.records.indicator import Indicator, path_of
from srr.records.registry import read_registry
from srr.records.values import Comparison
from srr.schema.settings import Settings

TODAY = date(2026, 12, 1)
# What each day of the week is above or below the others; two of them are quiet.
_SEASON = (0.0, 0.5, 0.5, 0.5, 0.3, -1.5, -2.0)


def indicator(values: Mapping[int, float], name: str = "load") -> Indicator:
    """Return an indicator with values on days counted from TODAY."""
    rows = (f"{TODAY + timedelta(day)},{value!r}\n" for day, value in sorted(values.items()))
    raw = "".join(("date,value\n", *rows)).encode()
    return Indicator(name, path_of(name), raw, csv_series.read(raw))


def limit(stated: str, of: Indicator | None = None) -> Condition:
    """Return the condition of a risk that breaks when *stated*; its number may be any that Python reads."""
    return _condition(stated, "breaks_when: {}\n", of)


def held(stated: str, of: Indicator | None = None) -> Condition:
    """Return the condition of an acceptance that holds while *stated*."""
    return _condition(stated, "status: accepted\nacceptance:\n  holds_while: ['{}']\n", of)


def _condition(stated: str, front_matter: str, of: Indicator | None) -> Condition:
    name, sign, bound = stated.split()
    lines = front_matter.format(f"{name} {sign} 1")
    registry = read_registry(tree(lines, "risks/SRR-0001.md"), Settings())
    (found,) = conditions(registry.risks[0], registry)
    return found._replace(comparison=Comparison(name, sign, float(bound)), indicator=of)


def seeded(*seed: object) -> Random:
    """Return random numbers that are the same on every run."""
    return Random(repr(seed))  # noqa: S311


def noise(number: int, correlation: float, random: Random) -> list[float]:
    """Return numbers of the spread 1, of which neighbours are correlated."""
    found = [random.gauss(0, 1)]
    for _ in range(number - 1):
        found.append(correlation * found[-1] + random.gauss(0, (1 - correlation**2) ** 0.5))
    return found


def grown(days: Iterable[int], slope: float, correlation: float, random: Random) -> Indicator:
    """Return what grows by *slope* a day and is 0 today, but for weekdays and correlated noise."""
    on = list(days)
    added = noise(len(on), correlation, random)
    daily = (slope * day + _SEASON[day % 7] for day in on)
    return indicator({day: a + b for day, a, b in zip(on, daily, added, strict=True)})
