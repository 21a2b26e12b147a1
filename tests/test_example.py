"""The registry in this repository: lint-clean as of its day, with every feature a reader should see."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.past import as_of
from srr.exporters import minutes as shown
from srr.insights.minutes import minutes
from srr.lint.engine import check
from srr.records.conditions import conditions
from srr.records.downtime import downtime
from srr.records.record import is_record_path, kind_of
from srr.records.registry import read_registry
from srr.repository import store
from srr.repository.workspace import open_workspace
from srr.schema import kinds, record_schema, settings_keys
from srr.schema.kinds import RecordKind
from srr.schema.vocabulary import CONCERN_STATUSES, POSTMORTEM_KINDS, STATUSES

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
REGISTRY = open_workspace(ROOT, str(TODAY))


def test_it_is_clean_as_of_its_day_but_for_a_limit_that_comes_near() -> None:
    (found,) = check(REGISTRY.registry, REGISTRY.settings, TODAY).findings
    assert (found.rule, found.record, found.severity) == ("limit-near", "SRR-0013", "warning")


def test_the_makefile_reads_it_as_of_the_same_day() -> None:
    assert f"TODAY := {TODAY}\n" in (ROOT / "Makefile").read_text()


def test_it_shows_every_status_and_every_kind() -> None:
    assert {risk.status for risk in REGISTRY.registry.risks} == set(STATUSES)
    assert {record.kind for record in REGISTRY.registry.postmortems} == set(POSTMORTEM_KINDS)


@each_case(
    ("day", "minutes", "cause"),
    [
        ("2021-08-15", 60, "huge data export for one customer"),
        ("2022-08-11", 90, "waiting transactions grew until the database burst"),
        ("2022-08-19", 90, "bug in the connection pool library"),
        ("2023-11-29", 45, "managed database was full and could not be scaled"),
    ],
)
def test_it_tells_the_four_outages_with_their_causes_and_minutes(
    day: str, minutes: int, cause: str
) -> None:
    (told,) = [
        record
        for record in REGISTRY.registry.postmortems
        if record.started and str(record.started.date()) == day
    ]
    assert downtime(told) == (minutes, "mitigated")
    assert cause in told.title
    assert f"**{minutes} minutes**" in told.section("summary")


def test_what_is_invented_says_so() -> None:
    retold = [str(record.data.get("x_retold")) for record in REGISTRY.registry.postmortems]
    assert all("invented" in words for words in retold[:4])


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_schemas_that_editors_read_are_fresh(kind: RecordKind) -> None:
    committed = json.loads((ROOT / f".srr/{kind}.schema.json").read_text(encoding="utf-8"))
    assert committed == record_schema.json_schema(kind, REGISTRY.settings)


def test_the_schema_of_the_settings_is_fresh() -> None:
    committed = json.loads((ROOT / ".srr/settings.schema.json").read_text(encoding="utf-8"))
    assert committed == settings_keys.json_schema()


def test_every_record_names_its_schema_for_editors() -> None:
    for path, content in store.read_tree(ROOT).items():
        if not is_record_path(path):
            continue
        kind = kind_of(path)
        assert isinstance(content, bytes)
        modeline = f"# yaml-language-server: $schema=../.srr/{kind}.schema.json"
        assert content.decode().splitlines()[1] == modeline


def test_its_concerns_tell_of_six_weeks_and_end_in_every_way() -> None:
    concerns = REGISTRY.registry.concerns
    assert {concern.status for concern in concerns} == {*CONCERN_STATUSES}
    noticed = [concern.noticed for concern in concerns if concern.noticed]
    assert max(noticed) - min(noticed) >= timedelta(weeks=5)


def test_an_acceptance_trips_and_a_number_goes_stale_until_somebody_decides() -> None:
    report = check(REGISTRY.registry, REGISTRY.settings, TODAY)
    assert [(each.rule, each.record) for each in report.ignored] == [
        ("acceptance-tripped", "SRR-0008"),
        ("indicator-stale", "SRR-0011"),
    ]
    later = check(REGISTRY.registry, REGISTRY.settings, TODAY + timedelta(weeks=3)).findings
    assert {"acceptance-tripped", "indicator-stale"} <= {each.rule for each in later}


def test_each_condition_of_an_open_risk_has_its_numbers() -> None:
    registry = REGISTRY.registry
    hung_on = {each.name for risk in registry.risks for each in conditions(risk, registry)}
    assert hung_on == set(registry.indicators)
    year = [each for each in registry.indicators.values() if len(each.series.days) > 45]
    assert len(year) >= 5


def test_a_stocktake_dismissed_three_risks_on_the_day_of_a_meeting() -> None:
    last = {risk.id: risk.last_visit for risk in REGISTRY.registry.risks}
    days = [visit.on for visit in last.values() if visit and visit.note.startswith("Stocktake:")]
    assert len(days) == 3
    (day,) = set(days)
    meetings = REGISTRY.settings.meetings
    assert meetings.is_on(day)
    assert day.month in meetings.stocktake


@each_case("day", [date(2026, 10, 28), date(2026, 11, 11)])
def test_the_minutes_of_a_meeting_are_what_srr_makes_of_its_day(day: date) -> None:
    settings = REGISTRY.settings
    assert settings.meetings.is_on(day)
    held = minutes(read_registry(as_of(REGISTRY.registry, day), settings), settings, day)
    assert held.reports
    assert held.decisions
    assert (ROOT / shown.path(held)).read_text(encoding="utf-8") == shown.render(held, "en")
