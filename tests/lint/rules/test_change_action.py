"""An action is put off or dropped only with a line in Follow-up that names it and says why."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages

PATH = "postmortems/PM-0001.md"
FIRST = "{id: A1, do: Give the pool a limit, viewpoint: prevent, owner: ura, due: 2026-02-20}"
SECOND = "{id: A2, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}"
LATER = FIRST.replace("2026-02-20", "2026-02-21")
REASON = "- A1: the vendor delivers in March."


def postmortem(*actions: str, follow_up: str = "The actions are in the backlog.") -> str:
    rows = "".join(f"  - {action}\n" for action in actions)
    return f"{PATH}\nactions:\n{rows}\n## Follow-up\n{follow_up}\n"


BEFORE = postmortem(FIRST, SECOND)


def changed(*actions: str, before: str = BEFORE, **more: str) -> list[str]:
    return messages("change-action", postmortem(*actions, **more), before=before)


MOVED = "the action A1 is due on 2026-02-21 in place of 2026-02-20, and Follow-up does not say why"
GONE = "the action A1 is gone, and Follow-up does not say why"


def test_a_later_day_is_an_error_on_the_day() -> None:
    after = postmortem(LATER, SECOND)
    (finding,) = judged("change-action", after, before=BEFORE)
    assert finding.message == (
        MOVED,
        "アクション A1 の期限が 2026-02-20 から 2026-02-21 に延びたが、フォローアップに理由がない",
    )
    assert finding.help == (
        "add a line to Follow-up that names A1 and says why",
        "フォローアップに A1 と理由を書く",
    )
    assert finding.severity == "error"
    assert carets("change-action", after, before=BEFORE) == [f"  - {LATER[:-11]}«2026-02-21»}}"]


def test_an_action_that_is_gone_is_an_error_on_the_list() -> None:
    after = postmortem(SECOND)
    (finding,) = judged("change-action", after, before=BEFORE)
    assert finding.message == (
        GONE,
        "アクション A1 がなくなったが、フォローアップに理由がない",
    )
    assert carets("change-action", after, before=BEFORE) == ["«actions»:"]
    none = f"{PATH}\n# no actions\n"
    assert carets("change-action", none, before=BEFORE) == ["«---»", "«---»"]


@given(st.integers(-30, 30))
def test_it_fires_exactly_where_the_day_moves_later(days: int) -> None:
    due = date(2026, 2, 20) + timedelta(days)
    found = changed(FIRST.replace("2026-02-20", str(due)), SECOND)
    assert bool(found) == (days > 0)


@each_case(
    "line",
    [
        REASON,
        "A1 waits for the vendor.",
        "* The limit (A1) waits for the vendor.",
        "A1は業者の納品待ち。",
        "納品待ちのため、A1を延期する。",
        "| A1 | waits for the vendor |",
        "- A1:\n  the vendor delivers in March.",
        "- A1\n  - the vendor delivers in March.",
    ],
)
def test_a_new_line_that_names_it_and_says_why_is_enough(line: str) -> None:
    follow_up = f"The actions are in the backlog.\n\n{line}"
    assert changed(LATER, SECOND, follow_up=follow_up) == []
    assert changed(SECOND, follow_up=follow_up) == []
    english = postmortem(LATER, SECOND, follow_up=follow_up)
    japanese = english.replace("## Follow-up", "# no Follow-up\n## フォローアップ")
    assert judged("change-action", japanese, before=BEFORE) == ()


@each_case(
    "line",
    [
        "The vendor delivers in March.",
        "A2: the vendor delivers in March.",
        "A10: the vendor delivers in March.",
        "BA1: the vendor delivers in March.",
        "A1-b: the vendor delivers in March.",
        "B-A1: the vendor delivers in March.",
        "A1",
        "- A1",
        "A1.",
        "A1: ok",
        "A1: TODO",
        "- A1: 確認済み。",
        f"<!-- {REASON} -->",
    ],
)
def test_a_line_that_names_another_one_or_says_nothing_is_not(line: str) -> None:
    follow_up = f"The actions are in the backlog.\n\n{line}"
    assert changed(LATER, SECOND, follow_up=follow_up) == [MOVED]
    assert changed(SECOND, follow_up=follow_up) == [GONE]


def test_a_line_that_was_there_before_or_stands_elsewhere_does_not_count() -> None:
    before = postmortem(FIRST, SECOND, follow_up=REASON)
    assert changed(LATER, SECOND, before=before, follow_up=REASON) == [MOVED]
    assert changed(LATER, SECOND, before=before, follow_up=f"{REASON}\nMore words.") == [MOVED]
    assert changed(LATER, SECOND, before=before, follow_up=REASON.replace("March", "May")) == []
    elsewhere = postmortem(LATER, SECOND) + f"## Cause\n{REASON}\n"
    assert messages("change-action", elsewhere, before=BEFORE) == [MOVED]


DONE = FIRST.replace("}", ", done: 2026-02-01}")


@each_case(
    ("before", "after"),
    [
        (FIRST, FIRST),
        (FIRST, FIRST.replace("2026-02-20", "2026-02-19")),
        (FIRST, FIRST.replace("2026-02-20", "'2026年2月20日'")),
        (FIRST, DONE),
        (FIRST, DONE.replace("2026-02-20", "2026-03-20")),
        (DONE, DONE.replace("2026-02-20", "2026-03-20")),
        (FIRST, FIRST.replace("owner: ura", "owner: mei")),
        (FIRST, FIRST.replace("Give the pool a limit", "Limit the pool")),
        (FIRST, FIRST.replace("A1", "B7")),
        (FIRST, FIRST.replace(", due: 2026-02-20", "")),
        (FIRST.replace(", due: 2026-02-20", ""), FIRST),
        (FIRST, FIRST.replace("2026-02-20", "soon")),
    ],
)
def test_what_is_earlier_finished_or_worded_otherwise_is_free(before: str, after: str) -> None:
    assert changed(after, SECOND, before=postmortem(before, SECOND)) == []
    assert changed(SECOND, after, before=postmortem(before, SECOND)) == []


def test_an_action_that_was_done_may_go_and_a_new_one_may_come() -> None:
    assert changed(SECOND, before=postmortem(DONE, SECOND)) == []
    new = FIRST.replace("A1", "A9").replace("Give", "Refuse")
    assert changed(FIRST, SECOND, new) == []


def test_an_action_that_is_opened_again_later_is_asked() -> None:
    assert changed(LATER, SECOND, before=postmortem(DONE, SECOND)) == [MOVED]


def test_an_action_without_an_id_is_known_by_what_it_does() -> None:
    first, later = (action.replace("id: A1, ", "") for action in (FIRST, LATER))
    before = postmortem(first, SECOND)
    assert changed(later, SECOND, before=before) == [
        MOVED.replace("A1", "Give the pool a limit"),
    ]
    reason = "Give the pool a limit: the vendor delivers in March."
    assert changed(later, SECOND, before=before, follow_up=reason) == []
    nameless = postmortem("{owner: ura, due: 2026-02-20}")
    assert changed("{owner: ura, due: 2026-03-20}", before=nameless) == []


def test_actions_that_lack_the_same_key_are_not_the_same() -> None:
    unnamed = [action.replace(f"id: A{n}, ", "") for n, action in enumerate((FIRST, SECOND), 1)]
    gone = GONE.replace("A1", "Give the pool a limit")
    assert changed(unnamed[1], before=postmortem(*unnamed)) == [gone]
    bare = ["{id: A1, due: 2026-02-20}", "{id: A2, due: 2026-03-02}"]
    assert changed(bare[1], before=postmortem(*bare)) == [GONE]


def test_each_action_is_asked_by_itself() -> None:
    late = SECOND.replace("2026-03-02", "2026-04-02")
    assert len(changed(LATER, late)) == 2
    (only,) = changed(LATER, late, follow_up=REASON)
    assert "the action A2" in only
    both = "- A1 and A2 wait for the vendor."
    assert changed(LATER, late, follow_up=both) == []
    after = postmortem(late, FIRST)
    assert carets("change-action", after, before=BEFORE) == [f"  - {late[:-11]}«2026-04-02»}}"]


def test_records_that_are_new_gone_or_risks_are_not_asked() -> None:
    new = judged("change-action", BEFORE, before="postmortems/PM-0009.md\ntitle: a")
    assert new == ()
    risk = "actions:\n  - {id: A1, due: 2026-02-20}"
    assert judged("change-action", risk.replace("20}", "21}"), before=risk) == ()
