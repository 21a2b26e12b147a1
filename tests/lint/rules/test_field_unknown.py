import pytest

from kit.cases import each_case
from kit.judging import carets, judged
from srr.documents.edit import RenameKey

OWN = "take the line out, or begin a key of your own with x_"


def help_on(written: str) -> str:
    (finding,) = judged("field-unknown", written)
    assert finding.help
    return finding.help.en


def test_a_key_of_the_teams_own_is_known() -> None:
    assert judged("field-unknown", "x_budget: 1\nacceptance: {x_note: a}") == ()


@each_case(
    ("written", "said"),
    [
        ("prioirty: 12", "did you mean priority?"),
        ("# no next_visit\nnext-visit: 2026-02-05", "did you mean next_visit?"),
        ("# no status\nStatus: done", "did you mean status?"),
        ("# no owner\nｏｗｎｅｒ: ura", "did you mean owner?"),
        ("# no owner\nonwer: ura", "did you mean owner?"),
        ("領域: api", "領域 is the label of area; write area"),
        ("metrics: []", "metrics belongs under links"),
        ("links: {metric: []}", "did you mean metrics?"),
        ("# no potential_impact\nimpact: 6", "did you mean potential_impact?"),
        ("# no likelihood\nProbability: 2", "did you mean likelihood?"),
        ("# no likelihood\n発生確率: 2", "did you mean likelihood?"),
        ("# no created\ndate: 2026-01-26", "did you mean created?"),
        ("postmortems/PM-0001.md\n# no started\ndate: 2026-01-26", "did you mean started?"),
        ("description: Slow", "write it into the body, under ## Summary"),
        ("説明: 遅い", "write it into the body, under ## Summary"),
        ("Next action: Measure", "write it into the body, under ## Next action"),
        ("Status: done", OWN),
        ("impact: 6", OWN),
        ("postmortems/PM-0001.md\nsection: a", OWN),
        ("postmortems/PM-0001.md\n# no actions\nsection: a", OWN),
        ("colour: red", OWN),
    ],
)
def test_an_unknown_key_gets_the_nearest_help(written: str, said: str) -> None:
    assert help_on(written) == said


def test_a_key_that_is_no_word_is_left_to_the_rule_about_syntax() -> None:
    assert judged("field-unknown", "404: a") == ()


def test_it_points_at_the_key_and_goes_on_after_other_faults() -> None:
    fragment = "likelihood: 9\nbogus: 1\nlinks: {metric: []}\n"
    assert carets("field-unknown", fragment) == ["«bogus»: 1", "links: {«metric»: []}"]


def test_a_key_of_older_files_is_renamed_where_the_new_one_is_free() -> None:
    old = "status: accepted\nacceptance: {{by: kato, on: 2026-01-26{}}}\n"
    (finding,) = judged("field-unknown", old.format(""))
    assert finding.fix == (RenameKey(("acceptance", "on"), "decided"),)
    assert finding.help is not None
    assert finding.help.en == "on is now called decided"
    (finding,) = judged("field-unknown", old.format(", decided: 2026-01-27"))
    assert finding.fix == ()


def test_a_slip_is_asked_about_and_not_mended() -> None:
    (finding,) = judged("field-unknown", "prioirty: 12")
    assert finding.fix == ()


@pytest.mark.parametrize(
    "written", ["note: x", "links: {metric: [], metrics: []}", "prioirty: 12\npriority: 12"]
)
def test_a_key_that_is_there_already_or_is_not_much_alike_is_not_proposed(written: str) -> None:
    assert help_on(written) == OWN
