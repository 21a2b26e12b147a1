"""A visit that was recorded stays as it was.

The list of visits only grows: it is the memory of what people saw and decided. Put the old entry back, and
add what is new as a visit of today. Where the linter objects to a line, its dates and statuses may be corrected,
never its author or its words. The same holds for an occurrence, and for its minutes and its share.

ja: 一度記録した確認は書き換えない。

確認履歴は追記だけの記録であり、人が何を見てどう決めたかを残す。元の記録を戻し、新しいことは今日の確認として
追記する。lint が指摘した行は、日付とステータスだけを直せる。確認した人と言葉は直せない。発生の記録も同じで、
分数と割合も書き換えない。

Bad:
```
before
next_visit: 2026-02-09
## Visits

- 2026-01-30 ura: not-started, next 2026-02-09. The p99 is 4 s.

after
next_visit: 2026-02-09
## Visits

- 2026-01-30 ura: not-started, next 2026-02-09. The p99 is 2 s.
```
Good:
```
before
next_visit: 2026-02-09
## Visits

- 2026-01-30 ura: not-started, next 2026-02-09. The p99 is 4 s.

after
next_visit: 2026-02-10
## Visits

- 2026-01-30 ura: not-started, next 2026-02-09. The p99 is 4 s.
- 2026-02-02 ura: not-started, next 2026-02-10. Measured again: the p99 is 2 s.
```
"""

from collections.abc import Iterator

from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change, keeps_measure, keeps_words
from srr.records.logged import Logged
from srr.records.occurrences import SECTION
from srr.records.risk import Risk
from srr.records.visit_faults import at_fault, occurrences_at_fault

MESSAGE = Text(
    "an old {kind} was altered or removed: {entry}",
    "過去の{kind}が書き換えられたか削除された: {entry}",
)
OCCURRENCE_MESSAGE = Text(
    "an old occurrence was altered or removed: {entry}",
    "過去の発生の記録が書き換えられたか削除された: {entry}",
)
OCCURRENCE_HELP = Text(
    "put it back; write what else is known as words of the next visit",
    "元に戻し、新しく分かったことは次の確認に書く",
)
HELP = Text("put it back and add a new {kind} instead", "元に戻し、新しい{kind}として追記する")


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Report the old entries that are gone or altered, except corrections."""
    before, after = change.before, change.after
    if isinstance(before, Risk) and isinstance(after, Risk):
        yield from _occurrences(change, before, after, context)
    if not isinstance(before, Logged) or not isinstance(after, Logged):
        return
    faulty = at_fault(before, context.today)
    for entry, became in change.altered_visits():
        if became is None or entry not in faulty or not keeps_words(entry, became):
            yield Problem(
                MESSAGE.fill(kind=before.log.entry, entry=entry.words),
                span=_heading(after, before.log.section),
                document=after.document,
                help=HELP.fill(kind=before.log.entry),
            )


def _occurrences(change: Change, before: Risk, after: Risk, context: Context) -> Iterator[Problem]:
    faulty = occurrences_at_fault(before, context.today)
    for entry, became in change.altered_occurrences():
        if became is None or entry not in faulty or not keeps_measure(entry, became):
            yield Problem(
                OCCURRENCE_MESSAGE.fill(entry=entry.words),
                span=_heading(after, SECTION),
                document=after.document,
                help=OCCURRENCE_HELP,
            )


def _heading(record: Logged, key: str) -> Span | None:
    section = record.sections.get(key)
    return section.line if section else None
