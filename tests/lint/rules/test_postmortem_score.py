from kit.judging import carets, judged
from srr.documents.edit import SetValue


def test_without_all_three_there_is_nothing_to_compare() -> None:
    for missing in ("scope", "severity", "score"):
        assert judged("postmortem-score", f"# no {missing}") == ()


def test_the_product_is_shown_and_written_by_the_fix() -> None:
    (finding,) = judged("postmortem-score", "scope: 3\nseverity: 5\nscore: 10")
    assert finding.message.en == "3 x 5 = 15, not 10"
    assert finding.fix == (SetValue(("score",), 15),)


def test_it_points_at_the_score_and_names_what_it_is_made_of() -> None:
    fragment = "scope: 3\nseverity: 5\nscore: 10"
    (finding,) = judged("postmortem-score", fragment)
    assert len(finding.related) == 2
    assert carets("postmortem-score", fragment) == ["score: «10»"]
