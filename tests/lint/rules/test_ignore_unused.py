from collections.abc import Mapping
from typing import Any

import pytest

from kit.cases import each_case
from kit.examples import TODAY, tree
from kit.judging import pointed_at
from srr.lint.baseline import Baseline, Key
from srr.lint.engine import Report, check
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse


def report(fragment: str, settings: Mapping[str, Any] | None = None) -> Report:
    chosen = parse(settings, "srr.toml") if settings else Settings()
    return check(read_registry(tree(fragment, "risks/SRR-0001.md"), chosen), chosen, TODAY)


def said(fragment: str, settings: Mapping[str, Any] | None = None) -> list[str]:
    return [
        finding.message.en
        for finding in report(fragment, settings).findings
        if finding.rule == "ignore-unused"
    ]


def test_an_ignore_with_a_reason_and_a_finding_is_used() -> None:
    fragment = "# srr: ignore[score-priority] agreed with sales\npriority: 10"
    assert report(fragment).findings == ()
    assert [finding.ignored for finding in report(fragment).ignored] == ["agreed with sales"]


def test_an_ignore_on_the_line_above_a_heading_is_used_too() -> None:
    files = tree("## Next action\nTODO", "risks/SRR-0001.md")
    comment = b"<!-- srr: ignore[section-empty] written tomorrow -->\n"
    files = {path: raw.replace(b"## Next", comment + b"## Next") for path, raw in files.items()}
    assert check(read_registry(files, Settings()), Settings(), TODAY).findings == ()


def test_without_a_reason_nothing_is_ignored() -> None:
    fragment = "# srr: ignore[score-priority]\npriority: 10"
    rules = {finding.rule for finding in report(fragment).findings}
    assert rules == {"score-priority", "ignore-unused"}
    assert said(fragment) == ["the ignore of score-priority gives no reason, so it does nothing"]


def test_a_misspelt_rule_is_answered_with_the_nearest() -> None:
    fragment = "# srr: ignore[score-prioritty] agreed with sales\npriority: 12"
    (finding,) = report(fragment).findings
    assert finding.message.en == "no rule is called score-prioritty"
    assert finding.help is not None
    assert finding.help.en == "did you mean score-priority?"


def test_a_name_like_no_rule_is_answered_with_the_way_to_the_list() -> None:
    (finding,) = report("# srr: ignore[zzz] a reason\npriority: 12").findings
    assert finding.help is not None
    assert "srr rule" in finding.help.en


def test_an_entry_of_the_settings_names_its_record() -> None:
    settings = {"ignore": {"score-priority": {"SRR-0001": "agreed", "SRR-0099": "gone"}}}
    assert said("priority: 10", settings) == [
        "there is no finding of score-priority on SRR-0099 to ignore"
    ]


@each_case(
    "ignore",
    [
        "ignore[score-priority]",
        "ignore[] agreed with sales",
        "ignore[score-prioritty] agreed with sales",
        "ignore[score-priority] agreed with sales",
    ],
)
def test_each_finding_points_at_the_comment(ignore: str) -> None:
    assert pointed_at(report(f"team: web # srr: {ignore}")) == [f"team: web «# srr: {ignore}»"]


def test_an_entry_of_the_baseline_without_its_findings_is_reported_at_the_file() -> None:
    kept = Baseline({Key("SRR-0001", "field-value", "area"): 2})
    registry = read_registry(tree("", "risks/SRR-0001.md"), Settings())
    (finding,) = check(registry, Settings(), TODAY, baseline=kept).findings
    assert finding.path == "srr-baseline.json"
    assert finding.message.en == "the baseline holds 2 too many: SRR-0001 field-value (area)"
    assert finding.help is not None
    assert finding.help.en == "run srr baseline prune and commit srr-baseline.json"


@pytest.mark.parametrize(
    ("ignore", "help_text"),
    [
        ("ignore[score-priority]", "write the reason after the bracket"),
        ("ignore[] agreed with sales", "take it out"),
        ("ignore[score-priority] agreed with sales", "take it out"),
    ],
)
def test_the_help_says_what_to_do_with_the_comment(ignore: str, help_text: str) -> None:
    (finding,) = report(f"team: web # srr: {ignore}").findings
    assert finding.help is not None
    assert finding.help.en == help_text


def test_an_ignore_of_a_rule_that_did_not_run_is_not_idle() -> None:
    fragment = "# srr: ignore[score-priority] agreed with sales\npriority: 12"
    assert said(fragment, {"rules": {"score-priority": "off"}}) == []
