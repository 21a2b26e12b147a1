"""What was done to a record."""

from collections.abc import Iterator
from typing import Literal

from srr.records.change import Change
from srr.records.concern import Concern
from srr.records.logged import Logged
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
    "promoted",
    "closed",
    "postponed",
    "ignored",
    "reopened",
    "raised",
    "occurred",
    "questioned",
    "assessed",
    "added",
    "readable",
    "moved",
    "reassigned",
    "visited",
    "reported",
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
    if change.lost_visits() or change.altered_occurrences():
        yield "rewritten"
    if change.new_occurrences():
        yield "occurred"
    if before.owner != after.owner:
        yield "reassigned"
    if before.status != after.status:
        yield _step(before, after)
    elif _is_decided_again(before, after):
        yield "accepted"
    if isinstance(before, Risk) and isinstance(after, Risk):
        yield from _scored(before, after)
    yield from _looked_at(change, before, after)


def _looked_at(change: Change, before: Record, after: Record) -> Iterator[Act]:
    reports = isinstance(after, Concern)
    looked = any(not entry.is_handover for entry in change.new_visits())
    if looked:
        yield "reported" if reports else "visited"
    # A report sets the day of the next one.
    is_set = reports and looked
    if before.status == after.status and not is_set and _is_later(before, after):
        yield "postponed"


def _is_another(before: Record, after: Record) -> bool:
    """Whether the file seems to hold another record now: title, day and summary changed at once."""
    began = KINDS[after.record_kind].began
    return (
        before.title != after.title
        and before.data.get(began) != after.data.get(began)
        and before.section("summary") != after.section("summary")
    )


def _step(before: Record, after: Record) -> Act:
    match after.status:
        case "promoted" | "accepted" as status:
            return status
        case _ if before.has_ended == after.has_ended:
            return "moved"
        case _:
            return "closed" if after.has_ended else "reopened"


def _is_decided_again(before: Record, after: Record) -> bool:
    """Whether an accepted risk was accepted again."""
    if not isinstance(before, Risk) or not isinstance(after, Risk) or after.status != "accepted":
        return False
    old, new = (each.acceptance.decided if each.acceptance else None for each in (before, after))
    return old is not None and new is not None and new > old


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


def _is_later(before: Record, after: Record) -> bool:
    """Whether the next visit or report was put off, or removed from a record that asks for one.

    A day that cannot be read is neither.
    """
    if not isinstance(before, Logged) or not isinstance(after, Logged):
        return False
    old, new = before.upcoming, after.upcoming
    if old is None or after.has_ended:
        return False
    return new > old if new else after.data.get(after.log.upcoming) is None
