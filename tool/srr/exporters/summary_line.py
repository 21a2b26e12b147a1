"""The last line of a run: what was checked, as of which day, and what was found."""

from collections.abc import Mapping

from srr.language import Language, Text, counted
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.schema.kinds import KINDS
from srr.text.sinks import visible
from srr.text.terminal import Paint, plain

_CHECKED = Text(
    "Checked {records} as of {today}: {found}.", "{today} 時点で{records}を確認: {found}。"
)
_COUNTS: Mapping[str, tuple[Text, Text]] = {
    **{name: kind.counted for name, kind in KINDS.items()},
    "indicator": (Text("{n} indicator", "指標 {n} 件"), Text("{n} indicators", "指標 {n} 件")),
    "error": (Text("{n} error", "エラー {n} 件"), Text("{n} errors", "エラー {n} 件")),
    "warning": (Text("{n} warning", "警告 {n} 件"), Text("{n} warnings", "警告 {n} 件")),
    "info": (Text("{n} note", "情報 {n} 件"), Text("{n} notes", "情報 {n} 件")),
    "ignored": (Text("{n} ignored", "無視 {n} 件"), Text("{n} ignored", "無視 {n} 件")),
}
_CLEAN = Text("no findings", "指摘なし")
_UNREADABLE = Text("{n} could not be read", "{n} 件は読めなかった")
_COMPARED = Text(
    "Checked {records} as of {today}, compared with {base}: {found}.",
    "{today} 時点で{records}を {base} と比べて確認: {found}。",
)
_FIRST = Text(
    "Checked {records} as of {today}; there is no commit yet to compare with: {found}.",
    "{today} 時点で{records}を確認 (比べるコミットはまだない): {found}。",
)
_TWO = Text("{first} and {last}", "{first}と{last}")
_MORE = Text("{first} and {last}", "{first}、{last}")
_COMMA = Text(", ", "、")
_HIDDEN = Text(
    "{n} older in files that were not touched", "変更していないファイルの既存の指摘 {n} 件"
)
_FIXABLE = Text(" {n} fixable with srr fix.", "srr fix で {n} 件を直せる。")
LEVELS = {
    "error": Text("error", "エラー"),
    "warning": Text("warning", "警告"),
    "info": Text("info", "情報"),
    "off": Text("off", "無効"),
}


def count(what: str, number: int, language: Language) -> str:
    """Return *number* of *what* in words, as `2 errors`."""
    return counted(number, *_COUNTS[what]).within(language)


def closing(report: Report, language: Language, today: str, paint: Paint = plain) -> str:
    """Return the last line of a run, as described above."""
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
        _sentence(report.base)
        .fill(
            records=_records(report, language),
            today=today,
            base=visible(report.base or ""),
            found=_COMMA.within(language).join(found) or _CLEAN,
        )
        .within(language)
    )
    fixable = sum(finding.is_fixable for finding in report.findings)
    return f"{line}{_FIXABLE.fill(n=fixable).within(language)}" if fixable else line


def _sentence(base: str | None) -> Text:
    if base is None:
        return _CHECKED
    return _COMPARED if base else _FIRST


def _records(report: Report, language: Language) -> str:
    """Say how many records of each kind there are; concerns and indicators only where there is one."""
    numbers = {"risk": report.risks, "postmortem": report.postmortems}
    more = {"concern": report.concerns, "indicator": report.indicators}
    numbers |= {what: number for what, number in more.items() if number}
    *first, last = [count(what, number, language) for what, number in numbers.items()]
    words = (_MORE if len(first) > 1 else _TWO).fill(
        first=_COMMA.within(language).join(first), last=last
    )
    lost, said = len(report.unread), words.within(language)
    return f"{said} ({_UNREADABLE.fill(n=lost).within(language)})" if lost else said
