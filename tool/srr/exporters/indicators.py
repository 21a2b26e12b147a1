"""The indicators as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from srr.documents.places import dotted
from srr.exporters.data.records import VERSION
from srr.insights.indicators import Watched
from srr.records.conditions import Condition
from srr.records.headroom import headroom
from srr.records.runway import Runway, runway
from srr.schema.settings import Settings
from srr.text.credentials import mask
from srr.text.sinks import dumped


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
    room, found = headroom(one, today), runway(one, settings, today)
    return {
        "id": one.risk.id,
        "key": dotted(one.key),
        "condition": one.stated,
        "crossed": _is_crossed(one, settings, today),
        "headroom": {**room._asdict(), "on": room.on.isoformat()} if room else None,
        "runway": _runway(found) if isinstance(found, Runway) else None,
        "owner": one.risk.owner,
        "reviewer": one.risk.acceptance.reviewer if one.risk.acceptance else None,
    }


def _runway(found: Runway) -> dict[str, str | None]:
    return {
        "expected": f"{found.expected:%Y-%m}",
        "from": f"{found.earliest:%Y-%m}",
        "to": f"{found.latest:%Y-%m}" if found.latest else None,
    }


def _is_crossed(one: Condition, settings: Settings, today: date) -> bool | None:
    """Return whether its limit is crossed; None where nothing can be said."""
    if one.reading(today) is None or one.is_stale(today, settings):
        return None
    return one.crossed(today, settings) is not None
