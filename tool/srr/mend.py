"""Applies what the rules offer as fixes, and proves that nothing got worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from srr import edit, model
from srr.check import Report, Rule, check
from srr.edit import EditRefused
from srr.finding import Finding
from srr.settings import Settings
from srr.tree import Tree

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Mended:
    """The files that change, the findings that are gone, and why other fixes were left alone."""

    files: Mapping[str, bytes]
    fixed: tuple[Finding, ...]
    refused: Mapping[str, str]


def mend(
    tree: Tree, settings: Settings, today: date, rules: tuple[Rule[Any], ...], paths: frozenset[str]
) -> Mended:
    """Mend the files at *paths*: again and again, since one fix can make room for the next.

    A file in which an edit is refused, or that would gain a finding, stays as it is.
    """
    before = check(model.load(tree, settings), settings, today, rules)
    report, current = before, dict(tree)
    refused: dict[str, str] = {}
    for _ in range(_ROUNDS):
        changed = _apply(report, paths - refused.keys(), refused)
        if not changed:
            break
        current |= changed
        report = check(model.load(current, settings), settings, today, rules)
        worse = _worse(before, report) & changed.keys()
        if worse:
            refused |= dict.fromkeys(worse, "the fix would bring a new finding")
            current |= {path: tree[path] for path in worse}
            report = check(model.load(current, settings), settings, today, rules)
    files = {path: text for path, text in current.items() if text != tree[path]}
    left = {_identity(finding) for finding in report.findings}
    fixed = [finding for finding in before.findings if finding.path in files]
    return Mended(
        {path: text for path, text in files.items() if isinstance(text, bytes)},
        tuple(finding for finding in fixed if _identity(finding) not in left),
        refused,
    )


def _apply(report: Report, paths: frozenset[str], refused: dict[str, str]) -> dict[str, bytes]:
    """Return the files that the fixes of *report* change; note the refusals in *refused*."""
    changed: dict[str, bytes] = {}
    documents = report.documents
    for path in sorted(paths & {finding.path for finding in report.findings if finding.fix}):
        edits = [step for found in report.findings if found.path == path for step in found.fix]
        try:
            changed[path] = edit.apply(documents[path], list(dict.fromkeys(edits)))
        except EditRefused as refusal:
            refused[path] = str(refusal).removeprefix(f"{path}: ").rstrip(".")
    return {path: text for path, text in changed.items() if text != documents[path].raw}


def _worse(before: Report, after: Report) -> set[str]:
    known = {_identity(finding) for finding in before.findings}
    rules = {(finding.path, finding.rule) for finding in before.findings}
    return {
        finding.path
        for finding in after.findings
        if _identity(finding) not in known and (finding.path, finding.rule) not in rules
    }


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    return finding.path, finding.rule, finding.key_path, finding.message.en
