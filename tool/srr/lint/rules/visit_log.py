"""Every entry of the Visits section can be read, by people and by srr.

One line a visit: the day, who looked, the status before and after, the values that changed, the next day, and a
few words. Windows, timelines and reviews are made from these lines. `srr visit` writes them; further lines of an
entry are indented by two spaces, and the section holds nothing else. The reports of a concern are read alike, and
so are the occurrences of a risk: `- 2026-05-02 sato: 20 minutes, 40 %. The banner was hidden.`

ja: 確認履歴の行は、人にも srr にも読める形で書く。

一回の確認が一行で、日付、確認した人、前後のステータス、変えた値、次の日付、一言を書く。期間の計算も時系列の表示もこの行から
作られる。`srr visit` が書いてくれる。一つの確認が複数行になるときは空白二つで字下げし、それ以外のものは書かない。
気になる点の報告も、リスクの発生履歴(`- 2026-05-02 sato: 20 minutes, 40 %. バナーが隠れた。`)も同じである。

Bad:
```
status: in-progress
next_visit: 2026-02-20

## Visits
- 2026-01-30 ura: 未着手 -> 対応中, next 2026-02-20. 在庫サービスを計測した。
```
Good:
```
status: in-progress
next_visit: 2026-02-20

## Visits
- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. 在庫サービスを計測した。
```
"""

import re
from collections.abc import Iterator
from datetime import date

from srr.documents.body import Section
from srr.documents.edit import Edit
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.occurrence_faults import occurrence_problems
from srr.lint.rule import Context, Problem, rule
from srr.records.log_lines import rewritten, stray_lines, usual_marks
from srr.records.logged import Logged
from srr.records.occurrences import SECTION
from srr.records.risk import Risk
from srr.records.values import day
from srr.records.visits import (
    Log,
    Visit,
    VisitEntry,
    foreign_word,
    meant_visit,
)
from srr.text.spelling import nearest, normal_form, recognise, recognise_date

MESSAGE = Text("this entry cannot be read as a {entry}", "この行は{entry}の記録として読めない")
DATE_MESSAGE = Text("{date} is not a date that exists", "{date} という日付は存在しない")
STATUS_MESSAGE = Text("{word} is not the name of a status", "{word} というステータスの値はない")
KEY_MESSAGE = Text("{word} is a label, not a key", "{word} はラベルで、キーではない")
OUTSIDE_MESSAGE = Text(
    "this text is not part of any {entry}", "この文はどの{entry}の記録にも属していない"
)
SECOND_MESSAGE = Text(
    "the section {heading} is there already, and the entries of this one are not read",
    "「{heading}」の節はすでにあり、こちらの記録は読まれない",
)
SECOND_HELP = Text("move its entries into the first one", "記録を最初の節に移す")
HELP = Text("write it like: {line} Words.", "次のように書く: {line} 一言。")
DATE_HELP = Text("correct the date", "日付を直す")
WRITE_HELP = Text("begin it with: {line}", "次のように書き始める: {line}")
STATUS_HELP = Text("write one of {statuses}", "{statuses} のどれかを書く")
OUTSIDE_HELP = Text(
    "begin a {entry} with a dash and a date; indent a further line of one by two spaces",
    "{entry}の記録はダッシュと日付で書き始め、その続きの行は空白二つで字下げする",
)

_HEAD = 200
# A loosely written entry: full-width marks, labels for statuses, other date formats.
_LOOSE = re.compile(
    r"(?P<on>[^\s:：]+)\s+(?P<by>[^\s:：,，、]+)\s*[:：]\s*"
    r"(?P<before>[^,，、.。>→]+?)\s*(?:(?:->|=>|→)\s*(?P<after>[^,，、.。>→]+?)\s*)?"
    r"(?:[,，、]\s*(?:next|due|次回|期限)\s*[:：]?\s*(?P<next>[^\s.。]+))?\s*(?:[.。].*)?",
    re.DOTALL | re.IGNORECASE,
)


@rule(Logged, Severity.ERROR)
def check(record: Logged, context: Context) -> Iterator[Problem]:
    """Report unreadable entries, and text between entries."""
    section = record.sections.get(record.log.section)
    yield from _second(record)
    if section is not None:
        yield from _outside(record, section)
        yield from _entries(record)
    if isinstance(record, Risk):
        yield from occurrence_problems(record)


def _second(record: Logged) -> Iterator[Problem]:
    """Report another section of the same log: nobody reads its entries, which a merge may have brought."""
    logs = (record.log.section, SECTION)
    for section in record.unnamed_sections():
        if any(key in record.headings.get(normal_form(section.heading), ()) for key in logs):
            message = SECOND_MESSAGE.fill(heading=section.heading)
            yield Problem(message, span=section.line, help=SECOND_HELP)


def _entries(record: Logged) -> Iterator[Problem]:
    for entry in record.visits:
        visit = entry.visit
        if visit is None or not _is_known(visit, record.log):
            yield _unreadable(record, entry)
        elif word := foreign_word(entry.text, record.log):
            yield _label(record, entry, visit, word)


def _is_known(visit: Visit, log: Log) -> bool:
    return visit.before in log.statuses and visit.after in log.statuses


def _outside(record: Logged, section: Section) -> Iterator[Problem]:
    """Report text between two entries, other than comments."""
    spans = [entry.span for entry in record.visits]
    for span in stray_lines(record.document, section, spans):
        message, help_text = (
            text.fill(entry=record.log.entry) for text in (OUTSIDE_MESSAGE, OUTSIDE_HELP)
        )
        yield Problem(message, span=span, help=help_text)


def _label(record: Logged, entry: VisitEntry, visit: Visit, word: str) -> Problem:
    message = STATUS_MESSAGE if recognise(word, record.log.statuses) else KEY_MESSAGE
    return Problem(
        message.fill(word=word),
        span=entry.span,
        help=WRITE_HELP.fill(line=f"- {visit.head}"),
        fix=_rewritten(record, entry, visit),
    )


def _rewritten(record: Logged, entry: VisitEntry, visit: Visit) -> tuple[Edit, ...]:
    """Return the edit that writes the values of *entry* as srr does, where they are on one line."""
    return rewritten(record.document, entry.span, entry.text, visit.head, visit.note)


def _unreadable(record: Logged, entry: VisitEntry) -> Problem:
    """Return what is wrong with an entry, and the right form where it can be worked out."""
    log = record.log
    visit = meant_visit(entry.text, log)
    unread, usual = MESSAGE.fill(entry=log.entry), HELP.fill(line=log.example)
    found = _LOOSE.fullmatch(entry.text[:_HEAD])
    for stated in filter(None, (found["on"], found["next"]) if found else ()):
        meant = recognise_date(stated)
        if meant and day(meant) is None:
            return Problem(DATE_MESSAGE.fill(date=stated), span=entry.span, help=DATE_HELP)
    if visit and _is_known(visit, log):
        word = foreign_word(usual_marks(entry.text), log)
        is_status = word and recognise(word, log.statuses)
        message = STATUS_MESSAGE.fill(word=word) if is_status else unread
        fix = _rewritten(record, entry, visit)
        line = f"- {visit.head}"
        return Problem(message, span=entry.span, help=WRITE_HELP.fill(line=line), fix=fix)
    if found is None:
        return Problem(unread, span=entry.span, help=usual)
    words = [word for word in (found["before"], found["after"]) if word]
    wrong = next((word for word in words if word not in log.statuses), None)
    message = STATUS_MESSAGE.fill(word=wrong) if wrong else unread
    loosely = _meant(found, log)
    if loosely:
        return Problem(message, span=entry.span, help=WRITE_HELP.fill(line=loosely))
    statuses = STATUS_HELP.fill(statuses=", ".join(log.statuses))
    return Problem(message, span=entry.span, help=statuses if wrong else usual)


def _meant(found: re.Match[str], log: Log) -> Visit | None:
    """Return the entry that a loosely written entry means, without its words."""
    on, upcoming = _day(found["on"]), _day(found["next"])
    before = _status(found["before"], log)
    after = _status(found["after"] or found["before"], log)
    if on is None or before is None or after is None or (found["next"] and upcoming is None):
        return None
    return Visit(on, found["by"], before, after, upcoming, "", ahead=log.ahead[0])


def _day(stated: str | None) -> date | None:
    return day(recognise_date(stated)) if stated else None


def _status(word: str, log: Log) -> str | None:
    """Return the status that *word* means: a value, a label, or a misspelling of one."""
    return recognise(word, log.statuses) or nearest(word.lower(), log.statuses, cutoff=0.7)
