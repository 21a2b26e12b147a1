from kit.judging import carets, judged

ACCEPTED = "status: accepted\nowner: ura\nacceptance: {{by: {by}}}"


def test_somebody_else_may_decide() -> None:
    assert judged("acceptance-self-approved", ACCEPTED.format(by="urano")) == ()


def test_nobody_named_is_left_to_the_rule_on_completeness() -> None:
    assert judged("acceptance-self-approved", "status: accepted\nacceptance: {}") == ()


def test_the_same_handle_in_capitals_is_the_same_person() -> None:
    (finding,) = judged("acceptance-self-approved", ACCEPTED.format(by="Ura"))
    assert finding.key_path == "acceptance.by"


def test_an_old_acceptance_is_history() -> None:
    again = ACCEPTED.format(by="ura").replace("accepted", "watching")
    assert judged("acceptance-self-approved", again) == ()


def test_it_points_at_the_one_who_decided_and_names_the_owner() -> None:
    assert carets("acceptance-self-approved", ACCEPTED.format(by="ura")) == [
        "acceptance: {by: «ura»}"
    ]
    (finding,) = judged("acceptance-self-approved", ACCEPTED.format(by="ura"))
    assert len(finding.related) == 1
