"""When work is planned: now, next, later, or a quarter of a year such as 2027Q1."""

import re

from srr.schema.vocabulary import HORIZONS
from srr.text.spelling import normal_form

QUARTER = "20[0-9]{2}Q[1-4]"
EXAMPLE = "2027Q1"
# As people write it, in the normal form of spelling.
_WRITTEN = re.compile(r"(20[0-9]{2})\s*[-/]?\s*q\s*([1-4])", re.ASCII)


def quarter(text: str) -> str | None:
    """Return the quarter that *text* names in any form, as 2027Q1; None where it names none."""
    found = _WRITTEN.fullmatch(normal_form(text))
    return f"{found[1]}Q{found[2]}" if found else None


def order(horizon: str) -> tuple[int, str]:
    """Sort key: now, next, the quarters as they follow, later; what is none of them comes last."""
    if re.fullmatch(QUARTER, horizon):
        return 2, horizon
    places = {"now": 0, "next": 1, "later": 3}
    return (places[horizon], "") if horizon in HORIZONS else (4, horizon)
