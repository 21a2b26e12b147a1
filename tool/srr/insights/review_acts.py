"""What was done to a record."""

from collections.abc import Iterator
from typing import Literal

from srr.records.change import Change
from srr.records.record import Record
from srr.records.risk import Risk
from srr.records.values import whole
from srr.schema.kinds import KINDS
from srr.schema.scoring import UNKNOWN

Act = Literal[
    "deleted",
    "unreadable",
    "replaced",
    "renamed",
    "rewritten",
    "lowered",
    "accepted",
    "closed",
    "postponed",
    "ignored",
    "reopened",
    "raised",
    "questioned",
    "assessed",
    "added",
    "readable",
    "moved",
    "reassigned",
    "visited",
    "edited",
    "reformatted",
]
"""The acts, the most important to a reviewer first."""


ACTS: tuple[Act, ...] = Act.__args__  # type: ignore[attr-defined]
SCORES = ("current_impact", "potential_impact", "likelihood", "scope", "severity")


def acts_of(change: Change) -> Iterator[Act]:
    """Yield what *change* did to its record; "edited" and "reformatted" are left to the caller."""
    before, after = change.before, change.after
    if before is None or after is None:
        yield "added" if before is None else "deleted"
        return
    if change.is_rename:
        yield "renamed"
    if _is_another(before, after):
        yield "replaced"
    if change.lost_visits():
        yield "rewritten"
    if any(not entry.is_handover for entry in change.new_visits()):
        yield "visited"
    if before.owner != after.owner:
        yield "reassigned"
    if before.status != after.status:
        yield _step(before.status, after.status)
    if isinstance(before, Risk) and isinstance(after, Risk):
        yield from _scored(before, after)
        if before.status == after.status and _is_later(before, after):
            yield "postponed"


def _is_another(before: Record, after: Record) -> bool:
    """Whether the file seems to hold another record now: title, day and summary changed at once."""
    began = KINDS[after.record_kind].began
    return (
        before.title != after.title
        and before.data.get(began) != after.data.get(began)
        and before.section("summary") != after.section("summary")
    )


def _step(before: str | None, after: str | None) -> Act:
    match before, after:
        case _, "done" | "closed":
            return "closed"
        case _, "accepted":
            return "accepted"
        case "done" | "closed", _:
            return "reopened"
        case _:
            return "moved"


def _scored(before: Risk, after: Risk) -> Iterator[Act]:
    for key in SCORES:
        old, new = getattr(before, key), getattr(after, key)
        if old == UNKNOWN and whole(new) is not None:
            yield "assessed"
        elif new == UNKNOWN and whole(old) is not None:
            yield "questioned"
        else:
            yield from _compared(whole(old), whole(new))


def _compared(old: int | None, new: int | None) -> Iterator[Act]:
    if old is not None and new is not None and old != new:
        yield "lowered" if new < old else "raised"


def _is_later(before: Risk, after: Risk) -> bool:
    """Whether the next visit was put off, or removed from a risk that is not done.

    A day that cannot be read is neither.
    """
    old, new = before.next_visit, after.next_visit
    if old is None or after.status == "done":
        return False
    return new > old if new else after.data.get("next_visit") is None
