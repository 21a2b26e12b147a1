"""Findings for people: the line at fault in a frame, a caret under it, and how to mend it."""

from collections.abc import Callable, Iterator

from srr.documents.document import Document
from srr.language import Language, Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, Severity
from srr.records.registry import Registry
from srr.text.credentials import mask
from srr.text.terminal import visible, width

Paint = Callable[[str, str], str]
"""Colours a text by its role: error, warning, info, place, frame, help."""

_WIDEST = 120
_LEAD = 40
_LONGEST_SECRET = 5_000
_CHECKED = Text(
    "Checked {risks} and {postmortems} as of {today}: {found}.",
    "{today} 時点で{risks}と{postmortems}を確認: {found}。",
)
_COUNTS = {
    "risk": (Text("{n} risk", "リスク {n} 件"), Text("{n} risks", "リスク {n} 件")),
    "postmortem": (
        Text("{n} postmortem", "ポストモーテム {n} 件"),
        Text("{n} postmortems", "ポストモーテム {n} 件"),
    ),
    "error": (Text("{n} error", "エラー {n} 件"), Text("{n} errors", "エラー {n} 件")),
    "warning": (Text("{n} warning", "警告 {n} 件"), Text("{n} warnings", "警告 {n} 件")),
    "info": (Text("{n} note", "情報 {n} 件"), Text("{n} notes", "情報 {n} 件")),
    "ignored": (Text("{n} ignored", "無視 {n} 件"), Text("{n} ignored", "無視 {n} 件")),
}
_CLEAN = Text("nothing to mend", "指摘なし")
_UNREADABLE = Text("{n} could not be read", "{n} 件は読めなかった")
_COMPARED = Text(
    "Checked {risks} and {postmortems} as of {today}, compared with {base}: {found}.",
    "{today} 時点で{risks}と{postmortems}を {base} と比べて確認: {found}。",
)
_COMMA = Text(", ", "、")
_HIDDEN = Text(
    "{n} older in files that were not touched", "変更していないファイルの既存の指摘 {n} 件"
)
_FIXABLE = Text(" srr fix mends {n} of them.", "srr fix で {n} 件を直せる。")
LEVELS = {
    "error": Text("error", "エラー"),
    "warning": Text("warning", "警告"),
    "info": Text("info", "情報"),
    "off": Text("off", "無効"),
}
_HELP = Text("help", "対処")
_IGNORED = Text("ignored", "無視")


def plain(text: str, role: str) -> str:
    """Paint nothing."""
    del role
    return text


def render(
    report: Report,
    language: Language,
    today: str,
    *,
    paint: Paint = plain,
    show_ignored: bool = False,
) -> str:
    """Return the frames of all findings, then the line that sums them up.

    *today* is the date used with its source, as `2026-02-12 (--today)`.
    """
    shown = sorted((*report.findings, *(report.ignored if show_ignored else ())), key=Finding.order)
    documents = report.documents
    frames = [_frame(finding, documents.get(finding.path), language, paint) for finding in shown]
    return "\n".join((*frames, closing(report, language, today, paint)))


def count(what: str, number: int, language: Language) -> str:
    """Return *number* of *what* in words, as `2 errors`."""
    return _COUNTS[what][number != 1].fill(n=number).within(language)


def closing(report: Report, language: Language, today: str, paint: Paint = plain) -> str:
    """Return the line that says what was checked, as of when, and what was found."""
    registry = report.registry
    found = [
        paint(count(severity, report.count(severity), language), severity)
        for severity in Severity
        if report.count(severity)
    ]
    if report.ignored:
        found.append(count("ignored", len(report.ignored), language))
    if report.hidden:
        found.append(_HIDDEN.fill(n=report.hidden).within(language))
    line = (
        (_CHECKED if report.base is None else _COMPARED)
        .fill(
            risks=count("risk", len(registry.risks), language),
            postmortems=_postmortems(registry, language),
            today=today,
            base=report.base,
            found=_COMMA.within(language).join(found) or _CLEAN,
        )
        .within(language)
    )
    fixable = sum(bool(finding.fix) for finding in report.findings)
    return f"{line}{_FIXABLE.fill(n=fixable).within(language)}" if fixable else line


def _postmortems(registry: Registry, language: Language) -> str:
    words = count("postmortem", len(registry.postmortems), language)
    lost = len(registry.unreadable) + len(registry.oddities)
    return f"{words} ({_UNREADABLE.fill(n=lost).within(language)})" if lost else words


def _frame(finding: Finding, document: Document | None, language: Language, paint: Paint) -> str:
    level = LEVELS[finding.severity].within(language)
    message = visible(finding.message.within(language))
    place = f"{visible(finding.path)}:{finding.place.line}:{finding.place.column}"
    lines = [
        f"{paint(f'{level}[{finding.rule}]', finding.severity)}: {message}",
        f"{paint('  -->', 'frame')} {paint(place, 'place')}",
        *(_source(finding, document, paint) if document else ()),
    ]
    if finding.help:
        helping = visible(finding.help.within(language))
        lines.append(f"   {paint('=', 'frame')} {paint(_HELP.within(language), 'help')}: {helping}")
    if finding.ignored is not None:
        reason = visible(finding.ignored)
        lines.append(f"   {paint('=', 'frame')} {_IGNORED.within(language)}: {reason}")
    return "\n".join(lines) + "\n"


def _source(finding: Finding, document: Document, paint: Paint) -> Iterator[str]:
    """Yield the lines at fault with a caret under the fault, and a dash under what it speaks of."""
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
    """Return the visible part of *line*, and where and how wide the mark stands below it."""
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    left = max(0, first - _LEAD) if len(line) > _WIDEST else 0
    # What is shown is masked with what stands around it, for a secret may begin before it or end behind it.
    start = max(0, left - _LONGEST_SECRET)
    masked = mask(line[start : left + _WIDEST + _LONGEST_SECRET])
    part = masked[left - start : left - start + _WIDEST]
    before = visible(line[left:first])
    at_fault = visible(line[first : min(last, left + _WIDEST)])
    dots = "..." if left else ""
    shown = dots + visible(part) + ("..." if left + _WIDEST < len(line) else "")
    return shown, len(dots) + width(before), max(1, width(at_fault))
