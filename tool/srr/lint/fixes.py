"""Applies the fixes that rules offer, and proves that nothing got worse."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from srr.documents import edit
from srr.documents.edit import EditRefused
from srr.documents.tree import NotAFile, Tree
from srr.lint.engine import Report, check
from srr.lint.finding import Finding
from srr.lint.rule import Rule
from srr.records.registry import read_registry
from srr.schema.settings import Settings

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fixed:
    """The changed files, the fixed findings, and by path why a fix was left out."""

    files: Mapping[str, bytes]
    fixed: tuple[Finding, ...]
    refused: Mapping[str, str]


def fix(
    tree: Tree, settings: Settings, today: date, rules: tuple[Rule[Any], ...], paths: frozenset[str]
) -> Fixed:
    """Fix the files at *paths*, in rounds, since one fix can enable the next.

    An edit that is refused, or with which the registry would gain a finding, is left out.
    """
    fixing = _Fixing(settings, today, rules, dict(tree), {}, set())
    before = report = fixing.judged(tree)
    for _ in range(_ROUNDS):
        found = [finding for finding in report.findings if finding.fix and finding.path in paths]
        found = [finding for finding in found if finding.identity not in fixing.left]
        if not found:
            break
        report = fixing.applied(found, before, report)
    for path in {finding.path for finding in _worse(before, report)} & fixing.tree.keys():
        fixing.refused[path] = "the fix would bring a new finding"
        fixing.tree[path] = tree[path]
        report = fixing.judged(fixing.tree)
    files = {path: text for path, text in fixing.tree.items() if text != tree[path]}
    remaining = {finding.identity for finding in report.findings}
    fixed = (finding for finding in before.findings if finding.path in files)
    return Fixed(
        {path: text for path, text in files.items() if isinstance(text, bytes)},
        tuple(finding for finding in fixed if finding.identity not in remaining),
        fixing.refused,
    )


@dataclass(slots=True)
class _Fixing:
    """The work in progress: the files as they are now, and the fixes that were left out."""

    settings: Settings
    today: date
    rules: tuple[Rule[Any], ...]
    tree: dict[str, bytes | NotAFile]
    refused: dict[str, str]
    left: set[tuple[str, ...]]

    def judged(self, tree: Tree) -> Report:
        return check(read_registry(tree, self.settings), self.settings, self.today, self.rules)

    def applied(self, found: list[Finding], before: Report, report: Report) -> Report:
        """Apply all fixes at once; where that brings a new finding, one after the other."""
        changed = self._edited(found, report)
        after = self.judged({**self.tree, **changed})
        # What becomes fixable now is left to the next round.
        worse = [finding for finding in _worse(before, after) if not finding.fix]
        if worse and len(found) == 1:
            self.left.add(found[0].identity)
            rules = ", ".join(sorted({finding.rule for finding in worse}))
            self.refused[found[0].path] = f"fixing {found[0].rule} would bring {rules}"
            return report
        if worse:
            for finding in found:
                still = self._still(finding, report)
                report = self.applied(still, before, report) if still else report
            return report
        self.tree |= changed
        return after

    def _still(self, finding: Finding, report: Report) -> list[Finding]:
        """Return *finding* as found in the current files."""
        return [other for other in report.findings if other.identity == finding.identity][:1]

    def _edited(self, found: list[Finding], report: Report) -> dict[str, bytes]:
        changed: dict[str, bytes] = {}
        documents = report.written
        for path in dict.fromkeys(finding.path for finding in found):
            edits = [step for finding in found if finding.path == path for step in finding.fix]
            try:
                changed[path] = edit.apply(documents[path], list(dict.fromkeys(edits)))
            except EditRefused as refusal:
                self.refused[path] = str(refusal)
                self.left |= {finding.identity for finding in found if finding.path == path}
        return changed


def _worse(before: Report, after: Report) -> list[Finding]:
    """Return the findings that were not there before; of one that is there more often, the surplus."""
    left = Counter(finding.identity for finding in before.findings)
    found = []
    for finding in after.findings:
        left[finding.identity] -= 1
        if left[finding.identity] < 0:
            found.append(finding)
    return found
