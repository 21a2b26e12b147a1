"""Estimates: the minutes of a year, and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.records.estimate import Estimate, estimate

NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.integers() | st.booleans()


def test_the_examples_of_the_practice_are_reproduced() -> None:
    # https://cloud.google.com/blog/products/management-tools/sre-how-to-prioritize-risk
    once = Estimate(10, 80, 100, 365)
    assert once.bad_minutes_a_year == pytest.approx(90.06, abs=0.01)
    often = Estimate(5, 40, 20, 60)
    assert often.bad_minutes_a_year == pytest.approx(54.79, abs=0.01)


def test_one_occurrence_takes_its_part_of_the_users_however_often_it_happens() -> None:
    # (10 + 25) x 60 %.
    assert Estimate(10, 25, 60, None).bad_minutes == 21
    assert Estimate(10, None, 60, 90).bad_minutes is None


@each_case("missing", Estimate._fields)
def test_a_missing_number_is_not_nothing(missing: str) -> None:
    whole = Estimate(1, 2, 3, 4)
    assert whole._replace(**{missing: None}).bad_minutes_a_year is None


@each_case(
    ("value", "read"),
    [
        ("soon", None),
        ({}, Estimate()),
        ({"detect_minutes": -1, "every_days": True, "repair_minutes": "2"}, Estimate()),
        ({"repair_minutes": 10**400, "affected_percent": float("inf")}, Estimate()),
        ({"every_days": 0}, Estimate(every_days=0)),
    ],
)
def test_what_is_no_number_is_left_out(value: object, read: Estimate | None) -> None:
    assert estimate(value) == read


@given(st.fixed_dictionaries(dict.fromkeys(Estimate._fields, NUMBERS)))
def test_the_minutes_are_a_finite_number_or_none(value: dict[str, object]) -> None:
    read = estimate(value)
    assert read is not None
    minutes = read.bad_minutes_a_year
    assert minutes is None or 0 <= minutes < float("inf")
