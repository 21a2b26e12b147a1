import pytest

from kit.judging import carets, judged, messages
from srr.documents.edit import SetValue

PM = "postmortems/PM-0001.md\n"


@pytest.mark.parametrize(
    "fine",
    [
        "noticed: 2024-02-29",
        "noticed:",
        "noticed: 2000-01-01",
        "next_visit: 2100-12-31",
        f"{PM}started: 2026-01-20T10:00Z",
        f"{PM}started: 2026-01-20 10:00:30.5-05:30",
        "created: 2021-01-01\nacceptance: {on: 2026-01-10, until: 2027-12-31}",
    ],
)
def test_a_date_that_exists_and_is_plausible_gives_no_finding(fine: str) -> None:
    assert judged("field-date", fine) == ()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2025-02-30", "2025-02-30 does not exist: February 2025 has 28 days"),
        ("2025/02/30", "2025-02-30 does not exist: February 2025 has 28 days"),
        ("2025-02-29", "2025-02-29 does not exist: 2025 is not a leap year"),
        ("2025-13-01", "2025-13-01 does not exist: a year has 12 months"),
        ("2025-01-00", "2025-01-00 does not exist: days count from 1"),
        (
            "0000-01-01",
            "2025-01-00 does not exist: days count from 1".replace("2025-01-00", "0000-01-01"),
        ),
        ("0225-02-03", "the year of 0225-02-03 is not plausible"),
        ("20255-02-03", "the year of 20255-02-03 is not plausible"),
        ("1999-12-31", "the year of 1999-12-31 is not plausible"),
        ("2025", "2025 is not a date"),
        ("yesterday", "yesterday is not a date"),
        ("''", '"" is not a date'),
        ("2025-02-03T10:00", "2025-02-03T10:00 has a time of day; noticed is a day"),
        ("[2025-02-03]", "2025-02-03 is not a date"),
    ],
)
def test_a_date_that_cannot_be_counted_from_says_why(written: str, message: str) -> None:
    assert messages("field-date", f"noticed: {written}") == [message]


@pytest.mark.parametrize("written", ["2025/02/03", "2025-2-3", "2025.02.03", "２０２５年２月３日"])
def test_another_way_of_writing_a_date_carries_its_fix(written: str) -> None:
    (finding,) = judged("field-date", f"noticed: {written}")
    assert finding.fix == (SetValue(("noticed",), "2025-02-03"),)


@pytest.mark.parametrize(
    "written",
    [
        "2025-02-03T00:00:00.000Z",
        "'2025-02-03T00:00:00.000Z'",
        '"2025-02-03 00:00:00"',
        "2025-02-03T00:00+09:00",
        "２０２５-０２-０３Ｔ００:００:００.０００Ｚ",
    ],
)
def test_the_midnight_at_which_a_day_begins_is_the_day(written: str) -> None:
    (finding,) = judged("field-date", f"noticed: {written}")
    assert finding.fix == (SetValue(("noticed",), "2025-02-03"),)


@pytest.mark.parametrize("written", ["2025-02-02T15:00:00.000Z", "2025-02-02 00:01"])
def test_another_time_of_day_has_no_place_in_a_day(written: str) -> None:
    (finding,) = judged("field-date", f"noticed: {written}")
    assert finding.message.en == f"{written} has a time of day; noticed is a day"
    assert finding.fix == ()


def test_a_slip_in_the_year_is_asked_about_and_not_mended() -> None:
    (finding,) = judged("field-date", "created: 2026-01-26\nnoticed: 0226-01-20")
    assert finding.help
    assert finding.help.en == "did you mean 2026-01-20?"
    assert finding.fix == ()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2026-01-20T10:00", "2026-01-20T10:00 has no offset from UTC"),
        ("2026-01-20 10:00", "2026-01-20 10:00 has no offset from UTC"),
        ("2026-01-20", "2026-01-20 has no time of day"),
        ("10:00", "10:00 has no date"),
        ("2026-01-20T25:00+09:00", "2026-01-20T25:00+09:00 does not exist: a day ends at 23:59"),
        ("2026-02-29T10:00+09:00", "2026-02-29 does not exist: 2026 is not a leap year"),
        ("2206-01-20T10:00Z", "the year of 2206-01-20T10:00Z is not plausible"),
        ("noon", "noon is not a date with a time"),
        ("2026", "2026 is not a date with a time"),
    ],
)
def test_an_instant_that_cannot_be_placed_says_why(written: str, message: str) -> None:
    assert messages("field-date", f"{PM}first_notice: {written}") == [message]


@pytest.mark.parametrize(
    "written",
    ["2026-01-20T10:00+0900", "2026/01/20 10:00 JST", "２０２６-０１-２０ １０：００＋０９：００"],
)
def test_another_way_of_writing_an_instant_carries_its_fix(written: str) -> None:
    (finding,) = judged("field-date", f"{PM}first_notice: {written}")
    assert finding.fix == (SetValue(("first_notice",), "2026-01-20T10:00+09:00"),)


def test_the_dates_of_actions_and_of_an_acceptance_are_looked_at_too() -> None:
    (action,) = judged("field-date", f"{PM}actions:\n  - {{id: A1, do: a, due: 2026-02-30}}")
    (until,) = judged("field-date", "acceptance: {until: 2026-06-31}")
    assert (action.key_path, until.key_path) == ("actions.0.due", "acceptance.until")


def test_an_acceptance_that_ends_years_later_is_not_plausible() -> None:
    (message,) = messages("field-date", "acceptance: {on: 2026-01-26, until: 2029-01-26}")
    assert message == "2029-01-26 is more than two years after 2026-01-26"
    assert carets("field-date", "acceptance: {on: 2026-01-26, until: 2029-01-26}") == [
        "acceptance: {on: 2026-01-26, until: «2029-01-26»}"
    ]
