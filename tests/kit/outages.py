"""Outages laid over valid postmortems, and what they spend of an objective."""

from collections.abc import Mapping
from datetime import UTC, date, tzinfo

from kit.examples import tree
from srr.insights.spending import Spending, spending
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings
from srr.schema.slo import Slo

LATER = date(2030, 1, 1)
PROMISED = Slo(99.95)


def outage(number: int, started: str, ended: str, more: str = "") -> dict[str, str]:
    """Return the fragment of an incident that customers felt from *started* to *ended*."""
    text = f"started: {started}\nmitigated: {ended}\n{more}"
    return {f"postmortems/PM-{number:04}.md": text}


def registry(fragments: Mapping[str, str], settings: Settings | None = None) -> Registry:
    """Return valid records with *fragments* laid over them, by path."""
    files: dict[str, bytes] = {}
    for path, fragment in fragments.items():
        files |= tree(fragment, path)
    return read_registry(files, settings or Settings())


def spent(
    fragments: Mapping[str, str],
    slo: Slo = PROMISED,
    today: date = LATER,
    zone: tzinfo = UTC,
) -> Spending:
    """Return what they spend of *slo*."""
    return spending(registry(fragments), slo, today, zone)
