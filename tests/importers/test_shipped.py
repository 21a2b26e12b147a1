"""The maps that ship with srr: known by the heads, and true to the words of a record."""

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.shipped import GITHUB, JIRA, completed, shipped
from srr.importers.source import Source
from srr.schema.fields import LINKS, RISK
from srr.schema.vocabulary import RESOLUTIONS, RISK_SECTIONS, STATUSES


def source(*columns: str) -> Source:
    return Source("issues", columns, ())


@each_case(
    ("columns", "name", "key"),
    [
        (("Summary", "Issue key", "Status"), "Jira", "Issue key"),
        (("要約", "課題キー", "ステータス"), "Jira", "課題キー"),
        (("number", "title", "url", "state"), "GitHub", None),
    ],
)
def test_a_register_is_known_by_its_heads(
    columns: tuple[str, ...], name: str, key: str | None
) -> None:
    found = shipped(source(*columns))
    assert found is not None
    assert (found.name, found.key) == (name, key)
    assert set(found.columns) == set(columns)


@each_case("columns", [("Summary", "Status"), ("title", "url"), ("ID", "Title"), ()])
def test_any_other_register_has_no_map(columns: tuple[str, ...]) -> None:
    assert shipped(source(*columns)) is None
    wanted = ImportMap(columns={"a": "title"})
    assert completed(wanted, source(*columns)) is wanted


def test_what_a_team_says_goes_before_what_ships() -> None:
    wanted = ImportMap(
        columns={"Due date": "next_visit", "Rank": "x_rank"},
        values={"status": {"Blocked": "watching", "Open": "in-progress"}},
        name="tracker",
    )
    done = completed(
        wanted, source("Summary", "Issue key", "Due date", "Priority", "Inward issue link (Blocks)")
    )
    assert done.columns == {
        "Summary": "title",
        "Issue key": None,
        "Due date": "next_visit",
        "Priority": "x_priority",
        "Rank": "x_rank",
        "Inward issue link (Blocks)": "body:Related issues",
    }
    assert done.values["status"]["Blocked"] == "watching"
    assert done.values["status"]["Open"] == "in-progress"
    assert done.values["status"]["To Do"] == "not-started"
    assert done.values["resolution"]["Unresolved"] is None
    assert (done.name, done.key) == ("tracker", "Issue key")


@each_case("found", [JIRA, GITHUB])
def test_a_map_leads_to_keys_and_values_that_exist(found: ImportMap) -> None:
    keys = {spec.key for spec in RISK} | {f"links.{spec.key}" for spec in LINKS}
    for key in filter(None, found.columns.values()):
        assert key in keys or key.startswith(("x_", "body:")), key
    assert "body:summary" in found.columns.values() or found is GITHUB
    assert {"summary", "log"} <= set(RISK_SECTIONS)
    for key, known in (("status", STATUSES), ("resolution", RESOLUTIONS)):
        assert set(found.values[key].values()) - {None} <= set(known)
