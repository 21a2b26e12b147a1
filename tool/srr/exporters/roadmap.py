"""The roadmap as JSON and CSV, for product planning."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from srr.exporters.data.records import VERSION
from srr.insights.roadmap import Lane
from srr.records.risk import Risk
from srr.text.sinks import csv_cell, dumped

COLUMNS = (
    *("id", "title", "status", "owner", "team", "service"),
    *("priority", "effort", "bad_minutes_a_year"),
)
BACKLOG = "backlog"


def to_json(lanes: Iterable[Lane], unplanned: int, today: date) -> str:
    """Return the *lanes* as JSON; *unplanned* is how many unresolved risks are in none."""
    content = {
        "version": VERSION,
        "today": today.isoformat(),
        "unplanned": unplanned,
        "horizons": [
            {"horizon": lane.horizon, "risks": [_row(risk) for risk in lane.risks]}
            for lane in lanes
        ],
    }
    return dumped(content)


def to_csv(lanes: Iterable[Lane]) -> str:
    """Return the *lanes* as CSV, with no cell that a spreadsheet would run; a cell holds all addresses."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("horizon", *COLUMNS, BACKLOG))
    for lane in lanes:
        for risk in lane.risks:
            row = {"horizon": lane.horizon, **_row(risk)}
            row[BACKLOG] = " ".join(row[BACKLOG])
            writer.writerow(
                [csv_cell(value) if isinstance(value, str) else value for value in row.values()]
            )
    return stream.getvalue()


def _row(risk: Risk) -> dict[str, Any]:
    values = {column: getattr(risk, column) for column in COLUMNS}
    minutes = risk.bad_minutes_a_year
    values["bad_minutes_a_year"] = None if minutes is None else round(minutes, 2)
    return {**values, BACKLOG: list(risk.urls(BACKLOG))}
