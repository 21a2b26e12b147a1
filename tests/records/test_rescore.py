"""New scores bring the level and the priority that follow, and the visit names what it changed."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import judged
from srr.records.rescore import named, rescored
from srr.records.visits import NUMBERS, ValueChange, parse_visit
from srr.schema import scoring
from srr.schema.scoring import Level
from srr.schema.settings import Settings, parse

SETTINGS = Settings()
OWN = parse({"levels": [25, 16, 4]}, "srr.toml")


def after(data: dict[str, Any], given: dict[str, Level]) -> dict[str, Any]:
    return {**data, **rescored(data, given, SETTINGS)}


@each_case(
    ("data", "given", "changed"),
    [
        ({"potential_impact": 6, "likelihood": 2}, {}, {"priority": 12}),
        ({"potential_impact": 6, "likelihood": 2, "priority": 12}, {}, {}),
        (
            {"potential_impact": 6, "likelihood": 2, "priority": 12},
            {"likelihood": 1},
            {"likelihood": 1, "priority": 6},
        ),
        (
            {"potential_impact": 6, "likelihood": 2, "priority": 12},
            {"potential_impact": "unknown"},
            {"potential_impact": "unknown", "priority": "unknown"},
        ),
        (
            {"potential_impact": "unknown", "likelihood": 2, "priority": "unknown"},
            {"potential_impact": 3},
            {"potential_impact": 3, "priority": 6},
        ),
        (
            {"scope": 3, "severity": 3, "potential_impact": 6, "likelihood": 2, "priority": 12},
            {"scope": 1},
            {"scope": 1, "potential_impact": 3, "priority": 6},
        ),
        (
            {"potential_impact": 1, "likelihood": 1, "priority": 1},
            {"scope": 3, "severity": 5},
            {"scope": 3, "severity": 5, "potential_impact": 10, "priority": 10},
        ),
        ({"potential_impact": 6, "likelihood": 1}, {"scope": 3}, {"scope": 3, "priority": 6}),
        ({"current_impact": 3}, {"current_impact": 0}, {"current_impact": 0}),
        ({"current_impact": 3}, {"current_impact": 3}, {}),
    ],
)
def test_the_level_and_the_priority_follow_and_nothing_else_changes(
    data: dict[str, Any], given: dict[str, Level], changed: dict[str, Level]
) -> None:
    assert rescored(data, given, SETTINGS) == changed


def test_a_score_of_9_is_level_6() -> None:
    assert rescored({}, {"scope": 3, "severity": 3}, SETTINGS)["potential_impact"] == 6


def test_the_levels_are_those_of_the_settings() -> None:
    assert rescored({}, {"scope": 3, "severity": 5}, OWN)["potential_impact"] == 4
    assert rescored({}, {"scope": 3, "severity": 1}, OWN)["potential_impact"] == 0


@each_case(
    "refused",
    [
        {"potential_impact": 7},
        {"potential_impact": "6"},
        {"potential_impact": None},
        {"potential_impact": True},
        {"scope": 4, "severity": 5},
        {"scope": 2, "severity": 4},
        {"scope": "2", "severity": 3},
        {},
    ],
)
def test_nothing_is_computed_from_a_value_that_field_value_refuses(
    refused: dict[str, Any],
) -> None:
    assert rescored(refused, {"likelihood": 1}, SETTINGS) == {"likelihood": 1}
    for likelihood in (3, "2", None):
        data = {"potential_impact": 6, "likelihood": likelihood}
        assert rescored(data, {"current_impact": 0}, SETTINGS) == {"current_impact": 0}


LEVELS: list[Level] = [0, 1, 3, 6, 10, "unknown"]
STEPS: dict[str, st.SearchStrategy[Level]] = {
    "current_impact": st.sampled_from(LEVELS),
    "potential_impact": st.sampled_from(LEVELS),
    "scope": st.sampled_from([1, 2, 3]),
    "severity": st.sampled_from([1, 3, 5]),
    "likelihood": st.sampled_from([1, 2]),
}
SCORES = st.fixed_dictionaries({}, optional=STEPS)


@given(SCORES, SCORES)
def test_what_follows_is_what_the_rules_compute(
    data: dict[str, Any], given: dict[str, Level]
) -> None:
    scores = after(data, given)
    gone = [key for key in (*NUMBERS, "priority") if key not in scores]
    fragment = "".join(f"{key}: {value}\n" for key, value in scores.items())
    fragment += "".join(f"# no {key}\n" for key in gone)
    assert judged("score-level", fragment) == ()
    assert judged("score-priority", fragment) == ()
    if scores.keys() >= {"potential_impact", "likelihood"}:
        assert scores["priority"] == scoring.priority(
            scores["potential_impact"], scores["likelihood"]
        )


@given(SCORES, SCORES)
def test_each_given_score_is_set_but_for_a_level_that_follows_and_once_is_enough(
    data: dict[str, Any], given: dict[str, Level]
) -> None:
    scores = after(data, given)
    follows = {"scope", "severity"} <= scores.keys()
    for key, value in given.items():
        assert scores[key] == value or (key == "potential_impact" and follows)
    assert rescored(scores, given, SETTINGS) == {}
    assert scores.keys() <= {*data, *given, "potential_impact", "priority"}


@given(SCORES, SCORES)
def test_a_visit_names_each_change_that_does_not_follow_from_another(
    data: dict[str, Any], given: dict[str, Level]
) -> None:
    changed = rescored(data, given, SETTINGS)
    changes = named(data, changed)
    follows = {"scope", "severity"} <= {**data, **changed}.keys()
    silent = {"priority", "potential_impact"} if follows else {"priority"}
    assert {change.key for change in changes} == changed.keys() - silent
    for change in changes:
        assert change.old == str(data.get(change.key, "none"))
        assert change.new == str(changed[change.key])
    line = ", ".join(["2026-02-02 ura: watching", *map(str, changes)])
    visit = parse_visit(f"{line}. Measured.")
    assert visit is not None
    assert visit.changes == changes


def test_a_score_with_a_point_is_named_without_it() -> None:
    assert named({"potential_impact": 6.0}, {"potential_impact": 3}) == (
        ValueChange("potential_impact", "6", "3"),
    )
