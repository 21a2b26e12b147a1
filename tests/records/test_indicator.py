"""The last number of an indicator on a day, and whether it still counts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents.tree import NotAFile
from srr.records.indicator import Indicator, Reading, indicators_in, is_indicator_path, path_of
from srr.schema.dates import Duration

SHOPS = b"date,value\n2026-01-05,10\n2026-01-12,12\n2026-02-02,15\n"
MAX_AGE = Duration(35, "d")


def shops(raw: bytes = SHOPS) -> Indicator:
    return indicators_in({path_of("shops"): raw})["shops"]


@each_case(
    ("path", "is_one"),
    [
        ("indicators/shops.csv", True),
        ("indicators/店舗数.csv", True),
        ("indicators/2026/shops.CSV", True),
        ("indicators/README.md", False),
        ("indicators/.shops.csv", False),
        ("risks/shops.csv", False),
        ("shops.csv", False),
    ],
)
def test_a_csv_in_the_folder_is_an_indicator(path: str, is_one: bool) -> None:
    assert is_indicator_path(path) is is_one


@each_case(
    ("today", "value"),
    [
        (date(2026, 1, 3), None),
        (date(2026, 1, 4), 10),  # somewhere in the east it is the 5th
        (date(2026, 1, 31), 12),
        (date(2026, 2, 1), 15),
        (date(2027, 1, 1), 15),
    ],
)
def test_the_last_row_up_to_today_counts(today: date, value: float | None) -> None:
    last = shops().last(today)
    assert (last and last.value) == value


@given(st.integers(-400, 400))
def test_a_value_is_stale_once_its_age_is_beyond_the_limit(days: int) -> None:
    today = date(2026, 2, 2) + timedelta(days)
    last = shops().last(today)
    expected = last is not None and today > last.on + timedelta(35)
    assert shops().is_stale(today, MAX_AGE) is expected


def test_on_the_last_day_of_its_age_a_value_still_counts() -> None:
    assert not shops().is_stale(date(2026, 3, 9), MAX_AGE)
    assert shops().is_stale(date(2026, 3, 10), MAX_AGE)


def test_the_file_shows_its_lines() -> None:
    assert shops().document.line(2) == "2026-01-05,10"
    assert shops().document.path == "indicators/shops.csv"


def test_without_a_row_nothing_is_stale_and_nothing_known() -> None:
    assert shops(b"date,value\n").last(date(2026, 2, 2)) is None
    assert not shops(b"date,value\n").is_stale(date(2026, 2, 2), MAX_AGE)


def test_what_is_not_a_file_holds_no_row() -> None:
    link = NotAFile("symlink", "/etc/passwd")
    found = indicators_in({path_of("shops"): link})["shops"]
    assert found.not_a_file == link
    assert found.last(date(2026, 2, 2)) is None


def test_a_reading_has_the_day_of_its_row() -> None:
    assert shops().last(date(2026, 1, 20)) == Reading(date(2026, 1, 12), 12.0)
