from datetime import date

from kit.judging import RULES, carets, judged, messages

ACTION = "actions:\n  - {id: A1, do: It, owner: ura, due: 2026-02-28}\n"


def test_on_the_due_date_the_action_is_not_late() -> None:
    assert judged("action-overdue", ACTION, today=date(2026, 2, 28)) == ()


def test_the_day_after_it_is() -> None:
    (finding,) = judged("action-overdue", ACTION, today=date(2026, 3, 1))
    assert finding.message.en == "action A1 of ura was due on 2026-02-28, 1 day before 2026-03-01"
    assert finding.key_path == "actions.0.due"


def test_an_action_that_is_done_is_never_late() -> None:
    for done in ("2026-02-28", "2026-03-05"):
        finished = ACTION.replace("}", f", done: {done}}}")
        assert judged("action-overdue", finished, today=date(2026, 4, 1)) == ()


def test_a_done_that_is_no_date_leaves_the_action_open() -> None:
    for done in ("2026/03/05", "yes", "0226-03-05"):
        said = ACTION.replace("}", f", done: {done}}}")
        assert judged("action-overdue", said, today=date(2026, 4, 1)) != ()


def test_an_action_of_nobody_is_late_too() -> None:
    nobody = ACTION.replace("owner: ura, ", "")
    assert messages("action-overdue", nobody, today=date(2026, 3, 2)) == [
        "action A1 of nobody was due on 2026-02-28, 2 days before 2026-03-02"
    ]


def test_every_late_action_is_named_and_pointed_at() -> None:
    rows = (
        "{do: It, owner: ura, due: 2026-02-28}",
        "{id: A2, do: It, owner: ura, due: 2026-03-05}",
        "{do: It, owner: ura, due: 2026-02-27}",
    )
    fragment = "actions:\n" + "".join(f"  - {row}\n" for row in rows)
    late = messages("action-overdue", fragment, today=date(2026, 3, 1))
    assert [message.partition(" of ")[0] for message in late] == ["action #1", "action #3"]
    assert carets("action-overdue", fragment, today=date(2026, 3, 1)) == [
        "  - {do: It, owner: ura, due: «2026-02-28»}",
        "  - {do: It, owner: ura, due: «2026-02-27»}",
    ]


def test_it_comes_with_time_alone() -> None:
    assert RULES["action-overdue"].dated
