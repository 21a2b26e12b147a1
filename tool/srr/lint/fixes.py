"""Applies the fixes that rules offer, and proves that nothing got worse."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from srr.documents import document, edit
from srr.documents.document import Document
from srr.documents.edit import EditRefused
from srr.documents.tree import Tree
from srr.language import Text
from srr.lint.engine import Report, check, recheck
from srr.lint.finding import Finding
from srr.lint.rule import Rule
from srr.records import edit_refusals
from srr.records.registry import read_registry
from srr.schema.settings import Settings

_ROUNDS = 8
_WORSE = Text("the fix would bring a new finding", "修正すると新しい指摘が出ます")
_BRINGS = Text("fixing {rule} would bring {rules}", "{rule} を修正すると {rules} の指摘が出ます")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The changed files, the fixed findings, and by path why a fix was left out."""

    files: Mapping[str, bytes]
    fixed: tuple[Finding, ...]
    refused: Mapping[str, Text]


def fix(
    tree: Tree, settings: Settings, today: date, rules: tuple[Rule[Any], ...], paths: frozenset[str]
) -> Fixed:
    """Fix the files at *paths*, each in rounds, since one fix can enable the next.

    An edit that is refused, or with which the registry would gain a finding, is left out. That a day has passed is no
    such finding: it had before, and the fix only lets it be read.
    """
    dated = frozenset(rule.name for rule in rules if rule.dated)
    before = check(read_registry(tree, settings), settings, today, rules)
    documents = before.written
    files: dict[str, bytes] = {}
    refused: dict[str, Text] = {}
    for path, found in _by_path(before.findings).items():
        if path in paths and any(finding.fix for finding in found):
            fixing = _Fixing(documents[path], before, found, rules, settings, dated)
            fixing.run()
            if fixing.read is not documents[path]:
                files[path] = fixing.read.raw
            if fixing.refused:
                refused[path] = fixing.refused
    after = _judged({**tree, **files}, before, settings, rules) if files else before
    while causes := _causes(_worse(before.findings, after.findings, dated), files, documents):
        files = {path: raw for path, raw in files.items() if path not in causes}
        refused |= dict.fromkeys(causes, _WORSE)
        after = _judged({**tree, **files}, before, settings, rules)
    left = {finding.identity for finding in after.findings}
    gone = (finding for finding in before.findings if finding.path in files)
    return Fixed(files, tuple(each for each in gone if each.identity not in left), refused)


def _by_path(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    return found


def _judged(tree: Tree, before: Report, settings: Settings, rules: tuple[Rule[Any], ...]) -> Report:
    registry = read_registry(tree, settings, before.judged.by_path)
    return check(registry, settings, before.today, rules)


def _causes(
    worse: list[Finding], files: Mapping[str, bytes], documents: Mapping[str, Document]
) -> set[str]:
    """Return the fixed files that may have brought the findings *worse*: their own files, else those that they name."""
    paths = {finding.path for finding in worse}
    causes = paths & files.keys()
    for path in paths - files.keys():
        text = documents[path].text if path in documents else ""
        causes |= {fixed for fixed in files if PurePosixPath(fixed).stem in text}
    return causes


class _Fixing:
    """The work on one file: the file as it is now, and the fixes that were left out."""

    def __init__(
        self,
        read: Document,
        before: Report,
        found: Sequence[Finding],
        rules: tuple[Rule[Any], ...],
        settings: Settings,
        dated: frozenset[str],
    ) -> None:
        self.path = read.path
        self.read = read
        self.registry = before.judged
        self.today = before.today
        self.rules = rules
        self.dated = dated
        self.settings = settings
        self.before = self.findings = found
        self.left: set[tuple[str, ...]] = set()
        self.refused: Text | None = None

    def run(self) -> None:
        for _ in range(_ROUNDS):
            found = [finding for finding in self.findings if finding.fix]
            found = [finding for finding in found if finding.identity not in self.left]
            if not found:
                break
            self._apply(found)

    def _apply(self, found: list[Finding]) -> None:
        """Apply all fixes at once; where that brings a new finding, one after the other."""
        steps = dict.fromkeys(step for finding in found for step in finding.fix)
        try:
            edited = document.read(self.path, edit.apply(self.read, list(steps)))
        except EditRefused as refusal:
            self.refused = edit_refusals.said(refusal)
            self.left |= {finding.identity for finding in found}
            return
        report = recheck(edited, self.registry, self.settings, self.today, self.rules)
        after = report.findings
        # What becomes fixable now is left to the next round.
        worse = [each for each in _worse(self.before, after, self.dated) if not each.fix]
        if not worse:
            self.read, self.findings = edited, after
        elif len(found) == 1:
            self.left.add(found[0].identity)
            rules = ", ".join(sorted({finding.rule for finding in worse}))
            self.refused = _BRINGS.fill(rule=found[0].rule, rules=rules)
        else:
            for finding in found:
                self._apply_still(finding)

    def _apply_still(self, finding: Finding) -> None:
        """Apply *finding* as found in the current file."""
        still = [other for other in self.findings if other.identity == finding.identity]
        if still:
            self._apply(still[:1])


def _worse(
    before: Iterable[Finding], after: Iterable[Finding], dated: frozenset[str]
) -> list[Finding]:
    """Return the findings that were not there before, or not as often.

    A value whose day has passed, as the *dated* rules say, counts as no worse.
    """
    left = Counter(finding.shortcoming for finding in before)
    after = tuple(after)
    passed = {(finding.path, finding.key) for finding in after if finding.rule in dated}
    found = []
    for finding in (each for each in after if (each.path, each.key) not in passed):
        left[finding.shortcoming] -= 1
        if left[finding.shortcoming] < 0:
            found.append(finding)
    return found
