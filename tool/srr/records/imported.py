"""Where a risk was imported from, and whether anybody has looked at it here since."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from srr.records.values import day, text
from srr.records.visits import VisitEntry

IMPORTER = "import"
"""The handle under which an import writes a visit: it tells what changed at the source, and nobody looked."""


class Imported(NamedTuple):
    """What `srr import` keeps of the source: its name, its *key* of the record, and a *digest* of what was taken.

    *on* is the day of the first import.
    """

    source: str | None
    key: str | None
    on: date | None
    digest: str | None

    def is_visited(self, entries: Iterable[VisitEntry]) -> bool:
        """Whether one of *entries* is a visit that somebody made here."""
        visits = (entry.visit for entry in entries if not entry.is_handover)
        return any(
            visit.by != IMPORTER and (self.on is None or visit.on >= self.on)
            for visit in visits
            if visit
        )


def imported(value: object) -> Imported | None:
    """Read the value of `imported`; None where the record was written here."""
    if not isinstance(value, dict):
        return None
    return Imported(
        source=text(value.get("from")),
        key=text(value.get("key")),
        on=day(value.get("date")),
        digest=text(value.get("hash")),
    )
