"""What a pull request answers for: the findings in the files that it touches, and those that it causes.

An overdue visit in another file is a warning; what was wrong before in other files is counted, not shown. A pull
request cannot excuse its own records: those that it touches are judged by the settings of the base, too.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.baseline import EMPTY, Baseline
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base, PolicyChange
from srr.lint.engine import Report, check
from srr.lint.finding import Finding, Place, Severity
from srr.lint.ignores import UnusedIgnore
from srr.lint.rule import Rule
from srr.records.registry import Registry
from srr.schema.settings import Settings

BY_BASE = Text("{message}, by the settings of {base}", "{message}({base} の設定による)")

# Scales, levels and words are not among them: records move with those.
_JUDGED_TWICE = (
    *("rules", "grace_days", "windows", "admission", "unknown_for", "closed_days", "holidays"),
    *("draft_for", "review_for"),
)
# A rule, and where it speaks; the words may differ with the settings.
_Spot = tuple[str, str, KeyPath, Place]


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
    dated = {rule.name for rule in all_rules() if rule.dated}
    elsewhere = [
        finding
        for finding in report.findings
        if finding.path not in touched and finding.rule not in dated
    ]
    # Nothing is wrong elsewhere in most runs, and then the base need not be judged.
    known = _known(base, today, rules) if elsewhere else set()
    hidden = {id(finding) for finding in elsewhere if finding.identity in known}
    kept = [
        replace(finding, severity=_milder(finding))
        if finding.path not in touched and finding.rule in dated
        else finding
        for finding in report.findings
        if id(finding) not in hidden
    ]
    strict = replace(settings, **{key: getattr(base.settings, key) for key in _JUDGED_TWICE})
    if base_rules and strict != settings:
        # The ignores are those of the pull request, and judged by its settings alone.
        run = tuple(rule for rule in base_rules if rule.scope is not UnusedIgnore)
        by_base = check(registry, strict, today, run, base, baseline, stated=settings)
        policy = {rule.name for rule in run if rule.scope is PolicyChange}
        asked = [each for each in by_base.findings if each.path in touched or each.rule in policy]
        kept = _held_to(asked, kept, report, base.name, touched)
    return replace(
        report, findings=tuple(kept), base=base.name, touched=touched, hidden=len(hidden)
    )


def _held_to(
    asked: list[Finding], kept: list[Finding], own: Report, base: str, touched: frozenset[str]
) -> list[Finding]:
    """Return *kept* no milder than the settings of *base* have it, and what only those find: *asked*."""
    severities = {_spot(finding): finding.severity for finding in asked}
    known = {_spot(finding) for finding in (*own.findings, *own.ignored)}
    held = [_raised(finding, severities.get(_spot(finding)), base) for finding in kept]
    held += [
        _marked(finding, Severity.ERROR if finding.path in touched else finding.severity, base)
        for finding in asked
        if _spot(finding) not in known
    ]
    return sorted(held, key=Finding.order)


def _raised(finding: Finding, severity: Severity | None, base: str) -> Finding:
    is_milder = severity is not None and finding.severity.rank < severity.rank
    return _marked(finding, severity, base) if severity and is_milder else finding


def _marked(finding: Finding, severity: Severity, base: str) -> Finding:
    message = BY_BASE.fill(message=finding.message, base=base)
    return replace(finding, severity=severity, message=message)


def _spot(finding: Finding) -> _Spot:
    return finding.path, finding.rule, finding.key, finding.place


def touched_paths(registry: Registry, before: Registry) -> frozenset[str]:
    """Return the paths whose content is another one, or that stand on one side only."""
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
