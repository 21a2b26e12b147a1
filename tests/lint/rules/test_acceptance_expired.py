from datetime import date

from kit.judging import RULES, carets, judged, messages

ACCEPTED = "status: accepted\nacceptance: {until: 2026-02-28}"


def test_on_its_last_day_the_acceptance_holds() -> None:
    assert judged("acceptance-expired", ACCEPTED, today=date(2026, 2, 28)) == ()


def test_the_day_after_it_has_ended() -> None:
    assert messages("acceptance-expired", ACCEPTED, today=date(2026, 3, 1)) == [
        "the acceptance ended on 2026-02-28, 1 day before 2026-03-01"
    ]


def test_a_risk_that_is_worked_on_again_has_nothing_to_renew() -> None:
    again = ACCEPTED.replace("accepted", "in-progress")
    assert judged("acceptance-expired", again, today=date(2027, 1, 1)) == ()


def test_an_end_that_cannot_be_read_is_left_to_the_rule_on_dates() -> None:
    unclear = ACCEPTED.replace("2026-02-28", "2026-02-30")
    assert judged("acceptance-expired", unclear, today=date(2027, 1, 1)) == ()


def test_it_comes_with_time_alone_and_points_at_the_end() -> None:
    assert RULES["acceptance-expired"].dated
    assert carets("acceptance-expired", ACCEPTED, today=date(2026, 3, 1)) == [
        "acceptance: {until: «2026-02-28»}"
    ]
