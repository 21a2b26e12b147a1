"""When a limit is expected to be reached, and when that cannot be judged."""

from datetime import date, timedelta
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.series import TODAY, grown, held, indicator, limit, seeded
from srr.records.conditions import Condition
from srr.records.runway import NoRunway, Runway, reached_since, runway
from srr.schema.settings import Settings, parse

DAILY = range(-26 * 7 + 1, 1)
RISING = indicator({day: 100.0 + day for day in DAILY})
FALLING = indicator({day: 100.0 - day for day in DAILY})
SIGNS = ("<", "<=", ">", ">=", "==", "!=")
SHIFTS = st.integers(-(2**20), 2**20)
SERIES = st.dictionaries(
    st.integers(-900, 3),
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-5, 5).map(float)
    | st.sampled_from([1e300, -1e300, 5e-324]),
    max_size=60,
)


def answer(condition: Condition) -> Runway | NoRunway:
    return runway(condition, Settings(), TODAY)


def on(days: int) -> date:
    return TODAY + timedelta(days)


def month(day: date) -> int:
    return day.year * 12 + day.month


def missed(days: range, slope: float, ahead: int, runs: int) -> tuple[int, int]:
    """Return how many runs gave a runway, and in how many of them the true month is not in it."""
    random = seeded(slope, ahead)
    condition = limit(f"load > {slope * ahead!r}")
    given = missed = 0
    for _ in range(runs):
        found = answer(condition._replace(indicator=grown(days, slope, 0.7, random)))
        if isinstance(found, Runway):
            given += 1
            true = month(on(ahead))
            missed += not (
                month(found.earliest) <= true <= (month(found.latest) if found.latest else inf)
            )
    return given, missed


@each_case(
    ("condition", "expected"),
    [
        (limit("load > 400", RISING), on(300)),
        (limit("load >= 100.5", RISING), on(1)),
        (held("load < 400", RISING), on(300)),
        (limit("load < -200", FALLING), on(300)),
        (held("load >= -200", FALLING), on(300)),
    ],
)
def test_a_straight_line_reaches_its_limit_on_one_day(condition: Condition, expected: date) -> None:
    assert answer(condition) == Runway(expected, expected, expected)


@each_case(
    ("condition", "why"),
    [
        (limit("load > 400"), "no-row"),
        (limit("load > 400", indicator({2: 9.0})), "no-row"),
        (limit("load > 50", indicator(dict.fromkeys(range(-99, -35), 90.0))), "stale"),
        (limit("load > 50", RISING), "reached"),
        (held("load < 50", RISING), "reached"),
        (limit("load == 400", RISING), "no-side"),
        (limit("load > 400", indicator({day: float(day) for day in range(-48, 1)})), "too-short"),
        (limit("load > 400", indicator(dict.fromkeys(DAILY, 7.0))), "no-trend"),
        (limit("load > 400", FALLING), "leads-away"),
        (limit("load < 0", RISING), "leads-away"),
        (limit("load > 3753", RISING), "far"),
        (limit("load > 1e308", RISING), "far"),
    ],
)
def test_where_there_is_no_runway_it_is_said_why(condition: Condition, why: NoRunway) -> None:
    assert answer(condition) == why


def test_how_long_a_value_counts_is_a_setting() -> None:
    condition = limit("load > 400", indicator({day: 100.0 + day for day in range(-99, -35)}))
    settings = parse({"indicators": {"load": {"max_age": "36d"}}}, "srr.toml")
    assert isinstance(runway(condition, settings, TODAY), Runway)


def test_a_limit_that_the_trend_has_passed_and_the_last_value_has_not_is_expected_now() -> None:
    dipped = indicator({day: 100.0 + day for day in range(-99, 0)} | {0: 90.0})
    assert answer(limit("load > 95", dipped)) == Runway(TODAY, TODAY, TODAY)


def test_the_interval_is_open_where_ten_years_may_not_be_enough() -> None:
    found = answer(limit("load > 34", grown(DAILY, 0.01, 0.7, seeded(1))))
    assert isinstance(found, Runway)
    assert found.latest is None
    assert found.earliest < found.expected


def test_near_is_expected_within_90_days() -> None:
    assert [Runway(on(days), TODAY, None).is_near(TODAY) for days in (0, 90, 91)] == [
        True,
        True,
        False,
    ]


def test_a_limit_is_reached_since_the_first_of_the_last_rows_beyond_it() -> None:
    rows = indicator({-9: 8.0, -7: 3.0, -5: 6.0, -4: 7.0, 9: 1.0})
    assert reached_since(limit("load > 5", rows), TODAY) == on(-5)
    assert reached_since(held("load <= 5", rows), TODAY) == on(-5)
    assert reached_since(limit("load > 1", rows), TODAY) == on(-9)
    assert reached_since(limit("load > 7", rows), TODAY) is None
    assert reached_since(limit("load > 5"), TODAY) is None


@each_case(
    ("days", "slope", "ahead"),
    [
        (days, slope, ahead)
        for days in (DAILY, range(-90, 1))
        for slope in (0.05, 0.2)
        for ahead in (40, 200, 1000)
    ],
)
def test_the_true_month_is_in_the_interval_in_more_than_85_of_100(
    days: range, slope: float, ahead: int
) -> None:
    given, beside = missed(days, slope, ahead, 60)
    assert given > 40
    assert beside / given < 0.15


@given(SERIES, st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(SIGNS))
def test_every_series_has_an_answer(values: dict[int, float], bound: float, sign: str) -> None:
    found = answer(limit(f"load {sign} {bound!r}", indicator(values)))
    if isinstance(found, Runway):
        assert TODAY <= found.earliest <= found.expected
        assert found.latest is None or found.expected <= found.latest


@given(st.lists(st.integers(0, 900), min_size=8, max_size=26), st.integers(-30, 30), SHIFTS)
def test_the_unit_of_the_numbers_and_of_the_limit_changes_nothing(
    values: list[int], power: int, shift: int
) -> None:
    plain, other = (
        answer(
            limit(
                f"load > {convert(1000)!r}",
                indicator({-7 * n: convert(value) for n, value in enumerate(values)}),
            )
        )
        for convert in (float, lambda value: 2.0**power * (value + shift))
    )
    if isinstance(plain, Runway) and isinstance(other, Runway):
        assert abs(plain.expected - other.expected) <= timedelta(1)
        assert abs(plain.earliest - other.earliest) <= timedelta(1)
    else:
        assert plain == other


def test_a_nearer_limit_is_reached_no_later() -> None:
    grows = grown(DAILY, 0.1, 0.7, seeded(3))
    found = [answer(limit(f"load > {bound}", grows)) for bound in (5, 10, 20, 40)]
    assert all(isinstance(one, Runway) for one in found)
    assert found == sorted(found)
