"""The findings that a pull request answers for: those in the files it touches, and those it causes.

What was wrong before in other files is counted, not shown. What comes with time alone, such as an overdue visit, is
an error only where the front matter or the visits say something new: a typo can be corrected without a review.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from srr.documents.places import KeyPath
from srr.lint.base_settings import by_base_settings, held_to
from srr.lint.baseline import EMPTY, Baseline
from srr.lint.baseline_growth import brought_along
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.lint.finding import Finding, Severity
from srr.lint.rule import Rule
from srr.records.change import Change
from srr.records.conditions import conditions
from srr.records.registry import Registry
from srr.schema.settings import Settings


def judge(
    registry: Registry,
    settings: Settings,
    today: date,
    rules: tuple[Rule[Any], ...],
    base: Base,
    baseline: Baseline = EMPTY,
    base_rules: tuple[Rule[Any], ...] = (),
) -> Report:
    """Run *rules* over the whole registry and keep what the change since *base* answers for.

    *base_rules*, those that the settings of *base* leave on, are run by these settings where they are other ones.
    """
    report = check(registry, settings, today, rules, base, baseline)
    touched = touched_paths(registry, base.registry)
    report = report.without_excuse(brought_along(report, today, rules, base, baseline, touched))
    moved = _moved(registry, touched)
    asked = by_base_settings(registry, settings, today, base_rules, base, baseline, touched, moved)
    dated = {rule.name for rule in all_rules() if rule.dated}
    elsewhere = [
        finding
        for finding in report.findings
        if finding.path not in touched | _settings(registry, base.registry)
        and finding.rule not in dated
    ]
    # Most runs find nothing in other files, and then the base need not be checked.
    known = _known(base, today, rules) if elsewhere else set()
    hidden = {id(finding) for finding in elsewhere if finding.identity in known}
    answered = _answered(report.changes)

    kept = [finding for finding in report.findings if id(finding) not in hidden]
    held = held_to(asked, kept, report, base.name, touched)
    findings = tuple(
        replace(finding, severity=_milder(finding), brief=finding.path not in touched)
        if finding.rule in dated
        and finding.path not in answered
        and (finding.path, finding.key) not in moved
        else finding
        for finding in held
    )
    return replace(report, findings=findings, base=base.name, touched=touched, hidden=len(hidden))


def touched_paths(registry: Registry, before: Registry) -> frozenset[str]:
    """Return the paths whose content differs, or that exist on one side only."""
    old: dict[str, object] = {read.path: read.raw for read in before.documents}
    new: dict[str, object] = {read.path: read.raw for read in registry.documents}
    old |= {**before.not_files, **_series(before)}
    new |= {**registry.not_files, **_series(registry)}
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _series(registry: Registry) -> dict[str, object]:
    """Return what is in the files of the indicators by path."""
    return {each.path: each.not_a_file or each.raw for each in registry.indicators.values()}


def _settings(registry: Registry, before: Registry) -> frozenset[str]:
    """Return the paths of the settings and the people where their files differ."""
    old = {read.path: read.raw for read in before.settings_files}
    return frozenset(
        read.path for read in registry.settings_files if old.get(read.path) != read.raw
    )


def _answered(changes: tuple[Change, ...]) -> set[str]:
    """Return the paths whose front matter or visits changed in meaning, and not in spelling alone."""
    return {change.record.path for change in changes if _says_something(change)}


def _moved(registry: Registry, touched: frozenset[str]) -> set[tuple[str, KeyPath]]:
    """Return where a record hangs on an indicator with a new number, and the files of those indicators."""
    return {
        place
        for risk in registry.risks
        for each in conditions(risk, registry)
        if each.indicator and each.indicator.path in touched
        for place in ((risk.path, each.key), (each.indicator.path, ()))
    }


def _says_something(change: Change) -> bool:
    # The links are what another record writes into this one when it names it.
    fields = [
        field
        for field in change.fields()
        if field.key[0] not in ("postmortems", "related", "risks")
    ]
    return bool(not change.before or fields or change.new_entries() or change.lost_visits())


def _known(base: Base, today: date, rules: tuple[Rule[Any], ...]) -> set[tuple[str, ...]]:
    report = check(base.registry, base.settings, today, rules, baseline=base.baseline)
    return {finding.identity for finding in report.findings}


def _milder(finding: Finding) -> Severity:
    return Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
