"""A postmortem that nobody finishes is a finding, from the day after its time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import RULES, carets, judged, messages

RESOLVED = "started: 2026-01-20T10:00+09:00\nresolved: 2026-01-20T10:40+09:00\n"
OWN = {"postmortem": {"draft_for": "1m", "review_for": "3d"}}


def stalled(fragment: str, today: date, **settings: object) -> bool:
    return judged("postmortem-stalled", fragment, today=today, settings=settings) != ()


@pytest.mark.parametrize(("status", "days"), [("draft", 14), ("in-review", 28)])
def test_it_is_in_time_on_the_last_day_and_stalled_on_the_next(status: str, days: int) -> None:
    last = date(2026, 1, 20) + timedelta(days)
    assert not stalled(f"status: {status}\n{RESOLVED}", last)
    assert stalled(f"status: {status}\n{RESOLVED}", last + timedelta(1))


def test_the_message_tells_the_limit_and_the_help_what_to_do() -> None:
    (draft,) = judged("postmortem-stalled", f"status: draft\n{RESOLVED}", today=date(2026, 3, 1))
    assert draft.message.en == (
        "still a draft; the review was due to begin by 2026-02-03, 2 weeks after the incident was resolved"
    )
    assert draft.message.ja == (
        "まだ下書きである。レビューを始める期限は、解決から 2 週間後の 2026-02-03 だった"
    )
    assert draft.help is not None
    assert draft.help.en == "finish the draft and set status: in-review"
    assert draft.key_path == "status"
    review = messages(
        "postmortem-stalled", f"status: in-review\n{RESOLVED}", today=date(2026, 3, 1)
    )
    assert review == [
        "still in review; the review was due to end by 2026-02-17, 4 weeks after the incident was resolved"
    ]


@each_case(
    "fragment",
    [
        f"status: reviewed\n{RESOLVED}",
        f"status: closed\n{RESOLVED}",
        f"status: planned\nkind: drill\n{RESOLVED}",
        f"status: draft\nkind: report\n{RESOLVED}",
        "status: draft\n# no resolved",
        "status: draft\nresolved: soon",
    ],
)
def test_what_is_finished_planned_reported_or_not_resolved_is_not_asked(fragment: str) -> None:
    assert not stalled(fragment, date(2027, 1, 1))


@pytest.mark.parametrize("kind", ["incident", "near-miss", "drill"])
def test_every_other_kind_is(kind: str) -> None:
    assert stalled(f"kind: {kind}\nstatus: draft\n{RESOLVED}", date(2027, 1, 1))


def test_the_settings_give_the_times() -> None:
    assert not stalled(f"status: draft\n{RESOLVED}", date(2026, 2, 20), **OWN)
    assert stalled(f"status: draft\n{RESOLVED}", date(2026, 2, 21), **OWN)
    assert not stalled(f"status: in-review\n{RESOLVED}", date(2026, 1, 23), **OWN)
    assert stalled(f"status: in-review\n{RESOLVED}", date(2026, 1, 24), **OWN)


@given(st.dates(date(2026, 1, 20), date(2026, 12, 31)), st.integers(0, 60))
def test_a_longer_time_never_brings_a_finding(today: date, days: int) -> None:
    fragment = f"status: draft\n{RESOLVED}"
    shorter = {"draft_for": f"{days}d"}
    longer = {"draft_for": f"{days + 1}d"}
    if not stalled(fragment, today, postmortem=shorter):
        assert not stalled(fragment, today, postmortem=longer)


def test_it_comes_with_time_alone_and_points_at_the_status() -> None:
    assert RULES["postmortem-stalled"].dated
    fragment = f"status: draft\n{RESOLVED}"
    assert carets("postmortem-stalled", fragment, today=date(2026, 3, 1)) == ["status: «draft»"]
    (finding,) = judged("postmortem-stalled", fragment, today=date(2026, 3, 1))
    assert len(finding.related) == 1
