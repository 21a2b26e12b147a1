"""The stocktake: unresolved risks that may be cleared out, and why."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from srr.language import Text
from srr.records.names import is_id
from srr.records.risk import Risk
from srr.records.visit_faults import stalled
from srr.schema.dates import Duration
from srr.schema.settings import Settings

OLD = Duration(1, "y")
"""After so long an unresolved risk is old."""
UNCHANGED = Duration(6, "m")
"""After so long without a change of status or scores a risk is stalled."""

_OLD = Text("old: recorded on {day}", "古い: {day} に起票")
_STALLED = Text("stalled: nothing changed since {day}", "停滞: {day} から変化なし")
_SAME_WORDS = Text("stalled: the last visits say the same", "停滞: 同じ内容の確認が続く")
_LOW = Text("low: priority {priority}", "低い: 優先度 {priority}")


class Candidate(NamedTuple):
    """A risk for the stocktake, and the *reasons* why it may be cleared out."""

    risk: Risk
    reasons: tuple[Text, ...]


def candidates(risks: Collection[Risk], settings: Settings, today: date) -> tuple[Candidate, ...]:
    """Return the unresolved risks that are old, stalled or low: the most reasons first, then the least pressing."""
    # A row is known again by its id.
    named = Counter(risk.id for risk in risks)
    found = (
        Candidate(risk, tuple(_reasons(risk, settings, today)))
        for risk in risks
        if risk.is_open and is_id(risk.id) and named[risk.id] == 1
    )
    return tuple(sorted((each for each in found if each.reasons), key=_order))


def _order(candidate: Candidate) -> tuple[int, float, str]:
    priority = candidate.risk.priority
    # What nobody knows may be the worst of all.
    weight = priority if isinstance(priority, int) else float("inf")
    return -len(candidate.reasons), weight, candidate.risk.id


def _reasons(risk: Risk, settings: Settings, today: date) -> list[Text]:
    reasons: list[Text] = []
    if risk.created and OLD.after(risk.created) < today:
        reasons.append(_OLD.fill(day=risk.created))
    changed = _last_change(risk)
    if changed and UNCHANGED.after(changed) < today:
        reasons.append(_STALLED.fill(day=changed))
    elif stalled(risk):
        reasons.append(_SAME_WORDS)
    # The least that is worth a record at all.
    if isinstance(risk.priority, int) and risk.priority <= settings.admission.potential:
        reasons.append(_LOW.fill(priority=risk.priority))
    return reasons


def _last_change(risk: Risk) -> date | None:
    """Return the day on which a visit last moved the status or a score, else that of its creation."""
    moved = (
        entry.visit.on
        for entry in reversed(risk.visits)
        if entry.visit and entry.visit.changes_something and not entry.is_handover
    )
    return next(moved, risk.created)
