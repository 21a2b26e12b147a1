"""Dates as other programs write them: each layout, and what is refused since two readings make sense."""

from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.importers.dates import UNDECIDED, Days, Order, order, read
from srr.language import Text

TOKYO = timezone(timedelta(hours=9))
DAY_FIRST = order([], day_first=True)
MONTH_FIRST = order([], day_first=False)


def day(text: str, by: Order = UNDECIDED) -> str:
    found = read(text, by)
    assert isinstance(found, Days), found
    assert found.last is None
    return found.first.isoformat()


def refusal(text: str, by: Order = UNDECIDED) -> str:
    found = read(text, by)
    assert isinstance(found, Text), found
    return found.en


@each_case(
    "text",
    [
        *("2026-03-31", "2026/3/31", "2026.3.31", "2026.3.31.", "20260331"),
        *("2026年3月31日", "2026年 3月 31日", "２０２６／３／３１", "2026年3月31日（火）"),
        *("令和8年3月31日", "R8.3.31", "31.3.2026", "31/Mar/26", "31/Mar/2026", "Mar/31/26"),
        *(
            "31/3月/26",
            "31-Mar-2026",
            "2026-Mar-31",
            "March 31, 2026",
            "Mar 31 2026",
            "31 March 2026",
        ),
        *("31st March 2026", "Tuesday, March 31, 2026", "Tue, 31 Mar 2026", "@March 31, 2026"),
        *("  31  March\u00a02026 ", "31/3/2026", "3/31/2026", "31-3-2026", "3/31/26"),
    ],
)
def test_a_day_is_read_in_each_layout(text: str) -> None:
    assert day(text) == "2026-03-31"


@each_case(
    "time",
    [
        *(
            " 14:46",
            "T14:46:00Z",
            "T14:46:00.123+09:00",
            " 2:46 PM",
            " 2:46 p.m.",
            " 14:46 (GMT+9)",
        ),
        *(" 2:46 午後", " 14時46分", ", 14:46", " at 14:46", " 14:46 UTC"),
    ],
)
def test_a_time_behind_the_day_is_passed_over(time: str) -> None:
    assert day(f"2026-03-31{time}") == "2026-03-31"


@each_case(
    ("text", "expected"),
    [
        ("2026-07-01T22:30:00Z", date(2026, 7, 2)),
        ("2026-07-01T14:30:00Z", date(2026, 7, 1)),
        ("July 1, 2026 11:59 PM (GMT-5)", date(2026, 7, 2)),
        ("2026-07-01 23:30", date(2026, 7, 1)),
        ("2026-07-01 12:30 AM (GMT+9)", date(2026, 7, 1)),
        ("2026-07-01 11:30 午後 (GMT+0)", date(2026, 7, 2)),
        ("2026-07-01 11:30 午前 (GMT+0)", date(2026, 7, 1)),
        ("9999-12-31T23:00:00Z", date(9999, 12, 31)),
    ],
)
def test_an_instant_with_an_offset_is_the_day_in_the_zone(text: str, expected: date) -> None:
    assert read(text, zone=TOKYO) == Days(expected)


@each_case(
    ("text", "last"),
    [
        ("April 23, 2024 → May 22, 2024", date(2024, 5, 22)),
        ("2024年4月23日 → 2024年5月22日", date(2024, 5, 22)),
        ("2024/04/23 〜 2024/05/22", date(2024, 5, 22)),
        ("April 23, 2024 9:00 AM → 10:00 AM", None),
    ],
)
def test_a_range_has_its_two_ends(text: str, last: date | None) -> None:
    assert read(text) == Days(date(2024, 4, 23), last)


@each_case(
    ("text", "why"),
    [
        ("2026-02-30", "does not exist"),
        ("13/13/2026", "does not exist"),
        ("2026-03-31 25:00", "does not exist"),
        ("May 22, 2024 → April 23, 2024", "ends before it begins"),
        ("2024-01-01 → 2024-01-02 → 2024-01-03", "is not a date"),
        *(
            (text, "is not a date")
            for text in ("", "Q2 2026", "2026年3月", "3/31", "ASAP", "46112")
        ),
        *((text, "is not a date") for text in ("31. März 2026", "x" * 200)),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str, why: str) -> None:
    assert why in refusal(text)


@each_case("text", ["6/7/2026", "06-07-2026", "6/7/26", "26/12/28"])
def test_a_day_that_two_orders_allow_is_refused_until_somebody_says_which(text: str) -> None:
    assert "set day_first in the map" in refusal(text)


def test_the_map_says_which_number_is_the_day() -> None:
    assert day("6/7/2026", DAY_FIRST) == "2026-07-06"
    assert day("6/7/2026", MONTH_FIRST) == "2026-06-07"
    assert "does not exist" in refusal("31/3/2026", MONTH_FIRST)
    assert day("7/7/2026") == "2026-07-07"


def test_the_whole_column_decides_where_it_agrees() -> None:
    by = order(["6/7/2026", "21/7/2026 16:14", "1/7/2026 → 30/7/2026", "July 1, 2026", ""])
    assert by.day_first is True
    assert by.evidence.en == "2 rows only make sense as day/month"
    assert day("6/7/2026", by) == "2026-07-06"


def test_a_column_that_contradicts_itself_decides_nothing_and_says_so() -> None:
    by = order(["21/6/2026", "6/21/2026", "6/22/2026"])
    assert by.day_first is None
    assert "1 row only makes sense as day/month, and 2 rows only make" in refusal("6/7/2026", by)
    assert day("6/21/2026", by) == "2026-06-21"


@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(read(text, order([text]), TOKYO), Days | Text)


@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)), st.times())
def test_every_day_is_read_as_it_was_written(written_on: date, at: time) -> None:
    instant = datetime.combine(written_on, at)
    forms = ("%Y-%m-%d %H:%M", "%Y/%m/%d", "%B %d, %Y %I:%M %p", "%d/%b/%y %I:%M %p")
    written = [instant.strftime(form) for form in forms]
    written.append(f"{instant.year}年{instant.month}月{instant.day}日 {instant.hour}:00")
    for text in written:
        assert day(text) == instant.date().isoformat()
    assert day(instant.strftime("%d/%m/%Y"), DAY_FIRST) == instant.date().isoformat()
    assert day(instant.strftime("%m/%d/%y"), MONTH_FIRST) == instant.date().isoformat()
