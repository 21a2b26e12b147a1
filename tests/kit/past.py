"""The files of a registry as they were on a past day, by the lines of their logs."""

import re
from collections.abc import Mapping
from datetime import date

from srr.records.logged import Logged
from srr.records.registry import Registry
from srr.records.visits import Visit

_ENTRY = re.compile(r"^- (\d{4}-\d\d-\d\d) .*\n(?:  .*\n)*", re.MULTILINE)


def as_of(registry: Registry, day: date) -> Mapping[str, bytes]:
    """Return the risks and concerns that had begun by *day*, without the lines, statuses and dates from after it."""
    return {
        each.path: _then(each, day).encode()
        for each in (*registry.risks, *registry.concerns)
        if each.began and each.began <= day
    }


def _then(record: Logged, day: date) -> str:
    text = record.document.raw.decode()
    lines = [entry.visit for entry in record.visits if entry.visit]
    later = [line for line in lines if line.on > day]
    if not later:
        return text
    known = [line for line in lines if line.on <= day]
    front, heading, log = text.rpartition("\n## ")
    kept = _ENTRY.sub(lambda entry: entry[0] if entry[1] <= str(day) else "", log)
    return _stating(front, record, later[0].before, known) + heading + kept


def _stating(front: str, record: Logged, status: str, known: list[Visit]) -> str:
    upcoming = record.log.upcoming
    due = f"{upcoming}: {known[-1].next}\n" if known and known[-1].next else ""
    undated = re.sub(rf"(?m)^{upcoming}: .*\n", "", front, count=1)
    return re.sub(r"(?m)^status: .*\n", f"status: {status}\n{due}", undated, count=1)
