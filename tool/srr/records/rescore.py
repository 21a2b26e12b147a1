"""New scores for a risk: the values that follow from them, and the changes that a visit names."""

from collections.abc import Mapping
from typing import cast

from srr.documents.places import Value
from srr.records import scores
from srr.records.visits import NUMBERS, ValueChange, stated
from srr.schema import scoring
from srr.schema.scoring import Level
from srr.schema.settings import Settings


def rescored(
    data: Mapping[str, Value], given: Mapping[str, Level], settings: Settings
) -> dict[str, Level]:
    """Return the keys of *data* that change with the *given* scores: the level and the priority follow."""
    values: dict[str, object] = {**data, **given}
    scope = scores.graded(values.get("scope"), settings.scope)
    severity = scores.graded(values.get("severity"), settings.severity)
    if scope is not None and severity is not None:
        values["potential_impact"] = scoring.level(scoring.score(scope, severity), settings.levels)
    potential = scores.level(values.get("potential_impact"), settings)
    likelihood = scores.graded(values.get("likelihood"), settings.likelihood)
    if potential is not None and likelihood is not None:
        values["priority"] = scoring.priority(potential, likelihood)
    keys = (*NUMBERS, "priority")
    return {key: cast("Level", values[key]) for key in keys if values.get(key) != data.get(key)}


def named(data: Mapping[str, Value], changed: Mapping[str, Level]) -> tuple[ValueChange, ...]:
    """Return the changes as a visit names them; a level that follows from scope and severity is not named."""
    after = {**data, **changed}
    follows = after.get("scope") is not None and after.get("severity") is not None
    keys = [
        key for key in NUMBERS if key in changed and not (follows and key == "potential_impact")
    ]
    return tuple(ValueChange(key, stated(key, data), str(changed[key])) for key in keys)
