"""Values of the front matter, read strictly: None for what cannot be understood."""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import NamedTuple

from srr.documents.days import YEARS, calendar_day
from srr.schema.record_schema import COMPARISON
from srr.schema.views import NONE

# These patterns are compiled on first use: a hook would pay for each at every start.
_INSTANT = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})"
# Line ends and their like, of which an address, a cell and an attribute of HTML each make something else.
_BREAKS = r"[\t-\r\x1c-\x1e\x85\u2028\u2029]+"
_UNSHOWN = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]"


def text(value: object) -> str | None:
    """Return *value* when it is text that is not blank."""
    return value if isinstance(value, str) and value.strip() else None


def name(value: object) -> str | None:
    """Return the name that *value* gives, as pages, filters and counts take it.

    It is on one line, with a mark in place of each control character, which neither HTML nor an address can hold. The
    sign for none is no name.
    """
    given = text(value)
    if given is None:
        return None
    if not given.isprintable():
        given = re.sub(_UNSHOWN, "\ufffd", re.sub(_BREAKS, " ", given))
    given = given.strip()
    return given if given and given != NONE else None


def handle(value: object) -> str | None:
    """Return the handle that *value* gives: a name without the @ of a chat, as `srr fix` writes it."""
    return name(re.sub(r"^[@＠\s]+", "", name(value) or ""))


def names(value: object) -> tuple[str, ...]:
    """Return the names of a list."""
    return tuple(found for found in map(name, texts(value)) if found)


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def number(value: object) -> float | None:
    """Return *value* when it is a number, and a finite one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def numbers(value: object) -> dict[str, float]:
    """Return the numbers of a mapping by their names."""
    given = value if isinstance(value, dict) else {}
    read = ((key, number(each)) for key, each in given.items())
    return {key: each for key, each in read if each is not None}


def whole(value: object) -> int | None:
    """Return *value* when it is a whole number; JSON Schema takes 6.0 for one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == value // 1 else None


def day(value: object) -> date | None:
    """Return the date that *value* names, when it is written as one, exists and is plausible."""
    # fromisoformat also reads week dates and dates without hyphens.
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        return None
    found = calendar_day(value)
    return found if found and found.year in YEARS else None


def instant(value: object) -> datetime | None:
    """Return the instant that *value* names, when it carries an offset, exists and is plausible."""
    if not isinstance(value, str) or not re.fullmatch(_INSTANT, value):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.year in YEARS else None


_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class Comparison(NamedTuple):
    """A condition over an indicator: `advertisers < 50`."""

    name: str
    sign: str
    limit: float

    def holds(self, value: float) -> bool:
        """Whether it holds where the indicator has *value*."""
        return _HOLDS[self.sign](value, self.limit)


def comparison(value: object) -> Comparison | None:
    """Return the condition that *value* writes; None when it is not one."""
    stated = value.strip() if isinstance(value, str) else ""
    found = re.fullmatch(COMPARISON, stated)
    if found is None:
        return None
    limit = stated[found.end(1) :].rstrip("%").replace("_", "")
    return Comparison(stated[: found.start(1)].strip(), found[1], float(limit))
