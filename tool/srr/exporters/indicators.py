"""The indicators as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from srr.documents.places import dotted
from srr.exporters.breaks_json import headroom_json, runway_json
from srr.exporters.data.records import VERSION
from srr.insights.indicators import Watched
from srr.records.conditions import Condition, State
from srr.records.headroom import headroom
from srr.records.runway import runway
from srr.schema.settings import Settings
from srr.text.credentials import mask
from srr.text.sinks import dumped

_CROSSED: dict[State, bool | None] = {
    "holds": False,
    "crossed": True,
    "stale": None,
    "unknown": None,
}


def to_json(shown: Iterable[Watched], settings: Settings, today: date) -> str:
    """Return the indicators as JSON, each with its last number and the conditions that hang on it."""
    rows = [_row(each, settings, today) for each in shown]
    return dumped({"version": VERSION, "today": today.isoformat(), "indicators": rows})


def _row(each: Watched, settings: Settings, today: date) -> dict[str, Any]:
    last, about = each.last(today), each.about
    return {
        "name": mask(each.name),
        "label": about.name(settings.language),
        "unit": about.unit,
        "owner": about.owner,
        "value": last.value if last else None,
        "on": last.on.isoformat() if last else None,
        "rows": each.indicator.rows(today),
        "faults": len(each.indicator.series.faults),
        "max_age": str(about.max_age),
        "stale": each.is_stale(today),
        "source": about.source._asdict() if about.source else None,
        "conditions": [_condition(one, settings, today) for one in each.conditions],
    }


def _condition(one: Condition, settings: Settings, today: date) -> dict[str, Any]:
    left = headroom(one, today)
    return {
        "id": one.risk.id,
        "key": dotted(one.key),
        "condition": one.stated,
        "crossed": _CROSSED[one.state(today, settings)],
        "headroom": headroom_json(left) if left else None,
        "runway": runway_json(runway(one, settings, today)),
        "owner": one.risk.owner,
        "reviewer": one.risk.acceptance.reviewer if one.risk.acceptance else None,
    }
