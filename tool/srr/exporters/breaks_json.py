"""Headroom and runway as fields of JSON, and their schema."""

from collections.abc import Mapping
from typing import Any, get_args

from srr.documents.csv_series import plain
from srr.insights.breaks import Break
from srr.records.headroom import Headroom
from srr.records.runway import NoRunway, Runway
from srr.records.runway_words import month

_EXPECTED = "expected"
_NUMBER = {"type": "number"}
_MONTH = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
SCHEMA: Mapping[str, Mapping[str, Any]] = {
    "headroom": {
        "type": ["object", "null"],
        "description": "How far the indicator is from the limit that comes first.",
        "properties": {
            "indicator": {"type": "string"},
            "value": _NUMBER,
            "on": {"type": "string", "format": "date"},
            "limit": _NUMBER,
            "share": {
                "type": ["number", "null"],
                "description": "The distance divided by the limit; negative beyond it.",
            },
        },
    },
    "runway": {
        "type": ["object", "null"],
        "description": "The months in which that limit is expected to be reached, with the 95 % interval.",
        "properties": {
            "expected": _MONTH,
            "from": _MONTH,
            "to": {**_MONTH, "type": ["string", "null"], "description": "Null where it is open."},
        },
    },
    "outlook": {
        "enum": [_EXPECTED, *(each for each in get_args(NoRunway) if each != "no-row"), None],
        "description": "Why the runway is null, or that there is one.",
    },
}
"""The schema of each of the fields, by its name."""


def fields(found: Break | None) -> dict[str, Any]:
    """Return the fields of a risk; null where no condition of it has a value."""
    if found is None or found.headroom is None:
        return dict.fromkeys(SCHEMA)
    return {
        "headroom": headroom_json(found.headroom),
        "runway": runway_json(found.runway),
        "outlook": _EXPECTED if isinstance(found.runway, Runway) else found.runway,
    }


def runway_json(found: Runway | NoRunway) -> dict[str, str | None] | None:
    """Return the months of a runway; None where there is none."""
    if not isinstance(found, Runway):
        return None
    latest = month(found.latest) if found.latest else None
    return {"expected": month(found.expected), "from": month(found.earliest), "to": latest}


def headroom_json(found: Headroom) -> dict[str, Any]:
    """Return the headroom as JSON writes it."""
    return {
        "indicator": found.indicator,
        "value": plain(found.value),
        "on": found.on.isoformat(),
        "limit": plain(found.limit),
        # Adding 0 makes one of the two zeros of floating point.
        "share": None if found.share is None else round(found.share, 3) + 0.0,
    }
