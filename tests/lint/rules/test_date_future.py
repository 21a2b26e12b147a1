"""Nothing that was done lies after tomorrow; plans may lie as far ahead as they like."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages

TOMORROW, DAY_AFTER = "2026-02-03", "2026-02-04"
INSTANTS = ("started", "detected", "acknowledged", "mitigated", "resolved", "first_notice")
PM = "postmortems/PM-0001.md\n"


def visited(*days: str) -> str:
    return "## Visits\n" + "".join(f"- {day} ura: watching. Quiet.\n" for day in days)


RECORDED = [
    ("created: {}", "created", "created: «{}»"),
    ("noticed: {}", "noticed", "noticed: «{}»"),
    (
        "acceptance: {{by: kato, decided: {}}}",
        "acceptance.decided",
        "acceptance: {{by: kato, decided: «{}»}}",
    ),
    (f"{PM}actions:\n  - {{{{done: {{}}}}}}", "actions.0.done", "  - {{done: «{}»}}"),
]


@each_case(("fragment", "key", "line"), RECORDED)
def test_tomorrow_passes_and_the_day_after_does_not(fragment: str, key: str, line: str) -> None:
    assert judged("date-future", fragment.format(TOMORROW)) == ()
    late = fragment.format(DAY_AFTER)
    assert messages("date-future", late) == [f"{key} is 2026-02-04, and today is 2026-02-02"]
    assert carets("date-future", late) == [line.format(DAY_AFTER)]


def test_a_visit_after_tomorrow_is_pointed_at_as_a_whole() -> None:
    assert judged("date-future", visited(TOMORROW)) == ()
    late = visited("2026-01-30", DAY_AFTER, TOMORROW)
    assert messages("date-future", late) == [
        "a visit of 2026-02-04 is recorded, and today is 2026-02-02"
    ]
    assert carets("date-future", late) == [f"«- {DAY_AFTER} ura: watching. Quiet.»"]


@each_case("key", INSTANTS)
@each_case("offset", ["+09:00", "Z", "-08:00"])
def test_an_instant_counts_by_the_day_that_it_names(key: str, offset: str) -> None:
    last, first = f"{TOMORROW}T23:59{offset}", f"{DAY_AFTER}T00:00{offset}"
    assert judged("date-future", f"{PM}{key}: {last}") == ()
    assert messages("date-future", f"{PM}{key}: {first}") == [
        f"{key} is 2026-02-04, and today is 2026-02-02"
    ]
    assert carets("date-future", f"{PM}{key}: {first}") == [f"{key}: «{first}»"]


def test_the_finding_says_what_to_do_in_both_languages() -> None:
    (day,) = judged("date-future", f"created: {DAY_AFTER}")
    (visit,) = judged("date-future", visited(DAY_AFTER))
    assert day.message.ja == "created が 2026-02-04 だが、今日は 2026-02-02 である"
    assert visit.message.ja == "2026-02-04 の確認が記録されているが、今日は 2026-02-02 である"
    assert day.help == visit.help
    assert day.help is not None
    assert day.help.en == "correct the date; what is planned is recorded when it is done"


@each_case(
    "fragment",
    [
        "next_visit: 2027-02-02",
        "acceptance: {by: kato, decided: 2026-02-02, until: 2027-02-02}",
        f"{PM}actions:\n  - {{id: A1, due: 2027-02-02}}",
        "## Visits\n- 2026-02-02 ura: watching, next 2027-02-02. Quiet.",
        "## Log\n\n- 2027-02-02: the limit will be reached.",
        "x_planned: 2027-02-02",
        "horizon: 2027Q1",
    ],
)
def test_plans_and_prose_may_lie_ahead(fragment: str) -> None:
    assert judged("date-future", fragment) == ()


@each_case(
    "fragment",
    [
        "created: 2027-02-30",
        "created: 2027年2月4日",
        "created: 2206-02-02",
        "# no created",
        f"{PM}started: 2027-02-02",
        f"{PM}actions: [later]",
        "## Visits\n- 2027-02-30 ura: watching. Quiet.",
        "## Visits\n<!-- - 2027-02-02 ura: watching. Quiet. -->",
    ],
)
def test_what_cannot_be_read_as_a_date_is_left_to_other_rules(fragment: str) -> None:
    assert judged("date-future", fragment) == ()


@each_case(
    ("today", "last", "first"),
    [
        (date(2026, 1, 31), "2026-02-01", "2026-02-02"),
        (date(2026, 2, 28), "2026-03-01", "2026-03-02"),
        (date(2028, 2, 28), "2028-02-29", "2028-03-01"),
        (date(2026, 12, 31), "2027-01-01", "2027-01-02"),
    ],
)
def test_tomorrow_may_lie_in_the_next_month_or_year(today: date, last: str, first: str) -> None:
    for fragment in ("created: {}", "## Visits\n- {} ura: watching. Quiet."):
        assert judged("date-future", fragment.format(last), today=today) == ()
        assert len(judged("date-future", fragment.format(first), today=today)) == 1


def test_on_the_last_day_of_the_calendar_nothing_lies_ahead() -> None:
    assert judged("date-future", visited("9999-12-31"), today=date.max) == ()
    assert len(judged("date-future", visited("9999-12-31"))) == 1


@given(st.dates(date(2000, 1, 1), date(2100, 12, 30)), st.integers(-3, 3))
def test_it_fires_exactly_after_tomorrow(today: date, days: int) -> None:
    created = today + timedelta(days)
    if created.year in range(2000, 2101):
        found = judged("date-future", f"created: {created}", today=today)
        assert bool(found) == (days > 1)


def test_an_occurrence_lies_no_further_ahead_than_a_visit() -> None:
    section = "## Occurrences\n- {} sato: 20 minutes, 40 %."
    assert judged("date-future", section.format(TOMORROW)) == ()
    late = section.format(DAY_AFTER)
    assert messages("date-future", late) == [
        "an occurrence of 2026-02-04 is recorded, and today is 2026-02-02"
    ]
    assert carets("date-future", late) == [f"«- {DAY_AFTER} sato: 20 minutes, 40 %.»"]
