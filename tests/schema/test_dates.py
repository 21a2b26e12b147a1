from collections.abc import Callable, Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.schema.dates import (
    Duration,
    Window,
    add_months,
    in_another_year,
    is_overdue,
    last_working_day,
    parse_duration,
    propose,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
DURATIONS = st.builds(Duration, st.integers(0, 9999), st.sampled_from("dwmy"))


@each_case(
    ("day", "months", "later"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 3, "2025-04-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("9998-12-05", 1, "9999-01-05"),
        ("9999-12-05", 1, "9999-12-31"),
    ],
)
def test_months_are_calendar_months_clamped_at_the_end(day: str, months: int, later: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(DAYS, st.integers(0, 600))
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(1)).month != later.month


@given(DAYS, DAYS, DURATIONS)
def test_a_duration_keeps_the_order_of_days(one: date, other: date, duration: Duration) -> None:
    low, high = sorted((one, other))
    assert low <= duration.after(low) <= duration.after(high)


@each_case(
    ("written", "day", "english", "japanese"),
    [
        ("3d", "2024-03-03", "3 days", "3 日"),
        ("1w", "2024-03-07", "1 week", "1 週間"),
        ("2m", "2024-04-29", "2 months", "2 か月"),
        ("3y", "2027-02-28", "3 years", "3 年"),
    ],
)
def test_each_unit_is_counted_and_said(written: str, day: str, english: str, japanese: str) -> None:
    duration = parse_duration(written)
    assert duration is not None
    assert str(duration.after(date(2024, 2, 29))) == day
    assert (duration.words().en, duration.words().ja) == (english, japanese)


@given(st.dates(), DURATIONS)
def test_a_duration_past_the_end_of_time_ends_there(day: date, duration: Duration) -> None:
    assert day <= duration.after(day) <= date.max


@given(DURATIONS)
def test_a_duration_reads_as_it_is_written(duration: Duration) -> None:
    assert parse_duration(str(duration)) == duration


@each_case("text", ["", "2", "w", "2 w", "2W", "-1d", "1.5m", "2weeks", "10000d", "2w "])
def test_anything_else_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


def test_a_window_has_both_its_days() -> None:
    window = Window(Duration(1, "w"), Duration(1, "m"))
    assert window.bounds(date(2026, 1, 31)) == (date(2026, 2, 7), date(2026, 2, 28))


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    parse_duration(text)


def test_overdue_begins_the_day_after_the_days_of_grace() -> None:
    due = date(2026, 2, 5)
    assert not is_overdue(due, date(2026, 2, 5), 0)
    assert is_overdue(due, date(2026, 2, 6), 0)
    assert not is_overdue(due, date(2026, 2, 12), 7)
    assert is_overdue(due, date(2026, 2, 13), 7)


def test_a_year_mistyped_in_january_is_recognised() -> None:
    first, last = date(2026, 1, 5), date(2026, 2, 5)
    assert in_another_year(date(2025, 1, 15), first, last) == date(2026, 1, 15)
    assert in_another_year(date(2025, 3, 15), first, last) is None
    assert in_another_year(date(2026, 1, 15), first, last) is None
    assert in_another_year(date(2024, 2, 29), date(2025, 2, 1), date(2025, 3, 1)) is None


def test_the_other_year_may_be_that_of_the_first_or_of_the_last_day() -> None:
    first, last = date(2026, 12, 5), date(2027, 1, 5)
    assert in_another_year(date(2020, 12, 5), first, last) == first
    assert in_another_year(date(2020, 1, 5), first, last) == last
    assert in_another_year(date(2020, 1, 6), first, last) is None
    leap = in_another_year(date(2024, 2, 29), date(2027, 1, 1), date(2028, 12, 31))
    assert leap == date(2028, 2, 29)


def closed_on(*closed: int) -> Callable[[date], bool]:
    """Close some days of February 2026."""
    return lambda day: day.day in closed


@each_case(
    ("closed", "day"),
    [
        ((), 10),
        ((10,), 9),
        ((9, 10), 11),
        (range(3, 18), 2),
        (range(2, 17), 17),
        (range(2, 19), 18),
    ],
)
def test_the_working_day_nearest_to_the_middle_is_proposed(closed: Iterable[int], day: int) -> None:
    first, last = date(2026, 2, 2), date(2026, 2, 18)
    assert propose(first, last, closed_on(*closed)) == date(2026, 2, day)


@each_case(("closed", "day"), [((), 18), ((18,), 17), (range(3, 19), 2), (range(2, 19), 18)])
def test_the_last_working_day_is_the_last_that_is_open(closed: Iterable[int], day: int) -> None:
    first, last = date(2026, 2, 2), date(2026, 2, 18)
    assert last_working_day(first, last, closed_on(*closed)) == date(2026, 2, day)
    assert last_working_day(first, first, closed_on(*closed)) == first
