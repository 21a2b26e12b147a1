"""All findings as a Markdown table, for the summary of a job on GitHub."""

from collections.abc import Iterable

from srr.exporters.annotation import Annotation, annotations
from srr.exporters.findings import Run
from srr.exporters.summary_line import closing
from srr.language import Language, Text
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.text.sinks import markdown

LIMIT = 1024 * 1024
"""The bytes that GitHub takes for the summary of one step.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
"""

_TITLE = Text("Risk registry", "リスクレジストリ")
_HEAD = (
    Text("Severity", "重大度"),
    Text("Place", "位置"),
    Text("Rule", "ルール"),
    Text("Finding", "指摘"),
)
_SEVERITIES = {
    Severity.ERROR: Text("error", "エラー"),
    Severity.WARNING: Text("warning", "警告"),
    Severity.INFO: Text("note", "情報"),
}
_CUT = Text(
    "{n} more did not fit; srr lint shows them all.",
    "ほかの {n} 件は入りきらない。srr lint で全件を表示できる。",
)


def render(report: Report, run: Run, budget: int = LIMIT) -> str:
    """Return the table in at most *budget* bytes: errors first, and those of the pull request's files before others."""
    lines = [
        "",
        f"## {_TITLE.within(run.language)}",
        "",
        markdown(closing(report, run.language, run.today), limit=None),
        "",
    ]
    notes = sorted(
        annotations(report.findings, run.language, run.folder), key=lambda n: _order(n, report)
    )
    if notes:
        lines += [_row(words.within(run.language) for words in _HEAD), _row(["---"] * len(_HEAD))]
    last = _CUT.fill(n=len(notes)).within(run.language)
    left = budget - sum(map(_size, (*lines, "", last)))
    if left < 0:
        return ""
    for shown, note in enumerate(notes):
        row = _finding(note, run.language)
        left -= _size(row)
        if left < 0:
            more = _CUT.fill(n=len(notes) - shown).within(run.language)
            return _joined((*lines, "", more))
        lines.append(row)
    return _joined(lines)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _order(note: Annotation, report: Report) -> tuple[int, bool]:
    return -note.finding.severity.rank, note.finding.path not in report.touched


def _finding(note: Annotation, language: Language) -> str:
    severity = _SEVERITIES[note.finding.severity].within(language)
    place = f"{markdown(note.path, limit=None)}:{note.finding.place.line}"
    words = "<br>".join(markdown(line, limit=None) for line in note.words.split("\n"))
    return _row((severity, place, note.finding.rule, words))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _size(line: str) -> int:
    """Return the size of *line* in bytes, with its line end."""
    return len(line.encode()) + 1
