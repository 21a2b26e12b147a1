"""Findings as GitHub's workflow commands, which become annotations on the changed lines.

GitHub keeps ten errors, ten warnings and ten notices of a step, so the files of the pull request come first:
https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md
"""

from collections.abc import Iterator

from srr.exporters.annotation import Annotation, annotations
from srr.exporters.findings import Run
from srr.exporters.summary_line import closing
from srr.language import Language, Text
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.text.sinks import workflow_message, workflow_property

_KEPT = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MORE = {
    Severity.ERROR: Text("and {n} more errors", "ほかにエラーが {n} 件"),
    Severity.WARNING: Text("and {n} more warnings", "ほかに警告が {n} 件"),
    Severity.INFO: Text("and {n} more notes", "ほかに情報が {n} 件"),
}
_SUMMARY = Text("{more}; the job's summary lists them all", "{more}。全件はジョブのサマリーにある")


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the commands, then the line that sums the findings up."""
    notes = annotations(report.findings, run.language, run.folder)
    touched = sorted(notes, key=lambda note: note.finding.path not in report.touched)
    for severity in Severity:
        alike = [note for note in touched if note.finding.severity is severity]
        yield from (f"{command}\n" for command in _level(alike, run.language))
    yield closing(report, run.language, run.today)


def _level(notes: list[Annotation], language: Language) -> Iterator[str]:
    left = len(notes) - _KEPT
    for number, note in enumerate(notes[:_KEPT], start=1):
        words = _words(note)
        if left > 0 and number == _KEPT:
            more = _MORE[note.finding.severity].fill(n=left)
            words = f"{words}\n{_SUMMARY.fill(more=more).within(language)}"
        yield f"::{_COMMANDS[note.finding.severity]} {_properties(note)}::{workflow_message(words)}"


def _words(note: Annotation) -> str:
    """Return the message with its place, which the job log would not show."""
    place = note.finding.place
    words = note.message if note.finding.brief else note.words
    return f"{note.path}:{place.line}:{place.column}: {words}"


def _properties(note: Annotation) -> str:
    place = note.finding.place
    properties: dict[str, object] = {
        "title": note.finding.rule,
        "file": note.path,
        "line": place.line,
        "endLine": place.end_line,
    }
    # GitHub allows columns only on a single line: https://docs.github.com/en/rest/checks/runs
    if place.line == place.end_line:
        properties |= {"col": place.column, "endColumn": place.end_column}
    return ",".join(f"{name}={workflow_property(str(value))}" for name, value in properties.items())
