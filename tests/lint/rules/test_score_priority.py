from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.documents.edit import SetValue


@each_case(
    ("impact", "likelihood", "priority"),
    [("6", "2", "12"), ("3", "1", "3"), ("0", "2", "0"), ("unknown", "2", "unknown")],
)
def test_the_right_product_gives_no_finding(impact: str, likelihood: str, priority: str) -> None:
    fragment = f"potential_impact: {impact}\nlikelihood: {likelihood}\npriority: {priority}"
    assert judged("score-priority", fragment) == ()


def test_any_other_number_is_shown_with_the_sum_and_fixed() -> None:
    (finding,) = judged("score-priority", "priority: 18")
    assert finding.message == ("6 x 2 = 12, not 18", "6 × 2 = 12 であり、18 ではない")
    assert finding.fix == (SetValue(("priority",), 12),)
    assert carets("score-priority", "priority: 18") == ["priority: «18»"]
    assert [place.line for place in finding.related] == [9, 10]


def test_of_an_unknown_impact_the_priority_is_unknown() -> None:
    fragment = "potential_impact: unknown\npriority: 12"
    (message,) = messages("score-priority", fragment)
    assert message == "the potential impact is unknown, so the priority is unknown, not 12"
    (finding,) = judged("score-priority", fragment)
    assert finding.fix == (SetValue(("priority",), "unknown"),)


@each_case(
    "fragment",
    ["", "priority: high", "priority: 18\nlikelihood: 9", "# no likelihood\npriority: 1"],
)
def test_a_number_that_is_missing_or_cannot_be_read_is_left_to_the_rules_on_fields(
    fragment: str,
) -> None:
    assert judged("score-priority", fragment) == ()
