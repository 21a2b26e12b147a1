"""What the settings of the base find in a pull request that changes them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.examples import TODAY, tree
from srr.language import Text
from srr.lint.baseline import Baseline, Key
from srr.lint.catalogue import chosen
from srr.lint.comparison import Base
from srr.lint.engine import Report
from srr.lint.finding import Finding, Severity
from srr.lint.pull_request import judge
from srr.lint.rule import Context, Problem, Rule
from srr.records.registry import read_registry
from srr.records.risk import Risk
from srr.schema.settings import parse

PATH = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"
LATE = "created: 2026-01-12\nnext_visit: 2026-01-26\n"
MARK = ", by the settings of main"


def judged(
    before: str,
    after: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    *,
    baseline: Baseline | None = None,
    select: tuple[str, ...] = (),
) -> Report:
    """Judge a pull request from *before* and *old* settings to *after* and *new* ones."""
    was, now = parse(old, "srr.toml"), parse(new, "srr.toml")
    base = Base(read_registry(tree(before, PATH), was), was, "main")
    registry = read_registry(tree(after, PATH), now)
    rules, base_rules = chosen(now, select), chosen(was, select)
    kept = baseline or Baseline()
    return judge(registry, now, TODAY, rules, base, kept, base_rules)


def by_base(report: Report) -> list[tuple[str, Severity]]:
    return [
        (finding.rule, finding.severity)
        for finding in report.findings
        if finding.message.en.endswith(MARK)
    ]


def only(report: Report, rule: str) -> Finding:
    (finding,) = (finding for finding in report.findings if finding.rule == rule)
    return finding


def entry(rule: str, reason: object) -> dict[str, Any]:
    return {"ignore": {rule: {"SRR-0001": reason}}}


def watching(days: str) -> str:
    return (
        "status: watching\ncreated: 2025-12-01\n"
        f"next_visit: {days}\n## Visits\n\n- 2026-01-30 ura: watching, next {days}. Stable.\n"
    )


DRAFT = (
    "status: draft\nstarted: 2026-01-10T10:00+09:00\ndetected: 2026-01-10T10:05+09:00\n"
    "mitigated: 2026-01-10T10:30+09:00\nresolved: 2026-01-10T10:40+09:00\n"
)


@pytest.mark.parametrize(
    ("record", "old", "new", "rule"),
    [
        (LATE, {}, {"rules": {"visit-overdue": "off"}}, "visit-overdue"),
        (LATE, {}, {"grace_days": 365}, "visit-overdue"),
        ("potential_impact: 1\n", {}, {"admission": 0}, "score-admission"),
        (
            "created: 2026-01-01\npotential_impact: unknown\nnext_visit: 2026-02-05\n",
            {"unknown_for": "2w"},
            {"unknown_for": "1y"},
            "score-unknown",
        ),
        (watching("2026-09-01"), {}, {"windows": {"watching": ["1m", "1y"]}}, "visit-window"),
        ("next_visit: 2026-02-07\n", {}, {"closed_days": ["sun"]}, "visit-closed-day"),
        ("next_visit: 2026-02-05\n", {"holidays": ["2026-02-05"]}, {}, "visit-closed-day"),
        (
            "owner: ura\nrisks/SRR-0002.md\nowner: ura\n",
            {"limits": {"open_per_owner": 1}},
            {},
            "owner-overloaded",
        ),
        (
            f"postmortems/PM-0001.md\n{DRAFT}",
            {},
            {"postmortem": {"draft_for": "1y"}},
            "postmortem-stalled",
        ),
    ],
)
def test_what_only_the_settings_of_the_base_find_is_an_error(
    record: str, old: dict[str, Any], new: dict[str, Any], rule: str
) -> None:
    before, after = f"{record}title: One\n", f"{record}title: Two\n"
    report = judged(before, after, old, new)
    assert (rule, Severity.ERROR) in by_base(report)
    assert only(report, rule).message.ja.endswith("(main の設定による)")
    assert by_base(judged(before, before, old, new)) == []
    assert by_base(judged(before, after, old, old)) == []
    assert by_base(judged(before, after, new, old)) == []


def test_a_rule_made_milder_keeps_the_severity_of_the_base() -> None:
    rules = {"rules": {"visit-overdue": "info"}}
    report = judged(LATE, f"{LATE}team: web\n", {}, rules)
    assert by_base(report) == [("visit-overdue", Severity.ERROR)]
    assert only(report, "visit-overdue")
    warning = {"rules": {"visit-overdue": "warning"}}
    report = judged(LATE, f"{LATE}team: web\n", warning, rules)
    assert by_base(report) == [("visit-overdue", Severity.WARNING)]


def test_what_both_find_is_told_once_in_the_words_of_the_pull_request() -> None:
    low = "potential_impact: 1\n"
    report = judged(low, f"{low}team: web\n", {"admission": 6}, {})
    finding = only(report, "score-admission")
    assert finding.severity is Severity.WARNING
    assert "below 3" in finding.message.en
    assert by_base(report) == []


def test_a_deletion_is_found_although_its_rule_was_turned_off() -> None:
    off = {"rules": {"change-deleted": "off"}}
    report = judged(f"{PATH}\n{OTHER}\n", f"{PATH}\n", {}, off)
    assert by_base(report) == [("change-deleted", Severity.ERROR)]


def test_records_that_are_not_touched_are_judged_by_the_new_settings_alone() -> None:
    before = f"{PATH}\n{LATE}{OTHER}\nteam: web\n"
    report = judged(before, before.replace("web", "app"), {}, {"grace_days": 365})
    assert by_base(report) == []


def test_turning_the_rule_of_policy_off_is_told_but_stops_nobody() -> None:
    report = judged("", "", {}, {"rules": {"change-policy": "off"}, "grace_days": 9})
    assert by_base(report) == [("change-policy", Severity.WARNING)] * 2
    messages = {finding.message.en for finding in report.findings}
    assert f"the settings got weaker: grace_days goes from 0 to 9{MARK}" in messages


def test_scales_levels_and_words_are_not_judged_twice() -> None:
    steps = [{"score": n, "en": str(n), "ja": str(n)} for n in (1, 2, 3, 4)]
    new = {"scales": {"scope": steps}, "levels": [12, 6, 3, 1], "areas": ["kitchen"]}
    report = judged("", "potential_impact: 12\nscope: 4\nseverity: 3\narea: kitchen\n", {}, new)
    assert by_base(report) == []
    assert "field-value" not in {finding.rule for finding in report.findings}


def test_ignores_are_those_of_the_pull_request() -> None:
    comment = f"# srr: ignore[visit-overdue until=2026-02-09] away\n{LATE}"
    comment = comment.replace("created: 2026-01-12\n", "")
    touched = f"created: 2026-01-12\n{comment}"
    report = judged(LATE, touched, {}, {"grace_days": 9})
    assert by_base(report) == []
    settings = entry("visit-overdue", {"reason": "away", "until": "2026-02-09"})
    report = judged(LATE, f"{LATE}team: web\n", {}, {"grace_days": 9, **settings})
    assert by_base(report) == []
    report = judged(LATE, f"{LATE}team: web\n", settings, {"grace_days": 9})
    assert by_base(report) == [("visit-overdue", Severity.ERROR)]


def test_the_baseline_is_that_of_the_pull_request() -> None:
    low, off = "potential_impact: 1\n", {"rules": {"score-admission": "off"}}
    kept = Baseline({Key("SRR-0001", "score-admission", "potential_impact"): 1})
    assert by_base(judged(low, f"{low}team: web\n", {}, off, baseline=kept)) == []
    assert by_base(judged(low, f"{low}team: web\n", {}, off)) != []


def test_an_ignore_of_a_rule_that_was_turned_off_is_not_unused_by_the_base() -> None:
    comment = "# srr: ignore[score-priority] agreed\nteam: {}\n"
    off = {"rules": {"score-priority": "off"}}
    assert by_base(judged(comment.format("web"), comment.format("app"), {}, off)) == []


def test_rules_that_were_not_asked_for_are_not_run_for_the_base_either() -> None:
    off = {"rules": {"visit-overdue": "off"}}
    report = judged(LATE, f"{LATE}team: web\n", {}, off, select=("score",))
    assert report.findings == ()


def test_settings_that_did_not_change_cost_nothing() -> None:
    runs: list[str] = []

    def count(risk: Risk, context: Context) -> Iterator[Problem]:
        runs.append(risk.id)
        yield from ()

    rule = Rule("counted", Risk, Severity.ERROR, count)
    same = parse({"grace_days": 3}, "srr.toml")
    registry = read_registry(tree("team: web\n", PATH), same)
    base = Base(read_registry(tree("", PATH), same), same, "main")
    judge(registry, same, TODAY, (rule,), base, base_rules=(rule,))
    assert runs == ["SRR-0001"]
    worded = replace(same, title="Another", areas=("kitchen",))
    judge(registry, worded, TODAY, (rule,), base, base_rules=(rule,))
    assert runs == ["SRR-0001"] * 2
    weaker = replace(same, grace_days=9)
    judge(registry, weaker, TODAY, (rule,), base, base_rules=(rule,))
    assert runs == ["SRR-0001"] * 4


def test_braces_in_the_name_of_the_base_are_text() -> None:
    def say(risk: Risk, context: Context) -> Iterator[Problem]:
        yield Problem(Text("{x}", "{x}"))

    rule = Rule("said", Risk, Severity.ERROR, say)
    old, new = parse({}, "srr.toml"), parse({"grace_days": 1}, "srr.toml")
    base = Base(read_registry({}, old), old, "{0}")
    registry = read_registry(tree("", PATH), new)
    (finding,) = judge(registry, new, TODAY, (), base, base_rules=(rule,)).findings
    assert finding.message == Text("{x}, by the settings of {0}", "{x}({0} の設定による)")


@cache
def stops(before: int, after: int) -> bool:
    settings = {"grace_days": before}, {"grace_days": after}
    return judged(LATE, f"{LATE}team: web\n", *settings).count(Severity.ERROR) > 0


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_touched_record_gains_nothing_from_its_own_days_of_grace(old: int, new: int) -> None:
    assert stops(old, new) == (stops(old, old) or stops(new, new))
