"""The concern: what looks odd and is not a risk yet."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from srr.documents.document import Document
from srr.records.logged import Logged
from srr.records.record import sections_of, shared_values
from srr.records.values import day, name, text
from srr.records.visits import REPORTS, Log, visits_in
from srr.schema.settings import Settings
from srr.schema.vocabulary import REPORTED_STATUSES


@dataclass(frozen=True, slots=True)
class Concern(Logged):
    """Something odd that somebody looks into. *risk* is the id of the risk that it became."""

    log: ClassVar[Log] = REPORTS
    noticed: date | None = None
    report_due: date | None = None
    area: str | None = None
    service: str | None = None
    tier: str | None = None
    risk: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes a report."""
        return self.status in REPORTED_STATUSES

    def is_overdue(self, today: date) -> bool:
        """Whether a report is late *today*; on the day itself it is due."""
        return self.is_open and self.report_due is not None and self.report_due < today

    @property
    def in_status_since(self) -> date | None:
        """The day of the last report that moved the status; else the day on which it was noticed."""
        read = (entry.visit for entry in reversed(self.visits) if entry.visit)
        moved = next((visit for visit in read if visit.before != visit.after), None)
        return moved.on if moved else self.noticed

    def rank(self) -> tuple[date, str]:
        """Sort key: the earliest report first."""
        return self.report_due or date.max, self.id


def concern(read: Document, settings: Settings) -> Concern:
    """Read a concern from its document."""
    data = read.data
    return Concern(
        **shared_values(read, "concern", settings.headings),
        noticed=day(data.get("noticed")),
        report_due=day(data.get("report_due")),
        area=name(data.get("area")),
        service=name(data.get("service")),
        tier=text(data.get("tier")),
        risk=text(data.get("risk")),
        visits=visits_in(read, sections_of(read, settings.headings).get(REPORTS.section), REPORTS),
    )
