"""Dates of one record that follow each other: the later one is at fault, and the same day is fine."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def accepted(decided: str, until: str) -> str:
    return f"acceptance: {{by: kato, decided: {decided}, until: {until}}}"


def done(*days: str, started: str = "2026-01-20T10:00+09:00") -> str:
    rows = "".join(f"  - {{id: A{n}, done: {day}}}\n" for n, day in enumerate(days, 1))
    return f"postmortems/PM-0001.md\nstarted: {started}\nactions:\n{rows}"


@pytest.mark.parametrize(
    ("fragment", "message", "line"),
    [
        (
            "noticed: 2026-01-27\ncreated: 2026-01-26",
            "created is 2026-01-26, before noticed on 2026-01-27",
            "created: «2026-01-26»",
        ),
        (
            accepted("2026-02-01", "2026-01-31"),
            "acceptance.until is 2026-01-31, before acceptance.decided on 2026-02-01",
            "acceptance: {by: kato, decided: 2026-02-01, until: «2026-01-31»}",
        ),
        (
            done("2026-01-20", "2026-01-19"),
            "actions.1.done is 2026-01-19, before started on 2026-01-20",
            "  - {id: A2, done: «2026-01-19»}",
        ),
    ],
)
def test_one_day_too_early_is_a_finding_on_the_later_date(
    fragment: str, message: str, line: str
) -> None:
    assert messages("date-order", fragment) == [message]
    assert carets("date-order", fragment) == [line]


def test_the_finding_refers_to_the_earlier_date_and_says_what_to_do() -> None:
    (finding,) = judged("date-order", "noticed: 2026-01-27\ncreated: 2026-01-26")
    assert finding.message.ja == "created が 2026-01-26 で、noticed の 2026-01-27 より前である"
    assert finding.help == ("correct the date that is wrong", "間違っている日付を直す")
    (earlier,) = finding.related
    assert earlier.line == finding.place.line - 1


@each_case(
    "fragment",
    [
        "noticed: 2026-01-26\ncreated: 2026-01-26",
        accepted("2026-01-31", "2026-01-31"),
        accepted("2026-02-28", "2026-03-01"),
        done("2026-01-20"),
    ],
)
def test_the_same_day_and_any_later_one_pass(fragment: str) -> None:
    assert judged("date-order", fragment) == ()


@each_case(
    "fragment",
    [
        "noticed: 2026-01-27\n# no created",
        "created: 2026-01-26",
        "noticed: 2026年1月27日\ncreated: 2026-01-26",
        "noticed: 2026-02-30\ncreated: 2026-01-26",
        "noticed: 2026-01-27\ncreated: 0206-01-26",
        "acceptance: {by: kato, until: 2026-01-31}",
        "acceptance: {by: kato, decided: 2026-01-31}",
        "acceptance: agreed",
        done("yesterday"),
        done("2026-01-19", started="soon"),
        done("2026-01-19").replace("started: 2026-01-20T10:00+09:00", "# no started"),
    ],
)
def test_a_date_that_is_missing_or_cannot_be_read_is_not_compared(fragment: str) -> None:
    assert judged("date-order", fragment) == ()


def test_the_day_of_an_incident_is_that_of_its_own_clock() -> None:
    """At half past midnight in Tokyo it is still the day before in UTC."""
    midnight = "2026-01-20T00:30+09:00"
    assert judged("date-order", done("2026-01-20", started=midnight)) == ()
    assert len(judged("date-order", done("2026-01-19", started=midnight))) == 1


def test_the_former_name_of_the_day_of_a_decision_counts() -> None:
    fragment = accepted("2026-02-01", "2026-01-31").replace("decided", "on")
    assert carets("date-order", fragment) == [
        "acceptance: {by: kato, on: 2026-02-01, until: «2026-01-31»}"
    ]


def test_each_pair_is_a_finding_of_its_own() -> None:
    fragment = f"noticed: 2026-01-27\n{accepted('2026-02-01', '2026-01-31')}"
    assert len(judged("date-order", fragment)) == 2
    assert len(judged("date-order", done("2026-01-18", "2026-01-21", "2026-01-19"))) == 2


@given(DAYS, DAYS)
def test_it_fires_exactly_where_the_later_date_is_earlier(noticed: date, created: date) -> None:
    fragment = f"noticed: {noticed}\ncreated: {created}"
    assert bool(judged("date-order", fragment)) == (created < noticed)
