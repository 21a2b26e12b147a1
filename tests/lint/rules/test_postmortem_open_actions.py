import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages

DONE = "actions:\n  - {id: A1, do: It, done: 2026-01-30}\n"
OPEN = "actions:\n  - {id: A1, do: It, done: 2026-01-30}\n  - {id: A2, do: That}\n  - {do: More}\n"


def test_a_closed_postmortem_whose_actions_are_done_passes() -> None:
    assert judged("postmortem-open-actions", f"status: closed\n{DONE}") == ()


@pytest.mark.parametrize("status", ["draft", "in-review", "reviewed"])
def test_actions_may_be_open_until_it_is_closed(status: str) -> None:
    assert judged("postmortem-open-actions", f"status: {status}\n{OPEN}") == ()


def test_a_risk_carries_open_actions_on() -> None:
    assert judged("postmortem-open-actions", f"status: closed\nrisks: [SRR-0001]\n{OPEN}") == ()


def test_a_done_that_is_no_date_leaves_the_action_open() -> None:
    for done in ("2026/01/30", "yes", "0226-01-30"):
        fragment = f"status: closed\n{DONE.replace('2026-01-30', done)}"
        assert messages("postmortem-open-actions", fragment) == [
            "the postmortem is closed, and A1 is not done"
        ]


def test_the_open_actions_are_named() -> None:
    for risks in ("", "risks: []\n"):
        fragment = f"status: closed\n{risks}{OPEN}"
        assert messages("postmortem-open-actions", fragment) == [
            "the postmortem is closed, and A2, #3 are not done"
        ]


def test_it_points_at_the_status_and_names_the_place_of_each_open_action() -> None:
    (finding,) = judged("postmortem-open-actions", f"status: closed\n{OPEN}")
    rows = [place.line for place in finding.related]
    assert len(rows) == 2
    assert rows[1] == rows[0] + 1
    assert carets("postmortem-open-actions", f"status: closed\n{OPEN}") == ["status: «closed»"]


OTHER = "\nrisks/SRR-0001.md\nstatus: {}\nrisks/SRR-0002.md\nstatus: {}"


@each_case(
    ("statuses", "count"),
    [
        (("watching", "done"), 0),
        (("done", "watching"), 0),
        (("accepted", "done"), 1),
        (("done", "done"), 1),
    ],
)
def test_only_a_risk_that_is_open_carries_them_on(statuses: tuple[str, str], count: int) -> None:
    fragment = f"status: closed\nrisks: [SRR-0001, SRR-0002]\n{OPEN}{OTHER.format(*statuses)}"
    assert len(judged("postmortem-open-actions", fragment)) == count
