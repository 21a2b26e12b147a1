"""A table that srr exported comes back as it was: each record from its row, and nothing added."""

from hypothesis import given, settings

from kit.any_risk import risks
from kit.examples import record
from kit.imports import planned
from srr.importers.plan import Plan
from srr.importers.source import Row
from srr.language import untranslated
from srr.records.registry import Registry, read_registry
from srr.records.row import row
from srr.schema.settings import Settings

EN = Settings()
ID = "SRR-0007"
PATH = f"risks/{ID}.md"


def registry(raw: bytes) -> Registry:
    return read_registry({PATH: raw}, EN)


def brought_back(raw: bytes, here: bytes | None = None) -> Plan:
    """Import the row of the record *raw* into a registry that holds it as *here*."""
    (risk,) = registry(raw).risks
    cells = {key: str(cell) for key, cell in row(risk).items()}
    only = Row(untranslated("row 2"), cells)
    return planned(only, tree={PATH: here} if here else {}, settings=EN, title=None, kind="table")


@settings(deadline=None)
@given(risks(ID))
def test_the_record_of_a_row_has_the_same_row(raw: bytes) -> None:
    found = brought_back(raw)
    (outcome,) = found.outcomes
    assert (outcome.fate, outcome.id) == ("new", ID)
    (before,), (after,) = registry(raw).risks, registry(outcome.files[PATH]).risks
    assert row(after) == row(before)


@settings(deadline=None)
@given(risks(ID))
def test_a_record_that_did_not_change_is_unchanged(raw: bytes) -> None:
    found = brought_back(raw, raw)
    assert [(each.fate, each.conflicts) for each in found.outcomes] == [("unchanged", ())]
    assert found.files == {}


@settings(deadline=None)
@given(risks(ID))
def test_a_change_is_a_conflict_because_nobody_knows_which_is_newer(raw: bytes) -> None:
    here = raw.replace(b"\nowner: ", b"\nowner: somebody-else-than-", 1)
    found = brought_back(raw, here)
    assert [(each.fate, [one.key for one in each.conflicts]) for each in found.outcomes] == [
        ("conflict", ["owner"])
    ]
    assert found.files == {}


def test_a_column_that_somebody_added_is_kept_in_the_body() -> None:
    (before,) = registry(record(PATH).encode()).risks
    cells = {**{key: str(cell) for key, cell in row(before).items()}, "Cost": "12 k\na year"}
    found = planned(Row(untranslated("row 2"), cells), settings=EN, title=None, kind="table")
    text = found.files[PATH].decode()
    assert text.endswith("\n\n## From the table\n\n- Cost: 12 k\n  a year\n")
    assert text.count("\n## ") == 7
