"""The error budget: what a target leaves in a window, and how often an outage spent it."""

import pytest

from kit.cases import each_case
from srr.schema.settings import Settings, SettingsError, parse
from srr.schema.slo import Slo


@each_case(
    ("target", "days", "budget"),
    [(99.95, 30, 21.6), (99.95, 28, 20.16), (99.9, 30, 43.2), (99, 7, 100.8)],
)
def test_the_budget_is_the_rest_of_the_window(target: float, days: int, budget: float) -> None:
    assert Slo(target, days).budget == budget


@pytest.mark.parametrize(("minutes", "times"), [(60, "2.8"), (90, "4.2"), (45, "2.1")])
def test_an_outage_is_a_multiple_of_the_budget(minutes: int, times: str) -> None:
    assert f"{Slo(99.95).multiple(minutes):.1f}" == times


def test_without_a_target_there_is_no_objective() -> None:
    assert Settings().slo is None
    assert parse({"slo": {}}, "srr.toml").slo is None


def test_the_window_is_thirty_days_where_it_is_not_given() -> None:
    assert parse({"slo": {"target": 99.95}}, "srr.toml").slo == Slo(99.95, 30)
    assert parse({"slo": {"target": 99, "window_days": 7}}, "srr.toml").slo == Slo(99, 7)


@each_case(
    ("table", "sentence"),
    [
        ({"window_days": 30}, "slo.target is missing; write a percentage such as 99.95"),
        ({"target": 100}, "slo.target is 100; write a percentage between 0 and 100, such as 99.95"),
        ({"target": 0}, "slo.target is 0; write a percentage between 0 and 100, such as 99.95"),
        (
            {"target": float("nan")},
            "slo.target is nan; write a percentage between 0 and 100, such as 99.95",
        ),
        ({"target": "99.95"}, "slo.target is '99.95'; write a number"),
        ({"target": 99.9, "window_days": 0}, "slo.window_days is 0; write 1 or more"),
        (
            {"target": 99.9, "window_days": 10**400},
            "slo.window_days is more than 366; write 30 for a month",
        ),
        (
            {"target": 99.9, "windows": 30},
            "no setting is called slo.windows; did you mean window_days?",
        ),
    ],
)
def test_an_objective_that_cannot_be_is_refused(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse({"slo": table}, "srr.toml")
    assert str(error.value) == f"srr.toml: {sentence}"
