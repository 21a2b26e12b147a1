"""A baseline may grow by what was there, not by what the pull request brings."""

import pytest

from kit.examples import TODAY, tree
from srr.lint import baseline
from srr.lint.baseline import EMPTY, Baseline
from srr.lint.catalogue import all_rules, baseline_rules
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.lint.pull_request import judge
from srr.records.registry import read_registry
from srr.schema.settings import Settings

PATH = "risks/SRR-0001.md"
SETTINGS = Settings()
BROKEN = "---\nid: SRR-0001\ntitle: [open\n---\n"
LOW = "potential_impact: 1\n"


def all_of(files: dict[str, bytes]) -> Baseline:
    """Return the baseline that `srr baseline write` would make."""
    report = check(read_registry(files, SETTINGS), SETTINGS, TODAY)
    return baseline.of(report.findings, baseline_rules())


def judged(before: dict[str, bytes], after: dict[str, bytes], kept: Baseline = EMPTY) -> Report:
    """Judge a pull request whose baseline covers everything; *kept* is that of the base."""
    base = Base(read_registry(before, SETTINGS), SETTINGS, "main", baseline=kept)
    registry = read_registry(after, SETTINGS)
    return judge(registry, SETTINGS, TODAY, all_rules(), base, all_of(after))


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings} - {"change-policy"}


@pytest.mark.parametrize(
    ("after", "rule"), [(BROKEN, "front-matter-syntax"), (LOW, "score-admission")]
)
def test_what_a_pull_request_breaks_is_found_although_the_baseline_covers_it(
    after: str, rule: str
) -> None:
    report = judged(tree("", PATH), tree(after, PATH))
    assert rule in rules(report)
    assert rule not in {finding.rule for finding in report.ignored}


def test_what_was_there_before_may_go_into_the_baseline() -> None:
    report = judged(tree(LOW, PATH), tree(f"{LOW}team: web\n", PATH))
    assert rules(report) == set()
    assert {finding.rule for finding in report.ignored} == {"score-admission"}


def test_a_new_record_may_bring_old_findings_from_elsewhere() -> None:
    assert rules(judged({}, tree(LOW, PATH))) == set()


def test_what_the_baseline_of_the_base_covers_stays_covered() -> None:
    before = tree(LOW, PATH)
    assert rules(judged(before, tree(f"{LOW}team: web\n", PATH), all_of(before))) == set()
