from kit.judging import carets, judged, messages


def test_a_closed_risk_needs_no_visit() -> None:
    assert judged("visit-missing", "# no next_visit\nstatus: done\nresolution: fixed") == ()


def test_an_empty_value_and_an_unknown_status_are_left_to_other_rules() -> None:
    assert judged("visit-missing", "next_visit:") == ()
    assert judged("visit-missing", "# no next_visit\nstatus: paused") == ()


def test_an_accepted_risk_needs_a_visit() -> None:
    assert messages("visit-missing", "# no next_visit\nstatus: accepted") == [
        'a risk with status "Accepted" needs a next visit'
    ]


def test_the_help_names_the_days_to_choose_from() -> None:
    (finding,) = judged("visit-missing", "# no next_visit\ncreated: 2026-01-26")
    assert finding.help is not None
    assert finding.help.en == "add next_visit, a day from 2026-01-26 to 2026-02-09"
    (finding,) = judged("visit-missing", "# no next_visit\n# no created")
    assert finding.help is not None
    assert finding.help.en == "add next_visit"


def test_the_help_knows_the_end_of_the_acceptance() -> None:
    fragment = (
        "# no next_visit\nstatus: accepted\ncreated: 2026-01-26\nacceptance: {{until: {until}}}"
    )
    said = []
    for until in ("2026-02-11", "2026-03-26", "2026-01-26"):
        (finding,) = judged("visit-missing", fragment.format(until=until))
        assert finding.help is not None
        said.append(finding.help.en)
    assert said == [
        "add next_visit, a day from 2026-01-27 to 2026-02-11",
        "add next_visit, a day from 2026-02-26 to 2026-03-26",
        "renew the acceptance with a later until, then add next_visit",
    ]


def test_it_points_at_the_status() -> None:
    assert carets("visit-missing", "# no next_visit") == ["«status»: not-started"]
