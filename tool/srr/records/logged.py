"""What the records with a log share: a risk with its visits, a concern with its reports."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from srr.records.record import Record
from srr.records.values import day
from srr.records.visits import Log, Visit, VisitEntry
from srr.schema.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Logged(Record):
    """A record whose log says what happened to it; *log* is the grammar of its lines."""

    log: ClassVar[Log]
    visits: tuple[VisitEntry, ...] = ()

    @property
    def began(self) -> date | None:
        """The day on which the record began."""
        return day(self.data.get(KINDS[self.record_kind].began))

    @property
    def upcoming(self) -> date | None:
        """The day of the next entry, as the front matter has it."""
        return day(self.data.get(self.log.upcoming))

    @property
    def last_visit(self) -> Visit | None:
        """The last entry that can be read; a handover is none."""
        looks = (entry for entry in reversed(self.visits) if not entry.is_handover)
        return next((entry.visit for entry in looks if entry.visit), None)
