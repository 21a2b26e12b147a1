import pytest

from kit.judging import carets, judged, messages

BARE = "actions:\n  - {id: A1, do: It}\n"


def test_actions_of_a_draft_may_be_rough() -> None:
    assert judged("action-incomplete", f"status: draft\n{BARE}") == ()


@pytest.mark.parametrize("kind", ["incident", "near-miss", "drill"])
def test_after_that_one_finding_names_all_that_is_missing(kind: str) -> None:
    (finding,) = judged("action-incomplete", f"kind: {kind}\n{BARE}")
    assert finding.message.en == "action A1 has no viewpoint and no owner and no due"
    assert finding.key_path == "actions.0"


def test_an_action_without_a_name_is_told_by_its_place() -> None:
    fragment = "actions:\n  - {do: It, owner: ura, due: 2026-03-02}\n"
    assert messages("action-incomplete", fragment) == ["action #1 has no viewpoint"]


def test_a_value_of_the_wrong_shape_is_left_to_the_rule_on_values() -> None:
    fragment = "actions:\n  - {id: A1, do: It, viewpoint: prevent, owner: ura, due: soon}\n"
    assert judged("action-incomplete", fragment) == ()
    assert judged("action-incomplete", "actions: none") == ()


def test_each_incomplete_action_is_named_and_pointed_at() -> None:
    row = "{do: It, owner: ura, viewpoint: prevent}"
    fragment = f"actions:\n  - {row}\n  - {{id: A2, do: It, owner: ura, due: 2026-03-02}}\n"
    assert messages("action-incomplete", fragment) == [
        "action #1 has no due",
        "action A2 has no viewpoint",
    ]
    assert carets("action-incomplete", fragment)[0] == f"  - «{row}»"


def test_a_value_of_the_wrong_shape_hides_no_key_that_is_missing() -> None:
    fragment = "actions:\n  - {id: A1, do: It, viewpoint: prevent, owner: [a, b]}\n"
    assert messages("action-incomplete", fragment) == ["action A1 has no due"]
