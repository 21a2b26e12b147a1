"""The index of risks, held to the JSON Schema that is published beside it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.exporters.data import records
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse
from srr.text.sinks import dumped

ODD = """\
title: 5
status: [no status]
owner: true
next_visit: tomorrow
current_impact: unknown
potential_impact: 7
scope: 99
severity: many
likelihood: -1
"""


def index(*fragments: str, **given: Any) -> Any:
    settings = parse(given, "srr.toml")
    files: dict[str, bytes] = {}
    for number, fragment in enumerate(fragments, start=1):
        files |= tree(fragment, f"risks/SRR-000{number}.md")
    registry = read_registry(files, settings)
    day = records.as_of(registry, TODAY)
    return json.loads(records.to_json(registry.risks, "risks", day))


@pytest.fixture(scope="module")
def schema() -> Any:
    found = records.risks_schema()
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_an_index_fits_its_schema_whatever_the_records_say(schema: Any) -> None:
    schema.validate(
        index("", "status: done\n", ODD, "scope: 3\nseverity: 3\nnoticed: 2026-01-05\n")
    )
    schema.validate(index())


ONCE_A_YEAR = "{detect_minutes: 5.2, repair_minutes: 80, affected_percent: 100, every_days: 365.25}"


def test_a_risk_says_what_it_takes_of_the_strictest_objective_of_its_service(schema: Any) -> None:
    slos = [
        {"name": "Ordering", "target": 99.95, "services": ["order-api"]},
        {"name": "Everything", "target": 99.9},
    ]
    found = index(
        f"service: order-api\nestimate: {ONCE_A_YEAR}",
        f"service: menu-api\nestimate: {ONCE_A_YEAR}",
        "service: order-api",
        slo=slos,
    )
    schema.validate(found)
    # 85.2 of 262.98, and of 525.96.
    assert [
        (each["bad_minutes_a_year"], each["budget_minutes_a_year"], each["share"])
        for each in found["risks"]
    ] == [(85.2, 262.98, 0.324), (85.2, 525.96, 0.162), (None, None, None)]
    (without,) = index(f"estimate: {ONCE_A_YEAR}")["risks"]
    assert (without["budget_minutes_a_year"], without["share"]) == (None, None)


def test_a_share_that_no_number_holds_is_none() -> None:
    endless = "{detect_minutes: 1e306, repair_minutes: 0, affected_percent: 100, every_days: 365}"
    slo = {"target": 99.99999999999999}
    (found,) = index(f"estimate: {endless}", slo=slo)["risks"]
    assert found["share"] is None


@pytest.mark.parametrize("count", [0, 1, 200])
def test_an_index_in_parts_is_written_as_one_in_a_piece(count: int) -> None:
    files: dict[str, bytes] = {}
    for number in range(count):
        files |= tree("title: '::error:: \\n'\n", f"risks/SRR-{number:04}.md")
    registry = read_registry(files, Settings())
    day = records.as_of(registry, TODAY)
    parts = list(records.json_parts(registry.risks, "risks", day))
    assert (len(parts) > 1) == (count > 1)
    assert "".join(parts) == dumped(json.loads("".join(parts)))
    assert len(json.loads("".join(parts))["risks"]) == count


@pytest.mark.parametrize(
    "change",
    [
        {"overdue": None},
        {"priority": "high"},
        {"next_visit": 5},
        {"scope": "wide"},
        {"id": None},
    ],
    ids=str,
)
def test_the_schema_tells_another_shape(schema: Any, change: dict[str, Any]) -> None:
    wrong = index("")
    wrong["risks"][0] |= change
    assert not schema.is_valid(wrong)


def test_the_schema_asks_for_every_field_and_says_what_it_holds(schema: Any) -> None:
    (row,) = index("")["risks"]
    risk = schema.schema["properties"]["risks"]["items"]
    assert list(risk["properties"]) == risk["required"] == list(row)
    assert all(field["description"] for field in risk["properties"].values())
    assert set(schema.schema["required"]) == set(index())


WEEKS = [TODAY - timedelta(7 * n) for n in range(25, -1, -1)]
GROWS = "".join(f"{day},{100 + n}\n" for n, day in enumerate(WEEKS))


@each_case(
    ("rows", "limit", "headroom", "runway", "outlook"),
    [
        (
            GROWS,
            "> 150.5",
            {"value": 125, "on": "2026-02-02", "limit": 150.5, "share": 0.169},
            {"expected": "2026-07", "from": "2026-07", "to": "2026-07"},
            "expected",
        ),
        (GROWS, "> 100", {"value": 125, "limit": 100, "share": -0.25}, None, "reached"),
        (GROWS, "< 10", {"share": 11.5}, None, "leads-away"),
        (GROWS, "> 0", {"share": None}, None, "reached"),
        ("2026-02-02,7.5\n", "> 10", {"value": 7.5}, None, "too-short"),
        ("2025-02-02,7.5\n", "> 5", {"on": "2025-02-02"}, None, "stale"),
        ("2027-02-02,7.5\n", "> 5", None, None, None),
    ],
)
def test_a_row_has_headroom_runway_and_outlook(
    schema: Any,
    rows: str,
    limit: str,
    headroom: dict[str, Any] | None,
    runway: dict[str, str] | None,
    outlook: str | None,
) -> None:
    said = index(f"breaks_when: load {limit}\nindicators/load.csv\ndate,value\n{rows}")
    schema.validate(said)
    (row,) = said["risks"]
    assert (row["runway"], row["outlook"]) == (runway, outlook)
    if headroom is None:
        assert row["headroom"] is None
    else:
        assert row["headroom"] | headroom == row["headroom"]


def test_a_new_field_does_not_break_who_checks_against_an_older_schema(schema: Any) -> None:
    newer = index("")
    newer["risks"][0]["later"] = newer["later"] = 1
    schema.validate(newer)


def test_scope_severity_and_the_day_it_was_noticed_are_in_the_rows() -> None:
    (row,) = index("scope: 3\nseverity: 3\nnoticed: 2026-01-05\n")["risks"]
    assert (row["scope"], row["severity"], row["noticed"]) == (3, 3, str(date(2026, 1, 5)))


def test_a_row_counts_the_occurrences(schema: Any) -> None:
    lines = "- 2026-01-30 sato: 20 minutes, 40 %.\n- 2026-01-10 ura: 1.5 minutes, 1 %.\n- none\n"
    said = index(f"## Occurrences\n\n{lines}")
    schema.validate(said)
    assert said["risks"][0]["occurrences"] == {"count": 2, "minutes": 21.5, "last": "2026-01-30"}
    assert index("")["risks"][0]["occurrences"] is None
