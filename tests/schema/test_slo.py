"""The objectives: what they promise, what a target leaves of a window, and settings that cannot be."""

import tomllib
from datetime import date

import pytest

from kit.cases import each_case
from srr.schema.settings import Settings, SettingsError, parse
from srr.schema.slo import MONTH, QUARTER, Shares, Slo, Window, unknown_services


def days(number: int) -> Window:
    return Window("d", number)


@each_case(
    ("target", "window", "budget"),
    [
        (99.95, MONTH, 21.6),
        (99.95, days(28), 20.16),
        (99.9, MONTH, 43.2),
        (99, days(7), 100.8),
        (99.9, QUARTER, 129.6),
        (99.99999999999999, MONTH, 43_200 * 1e-16),
    ],
)
def test_the_budget_is_the_rest_of_the_window(target: float, window: Window, budget: float) -> None:
    assert Slo(target, window).budget == budget


@each_case(("target", "budget"), [(99.95, 262.98), (99.9, 525.96), (99.99, 52.596)])
def test_the_budget_of_a_year_is_that_of_an_average_one(target: float, budget: float) -> None:
    assert Slo(target).budget_a_year == budget


@pytest.mark.parametrize(("minutes", "times"), [(60, "2.8"), (90, "4.2"), (45, "2.1")])
def test_an_outage_is_a_multiple_of_the_budget(minutes: int, times: str) -> None:
    assert f"{Slo(99.95).multiple(minutes):.1f}" == times


@each_case(
    ("promised", "named", "is_covered"),
    [
        ((), (), True),
        ((), ("order-api",), True),
        (("order-api",), ("order-api", "gateway"), True),
        (("order-api",), ("Ｏrder-API",), True),
        (("order-api",), ("gateway",), False),
        (("order-api", "gateway"), (), True),
    ],
)
def test_it_covers_its_services_and_what_names_none(
    promised: tuple[str, ...], named: tuple[str, ...], is_covered: bool
) -> None:
    assert Slo(99, services=promised).covers(named) is is_covered


def test_a_service_that_nothing_names_is_said() -> None:
    slo = Slo(99, services=("order-api", "odrer-api"))
    assert list(unknown_services(slo, ["Order-API"])) == ["odrer-api"]


@each_case(
    ("window", "written", "span", "of_it"),
    [
        (MONTH, "month", ("a month", "1 か月"), "a month's budget"),
        (QUARTER, "quarter", ("a quarter", "1 四半期"), "a quarter's budget"),
        (days(30), "30d", ("30 days", "30 日間"), "30 days' budget"),
        (days(1), "1d", ("1 day", "1 日"), "a day's budget"),
    ],
)
def test_a_window_is_said_as_people_say_it(
    window: Window, written: str, span: tuple[str, str], of_it: str
) -> None:
    assert (str(window), window.span, window.budget_words.en) == (written, span, of_it)


def test_without_a_target_there_is_no_objective() -> None:
    assert Settings().slos == ()
    assert parse({"slo": {}}, "srr.toml").slos == ()
    assert parse({"slo": []}, "srr.toml").slos == ()


def test_each_entry_is_an_objective() -> None:
    found = parse(
        tomllib.loads(
            """
            [[slo]]
            name = "Ordering"
            target = 99.95
            services = ["order-api", "order-db"]
            rationale = "What the contracts promise."
            owner = "kato"
            review_by = 2027-01-31

            [[slo]]
            name = "会計"
            target = 99.9
            window = "quarter"

            [[slo]]
            name = "Batch"
            target = 99
            window = "28d"
            """
        ),
        "srr.toml",
    ).slos
    ordering, accounts, batch = found
    assert ordering == Slo(
        99.95,
        MONTH,
        "Ordering",
        ("order-api", "order-db"),
        "What the contracts promise.",
        "kato",
        date(2027, 1, 31),
    )
    assert (accounts.name, accounts.window, accounts.services) == ("会計", QUARTER, ())
    assert batch.window == days(28)


def test_a_table_is_one_entry_with_thirty_days_where_it_says_nothing_else() -> None:
    assert parse({"slo": {"target": 99.95}}, "srr.toml").slos == (Slo(99.95, days(30)),)
    seven = parse({"slo": {"target": 99, "window_days": 7}}, "srr.toml").slos
    assert seven == (Slo(99, days(7)),)
    named = parse({"slo": {"target": 99, "window": "quarter", "name": "All"}}, "srr.toml").slos
    assert named == (Slo(99, QUARTER, "All"),)


@each_case(
    ("given", "sentence"),
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
            {"target": 99.9, "window_days": 10**5000},
            "slo.window_days is more than 366 days; write 30d, month or quarter",
        ),
        (
            {"target": 99.9, "windows": 30},
            "no setting is called slo.windows; did you mean window?",
        ),
        (
            {"target": 99.9, "window": "month", "window_days": 30},
            "slo has both window and window_days; keep window",
        ),
        (3, "slo is 3; write a list in [ ] or a table"),
        ([3], "slo.0 is 3; write a table"),
        ([{"name": "A"}], "slo.0.target is missing; write a percentage such as 99.95"),
        (
            [{"target": 99}, {"target": 101}],
            "slo.1.target is 101; write a percentage between 0 and 100, such as 99.95",
        ),
        (
            [{"target": 99, "window": "week"}],
            "slo.0.window is 'week'; write month, quarter, or days such as 30d",
        ),
        (
            [{"target": 99, "window": "367d"}],
            "slo.0.window is more than 366 days; write 30d, month or quarter",
        ),
        (
            [{"target": 99, "window_days": 30}],
            "no setting is called slo.0.window_days; did you mean window?",
        ),
        ([{"target": 99, "services": ["a b"]}], "slo.0.services.0 is 'a b'; write one word"),
        ([{"target": 99, "services": ["a", "a"]}], "slo.0.services names the same thing twice"),
        ([{"target": 99, "review_by": "2027-02-30"}], "slo.0.review_by: 2027-02-30 does not exist"),
        ([{"target": 99, "name": " "}], "slo.0.name is blank; write some text"),
        (
            [{"target": 99, "name": "A"}, {"target": 99}],
            "slo.1.name is missing; where there are several SLOs, each needs a name",
        ),
        (
            [{"target": 99, "name": "A"}, {"target": 99, "name": "ａ"}],
            "slo.1.name is 'ａ', as that of slo.0; give each SLO a name of its own",
        ),
    ],
)
def test_an_objective_that_cannot_be_is_refused(given: object, sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse({"slo": given}, "srr.toml")
    assert str(error.value).startswith(f"srr.toml: {sentence}")


def test_a_quarter_of_the_year_is_what_a_risk_may_take_where_nothing_is_said() -> None:
    assert Settings().budget == Shares(0.25, None)
    given = parse({"budget": {"risk_share": 0.5, "incident_share": 0.2}}, "srr.toml").budget
    assert given == Shares(0.5, 0.2)


@each_case("share", [25, 0, -0.1, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(SettingsError) as error:
        parse({"budget": {"risk_share": share}}, "srr.toml")
    assert str(error.value) == (
        f"srr.toml: budget.risk_share is {share}; write a share above 0 and up to 1, such as 0.25"
    )
