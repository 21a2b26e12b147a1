"""The slope over weekly medians and its interval, held by simulation."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.series import TODAY, grown, indicator, seeded
from kit.thorough import examples
from srr.records.indicator import Indicator
from srr.records.weekly_trend import Trend, Week, trend, weeks

DAILY = range(-26 * 7 + 1, 1)
WEEKLY = range(-25 * 7, 1, 7)
HALF_A_YEAR = {
    "daily": DAILY,
    "10 weeks": range(-69, 1),
    "weekly": WEEKLY,
    "every third week missing": [day for day in range(-130, 1) if day // 7 % 3 != 1],
}
SERIES = st.dictionaries(
    st.integers(-5000, 3),
    st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.0, 1.7e308, -1.7e308]),
    max_size=60,
)


def found(values: Indicator) -> Trend:
    answer = trend(values, TODAY)
    assert answer is not None
    return answer


def covered(days: Iterable[int], slope: float, correlation: float, runs: int) -> float:
    """Return in which share of *runs* the interval holds the slope that the numbers were made with."""
    random = seeded(slope, correlation)
    ends = (found(grown(days, slope, correlation, random)).interval for _ in range(runs))
    return sum(least <= slope <= most for least, most in ends) / runs


def test_the_slope_of_a_straight_line_is_found_exactly() -> None:
    line = found(indicator({day: 3.0 + 0.5 * day for day in DAILY}))
    assert line.slope == 0.5
    assert line.interval == (0.5, 0.5)


def test_outliers_do_not_move_it() -> None:
    values = {day: float(day) for day in WEEKLY}
    wild = values | dict.fromkeys(list(values)[:3], 1000000000.0)
    assert found(indicator(wild)).slope == pytest.approx(1, rel=0.01)


def test_eight_weeks_are_asked_for_whatever_their_rows() -> None:
    assert trend(indicator(dict.fromkeys(range(-48, 1), 1.0)), TODAY) is None
    assert trend(indicator(dict.fromkeys(range(-52, 1), 1.0)), TODAY) is not None
    monthly = {-30 * n: float(-n) for n in range(8)}
    assert found(indicator(monthly)).slope == pytest.approx(1 / 30)


def test_what_is_older_than_the_last_26_weeks_with_rows_or_two_years_is_not_asked() -> None:
    recent = {day: float(day) for day in DAILY}
    older = {day: -1e6 * day for day in range(-900, -26 * 7 + 1)}
    assert found(indicator(older | recent)) == found(indicator(recent))
    old = {-7 * n: 1.0 for n in range(105, 200)}
    assert trend(indicator(old | {0: 1.0}), TODAY) is None


def test_rows_after_today_are_not_counted() -> None:
    rows = {day: float(day) for day in DAILY}
    assert found(indicator(rows | {2: 1e9, 9: 1e9})) == found(indicator(rows))


def test_a_week_counts_from_the_last_row_and_by_its_median() -> None:
    values = {0: 5.0, -1: 9.0, -6: 1.0, -7: 4.0, -8: 2.0}
    last = TODAY.toordinal()
    assert weeks(indicator(values), TODAY) == (Week(last - 7.5, 3.0), Week(last - 1, 5.0))


def test_a_week_with_less_than_half_of_the_usual_rows_is_left_out() -> None:
    whole = dict.fromkeys(range(-20, 1), 1.0)
    assert weeks(indicator(whole | {-21: 9.0, -22: 9.0}), TODAY) == weeks(indicator(whole), TODAY)
    assert len(weeks(indicator(whole | dict.fromkeys(range(-24, -20), 9.0)), TODAY)) == 4


@each_case(("name", "slope"), [(name, slope) for name in HALF_A_YEAR for slope in (0.0, 0.1)])
def test_the_interval_covers_the_truth_in_more_than_85_of_100(name: str, slope: float) -> None:
    # What is measured once a week is correlated from week to week here, and not from day to day.
    assert covered(HALF_A_YEAR[name], slope, 0.0 if name == "weekly" else 0.7, 120) >= 0.85


@pytest.mark.long
@each_case("name", HALF_A_YEAR)
def test_the_interval_is_as_wide_as_it_says(name: str) -> None:
    share = covered(HALF_A_YEAR[name], 0.02, 0.0 if name == "weekly" else 0.7, examples(2000))
    assert 0.925 <= share <= 0.985


@pytest.mark.long
@each_case("number", [8, 13, 26])
def test_weeks_correlated_by_07_are_covered_in_about_85_of_100(number: int) -> None:
    days = range(-7 * (number - 1), 1, 7)
    assert covered(days, 0.02, 0.7, examples(2000)) >= 0.83


@each_case("name", HALF_A_YEAR)
def test_a_trend_towards_a_limit_is_seldom_seen_where_there_is_none(name: str) -> None:
    random = seeded(name)
    correlation = 0.0 if name == "weekly" else 0.7
    rising = sum(
        found(grown(HALF_A_YEAR[name], 0, correlation, random)).interval[0] > 0 for _ in range(200)
    )
    assert rising / 200 < 0.05


@given(SERIES)
def test_no_series_is_refused(values: dict[int, float]) -> None:
    answer = trend(indicator(values), TODAY)
    if answer is not None:
        least, most = answer.interval
        assert least <= answer.slope <= most


@each_case(
    "value",
    [lambda day: 7.0, lambda day: float(day % 2), lambda day: 1e300 * (-1) ** day],
)
def test_what_goes_nowhere_has_no_trend(value: Callable[[int], float]) -> None:
    least, most = found(indicator({day: value(day) for day in DAILY})).interval
    assert least <= 0 <= most


def test_what_is_tiny_or_huge_has_the_trend_that_it_has() -> None:
    for size in (1e-300, 1.7e308):
        line = found(indicator({day: size * ((day + 91) / 91) for day in DAILY}))
        assert line.slope == pytest.approx(size / 91)
        assert line.interval[0] > 0


def test_differences_too_large_for_a_number_do_not_harm() -> None:
    line = found(indicator({day: 1.7e308 if day > -91 else -1.7e308 for day in DAILY}))
    assert 0 < line.slope < 1e308


@given(
    st.lists(st.integers(-1000, 1000), min_size=12, max_size=26),
    st.integers(-20, 20),
    st.integers(-(2**20), 2**20),
)
def test_the_unit_of_the_numbers_changes_nothing(values: list[int], power: int, shift: int) -> None:
    plain, other = (
        found(indicator({-7 * n: convert(value) for n, value in enumerate(values)}))
        for convert in (float, lambda value: 2.0**power * (value + shift))
    )
    assert other.slope == pytest.approx(2.0**power * plain.slope)
    assert other.interval == pytest.approx([2.0**power * end for end in plain.interval])
