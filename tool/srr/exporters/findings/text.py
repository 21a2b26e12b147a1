"""Findings for people: the line at fault in a frame, a caret under it, and how to fix it."""

from collections.abc import Iterator

from srr.documents.document import Document
from srr.exporters.findings import Run
from srr.exporters.summary_line import LEVELS, closing
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, in_order
from srr.text.sinks import visible
from srr.text.terminal import Paint, width

_WIDEST = 120
_LEAD = 40
_HELP = Text("help", "対処")
_IGNORED = Text("ignored", "無視")


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the frames of all findings, those that one line says, then the line that sums them up.

    The reason why a file cannot be read is printed even where it is ignored: nothing else shows what is in it.
    """
    unread = report.unread
    kept = [each for each in report.ignored if run.show_ignored or each.path in unread]
    documents = report.documents
    found = in_order((*report.findings, *kept))
    for finding in found:
        if not finding.brief:
            yield _frame(finding, documents.get(finding.path), run)
    brief = [finding for finding in found if finding.brief]
    yield from (f"{_line(finding, run)}\n" for finding in brief)
    if brief:
        yield "\n"
    yield closing(report, run.language, run.today, run.paint)


def _line(finding: Finding, run: Run) -> str:
    return f"{_heading(finding, run)} ({run.paint(_place(finding, run), 'place')})"


def _heading(finding: Finding, run: Run) -> str:
    level = LEVELS[finding.severity].within(run.language)
    message = visible(finding.message.within(run.language))
    return f"{run.paint(f'{level}[{finding.rule}]', finding.severity)}: {message}"


def _place(finding: Finding, run: Run) -> str:
    return f"{visible(run.from_here(finding.path))}:{finding.place.line}:{finding.place.column}"


def _frame(finding: Finding, document: Document | None, run: Run) -> str:
    language, paint = run.language, run.paint
    lines = [
        _heading(finding, run),
        f"{paint('  -->', 'frame')} {paint(_place(finding, run), 'place')}",
        *(_source(finding, document, paint) if document else ()),
    ]
    if finding.help:
        helping = visible(finding.help.within(language))
        lines.append(f"   {paint('=', 'frame')} {paint(_HELP.within(language), 'help')}: {helping}")
    if finding.ignored is not None:
        reason = visible(finding.ignored)
        lines.append(f"   {paint('=', 'frame')} {_IGNORED.within(language)}: {reason}")
    return "\n".join(lines) + "\n\n"


def _source(finding: Finding, document: Document, paint: Paint) -> Iterator[str]:
    """Yield the lines at fault with a caret under the fault, and a dash under what it refers to."""
    marks = {place.line: (place, "-") for place in finding.related}
    marks[finding.place.line] = (finding.place, "^")
    digits = len(str(max(marks)))
    bar = paint("|", "frame")
    yield f"{' ' * digits} {bar}"
    for number, (place, mark) in sorted(marks.items()):
        shown, start, length = _cut(document.line(number), place)
        role = finding.severity if mark == "^" else "frame"
        yield f"{paint(f'{number:{digits}}', 'frame')} {bar} {shown}"
        yield f"{' ' * digits} {bar} {' ' * start}{paint(mark * length, role)}"


def _cut(line: str, place: Place) -> tuple[str, int, int]:
    """Return the visible part of *line*, and the start and width of the mark below it."""
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    left = max(0, first - _LEAD) if len(line) > _WIDEST else 0
    part = line[left : left + _WIDEST]
    before = visible(line[left:first])
    at_fault = visible(line[first : min(last, left + _WIDEST)])
    dots = "..." if left else ""
    shown = dots + visible(part) + ("..." if left + _WIDEST < len(line) else "")
    return shown, len(dots) + width(before), max(1, width(at_fault))
