"""The roadmap as JSON and CSV, for product planning."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from srr.exporters.breaks_json import runway_json
from srr.exporters.data.records import VERSION
from srr.insights.breaks import Break
from srr.insights.roadmap import Lane
from srr.records.risk import Risk
from srr.text.sinks import csv_cell, dumped

COLUMNS = (
    *("id", "title", "status", "owner", "team", "service"),
    *("priority", "effort", "bad_minutes_a_year"),
)
BACKLOG = "backlog"
RUNWAY = ("expected", "from", "to")


def to_json(lanes: Iterable[Lane], limits: Mapping[str, Break], unplanned: int, today: date) -> str:
    """Return the *lanes* as JSON; *unplanned* is how many unresolved risks are in none.

    *limits* are those at which risks break, by the path of the risk.
    """
    content = {
        "version": VERSION,
        "today": today.isoformat(),
        "unplanned": unplanned,
        "horizons": [
            {"horizon": lane.horizon, "risks": [_with_runway(risk, limits) for risk in lane.risks]}
            for lane in lanes
        ],
    }
    return dumped(content)


def to_csv(lanes: Iterable[Lane], limits: Mapping[str, Break]) -> str:
    """Return the *lanes* as CSV, with no cell that a spreadsheet would run; a cell holds all addresses."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("horizon", *COLUMNS, BACKLOG, *(f"runway_{key}" for key in RUNWAY)))
    for lane in lanes:
        for risk in lane.risks:
            row = {"horizon": lane.horizon, **_row(risk)}
            row[BACKLOG] = " ".join(row[BACKLOG])
            runway = _runway(risk, limits) or {}
            row |= {f"runway_{key}": runway.get(key) for key in RUNWAY}
            writer.writerow(
                [csv_cell(value) if isinstance(value, str) else value for value in row.values()]
            )
    return stream.getvalue()


def _with_runway(risk: Risk, limits: Mapping[str, Break]) -> dict[str, Any]:
    return {**_row(risk), "runway": _runway(risk, limits)}


def _runway(risk: Risk, limits: Mapping[str, Break]) -> dict[str, str | None] | None:
    found = limits.get(risk.path)
    return runway_json(found.runway) if found else None


def _row(risk: Risk) -> dict[str, Any]:
    values = {column: getattr(risk, column) for column in COLUMNS}
    minutes = risk.bad_minutes_a_year
    values["bad_minutes_a_year"] = None if minutes is None else round(minutes, 2)
    return {**values, BACKLOG: list(risk.urls(BACKLOG))}
