"""Which days are legal for the next visit, and which one is proposed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import judged
from srr.schema.next_visit import VisitDays, visit_days
from srr.schema.settings import Settings, parse

SETTINGS = Settings()
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(st.sampled_from(list(SETTINGS.windows)), DAYS, st.none() | st.integers(-40, 300))
def test_the_days_end_with_the_acceptance_and_hold_the_proposal(
    status: str, anchor: date, left: int | None
) -> None:
    until = None if left is None else anchor + timedelta(left)
    days = visit_days(status, anchor, until, SETTINGS)
    if days is None:
        assert status == "accepted"
        assert left is not None
        assert left <= 0
        return
    assert anchor <= days.first <= days.last
    assert days.first <= days.proposal(SETTINGS) <= days.last
    if status == "accepted" and until is not None:
        assert days.last <= until


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-5, 250), st.integers(0, 250))
def test_lint_accepts_these_days_and_no_other(anchor: date, left: int, later: int) -> None:
    until, due = anchor + timedelta(left), anchor + timedelta(later)
    days = visit_days("accepted", anchor, until, SETTINGS)
    fragment = (
        f"status: accepted\ncreated: {anchor}\nnext_visit: {due}\nacceptance: {{until: {until}}}"
    )
    is_legal = days is not None and days.first <= due <= days.last
    assert (judged("visit-window", fragment) == ()) == is_legal


def test_a_status_that_is_done_or_unknown_has_no_days() -> None:
    for status in ("done", "paused", None):
        assert visit_days(status, date(2026, 2, 2), None, SETTINGS) is None


@each_case(
    ("status", "anchor", "first", "last"),
    [
        ("not-started", "2026-01-31", "2026-01-31", "2026-02-14"),
        ("in-progress", "2026-01-31", "2026-02-07", "2026-02-28"),
        ("in-progress", "2028-01-31", "2028-02-07", "2028-02-29"),
        ("watching", "2026-01-31", "2026-02-28", "2026-04-30"),
        ("mitigated", "2026-11-30", "2026-12-30", "2027-02-28"),
        ("accepted", "2026-08-31", "2026-09-30", "2027-02-28"),
    ],
)
def test_the_days_of_each_status_are_counted_in_calendar_months(
    status: str, anchor: str, first: str, last: str
) -> None:
    days = visit_days(status, date.fromisoformat(anchor), None, SETTINGS)
    assert days == VisitDays(date.fromisoformat(first), date.fromisoformat(last))


@each_case(
    ("until", "days"),
    [
        ("2026-09-30", VisitDays(date(2026, 2, 28), date(2026, 7, 31))),
        ("2026-07-31", VisitDays(date(2026, 2, 28), date(2026, 7, 31))),
        ("2026-07-30", VisitDays(date(2026, 2, 28), date(2026, 7, 30))),
        ("2026-02-28", VisitDays(date(2026, 2, 28), date(2026, 2, 28))),
        ("2026-02-27", VisitDays(date(2026, 2, 1), date(2026, 2, 27), is_short=True)),
        ("2026-02-01", VisitDays(date(2026, 2, 1), date(2026, 2, 1), is_short=True)),
        ("2026-01-31", None),
        ("2026-01-30", None),
    ],
)
def test_the_end_of_an_acceptance_cuts_the_days(until: str, days: VisitDays | None) -> None:
    anchor = date(2026, 1, 31)
    assert visit_days("accepted", anchor, date.fromisoformat(until), SETTINGS) == days


@each_case("status", ["not-started", "in-progress", "watching", "mitigated"])
def test_the_end_of_an_acceptance_does_not_bind_another_status(status: str) -> None:
    anchor = date(2026, 1, 31)
    bound = visit_days(status, anchor, date(2026, 2, 1), SETTINGS)
    assert bound == visit_days(status, anchor, None, SETTINGS)


def test_the_middle_is_proposed_and_the_last_working_day_where_time_is_short() -> None:
    # 2026-02-01 is a Sunday.
    long = VisitDays(date(2026, 2, 1), date(2026, 2, 28))
    short = long._replace(is_short=True)
    assert long.proposal(SETTINGS) == date(2026, 2, 13)
    assert short.proposal(SETTINGS) == date(2026, 2, 27)


def test_where_every_day_is_closed_the_last_one_is_proposed() -> None:
    weekend = VisitDays(date(2026, 1, 31), date(2026, 2, 1))
    for days in (weekend, weekend._replace(is_short=True)):
        assert days.proposal(SETTINGS) == date(2026, 2, 1)


def test_the_windows_are_those_of_the_settings() -> None:
    own = parse({"windows": {"watching": ["2w", "3w"]}}, "srr.toml")
    days = visit_days("watching", date(2026, 2, 2), None, own)
    assert days == VisitDays(date(2026, 2, 16), date(2026, 2, 23))


def legal(until: str) -> tuple[str, str, bool] | None:
    """Return the days after a visit on 2 February 2026, whose window opens on 2 March and closes on 2 August."""
    days = visit_days("accepted", date(2026, 2, 2), date.fromisoformat(until), SETTINGS)
    return (str(days.first), str(days.last), days.is_short) if days else None


def test_an_acceptance_that_ends_before_the_window_opens_leaves_every_day_before() -> None:
    assert legal("2026-09-01") == ("2026-03-02", "2026-08-02", False)
    assert legal("2026-03-02") == ("2026-03-02", "2026-03-02", False)
    assert legal("2026-03-01") == ("2026-02-03", "2026-03-01", True)
    assert legal("2026-02-03") == ("2026-02-03", "2026-02-03", True)
    assert legal("2026-02-02") is None


def test_where_time_is_short_the_last_working_day_is_proposed_and_else_the_middle() -> None:
    monday = date(2026, 2, 2)
    for until, day in ((date(2026, 2, 22), "2026-02-20"), (date(2026, 3, 13), "2026-03-06")):
        days = visit_days("accepted", monday, until, SETTINGS)
        assert days is not None
        assert str(days.proposal(SETTINGS)) == day
