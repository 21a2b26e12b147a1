"""The occurrences of a risk as a field of JSON, and its schema."""

from collections.abc import Mapping
from typing import Any

from srr.records.risk import Risk

SCHEMA: Mapping[str, Mapping[str, Any]] = {
    "occurrences": {
        "type": ["object", "null"],
        "description": "How often it happened without an incident report; null where it did not.",
        "properties": {
            "count": {"type": "integer"},
            "minutes": {
                "type": "number",
                "description": "Of all of them, however many users they met.",
            },
            "last": {"type": "string", "format": "date"},
        },
    }
}
"""The schema of the field, by its name."""


def fields(risk: Risk) -> dict[str, Any]:
    """Return the field of *risk*."""
    found = risk.happened
    if not found:
        return dict.fromkeys(SCHEMA)
    minutes = round(sum(each.minutes for each in found), 4)
    return {
        "occurrences": {
            "count": len(found),
            "minutes": int(minutes) if minutes == int(minutes) else minutes,
            "last": max(each.on for each in found).isoformat(),
        }
    }
