"""A risk as it is read, and which one presses most."""

from datetime import date

from srr.documents import document
from srr.records.risk import Acceptance, Risk, risk
from srr.schema.settings import Settings

ENTRY = "- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. Measured."


def read(text: str) -> Risk:
    return risk(document.read("risks/SRR-0001.md", text.encode()), Settings())


def front(**keys: object) -> Risk:
    return read("---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n")


def test_an_acceptance_is_read_whole() -> None:
    accepted = front(
        acceptance="{by: kato, decided: 2026-01-26, because: It costs more., consequences: [Guests wait.],"
        " holds_while: [shops < 50], until: 2026-06-20, reviewer: sato}"
    )
    assert accepted.acceptance == Acceptance(
        by="kato",
        decided=date(2026, 1, 26),
        because="It costs more.",
        consequences=("Guests wait.",),
        holds_while=("shops < 50",),
        until=date(2026, 6, 20),
        reviewer="sato",
    )


def test_a_value_that_cannot_be_understood_is_none() -> None:
    wrong = front(
        created="2026-02-30", next_visit="2026/02/03", likelihood="true", scope="[1]", owner="''"
    )
    assert (wrong.created, wrong.next_visit, wrong.likelihood, wrong.scope, wrong.owner) == (
        None,
    ) * 5


def test_the_priority_is_computed_and_the_stated_one_kept_beside_it() -> None:
    both = front(potential_impact=6, likelihood=2, priority=10)
    assert (both.priority, both.stated_priority) == (12, 10)
    assert front(potential_impact="unknown", likelihood=2).priority == "unknown"
    assert front(potential_impact=6).priority is None


def test_no_priority_is_made_of_a_score_off_the_scales() -> None:
    foreign = front(potential_impact=16, likelihood=4, current_impact=2, scope=4, severity=2)
    scores = foreign.potential_impact, foreign.likelihood, foreign.current_impact
    assert (*scores, foreign.scope, foreign.severity, foreign.priority) == (None,) * 6
    assert front(potential_impact="unknown", likelihood=4).priority is None


def test_the_most_pressing_risk_comes_first() -> None:
    risks = [
        front(
            id="SRR-1", potential_impact=10, likelihood=2, current_impact=0, next_visit="2026-03-01"
        ),
        front(
            id="SRR-2", potential_impact=10, likelihood=2, current_impact=3, next_visit="2026-03-01"
        ),
        front(id="SRR-3", potential_impact="unknown", likelihood=1),
        front(id="SRR-4", potential_impact=0, likelihood=1),
        front(
            id="SRR-5", potential_impact=10, likelihood=2, current_impact=0, next_visit="2026-02-01"
        ),
        front(id="SRR-6"),
        front(id="SRR-0", potential_impact=0, likelihood=1),
    ]
    order = [risk.id for risk in sorted(risks, key=Risk.rank)]
    assert order == ["SRR-3", "SRR-6", "SRR-2", "SRR-5", "SRR-1", "SRR-0", "SRR-4"]


def test_the_window_counts_from_the_last_visit_that_can_be_read() -> None:
    text = "---\ncreated: 2026-01-05\n---\n"
    assert read(text).anchor == date(2026, 1, 5)
    assert read(f"{text}## Visits\n{ENTRY}\n- sometime\n").anchor == date(2026, 1, 30)
    handover = "- 2026-02-01 ura: in-progress, owner ura -> sato, next 2026-02-20. Hers."
    assert read(f"{text}## Visits\n{handover}\n").anchor == date(2026, 1, 5)
    assert read(f"{text}## Visits\n{ENTRY}\n{handover}\n").anchor == date(2026, 1, 30)


def test_a_visit_is_overdue_unless_the_risk_is_done() -> None:
    late, today = {"next_visit": "2026-02-01"}, date(2026, 2, 2)
    assert front(status="watching", **late).is_overdue(today, 0)
    assert not front(status="watching", **late).is_overdue(today, 1)
    assert not front(status="done", **late).is_overdue(today, 0)
    assert not front(status="watching").is_overdue(today, 0)


def test_the_level_follows_where_scope_and_severity_are_both_given() -> None:
    assert front(scope=3, severity=3).level_follows
    assert not front(scope=3).level_follows
    assert not front(severity=3).level_follows


def test_an_acceptance_ends_only_for_a_risk_that_is_accepted() -> None:
    acceptance = "{by: kato, until: 2026-06-20}"
    accepted = front(status="accepted", acceptance=acceptance)
    assert accepted.accepted_until == date(2026, 6, 20)
    assert front(status="watching", acceptance=acceptance).accepted_until is None
    assert front(status="accepted").accepted_until is None


def test_a_risk_is_open_unless_it_is_accepted_or_done() -> None:
    statuses = ("not-started", "in-progress", "watching", "mitigated", "accepted", "done", "odd")
    assert [status for status in statuses if not front(status=status).is_open] == [
        "accepted",
        "done",
    ]
    assert front(id="SRR-0001").is_open
