import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from sarif_pydantic import Sarif

from kit.cases import each_case
from kit.reports import RULES, TOKEN, golden, report
from srr.documents.edit import apply
from srr.exporters.findings import Run, sarif
from srr.lint.catalogue import all_rules
from srr.lint.engine import Report

SCHEMA = Path(__file__).parents[3] / "../shared/data/schemas/sarif-schema-2.1.0.json"
LONGEST_TEXT = 1024


def run(judged: Report, folder: str = "") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        "".join(sarif.render(judged, Run("en", folder=folder, rules=RULES, version="1.2.3")))
    )
    (only,) = read["runs"]
    assert isinstance(only, dict)
    return only


def results(judged: Report) -> dict[str, dict[str, Any]]:
    return {row["ruleId"]: row for row in run(judged)["results"]}


def test_findings_become_sarif() -> None:
    assert "".join(
        sarif.render(report(), Run("en", folder="docs/リスク", rules=RULES, version="1.2.3"))
    ) == golden("sarif.json")


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of OASIS is not beside the repository")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_keeps_the_official_schema(language: Any) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    read = json.loads(
        "".join(
            sarif.render(report(), Run(language, folder="docs", rules=all_rules(), version="1.2.3"))
        )
    )
    assert list(Draft4Validator(schema).iter_errors(read)) == []


def test_another_reader_finds_the_rules_places_and_fixes() -> None:
    read = Sarif.model_validate_json(
        "".join(sarif.render(report(), Run("en", folder="docs", rules=RULES, version="1.2.3")))
    )
    (only,) = read.runs
    assert only.tool.driver.semantic_version == "1.2.3"
    assert [rule.id for rule in only.tool.driver.rules or []] == [rule.name for rule in RULES]
    first = (only.results or [])[0]
    region = (first.locations or [])[0].physical_location.region
    assert (region.start_line, region.start_column, region.end_line, region.end_column) == (
        *(11, 11, 11, 13),
    )


@each_case("rule", all_rules())
def test_each_rule_has_its_help_within_the_limits_of_github(rule: Any) -> None:
    for language in ("en", "ja"):
        described = sarif._rule(rule, language)
        for key in ("shortDescription", "fullDescription"):
            assert 0 < len(described[key]["text"]) <= LONGEST_TEXT
        assert described["help"]["markdown"].count("```") >= 4
        assert described["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_value_of_a_record_is_neither_a_link_nor_a_placeholder() -> None:
    judged = report("area: '[click](https://evil.example) {0}'\n")
    text = results(judged)["field-value"]["message"]["text"]
    assert "[click] (https://evil.example) {{0}}" in text


def test_paths_are_relative_uris() -> None:
    judged = report("priority: 10\n")
    (row,) = run(judged, "リスク 台帳")["results"]
    artifact = row["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"].isascii()
    assert " " not in artifact["uri"]
    assert unquote(artifact["uri"]) == "リスク 台帳/risks/SRR-0001.md"


def test_each_registry_of_a_repository_has_a_category_of_its_own() -> None:
    judged = report("team: web\n")
    assert run(judged)["automationDetails"]["id"] == "srr/"
    assert run(judged, "docs")["automationDetails"]["id"] == "srr/docs/"


def test_a_fix_makes_what_srr_fix_makes() -> None:
    judged = report("priority: 10\n")
    (finding,) = judged.findings
    (change,) = results(judged)["score-priority"]["fixes"][0]["artifactChanges"]
    (replaced,) = change["replacements"]
    region, text = replaced["deletedRegion"], judged.documents[finding.path].text
    lines = text.split("\n")
    line = lines[region["startLine"] - 1]
    lines[region["startLine"] - 1] = (
        line[: region["startColumn"] - 1]
        + replaced["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    assert "\n".join(lines).encode() == apply(judged.documents[finding.path], finding.fix)


def test_fingerprints_survive_moved_lines() -> None:
    before, after = (
        results(report(text))["score-priority"]
        for text in ("priority: 10\n", "team: web\npriority: 10\n")
    )
    assert before["locations"] != after["locations"]
    assert before["partialFingerprints"] == after["partialFingerprints"]


def test_what_the_message_speaks_of_is_related() -> None:
    related = results(report("priority: 10\n"))["score-priority"]["relatedLocations"]
    assert [row["physicalLocation"]["region"]["startLine"] for row in related] == [9, 10]


def test_an_ignored_finding_is_suppressed_with_its_reason() -> None:
    comment = results(report())["visit-overdue"]["suppressions"]
    settings = {"ignore": {"score-priority": {"SRR-0001": "agreed by hand"}}}
    entry = results(report("priority: 10\n", settings))["score-priority"]["suppressions"]
    reason = "the team is at a fair | until Monday"
    assert comment == [{"kind": "inSource", "status": "accepted", "justification": reason}]
    assert entry == [{"kind": "external", "status": "accepted", "justification": "agreed by hand"}]


def test_a_run_without_a_finding_has_an_empty_list_of_results() -> None:
    assert run(report("team: web\n"))["results"] == []


def test_a_secret_is_masked_and_a_message_is_in_the_language_of_the_registry() -> None:
    text = "".join(sarif.render(report(), Run("ja", folder="", rules=RULES, version="1.2.3")))
    assert TOKEN not in text
    assert "6 × 2 = 12 であり、10 ではない" in text
