"""What a baseline that grows in a pull request may not cover: findings that the pull request itself brings."""

from datetime import date
from typing import Any

from srr.lint.baseline import REASON, Baseline, key_of
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.lint.finding import Finding
from srr.lint.rule import Rule


def brought_along(
    report: Report,
    today: date,
    rules: tuple[Rule[Any], ...],
    base: Base,
    baseline: Baseline,
    touched: frozenset[str],
) -> tuple[Finding, ...]:
    """Return the findings of *report* that only the growth of *baseline* since *base* covers, and that *base* lacks.

    Files that *base* does not have may bring old findings from elsewhere.
    """
    growth = baseline.beyond(base.baseline.renewed(baseline)).counts
    there = {document.path for document in base.registry.documents} & touched
    covered = [
        finding
        for finding in report.ignored
        if finding.ignored == REASON and finding.path in there and key_of(finding) in growth
    ]
    if not covered:
        return ()
    old = check(base.registry, base.settings, today, rules).findings
    known = {key_of(each) for each in old}
    # A heading that srr fix adds is as empty as it was missing.
    short = {each.shortcoming for each in old}
    return tuple(
        each for each in covered if key_of(each) not in known and each.shortcoming not in short
    )
