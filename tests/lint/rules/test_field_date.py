import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.documents.edit import SetValue

PM = "postmortems/PM-0001.md\n"


@each_case(
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


@each_case(
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


@each_case("written", ["2025/02/03", "2025-2-3", "2025.02.03", "２０２５年２月３日"])
def test_another_way_of_writing_a_date_carries_its_fix(written: str) -> None:
    (finding,) = judged("field-date", f"noticed: {written}")
    assert finding.fix == (SetValue(("noticed",), "2025-02-03"),)


@each_case(
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


@each_case(
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


def test_it_points_at_the_date() -> None:
    fragment = "noticed: 2025-02-30\nacceptance: {until: 2026-06-31}"
    assert carets("field-date", fragment) == [
        "noticed: «2025-02-30»",
        "acceptance: {until: «2026-06-31»}",
    ]


@each_case(
    ("written", "message"),
    [
        ("2025-00-10", "2025-00-10 does not exist: a year has 12 months"),
        ("2025-12-32", "2025-12-32 does not exist: December 2025 has 31 days"),
        ("2025-04-31", "2025-04-31 does not exist: April 2025 has 30 days"),
        ("0001-01-01", "the year of 0001-01-01 is not plausible"),
        ("2101-01-01", "the year of 2101-01-01 is not plausible"),
    ],
)
def test_the_edges_of_the_calendar_are_known(written: str, message: str) -> None:
    assert messages("field-date", f"noticed: {written}") == [message]


@each_case(
    ("written", "help_text"),
    [
        ("0225-01-20", "did you mean 2025-01-20?"),
        ("20266-01-20", "did you mean 2026-01-20?"),
        ("2207-01-20", "did you mean 2027-01-20?"),
        ("1926-01-20", "did you mean 2026-01-20?"),
        ("9999-01-20", "write a year from 2000 to 2100"),
    ],
)
def test_the_year_that_was_meant_is_beside_one_of_the_other_dates(
    written: str, help_text: str
) -> None:
    (finding,) = judged("field-date", f"created: 2026-01-26\nnoticed: {written}")
    assert finding.help is not None
    assert finding.help.en == help_text


@pytest.mark.parametrize(
    ("detected", "offset"),
    [
        ("2026-01-20T10:05Z", "Z"),
        ("2026-01-20T10:05-05:30", "-05:30"),
        ("noon", "+09:00"),
    ],
)
def test_an_instant_without_an_offset_is_offered_that_of_the_others(
    detected: str, offset: str
) -> None:
    others = f"# no started\n# no acknowledged\n# no mitigated\n# no resolved\ndetected: {detected}"
    found = judged("field-date", f"{PM}{others}\nfirst_notice: 2026-01-20 10:00")
    helps = [finding.help.en for finding in found if finding.help and "noon" not in finding.message]
    assert f"write 2026-01-20T10:00{offset}, or the offset of your zone" in helps


@each_case(
    ("written", "message"),
    [
        ("0226-01-20 10:00", "the year of 0226-01-20 10:00 is not plausible"),
        ("2206/01/20 10:00Z", "the year of 2206/01/20 10:00Z is not plausible"),
        ("2026-01-20T10:00+99:00", "2026-01-20T10:00+99:00 is not a date with a time"),
        ("[2026-01-20]", "2026-01-20 is not a date with a time"),
    ],
)
def test_an_instant_that_is_close_to_one_says_why(written: str, message: str) -> None:
    assert messages("field-date", f"{PM}first_notice: {written}") == [message]


ACCEPTANCE = "created: 2026-01-26\nacceptance: {{decided: {}, until: {}}}"


@each_case(
    ("decided", "until", "found"),
    [
        ("2026-02-01", "2028-02-01", []),
        ("2026-02-01", "2028-02-02", ["2028-02-02 is more than two years after 2026-02-01"]),
        ("2025-02-01", "2028-01-26", []),
        ("2025-02-01", "2028-01-27", ["2028-01-27 is more than two years after 2026-01-26"]),
    ],
)
def test_an_acceptance_lasts_two_years_at_most_from_the_later_day(
    decided: str, until: str, found: list[str]
) -> None:
    assert messages("field-date", ACCEPTANCE.format(decided, until)) == found


def test_the_end_of_an_acceptance_that_is_too_far_is_pointed_at() -> None:
    fragment = "# no created\nacceptance: {until: 2099-01-01}"
    assert messages("field-date", fragment) == []
    (finding,) = judged("field-date", ACCEPTANCE.format("2026-02-01", "2029-02-01"))
    assert finding.help is not None
    assert finding.key_path == "acceptance.until"
    assert carets("field-date", ACCEPTANCE.format("2026-02-01", "2029-02-01")) == [
        "acceptance: {decided: 2026-02-01, until: «2029-02-01»}"
    ]


def test_a_time_of_day_within_a_mapping_is_named_by_its_own_key() -> None:
    (finding,) = judged("field-date", "acceptance: {until: '2026-02-03T10:00'}")
    assert finding.message.en == "2026-02-03T10:00 has a time of day; until is a day"
    assert finding.help is not None
    assert finding.help.en == "write 2026-02-03"


def test_an_instant_with_a_slip_in_the_year_is_asked_about() -> None:
    (finding,) = judged("field-date", f"{PM}first_notice: 0226-01-20 10:00")
    assert finding.help is not None
    assert finding.help.en == "did you mean 2026-01-20 10:00?"
