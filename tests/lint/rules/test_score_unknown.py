from datetime import date

from kit.judging import carets, judged

UNKNOWN = "created: 2026-01-05\ncurrent_impact: unknown\npotential_impact: unknown"


def test_on_the_last_day_the_time_to_find_out_has_not_passed() -> None:
    assert judged("score-unknown", UNKNOWN, today=date(2026, 2, 5)) == ()


def test_the_day_after_each_unknown_impact_is_reported() -> None:
    findings = judged("score-unknown", UNKNOWN, today=date(2026, 2, 6))
    assert [finding.key_path for finding in findings] == ["current_impact", "potential_impact"]
    assert "2026-02-05" in findings[0].message.en
    assert findings[0].help is not None
    assert "0, 1, 3, 6, 10" in findings[0].help.en


def test_a_closed_risk_may_stay_unknown() -> None:
    closed = f"{UNKNOWN}\nstatus: done\nresolution: obsolete"
    assert judged("score-unknown", closed, today=date(2026, 12, 1)) == ()


def test_the_time_is_a_setting() -> None:
    later = date(2026, 3, 1)
    assert judged("score-unknown", UNKNOWN, today=later, settings={"unknown_for": "3m"}) == ()


def test_without_a_creation_date_nothing_is_counted() -> None:
    assert judged("score-unknown", f"# no created\n{UNKNOWN[20:]}", today=date(2027, 1, 1)) == ()


def test_it_points_at_each_impact_that_is_unknown() -> None:
    day = date(2026, 2, 6)
    assert carets("score-unknown", UNKNOWN, today=day) == [
        "current_impact: «unknown»",
        "potential_impact: «unknown»",
    ]
    one = UNKNOWN.replace("potential_impact: unknown", "potential_impact: 6")
    assert carets("score-unknown", one, today=day) == ["current_impact: «unknown»"]
    other = UNKNOWN.replace("current_impact: unknown", "current_impact: 0")
    assert carets("score-unknown", other, today=day) == ["potential_impact: «unknown»"]
