"""The registry in this repository: lint-clean as of its day, with every feature a reader should see."""

import json
from datetime import date
from pathlib import Path

import pytest

from srr.lint.engine import check
from srr.repository import store
from srr.repository.workspace import open_workspace
from srr.schema import kinds, record_schema, settings_keys
from srr.schema.kinds import RecordKind
from srr.schema.vocabulary import POSTMORTEM_KINDS, STATUSES

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
REGISTRY = open_workspace(ROOT, str(TODAY))


def test_it_is_clean_as_of_its_day() -> None:
    assert check(REGISTRY.registry, REGISTRY.settings, TODAY).findings == ()


def test_the_makefile_reads_it_as_of_the_same_day() -> None:
    assert f"TODAY := {TODAY}\n" in (ROOT / "Makefile").read_text()


def test_it_shows_every_status_and_every_kind() -> None:
    assert {risk.status for risk in REGISTRY.registry.risks} == set(STATUSES)
    assert {record.kind for record in REGISTRY.registry.postmortems} == set(POSTMORTEM_KINDS)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [("2021-08-15", 60), ("2022-08-11", 90), ("2022-08-19", 90), ("2023-11-29", 45)],
)
def test_it_tells_the_four_outages_with_their_minutes(day: str, minutes: int) -> None:
    spans = [
        (record.resolved - record.started).total_seconds() / 60
        for record in REGISTRY.registry.postmortems
        if record.started and record.resolved and str(record.started.date()) == day
    ]
    assert spans == [minutes]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_schemas_that_editors_read_are_fresh(kind: RecordKind) -> None:
    committed = json.loads((ROOT / f".srr/{kind}.schema.json").read_text(encoding="utf-8"))
    assert committed == record_schema.json_schema(kind, REGISTRY.settings)


def test_the_schema_of_the_settings_is_fresh() -> None:
    committed = json.loads((ROOT / ".srr/settings.schema.json").read_text(encoding="utf-8"))
    assert committed == settings_keys.json_schema()


def test_every_record_names_its_schema_for_editors() -> None:
    for path, content in store.read_tree(ROOT).items():
        kind = "risk" if path.startswith("risks/") else "postmortem"
        assert isinstance(content, bytes)
        modeline = f"# yaml-language-server: $schema=../.srr/{kind}.schema.json"
        assert content.decode().splitlines()[1] == modeline
