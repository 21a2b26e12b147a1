from datetime import date

import pytest

from kit.judging import judged, messages

VISITED = "status: {status}\ncreated: 2026-01-02\nnext_visit: {due}\n\n## Visits\n- 2026-01-31 ura: {status}."
ACCEPTED = (
    "status: accepted\ncreated: 2026-01-05\nnext_visit: {due}\nacceptance: {{until: 2026-03-31}}"
)


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
