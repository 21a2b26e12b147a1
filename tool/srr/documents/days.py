"""The days that a file names."""

from datetime import date
from functools import lru_cache

YEARS = range(2000, 2101)
"""The years that a date may lie in; any other is a typing error, and nothing is counted from it."""


# The files of a registry name the same days again and again.
@lru_cache(maxsize=8192)
def calendar_day(text: str) -> date | None:
    """Return the date that *text* writes in the form of ISO 8601; None where it does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
