"""Changed values with their labels and words."""

from kit.cases import each_case
from kit.examples import tree
from srr.insights.changed_fields import FieldRow, rows
from srr.records.change import compare
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def changed(before: str, after: str, path: str = "risks/SRR-0001.md") -> list[FieldRow]:
    old, new = (read_registry(tree(side, path), Settings()) for side in (before, after))
    (change,) = compare(old, new)
    return list(rows(change, Settings()))


@each_case(
    ("before", "after", "words"),
    [
        ("x_paid: true", "x_paid: false", ("true", "false")),
        ("potential_impact: unknown", "potential_impact: 3", ("Unknown", "3")),
        ("status: watching", "status: in-progress", ("Watching", "In progress")),
        ("related: [SRR-0002, SRR-0003]", "related: [SRR-0003, PM-0001]", ("SRR-0002", "PM-0001")),
        ("x_cost: {usd: 5}", "x_cost: {usd: 6}", ("5", "6")),
        ("team: web", "# no team", ("web", None)),
    ],
)
def test_a_value_is_told_in_words(
    before: str, after: str, words: tuple[str | None, str | None]
) -> None:
    (row,) = changed(before, after)
    assert (row.before and row.before.en, row.after and row.after.en) == words


def test_a_priority_that_follows_is_left_out_and_what_comes_after_it_is_told() -> None:
    found = changed("priority: 12\nlikelihood: 2", "priority: 6\nlikelihood: 1")
    assert [row.key for row in found] == [("likelihood",)]
    stated = changed("priority: 12\nlikelihood: 2", "priority: 20\nlikelihood: 1")
    assert [row.key for row in stated] == [("priority",), ("likelihood",)]


def test_an_action_is_told_by_its_id_which_is_a_word_of_the_teams_own() -> None:
    line = "actions:\n  - {{id: A1, do: It, viewpoint: prevent, owner: ura, due: {}}}\n"
    (row,) = changed(line.format("2026-03-02"), line.format("2026-03-09"), "postmortems/PM-0001.md")
    assert row.key == ("actions", "A1", "due")
    assert row.own == ("actions", "A1")
    assert row.label.en == "Actions A1 Due"


def test_a_new_action_is_told_beside_one_that_changed() -> None:
    line = "  - {{id: {}, do: {}, viewpoint: prevent, owner: ura, due: 2026-03-02}}\n"
    before = "actions:\n" + line.format("A1", "It")
    after = "actions:\n" + line.format("A2", "It") + line.format("A1", "More")
    found = changed(before, after, "postmortems/PM-0001.md")
    assert [row.key for row in found] == [("actions", "A2"), ("actions", "A1", "do")]
