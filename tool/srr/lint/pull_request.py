"""The findings that a pull request answers for: those in the files it touches, and those it causes.

An overdue visit in another file is a warning; what was wrong before in other files is counted, not shown.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from srr.lint.baseline import EMPTY, Baseline
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.lint.finding import Finding, Severity
from srr.lint.rule import Rule
from srr.records.registry import Registry
from srr.schema.settings import Settings


def judge(
    registry: Registry,
    settings: Settings,
    today: date,
    rules: tuple[Rule[Any], ...],
    base: Base,
    baseline: Baseline = EMPTY,
) -> Report:
    """Run *rules* over the whole registry and keep what the change since *base* answers for."""
    report = check(registry, settings, today, rules, base, baseline)
    touched = touched_paths(registry, base.registry)
    dated = {rule.name for rule in all_rules() if rule.dated}
    elsewhere = [
        finding
        for finding in report.findings
        if finding.path not in touched and finding.rule not in dated
    ]
    # Most runs find nothing in other files, and then the base need not be checked.
    known = _known(base, today, rules) if elsewhere else set()
    hidden = {id(finding) for finding in elsewhere if finding.identity in known}
    kept = (
        replace(finding, severity=_milder(finding))
        if finding.path not in touched and finding.rule in dated
        else finding
        for finding in report.findings
        if id(finding) not in hidden
    )
    return replace(
        report, findings=tuple(kept), base=base.name, touched=touched, hidden=len(hidden)
    )


def touched_paths(registry: Registry, before: Registry) -> frozenset[str]:
    """Return the paths whose content differs, or that exist on one side only."""
    old: dict[str, object] = {read.path: read.raw for read in before.documents}
    new: dict[str, object] = {read.path: read.raw for read in registry.documents}
    old |= before.not_files
    new |= registry.not_files
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _known(base: Base, today: date, rules: tuple[Rule[Any], ...]) -> set[tuple[str, ...]]:
    report = check(base.registry, base.settings, today, rules, baseline=base.baseline)
    return {finding.identity for finding in report.findings}


def _milder(finding: Finding) -> Severity:
    return Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
