"""The actions of all postmortems: their names, their order, and how many are open."""

from datetime import date

from kit.examples import TODAY, tree
from srr.insights.actions import ActionCount, ActionOf, action_count, actions_of
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def actions(*rows: str) -> tuple[ActionOf, ...]:
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    files = tree(f"actions:\n{lines}", "postmortems/PM-0001.md")
    return actions_of(read_registry(files, Settings()))


def test_an_action_is_called_by_its_id_else_by_its_place() -> None:
    assert [each.name for each in actions("id: A1, do: It", "do: It", "do: It")] == ["A1", "2", "3"]


def test_the_earliest_due_comes_first_and_those_without_a_day_last() -> None:
    found = actions("id: A1", "id: A2, due: 2026-03-02", "id: A3, due: 2026-02-02", "id: A4")
    assert [each.name for each in found] == ["A3", "A2", "A1", "A4"]


def test_an_open_action_is_overdue_from_the_day_after_it_was_due() -> None:
    rows = ("due: 2026-02-01", "due: 2026-02-02", "due: 2026-01-01, done: 2026-02-02", "do: It")
    assert [each.is_overdue(TODAY) for each in actions(*rows)] == [False, True, False, False]


def test_open_and_done_actions_are_counted_apart() -> None:
    rows = ("do: It", "due: 2026-03-02", "due: 2026-01-02, done: 2026-01-05", "done: 2026-01-05")
    assert action_count("ura", actions(*rows)) == ActionCount("ura", 2, (date(2026, 3, 2),), 2)
    assert action_count("ura", ()) == ActionCount("ura", 0, (), 0)
