"""The days of the review meeting."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.schema.meetings import Meetings
from srr.schema.next_visit import VisitDays
from srr.schema.settings import Settings, parse

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
TABLES = st.fixed_dictionaries(
    {"every": st.sampled_from(["1w", "2w", "1m"])},
    optional={"first": st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(str)},
)


def settings(**table: object) -> Settings:
    return parse({"meeting": table, "closed_days": []}, "srr.toml")


def following(meetings: Meetings, day: str, count: int = 4) -> list[str]:
    """Return the next meetings after *day*."""
    found = [meetings.next_after(date.fromisoformat(day))]
    while len(found) < count:
        found.append(meetings.next_after(found[-1]))
    return [str(day) for day in found]


@each_case(
    ("table", "days"),
    [
        ({"weekday": "tuesday"}, ["2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27"]),
        # 2024-01-01 begins a week with a meeting; so does 2025-12-29.
        (
            {"every": "2w", "weekday": "friday"},
            ["2026-01-02", "2026-01-16", "2026-01-30", "2026-02-13"],
        ),
        (
            {"every": "2w", "first": "2026-01-06"},
            ["2026-01-06", "2026-01-20", "2026-02-03", "2026-02-17"],
        ),
        (
            {"every": "1m", "weekday": "monday"},
            ["2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06"],
        ),
        (
            {"every": "1m", "first": "2025-11-20"},
            ["2026-01-15", "2026-02-19", "2026-03-19", "2026-04-16"],
        ),
        (
            {"every": "1m", "first": "2025-12-30"},
            ["2026-01-27", "2026-02-24", "2026-03-31", "2026-04-28"],
        ),
        ({}, ["2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29"]),
        ({"every": "1m"}, ["2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"]),
    ],
)
def test_the_next_meetings_are(table: dict[str, str], days: list[str]) -> None:
    assert following(settings(**table).meetings, "2026-01-01") == days


def test_the_next_meeting_is_never_today_and_neither_is_the_last() -> None:
    tuesdays = settings(weekday="tuesday").meetings
    day = date(2026, 1, 6)
    assert tuesdays.is_on(day)
    assert tuesdays.next_after(day) == date(2026, 1, 13)
    assert tuesdays.last_before(day) == date(2025, 12, 30)


@each_case(
    ("table", "day", "nearest"),
    [
        ({"weekday": "tuesday"}, "2026-02-02", "2026-02-03"),
        ({"weekday": "tuesday"}, "2026-02-06", "2026-02-03"),
        ({"weekday": "tuesday"}, "2026-02-07", "2026-02-10"),
        (
            {"every": "2w", "weekday": "monday", "first": date(2026, 1, 5)},
            "2026-01-26",
            "2026-01-19",
        ),
        ({"every": "1m", "weekday": "monday"}, "2026-01-19", "2026-01-05"),
        ({"every": "1m", "weekday": "monday"}, "2026-01-20", "2026-02-02"),
        ({}, "2026-01-29", "2026-01-29"),
        ({"weekday": "tuesday"}, "2025-12-01", "2026-01-06"),
    ],
)
def test_the_nearest_meeting_is_before_or_after_a_day_but_to_come(
    table: dict[str, str], day: str, nearest: str
) -> None:
    found = settings(**table).meetings.nearest_to(date.fromisoformat(day), date(2026, 1, 1))
    assert found.isoformat() == nearest


@given(TABLES, st.sampled_from([None, "monday", "sunday"]), DAYS)
def test_no_meeting_lies_between_the_last_and_the_next(
    table: dict[str, str], weekday: str | None, day: date
) -> None:
    named = {} if "first" in table or weekday is None else {"weekday": weekday}
    meetings = settings(**table, **named).meetings
    last, upcoming = meetings.last_before(day), meetings.next_after(day)
    assert last < day < upcoming
    if meetings.weekday is not None:
        assert meetings.is_on(last)
        assert meetings.is_on(upcoming)
        between = (last + timedelta(n) for n in range(1, (upcoming - last).days))
        assert [on for on in between if meetings.is_on(on)] in ([], [day])


def test_there_is_a_meeting_at_the_end_of_the_calendar() -> None:
    for table in ({"weekday": "monday"}, {"every": "1m"}, {"every": "1m", "first": "2026-01-30"}):
        meetings = settings(**table).meetings
        assert meetings.next_after(date.max) == date.max
        assert meetings.last_before(date.min) == date.min


@each_case(
    ("table", "proposed"),
    [
        ({"weekday": "tuesday"}, "2026-02-17"),
        ({"weekday": "friday"}, "2026-02-13"),
        ({"every": "1m", "weekday": "monday"}, "2026-02-02"),
        # The only meeting is on a holiday: the working day in the middle.
        ({"every": "1m", "weekday": "wednesday"}, "2026-02-13"),
        ({}, "2026-02-13"),
    ],
)
def test_the_meeting_nearest_to_the_middle_is_proposed(
    table: dict[str, str], proposed: str
) -> None:
    own = parse({"meeting": table, "holidays": ["2026-02-04"]}, "srr.toml")
    assert str(VisitDays(date(2026, 2, 1), date(2026, 2, 28)).proposal(own)) == proposed


def test_where_time_is_short_the_last_meeting_is_proposed() -> None:
    own = settings(weekday="tuesday")
    short = VisitDays(date(2026, 2, 3), date(2026, 2, 22), is_short=True)
    assert short.proposal(own) == date(2026, 2, 17)
