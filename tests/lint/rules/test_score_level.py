from kit.judging import carets, judged, messages
from srr.documents.edit import SetValue


def test_a_level_without_scope_or_severity_is_taken_as_it_is() -> None:
    assert judged("score-level", "potential_impact: 10") == ()
    assert judged("score-level", "potential_impact: 10\nscope: 1") == ()


def test_the_level_is_the_highest_that_the_score_reaches() -> None:
    for scope, severity, level in (
        (1, 1, 1),
        (3, 1, 3),
        (2, 3, 6),
        (3, 3, 6),
        (2, 5, 10),
        (3, 5, 10),
    ):
        fragment = f"scope: {scope}\nseverity: {severity}\npotential_impact: {level}"
        assert judged("score-level", fragment) == ()


def test_a_scope_off_the_scale_is_left_to_the_rule_on_values() -> None:
    assert judged("score-level", "scope: 4\nseverity: 3\npotential_impact: 6") == ()


def test_the_message_shows_the_arithmetic_and_the_fix_writes_the_level() -> None:
    (finding,) = judged("score-level", "scope: 3\nseverity: 3\npotential_impact: 10")
    assert finding.message.en == "3 x 3 = 9, which is level 6, not 10"
    assert finding.message.ja == "3 × 3 = 9 は段階 6 であり、10 ではない"
    assert finding.fix == (SetValue(("potential_impact",), 6),)


def test_the_raw_score_is_not_a_level() -> None:
    fragment = "scope: 3\nseverity: 3\npotential_impact: 9"
    assert messages("score-level", fragment) == ["3 x 3 = 9, which is level 6, not 9"]


def test_unknown_beside_a_scope_and_a_severity_is_a_contradiction() -> None:
    fragment = "scope: 2\nseverity: 3\npotential_impact: unknown"
    assert messages("score-level", fragment) == ["2 x 3 = 6, which is level 6, not unknown"]


def test_the_levels_come_from_the_settings() -> None:
    fragment = "scope: 3\nseverity: 3\npotential_impact: 9"
    assert judged("score-level", fragment, settings={"levels": [15, 9, 1]}) == ()


def test_it_points_at_the_level_and_names_what_it_is_made_of() -> None:
    fragment = "scope: 3\nseverity: 3\npotential_impact: 10"
    assert carets("score-level", fragment) == ["potential_impact: «10»"]
    (finding,) = judged("score-level", fragment)
    assert len(finding.related) == 2


def test_a_raw_score_is_left_as_it_is() -> None:
    (finding,) = judged("score-level", "scope: 3\nseverity: 3\npotential_impact: 9")
    assert finding.fix == ()
