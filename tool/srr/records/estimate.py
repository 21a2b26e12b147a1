"""The estimate of a risk: how long it would last, whom it would affect, and how often it would happen."""

from math import isfinite
from typing import NamedTuple

from srr.records.values import number
from srr.schema.dates import YEAR


class Estimate(NamedTuple):
    """Minutes to detect and to repair, the affected users in percent, and the days between two occurrences."""

    detect_minutes: float | None = None
    repair_minutes: float | None = None
    affected_percent: float | None = None
    every_days: float | None = None

    @property
    def bad_minutes(self) -> float | None:
        """The minutes that one occurrence takes from all users; None where a number is missing."""
        numbers = (self.detect_minutes, self.repair_minutes, self.affected_percent)
        if None in numbers:
            return None
        detect, repair, affected = (number or 0 for number in numbers)
        found = (detect + repair) * affected / 100
        return found if isfinite(found) else None

    @property
    def bad_minutes_a_year(self) -> float | None:
        """The minutes of a year that it takes from all users; None where a number is missing."""
        once = self.bad_minutes
        if once is None or not self.every_days:
            return None
        found = once * YEAR / self.every_days
        return found if isfinite(found) else None


def estimate(value: object) -> Estimate | None:
    """Read an estimate; a number that cannot be one is None."""
    if not isinstance(value, dict):
        return None
    return Estimate(*(_number(value.get(key)) for key in Estimate._fields))


def _number(value: object) -> float | None:
    found = number(value)
    return None if found is None or found < 0 else found
