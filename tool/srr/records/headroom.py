"""How far an indicator is from a limit."""

from datetime import date
from math import isfinite
from typing import NamedTuple

from srr.records.conditions import Condition

_UPWARD = {">": True, ">=": True, "<": False, "<=": False}


class Headroom(NamedTuple):
    """How far the last *value* of an indicator, of the day *on*, is from the *limit*.

    *share* is the distance divided by the size of the limit. It is 0 at the limit and negative beyond it; None where
    the limit is 0 or has no side.
    """

    indicator: str
    value: float
    on: date
    limit: float
    share: float | None


def headroom(condition: Condition, today: date) -> Headroom | None:
    """Return the headroom of *condition*; None where its indicator has no row up to *today*."""
    last = condition.reading(today)
    if last is None:
        return None
    name, _, limit = condition.comparison
    return Headroom(name, last.value, last.on, limit, _share(condition, last.value))


def comes_from_below(condition: Condition) -> bool | None:
    """Whether a growing number reaches the limit of *condition*, or a falling one; None for `==` and `!=`.

    The limit of what must hold lies where it ceases to hold: `users < 50` is reached from below, as `users >= 50` is.
    """
    upward = _UPWARD.get(condition.comparison.sign)
    return upward if upward is None or condition.is_limit else not upward


def _share(condition: Condition, value: float) -> float | None:
    limit, upward = condition.comparison.limit, comes_from_below(condition)
    if not limit or upward is None:
        return None
    share = (limit - value if upward else value - limit) / abs(limit)
    return share if isfinite(share) else None
