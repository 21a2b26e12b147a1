"""The error budget as JSON, for dashboards and scripts."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import isfinite
from typing import Any

from srr.exporters.data.records import VERSION
from srr.insights.budget import Spent
from srr.insights.calibration import Calibration
from srr.insights.expected import Expectation, ExpectedCost
from srr.insights.objectives import Objective
from srr.text.sinks import dumped


def to_json(
    objectives: Iterable[Objective], calibrations: Iterable[Calibration], today: date
) -> str:
    """Return each objective with what was spent and what is expected, and the estimates beside what was measured."""
    content = {
        "version": VERSION,
        "today": today.isoformat(),
        "slos": [_objective(each) for each in objectives],
        "calibration": [_calibration(each) for each in calibrations],
    }
    return dumped(content)


def _objective(found: Objective) -> dict[str, Any]:
    slo, budget = found.slo, found.budget
    return {
        "name": slo.name,
        "target": slo.target,
        "window": str(slo.window),
        "services": list(slo.services),
        "rationale": slo.rationale,
        "owner": slo.owner,
        "review_by": slo.review_by and slo.review_by.isoformat(),
        "windows": [_spent(each) for each in budget.windows],
        "worst": _spent(budget.worst),
        "years": [_spent(each) for each in budget.years],
        "without_end": [each.id for each in budget.spending.endless],
        "unnamed_services": list(found.unnamed),
        "expected": _expected(found.expected),
    }


def _spent(spent: Spent) -> dict[str, Any]:
    return {
        "first": spent.days.first.isoformat(),
        "last": spent.days.last.isoformat(),
        "running": spent.is_running,
        "budget_minutes": _number(spent.budget),
        "spent_minutes": _number(spent.minutes),
        "left_minutes": _number(spent.left),
    }


def _expected(found: Expectation) -> dict[str, Any]:
    return {
        "budget_minutes_a_year": _number(found.budget),
        "accepted_minutes_a_year": _number(found.accepted_minutes),
        "unallocated_minutes_a_year": _number(found.unallocated),
        "open_minutes_a_year": _number(found.open_minutes),
        "fits": found.to_fix == (),
        "fits_if_fixed": None if found.to_fix is None else [each.risk.id for each in found.to_fix],
        "risks": [_cost(each) for each in found.ranked],
        "without_estimate": [risk.id for risk in found.unestimated],
    }


def _cost(cost: ExpectedCost) -> dict[str, Any]:
    return {
        "id": cost.risk.id,
        "title": cost.risk.title,
        "status": cost.risk.status,
        "owner": cost.risk.owner,
        "bad_minutes_a_year": _number(cost.minutes),
        "share": _number(cost.share, 4),
        "too_big": cost.is_too_big,
    }


def _calibration(found: Calibration) -> dict[str, Any]:
    return {
        "id": found.risk.id,
        "estimate": found.estimate._asdict(),
        "minutes": _measured(found.minutes),
        "percents": _measured(found.percents),
        "times": {"n": found.seen, "days": found.days, "expected": _number(found.expected)},
    }


def _measured(values: Sequence[float]) -> dict[str, Any]:
    return {"n": len(values), "values": [_number(value) for value in values]}


def _number(value: float | None, digits: int = 2) -> float | None:
    # JSON has no number for what is too large to be one.
    return None if value is None or not isfinite(value) else round(value, digits)
