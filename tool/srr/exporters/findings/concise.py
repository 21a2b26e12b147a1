"""Findings one a line, as editors and grep read them: `path:line:column: severity[rule] message`."""

from collections.abc import Iterator

from srr.exporters.annotation import annotations
from srr.exporters.findings import Run
from srr.exporters.summary_line import closing
from srr.lint.engine import Report
from srr.lint.finding import Finding
from srr.text.sinks import visible


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield a line for each finding, then the line that sums them up."""
    for note in annotations(report.findings, run.language, ""):
        finding = note.finding
        yield f"{place(finding, run)}: {finding.severity}[{finding.rule}] {note.message}\n"
    yield closing(report, run.language, run.today)


def place(finding: Finding, run: Run) -> str:
    """Return where *finding* is, as `risks/SRR-0001.md:16:11`."""
    path = visible(run.from_here(finding.path))
    return f"{path}:{finding.place.line}:{finding.place.column}"
