from kit.judging import judged, messages


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
