"""Single values: read where they are written right, and None otherwise."""

from datetime import date
from math import isfinite

import pytest

from kit.cases import each_case
from srr.records.values import (
    Comparison,
    comparison,
    day,
    handle,
    instant,
    name,
    names,
    text,
    texts,
    whole,
)


@each_case("value", ["2026-02-28", "2024-02-29", "2000-01-01", "2100-12-31"])
def test_a_day_is_read(value: str) -> None:
    assert day(value) == date.fromisoformat(value)


@each_case(
    "value",
    [
        *("2026-02-29", "20260228", "2026-W09-1", "２０２６-02-28", " 2026-02-28", "", None, 5),
        *("0225-02-03", "1999-12-31", "2101-01-01"),
    ],
)
def test_anything_else_is_no_day(value: object) -> None:
    assert day(value) is None


@pytest.mark.parametrize(
    "value", ["2022-08-19T19:05+09:00", "2022-08-19 19:05:30Z", "2022-08-19T19:05:30.5-02:30"]
)
def test_an_instant_carries_its_offset(value: str) -> None:
    read_instant = instant(value)
    assert read_instant is not None
    assert read_instant.tzinfo is not None


@each_case(
    "value",
    [
        *("2022-08-19T19:05", "2022-08-19", "19:05", "2022-02-30T19:05Z", "2022-08-19T19:05+99:00"),
        *("0222-08-19T19:05Z", "2206-08-19T19:05Z", 5),
    ],
)
def test_anything_else_is_no_instant(value: object) -> None:
    assert instant(value) is None


@each_case(("value", "number"), [(6, 6), (6.0, 6), (-3.0, -3), (0, 0)])
def test_a_whole_number_is_read_however_it_is_written(value: object, number: int) -> None:
    read_number = whole(value)
    assert read_number == number
    assert isinstance(read_number, int)


@each_case("value", [6.5, float("inf"), float("nan"), True, "6", None, [6]])
def test_anything_else_is_no_whole_number(value: object) -> None:
    assert whole(value) is None


@each_case(("value", "read"), [("ura", "ura"), (" a ", " a "), ("　", None), ("", None)])
def test_text_that_is_blank_is_none(value: str, read: str | None) -> None:
    assert text(value) == read


@each_case("value", [5, True, None, ["ura"], {}])
def test_anything_else_is_no_text(value: object) -> None:
    assert text(value) is None


def test_the_texts_of_a_list_are_kept_and_the_rest_is_not() -> None:
    assert texts(["a", 5, None, "", ["b"], "c"]) == ("a", "", "c")
    assert texts("a") == ()
    assert texts(None) == ()


@each_case(
    ("written", "read"),
    [
        ("advertisers < 50", Comparison("advertisers", "<", 50)),
        ("shops<=5_000", Comparison("shops", "<=", 5000)),
        (" p99 >= 1.5 ", Comparison("p99", ">=", 1.5)),
        ("error_rate > 5 %", Comparison("error_rate", ">", 5)),
        ("広告主 != -3", Comparison("広告主", "!=", -3)),
        ("api.calls == 0", Comparison("api.calls", "==", 0)),
    ],
)
def test_a_comparison_is_read(written: str, read: Comparison) -> None:
    assert comparison(written) == read


def test_a_comparison_has_a_finite_limit() -> None:
    found = comparison(f"shops < {'9' * 100}")
    assert found is not None
    assert isfinite(found.limit)
    assert comparison(f"shops < {'9' * 400}") is None


@each_case(
    "written",
    [
        "",
        "shops",
        "shops < many",
        "shops 50",
        "< 50",
        "shops <> 5",
        "a b < 5",
        "a < 5 < 9",
        5,
        None,
    ],
)
def test_anything_else_is_no_comparison(written: object) -> None:
    assert comparison(written) is None


@each_case(
    ("sign", "below", "at", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
        ("==", False, True, False),
        ("!=", True, False, True),
    ],
)
def test_a_comparison_holds_on_its_side_of_the_limit(
    sign: str, below: bool, at: bool, above: bool
) -> None:
    stated = Comparison("shops", sign, 50)
    assert [stated.holds(value) for value in (49.9, 50, 50.1)] == [below, at, above]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("web", "web"),
        ("チーム\u3000A", "チーム\u3000A"),
        (" web\t", "web"),
        ("two\nlines", "two lines"),
        ("two \r\n\u2028lines", "two  lines"),
        ("nul\0\x1b", "nul\ufffd\ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("-", None),
        (" -\n", None),
        ("\n", None),
        ("--", "--"),
        (5, None),
    ],
)
def test_a_name_is_on_one_line_without_controls_and_never_the_sign_for_none(
    value: object, found: str | None
) -> None:
    assert name(value) == found
    assert name(name(value)) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("ura", "ura"),
        ("@ura", "ura"),
        ("@me", "me"),
        ("@ @me", "me"),
        ("＠me", "me"),
        ("@-", None),
        ("@", None),
    ],
)
def test_a_handle_is_a_name_without_the_sign_of_a_chat(value: str, found: str | None) -> None:
    assert handle(value) == found


def test_the_names_of_a_list_leave_out_what_is_none() -> None:
    assert names(["api", "-", 5, "two\nlines"]) == ("api", "two lines")
