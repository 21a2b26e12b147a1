"""Visits stand in the order of their dates, and the next visit comes after them.

The list of visits is the memory of the record. A date out of order is most often a slip, such as last year's
number in January, and every window is counted from the last entry. Correct the date; never reorder old entries.

ja: 確認履歴は日付の順に並び、次回確認日はその後にある。

確認履歴は経緯の記録である。順番の狂った日付は、一月に前の年を書くような間違いであることが多い。期間はすべて最後の
行から数えるので、日付を直す。古い行は並べ替えない。

Bad:
```
status: in-progress
created: 2026-01-12
next_visit: 2026-02-20

## Visits
- 2026-01-26 ura: not-started -> in-progress, next 2026-02-09. Measured the stock service.
- 2026-01-23 ura: in-progress, next 2026-02-20. A limit of two seconds is in review.
```
Good:
```
status: in-progress
created: 2026-01-12
next_visit: 2026-02-20

## Visits
- 2026-01-26 ura: not-started -> in-progress, next 2026-02-09. Measured the stock service.
- 2026-01-30 ura: in-progress, next 2026-02-20. A limit of two seconds is in review.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.logged import Logged
from srr.records.risk import Risk
from srr.records.visit_faults import disordered
from srr.schema.dates import in_another_year
from srr.schema.kinds import KINDS
from srr.schema.next_visit import visit_days

MESSAGE = Text(
    "the {entry} of {day} comes after the one of {previous} and has an earlier date",
    "{day} の{entry}が {previous} の{entry}より後ろにあるのに、日付が早い",
)
BEGAN_MESSAGE = Text(
    "the {entry} of {day} is before {key} on {previous}",
    "{day} の{entry}が {key} の {previous} より前である",
)
NEXT_MESSAGE = Text(
    "the next visit {next_visit} is before {since} {anchor}",
    "次回確認日 {next_visit} が{since} {anchor} より前である",
)
LAST_VISIT = Text("the last visit on", "前回の確認日")
CREATION = Text("its creation on", "起票日")
HELP = Text("correct the date that is wrong", "間違っている日付を直す")
DID_YOU_MEAN = Text("did you mean {day}?", "{day} の間違いではないか")


@rule(Logged, Severity.ERROR)
def check(record: Logged, context: Context) -> Iterator[Problem]:
    """Compare each date with the one before it."""
    for entry, day, previous in disordered(record):
        text = BEGAN_MESSAGE if previous == record.began else MESSAGE
        key = KINDS[record.record_kind].began
        message = text.fill(entry=record.log.entry, day=day, previous=previous, key=key)
        yield Problem(message, span=entry.span, help=HELP)
    if isinstance(record, Risk):
        yield from _too_early(record, context)


def _too_early(risk: Risk, context: Context) -> Iterator[Problem]:
    due, anchor = risk.next_visit, risk.anchor
    if due is None or anchor is None or due >= anchor:
        return
    days = visit_days(risk.status, anchor, risk.accepted_until, context.settings)
    meant = in_another_year(due, days.first, days.last) if days else None
    yield Problem(
        NEXT_MESSAGE.fill(
            next_visit=due, since=LAST_VISIT if risk.last_visit else CREATION, anchor=anchor
        ),
        key=("next_visit",),
        value=True,
        help=DID_YOU_MEAN.fill(day=meant) if meant else HELP,
    )
