from datetime import date

import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages

VISITED = "status: {status}\ncreated: 2026-01-02\nnext_visit: {due}\n\n## Visits\n- 2026-01-31 ura: {status}."
ACCEPTED = (
    "status: accepted\ncreated: 2026-01-05\nnext_visit: {due}\nacceptance: {{until: 2026-03-31}}"
)


@each_case(
    ("status", "first", "last"),
    [
        ("not-started", "2026-01-31", "2026-02-14"),
        ("in-progress", "2026-02-07", "2026-02-28"),
        ("watching", "2026-02-28", "2026-04-30"),
        ("mitigated", "2026-02-28", "2026-04-30"),
        ("accepted", "2026-02-28", "2026-07-31"),
    ],
)
def test_both_ends_of_the_window_belong_to_it(status: str, first: str, last: str) -> None:
    for due in (first, last):
        assert judged("visit-window", VISITED.format(status=status, due=due)) == ()


@each_case(
    ("status", "due", "way"),
    [
        ("in-progress", "2026-02-06", "early"),
        ("in-progress", "2026-03-01", "late"),
        ("watching", "2026-02-27", "early"),
        ("accepted", "2026-08-01", "late"),
    ],
)
def test_the_day_outside_either_end_does_not(status: str, due: str, way: str) -> None:
    (message,) = messages("visit-window", VISITED.format(status=status, due=due))
    assert message.startswith(f"{due} is too {way}")


def test_the_message_shows_how_the_window_is_counted() -> None:
    (message,) = messages("visit-window", VISITED.format(status="watching", due="2026-05-01"))
    assert message == (
        '2026-05-01 is too late: the next visit of a risk with status "Watching" is 1 month to 3 months '
        "after the last visit on 2026-01-31, so from 2026-02-28 to 2026-04-30"
    )


def test_a_closed_risk_and_one_without_dates_have_no_window() -> None:
    assert judged("visit-window", "status: done\nnext_visit: 2030-01-01") == ()
    assert judged("visit-window", "# no created\nnext_visit: 2030-01-01") == ()


def test_a_valid_file_stays_valid_as_the_day_draws_near() -> None:
    fragment = VISITED.format(status="watching", due="2026-03-31")
    for today in (date(2026, 2, 1), date(2026, 3, 30), date(2027, 1, 1)):
        assert judged("visit-window", fragment, today=today) == ()


def test_an_accepted_risk_is_visited_by_the_end_of_its_acceptance() -> None:
    assert judged("visit-window", ACCEPTED.format(due="2026-03-31")) == ()
    assert messages("visit-window", ACCEPTED.format(due="2026-04-01")) == [
        "2026-04-01 is too late: the acceptance ends on 2026-03-31"
    ]


LAST_MONTH = "\n\n## Visits\n- 2026-03-16 ura: accepted."


@pytest.mark.parametrize("due", ["2026-03-17", "2026-03-29", "2026-03-31"])
def test_in_the_last_month_of_an_acceptance_every_day_up_to_its_end_will_do(due: str) -> None:
    assert judged("visit-window", ACCEPTED.format(due=due) + LAST_MONTH) == ()


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-04-01", "2026-04-01 is too late: the acceptance ends on 2026-03-31"),
        ("2026-04-16", "2026-04-16 is too late: the acceptance ends on 2026-03-31"),
        (
            "2026-03-16",
            "2026-03-16 is too early: the next visit is from 2026-03-17 to 2026-03-31, when the acceptance ends",
        ),
    ],
)
def test_a_day_outside_the_last_month_is_told_with_those_that_will_do(due: str, said: str) -> None:
    (finding,) = judged("visit-window", ACCEPTED.format(due=due) + LAST_MONTH)
    assert finding.message.en == said
    assert finding.help is not None
    assert finding.help.en == "write a day from 2026-03-17 to 2026-03-31, or renew the acceptance"


@pytest.mark.parametrize("visited", ["2026-03-31", "2026-04-07"])
def test_an_acceptance_that_is_over_by_the_visit_must_be_renewed(visited: str) -> None:
    visits = f"\n\n## Visits\n- {visited} ura: accepted."
    for due in (visited, "2026-05-15", "2026-06-01"):
        (finding,) = judged("visit-window", ACCEPTED.format(due=due) + visits)
        assert finding.message.en == (
            "no day is left for the next visit: the acceptance ends on 2026-03-31, "
            f"not after the last visit on {visited}"
        )
        assert finding.help is not None
        assert finding.help.en == ("renew the acceptance with a later until, or change the status")


def test_an_acceptance_of_the_past_does_not_bind_another_status() -> None:
    fragment = ACCEPTED.format(due="2026-04-01").replace("accepted", "watching")
    assert judged("visit-window", fragment) == ()


def test_last_years_number_is_recognised() -> None:
    (finding,) = judged("visit-window", "created: 2025-12-29\nnext_visit: 2027-01-05")
    assert finding.help is not None
    assert finding.help.en == "did you mean 2026-01-05?"


def test_the_windows_are_a_setting() -> None:
    settings = {"windows": {"not-started": ["0d", "2m"]}}
    assert judged("visit-window", "next_visit: 2026-03-26", settings=settings) == ()


def test_a_visit_after_the_acceptance_points_at_its_date_and_refers_to_the_end() -> None:
    fragment = ACCEPTED.format(due="2026-04-01")
    assert carets("visit-window", fragment) == ["next_visit: «2026-04-01»"]
    (finding,) = judged("visit-window", fragment)
    (until,) = finding.related
    assert until.line == finding.place.line + 1


@each_case(
    ("fragment", "related"),
    [
        (VISITED.format(status="watching", due="2026-05-01"), 0),
        (ACCEPTED.format(due="2026-04-01"), 1),
        (ACCEPTED.format(due="2026-05-15") + "\n\n## Visits\n- 2026-03-31 ura: accepted.", 1),
        (
            "# no created\n"
            + ACCEPTED.format(due="2026-04-01").replace("created: 2026-01-05\n", ""),
            1,
        ),
    ],
)
def test_it_points_at_the_next_visit_and_names_the_end_of_the_acceptance(
    fragment: str, related: int
) -> None:
    (finding,) = judged("visit-window", fragment)
    (line,) = carets("visit-window", fragment)
    assert line.startswith("next_visit: «2026-")
    assert len(finding.related) == related


def test_without_a_day_to_count_from_the_end_of_the_acceptance_still_binds() -> None:
    fragment = "# no created\nstatus: accepted\nnext_visit: {}\nacceptance: {{until: 2026-03-31}}"
    assert judged("visit-window", fragment.format("2026-03-31")) == ()
    (finding,) = judged("visit-window", fragment.format("2026-04-01"))
    assert finding.help is not None
    assert finding.help.en == "write a day up to then, or renew the acceptance"
    unbound = "# no created\nstatus: accepted\nnext_visit: 2026-04-01"
    assert judged("visit-window", unbound) == ()


def test_a_day_before_the_one_to_count_from_is_left_to_the_rule_on_order() -> None:
    assert judged("visit-window", "created: 2026-01-26\nnext_visit: 2026-01-25") == ()


def test_before_the_first_visit_it_is_counted_from_the_creation() -> None:
    (finding,) = judged("visit-window", "created: 2026-01-26\nnext_visit: 2026-02-10")
    assert "after its creation on 2026-01-26, so from 2026-01-26 to" in finding.message.en
    assert finding.help is not None
    assert finding.help.en == "write a day in that window"


IMPORTED = (
    "status: watching\ncreated: 2024-05-01\nnext_visit: 2026-07-01\n"
    "imported: {from: notion, key: a1, date: 2026-01-28, hash: x}\n\n## Visits\n"
)


def test_an_imported_risk_keeps_the_date_of_its_source_until_its_first_visit() -> None:
    assert judged("visit-window", IMPORTED) == ()
    assert len(judged("visit-window", f"{IMPORTED}- 2026-01-30 ura: watching. Still flat.")) == 1
