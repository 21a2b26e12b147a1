"""What the settings of the base find in a pull request that changes them: it cannot excuse its own records."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.baseline import Baseline
from srr.lint.comparison import Base, PolicyChange
from srr.lint.engine import Report, check
from srr.lint.finding import Finding, Place, Severity, in_order
from srr.lint.ignores import UnusedIgnore
from srr.lint.rule import Rule
from srr.records.registry import Registry
from srr.schema.indicators import IndicatorSettings
from srr.schema.settings import Settings

BY_BASE = Text("{message}, by the settings of {base}", "{message}({base} の設定による)")

# Scales, levels and words are not among them: records move with those.
_JUDGED_TWICE = (
    *("rules", "grace_days", "windows", "admission", "unknown_for", "closed_days", "holidays"),
    *("draft_for", "review_for", "limits"),
)
# A rule, and where it speaks; the words may differ with the settings.
_Spot = tuple[str, str, KeyPath, Place]


def by_base_settings(
    registry: Registry,
    settings: Settings,
    today: date,
    rules: tuple[Rule[Any], ...],
    base: Base,
    baseline: Baseline,
    touched: frozenset[str],
    moved: Collection[tuple[str, KeyPath]],
) -> list[Finding]:
    """Return what *rules*, those that the settings of *base* leave on, find in the *touched* records by those settings.

    Of other records they are asked where a condition *moved*, whose indicator has a new number. Nothing is asked where
    *settings* are as strict. The ignores are those of the pull request.
    """
    strict = replace(
        settings,
        indicators=_as_short_lived(settings, base),
        **{key: getattr(base.settings, key) for key in _JUDGED_TWICE},
    )
    if not rules or strict == settings:
        return []
    run = tuple(rule for rule in rules if rule.scope is not UnusedIgnore)
    policy = {rule.name for rule in run if rule.scope is PolicyChange}
    found = check(registry, strict, today, run, base, baseline, stated=settings).findings
    return [
        finding
        for finding in found
        if finding.path in touched or (finding.path, finding.key) in moved or finding.rule in policy
    ]


def _as_short_lived(settings: Settings, base: Base) -> dict[str, IndicatorSettings]:
    """Return the indicators of *settings*, those of *base* with the `max_age` that they have there."""
    kept = {**base.registry.indicators, **base.settings.indicators}
    return {
        **settings.indicators,
        **{
            name: settings.indicator(name)._replace(max_age=base.settings.indicator(name).max_age)
            for name in kept
            if settings.indicator(name).max_age != base.settings.indicator(name).max_age
        },
    }


def held_to(
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
    return in_order(held)


def _raised(finding: Finding, severity: Severity | None, base: str) -> Finding:
    is_milder = severity is not None and finding.severity.rank < severity.rank
    return _marked(finding, severity, base) if severity and is_milder else finding


def _marked(finding: Finding, severity: Severity, base: str) -> Finding:
    message = BY_BASE.fill(message=finding.message, base=base)
    return replace(finding, severity=severity, message=message)


def _spot(finding: Finding) -> _Spot:
    return finding.path, finding.rule, finding.key, finding.place
