"""Rows of an indicator, for the fragments of records."""

from collections.abc import Callable
from datetime import timedelta

from kit.examples import TODAY

HALF_A_YEAR = range(-25 * 7, 1, 7)


def rows(value: Callable[[int], float], days: range = HALF_A_YEAR) -> str:
    """Return the rows with the value of each of *days*, which are counted from TODAY."""
    return "".join(f"{TODAY + timedelta(day)},{value(day)}\n" for day in days)


def numbers(name: str, value: Callable[[int], float], days: range = HALF_A_YEAR) -> dict[str, str]:
    """Return the file of an indicator as a fragment, by its path."""
    return {f"indicators/{name}.csv": f"date,value\n{rows(value, days)}"}
