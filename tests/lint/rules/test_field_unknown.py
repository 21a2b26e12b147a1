import pytest

from kit.judging import judged


def help_on(written: str) -> str:
    (finding,) = judged("field-unknown", written)
    assert finding.help
    return finding.help.en


def test_a_key_of_the_teams_own_is_known() -> None:
    assert judged("field-unknown", "x_budget: 1\nacceptance: {x_note: a}") == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("prioirty: 12", "did you mean priority?"),
        ("next-visit: 2026-02-05", "did you mean next_visit?"),
        ("Status: done", "did you mean status?"),
        ("ｏｗｎｅｒ: ura", "did you mean owner?"),
        ("領域: api", "領域 is the label of area; write area"),
        ("metrics: []", "metrics belongs under links"),
        ("links: {metric: []}", "did you mean metrics?"),
        ("colour: red", "take the line out, or begin a key of your own with x_"),
    ],
)
def test_an_unknown_key_gets_the_nearest_help(written: str, said: str) -> None:
    assert help_on(written) == said


def test_a_key_that_is_no_word_is_left_to_the_rule_about_syntax() -> None:
    assert judged("field-unknown", "404: a") == ()
