"""An imported risk waits for its first visit until somebody looks at it here."""

from datetime import date

from kit.cases import each_case
from kit.examples import tree
from srr.records.imported import Imported
from srr.records.registry import read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings

FROM_NOTION = "imported: {from: notion, key: 1838907004b8, date: 2026-01-28, hash: 3f2a9c}"


def risk(fragment: str) -> Risk:
    (found,) = read_registry(tree(fragment, "risks/SRR-0001.md"), Settings()).risks
    return found


def test_it_says_where_the_risk_came_from() -> None:
    assert risk(FROM_NOTION).imported == Imported(
        "notion", "1838907004b8", date(2026, 1, 28), "3f2a9c"
    )


@each_case("value", ["notion", "[notion]", "{}", "{from: 3, date: 28.1., hash: [x]}"])
def test_a_value_of_another_shape_is_read_as_far_as_it_goes(value: str) -> None:
    found = risk(f"imported: {value}").imported
    assert found in (None, Imported(None, None, None, None))


def test_a_risk_that_was_written_here_waits_for_no_first_visit() -> None:
    assert not risk("title: Orders fail").awaits_first_visit


@each_case(
    "line",
    [
        "",
        "- 2025-12-01 ura: not-started. Seen in the weekly review.",
        "- 2026-01-30 import: not-started -> in-progress. Changed in Notion.",
        "- 2026-01-30 hana: not-started, owner ura -> hana, next 2026-02-05. Hana knows it.",
        "- they looked at it",
    ],
)
def test_what_nobody_looked_at_here_is_no_visit(line: str) -> None:
    assert risk(f"{FROM_NOTION}\n\n## Visits\n{line}").awaits_first_visit


@each_case("value", [FROM_NOTION, "imported: {from: notion, key: 1838907004b8}"])
def test_the_first_visit_ends_the_wait(value: str) -> None:
    line = "- 2026-01-28 ura: not-started, next 2026-02-05. The graph is still flat."
    assert not risk(f"{value}\n\n## Visits\n{line}").awaits_first_visit
