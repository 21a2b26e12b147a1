from datetime import date

from kit.judging import RULES, carets, judged, messages


def test_on_the_day_itself_the_visit_is_due_and_not_overdue() -> None:
    assert judged("visit-overdue", "next_visit: 2026-02-05", today=date(2026, 2, 5)) == ()


def test_the_day_after_it_is_overdue() -> None:
    assert messages("visit-overdue", "next_visit: 2026-02-05", today=date(2026, 2, 6)) == [
        "the visit of 2026-02-05 is 1 day overdue on 2026-02-06"
    ]


def test_days_of_grace_are_counted_from_the_visit() -> None:
    for today, count in ((date(2026, 2, 12), 0), (date(2026, 2, 13), 1)):
        findings = judged(
            "visit-overdue", "next_visit: 2026-02-05", today=today, settings={"grace_days": 7}
        )
        assert len(findings) == count


def test_a_closed_risk_is_never_overdue() -> None:
    closed = "status: done\nnext_visit: 2026-02-05"
    assert judged("visit-overdue", closed, today=date(2026, 3, 1)) == ()


def test_an_expired_acceptance_is_said_once_by_its_own_rule() -> None:
    accepted = "status: accepted\nnext_visit: 2026-02-05\nacceptance: {until: 2026-02-10}"
    assert len(judged("visit-overdue", accepted, today=date(2026, 2, 10))) == 1
    assert judged("visit-overdue", accepted, today=date(2026, 2, 11)) == ()
    assert len(judged("acceptance-expired", accepted, today=date(2026, 2, 11))) == 1


def test_it_comes_with_time_alone_and_points_at_the_day() -> None:
    assert RULES["visit-overdue"].dated
    assert carets("visit-overdue", "next_visit: 2026-01-30") == ["next_visit: «2026-01-30»"]
    (finding,) = judged("visit-overdue", "next_visit: 2026-01-30")
    assert finding.help is not None
    assert finding.help.en == "look at the risk, then run srr visit SRR-0001"


def test_an_acceptance_of_the_past_does_not_hide_it() -> None:
    again = "status: watching\nnext_visit: 2026-01-30\nacceptance: {until: 2026-01-30}"
    assert len(judged("visit-overdue", again)) == 1
