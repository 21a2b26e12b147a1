"""The records that somebody asks for, in the order that was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf

from srr.records.concern import Concern
from srr.records.postmortem import Postmortem
from srr.records.risk import Risk
from srr.schema import horizons
from srr.schema.kinds import KINDS
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.schema.views import NONE
from srr.schema.vocabulary import EFFORTS
from srr.text.spelling import normal_form

Listed = Risk | Postmortem | Concern
_LEVELS = ("current_impact", "potential_impact", "priority")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a record must be: one of *statuses*, if there are any, and what *words* say of its other keys.

    The word for none asks for records that do not give the key.
    *overdue* asks for risks whose next visit has passed and concerns whose report is late, *unknown* for risks whose
    impact or priority is unknown.
    """

    statuses: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    overdue: bool = False
    unknown: bool = False

    def holds(self, record: Listed, settings: Settings, today: date) -> bool:
        """Whether *record* is wanted."""
        return (
            (not self.statuses or record.status in self.statuses)
            and all(says(record, key, word) for key, word in self.words.items())
            and (not self.overdue or is_overdue(record, settings, today))
            and (not self.unknown or _is_unknown(record))
        )


def in_order(records: Sequence[Listed], key: str) -> list[Listed]:
    """Return *records* by the value of *key*: high numbers, early dates and unknown levels first, none last."""
    return sorted(records, key=lambda record: _place(record, key))


def said(record: Listed, key: str) -> tuple[str, ...]:
    """Return the names that *record* gives under *key*; a postmortem has several services."""
    if key == "service" and isinstance(record, Postmortem):
        return record.services
    name = getattr(record, key, None)
    return (name,) if name else ()


def says(record: Listed, key: str, name: str) -> bool:
    """Whether *record* gives *name* under *key*."""
    return is_among(name, said(record, key))


def is_among(name: str, given: Sequence[str]) -> bool:
    """Whether *name* is one of those *given*, in whatever spelling; the word for none asks for no name."""
    return not given if name == NONE else normal_form(name) in map(normal_form, given)


def is_overdue(record: Listed, settings: Settings, today: date) -> bool:
    """Whether *record* is a risk whose next visit has passed, or a concern whose report is late."""
    if isinstance(record, Concern):
        return record.is_overdue(today)
    return isinstance(record, Risk) and record.is_overdue(today, settings.grace_days)


def _is_unknown(record: Listed) -> bool:
    return any(getattr(record, key, None) == UNKNOWN for key in _LEVELS)


def _place(record: Listed, key: str) -> tuple[bool, float, str]:
    """Return whether *record* has no value, and where the value of those that have one goes."""
    value = getattr(record, key)
    match value:
        case None:
            return (True, 0, "")
        case "unknown":
            return (False, -inf, "")
        case int() | float():
            return (False, -value, "")
        case datetime():
            return (False, value.timestamp(), "")
        case date():
            return (False, value.toordinal(), "")
        case str() if key == "horizon":
            return (False, *horizons.order(value))
        case str() if key == "effort" and value in EFFORTS:
            return (False, list(EFFORTS).index(value), "")
        case _ if key == "status" and value in (known := list(KINDS[record.record_kind].statuses)):
            return (False, known.index(value), "")
        case _:
            return (False, 0, normal_form(value))
