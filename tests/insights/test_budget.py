"""What was spent of an objective and what is left: by calendar window, by days back from today, at worst, by year."""

from datetime import UTC, date, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.outages import outage, spent
from srr.insights.budget import Budget, budget, most_spent, windows
from srr.insights.spending import Days, Spending
from srr.schema.slo import MONTH, QUARTER, Slo, Window

BERLIN = ZoneInfo("Europe/Berlin")
# 30 minutes over the end of September, 20 and 10; 15 in October; 5 in December before last.
FRAGMENTS = (
    outage(1, "2026-09-30T23:40Z", "2026-10-01T00:10Z")
    | outage(2, "2026-10-20T10:00Z", "2026-10-20T10:15Z")
    | outage(3, "2025-12-31T23:55Z", "2026-01-01T00:00Z")
)


def found(window: Window, today: str, zone: tzinfo = UTC, target: float = 99.95) -> Budget:
    day = date.fromisoformat(today)
    return budget(spent(FRAGMENTS, Slo(target, window), day, zone), day)


def test_a_month_is_held_against_its_own_budget_and_the_running_one_is_marked() -> None:
    months = found(MONTH, "2026-11-23").windows
    assert len(months) == 13
    assert [(str(each.days.first), str(each.days.last)) for each in months[::12]] == [
        ("2026-11-01", "2026-11-30"),
        ("2025-11-01", "2025-11-30"),
    ]
    # 30 days leave 21.6 minutes, 31 leave 22.32; 10 + 15 in October, 20 in September.
    assert [(each.budget, each.minutes, round(each.left, 6)) for each in months[:3]] == [
        (21.6, 0, 21.6),
        (22.32, 25, -2.68),
        (21.6, 20, 1.6),
    ]
    assert [each.is_running for each in months] == [True] + [False] * 12


@each_case(
    ("today", "is_running"), [("2026-10-31", True), ("2026-11-01", False), ("2026-10-01", True)]
)
def test_a_month_runs_until_its_last_day_is_over(today: str, is_running: bool) -> None:
    october = next(
        each for each in found(MONTH, today).windows if each.days.first == date(2026, 10, 1)
    )
    assert october.is_running is is_running


def test_a_month_in_which_clocks_change_has_an_hour_more_or_less() -> None:
    months = found(MONTH, "2026-11-23", BERLIN).windows
    # October: 44,700 x 0.0005. March: 44,580 x 0.0005.
    assert (months[1].budget, months[8].budget) == (22.35, 22.29)
    # By the clock of Berlin the outage over the end of September is in October, and that of New Year in January.
    assert (months[1].minutes, months[2].minutes, months[10].minutes) == (45, 0, 5)


def test_quarters_go_back_a_year() -> None:
    quarters = found(QUARTER, "2026-11-23").windows
    # 92 days leave 66.24 minutes, 91 leave 65.52, 90 leave 64.8.
    assert [(str(each.days.first), each.budget, each.minutes) for each in quarters] == [
        ("2026-10-01", 66.24, 25),
        ("2026-07-01", 66.24, 20),
        ("2026-04-01", 65.52, 0),
        ("2026-01-01", 64.8, 0),
        ("2025-10-01", 66.24, 5),
    ]
    assert [each.is_running for each in quarters] == [True, False, False, False, False]


def test_days_in_a_row_are_counted_back_from_today_and_none_of_them_runs() -> None:
    thirty = found(Window("d", 30), "2026-10-29").windows
    assert [(str(each.days.first), str(each.days.last), each.minutes) for each in thirty[:2]] == [
        ("2026-09-30", "2026-10-29", 45),
        ("2026-08-31", "2026-09-29", 0),
    ]
    assert {each.budget for each in thirty} == {21.6}
    assert not any(each.is_running for each in thirty)
    assert len(found(Window("d", 1), "2026-10-29").windows) == 24


def test_the_worst_days_in_a_row_go_over_the_end_of_a_month() -> None:
    worst = found(MONTH, "2026-11-23").worst
    # No month has more than 25 minutes, but the 30 days to 2026-10-20 have 20 + 10 + 15.
    assert (str(worst.days.first), str(worst.days.last)) == ("2026-09-21", "2026-10-20")
    assert (worst.minutes, worst.budget, round(worst.left, 6)) == (45, 21.6, -23.4)
    # In 20 days the outage of September has no place beside that of October.
    assert found(Window("d", 20), "2026-11-23").worst.minutes == 30
    assert found(QUARTER, "2026-11-23").worst.minutes == 45


def test_the_worst_days_end_within_the_last_year_and_may_begin_before_it() -> None:
    # The 30 days to 2025-06-01 are the first that end in the year before 2026-06-01; 05-04 is among them.
    day = date(2025, 5, 4)
    worst = budget(Spending(Slo(99.9), {day: 7}), date(2026, 6, 1)).worst
    assert (worst.minutes, worst.days.last) == (7, date(2025, 6, 1))
    assert budget(Spending(Slo(99.9), {day: 7}), date(2026, 6, 4)).worst.minutes == 0


def test_the_worst_days_are_not_those_of_years_ago() -> None:
    nothing = found(MONTH, "2028-01-10").worst
    assert (nothing.minutes, str(nothing.days.last)) == (0, "2028-01-10")


def test_a_year_is_held_against_the_budget_of_that_year() -> None:
    this_year, last_year = found(MONTH, "2026-11-23").years
    # 365 days leave 262.8 minutes.
    assert (this_year.minutes, this_year.budget, this_year.is_running) == (45, 262.8, True)
    assert (last_year.minutes, last_year.budget, last_year.is_running) == (5, 262.8, False)
    # 2028 is a leap year: 527,040 x 0.0005.
    assert found(MONTH, "2028-12-31").years[0].budget == 263.52
    thirty = found(Window("d", 30), "2026-12-31")
    assert thirty.years[0].is_running, "a year is on the calendar, whatever the window"


@each_case("today", ["9999-12-31", "0001-01-01", "0001-02-10"])
def test_the_ends_of_the_calendar_are_no_trouble(today: str) -> None:
    for window in (MONTH, QUARTER, Window("d", 366)):
        told = found(window, today, ZoneInfo("Asia/Tokyo"))
        assert told.windows[0].budget > 0
        assert told.worst.minutes == 0


def test_of_several_the_one_is_named_of_which_the_most_was_spent() -> None:
    loose, strict = (spent(FRAGMENTS, Slo(target)) for target in (99, 99.95))
    multiple = most_spent([loose, strict], Days(date(2026, 10, 1), date(2026, 10, 31)))
    # 25 of 22.32 minutes.
    assert multiple
    assert (multiple.slo.target, round(multiple.times, 4)) == (99.95, 1.1201)
    assert most_spent([], Days(date.min, date.max)) is None


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
WINDOWS = st.one_of(
    st.just(MONTH), st.just(QUARTER), st.builds(Window, st.just("d"), st.integers(1, 366))
)


@given(WINDOWS, DAYS, st.dictionaries(DAYS, st.integers(1, 1440)))
def test_windows_hold_every_day_once(
    window: Window, today: date, by_day: dict[date, float]
) -> None:
    spending = Spending(Slo(99.9, window), by_day)
    listed = list(islice(windows(window, today), 40))
    newest, oldest = listed[0].last, listed[-1].first
    assert newest >= today
    whole = Days(oldest, newest)
    assert sum(map(spending.minutes, listed)) == spending.minutes(whole)
    assert sum(map(spending.budget, listed)) == pytest.approx(spending.budget(whole))


@given(WINDOWS, DAYS, st.dictionaries(DAYS, st.integers(1, 1440), max_size=12))
def test_no_days_in_a_row_within_the_year_are_worse(
    window: Window, today: date, by_day: dict[date, float]
) -> None:
    past = {day: minutes for day, minutes in by_day.items() if day <= today}
    spending = Spending(Slo(99.9, window), past)
    told = budget(spending, today)
    length = window.days - 1
    for back in range(0, 366, 7):
        last = date.fromordinal(today.toordinal() - back)
        days = Days(date.fromordinal(last.toordinal() - length), last)
        assert spending.minutes(days) <= told.worst.minutes
    assert (told.worst.days.last - told.worst.days.first).days == length
