import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages

FOUR = "actions:\n" + "".join(
    f"  - {{id: A{number}, do: It, viewpoint: {viewpoint}, owner: ura, due: 2026-03-02}}\n"
    for number, viewpoint in enumerate(
        ("confirm-cause", "make-permanent", "detect-sooner", "recover-faster"), 1
    )
)


@pytest.mark.parametrize("head", ["status: draft", "kind: drill", "kind: near-miss"])
def test_drafts_and_other_kinds_are_not_asked(head: str) -> None:
    assert judged("postmortem-viewpoints", f"{head}\nactions: []") == ()


@each_case(
    "line",
    [
        "- prevent: none, because the service ends in March.",
        "- **prevent**: none, because the service ends in March.",
        "* Prevent a recurrence: none, because the service ends in March.",
        "- 再発防止：なし。三月に終了するため。",
    ],
)
def test_a_reason_in_follow_up_answers_a_viewpoint(line: str) -> None:
    assert judged("postmortem-viewpoints", f"{FOUR}\n## Follow-up\n{line}") == ()


@each_case(
    "line", ["- prevent:", "- prevent: TODO", "<!-- - prevent: none, because -->", "We prevent it."]
)
def test_a_line_without_a_reason_does_not(line: str) -> None:
    assert messages("postmortem-viewpoints", f"{FOUR}\n## Follow-up\n{line}") == [
        "neither an action nor a line in Follow-up answers prevent"
    ]


def test_all_that_is_left_is_said_in_one_finding() -> None:
    (finding,) = judged("postmortem-viewpoints", "actions: []")
    assert finding.message.en.endswith(
        "answers confirm-cause, make-permanent, prevent, detect-sooner, recover-faster"
    )
    assert "detect-sooner(検知)" in finding.message.ja


def test_it_points_at_the_actions_and_asks_for_the_first_viewpoint_that_is_left() -> None:
    fragment = FOUR.replace("viewpoint: make-permanent, ", "")
    assert carets("postmortem-viewpoints", fragment) == ["«actions»:"]
    (finding,) = judged("postmortem-viewpoints", fragment)
    assert finding.help is not None
    assert "- make-permanent: none, because" in finding.help.en
