from kit.judging import carets, judged, messages


def test_an_unknown_potential_impact_is_worth_a_record() -> None:
    assert judged("score-admission", "potential_impact: unknown") == ()


def test_a_closed_risk_may_have_become_small() -> None:
    closed = "potential_impact: 0\nstatus: done\nresolution: fixed"
    assert judged("score-admission", closed) == ()


def test_the_least_level_is_a_setting() -> None:
    assert judged("score-admission", "potential_impact: 1", settings={"admission": 1}) == ()
    assert messages("score-admission", "potential_impact: 6", settings={"admission": 10}) == [
        "a potential impact of 6 is below 10, the least worth a record"
    ]


def test_it_points_at_the_level_below_the_least() -> None:
    assert carets("score-admission", "potential_impact: 1") == ["potential_impact: «1»"]
    assert judged("score-admission", "potential_impact: 3") == ()
