from kit.judging import judged, messages

FULL = """\
status: accepted
acceptance:
  by: kato
  decided: 2026-01-26
  because: It costs more than it saves.
  consequences: [Guests wait.]
  until: 2026-07-20
  reviewer: sato
"""


def test_an_acceptance_without_conditions_is_complete() -> None:
    assert judged("acceptance-incomplete", FULL) == ()


def test_another_status_may_keep_part_of_an_old_acceptance() -> None:
    assert judged("acceptance-incomplete", "status: watching\nacceptance: {by: kato}") == ()


def test_an_accepted_risk_without_acceptance_gives_one_finding() -> None:
    (finding,) = judged("acceptance-incomplete", "status: accepted")
    assert finding.key_path == "status"
    assert finding.help is not None
    assert finding.help.en.endswith("by, decided, because, consequences, until, reviewer")


def test_each_missing_key_gives_a_finding_at_the_acceptance() -> None:
    fragment = FULL.replace("  decided: 2026-01-26\n", "").replace("  reviewer: sato\n", "")
    findings = judged("acceptance-incomplete", fragment)
    assert {finding.key_path for finding in findings} == {"acceptance"}
    assert [finding.message.en for finding in findings] == [
        "the acceptance does not say decided (Accepted on)",
        "the acceptance does not say reviewer (Reviewer)",
    ]


def test_an_empty_list_of_consequences_says_nothing() -> None:
    fragment = FULL.replace("[Guests wait.]", "[]")
    assert messages("acceptance-incomplete", fragment) == [
        "the acceptance does not say consequences (Consequences)"
    ]


def test_a_value_of_the_wrong_shape_is_left_to_the_rule_on_values() -> None:
    assert judged("acceptance-incomplete", "status: accepted\nacceptance: yes") == ()
    assert judged("acceptance-incomplete", FULL.replace("2026-07-20", "soon")) == ()
