"""Scores of the front matter, read strictly: None for what the scales of the settings do not hold.

The rule `field-value` refuses such a value, and nothing may be computed from it.
"""

from collections.abc import Iterable

from srr.records.values import whole
from srr.schema.profiles import Grade
from srr.schema.scoring import UNKNOWN, Level, Priority
from srr.schema.settings import Settings


def level(value: object, settings: Settings) -> Level | None:
    """Return *value* when it is an impact level of *settings*, or unknown."""
    if value == UNKNOWN:
        return UNKNOWN
    number = whole(value)
    return number if number in (0, *settings.levels) else None


def graded(value: object, grades: Iterable[Grade]) -> int | None:
    """Return *value* when it is the score of one of *grades*."""
    number = whole(value)
    return number if any(grade.score == number for grade in grades) else None


def stated_priority(value: object) -> Priority | None:
    """Return the priority that a file states; it is compared with the computed one, never computed with."""
    return UNKNOWN if value == UNKNOWN else whole(value)


def stated_score(value: object) -> int | None:
    """Return the score that a postmortem states; one below 0 is refused."""
    number = whole(value)
    return None if number is None or number < 0 else number
