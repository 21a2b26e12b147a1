"""Dates of one record follow each other.

A risk is noticed before it is written down, an acceptance ends after it was decided, and an action is done after
the incident began. A date that breaks this order is a slip, and whatever is counted from it is wrong.

ja: 一つの記録の日付は、起きた順に並ぶ。

リスクは気づいてから起票し、受容は決めてから期限を迎え、アクションは障害が始まってから終わる。順番が逆の日付は書き
間違いであり、そこから数えたものもすべて間違いになる。

Bad:
```
noticed: 2026-01-28
created: 2026-01-26
```
Good:
```
noticed: 2026-01-24
created: 2026-01-26
```
"""

from collections.abc import Iterator
from datetime import date

from srr.documents.places import KeyPath, dotted
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk

MESSAGE = Text(
    "{later} is {day}, before {earlier} on {other}",
    "{later} が {day} で、{earlier} の {other} より前である",
)
HELP = Text("correct the date that is wrong", "間違っている日付を直す")

Day = tuple[KeyPath, date | None]


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Compare the dates that follow each other."""
    for (earlier, first), (later, last) in _pairs(record):
        if first is not None and last is not None and last < first:
            yield Problem(
                MESSAGE.fill(later=dotted(later), day=last, earlier=dotted(earlier), other=first),
                key=later,
                value=True,
                related=(earlier,),
                help=HELP,
            )


def _pairs(record: Record) -> Iterator[tuple[Day, Day]]:
    if isinstance(record, Risk):
        yield (("noticed",), record.noticed), (("created",), record.created)
        given = record.acceptance
        if given:
            decided, until = ("acceptance", "decided"), ("acceptance", "until")
            yield (decided, given.decided), (until, given.until)
    if isinstance(record, Postmortem) and record.started:
        for action in record.actions:
            done = ("actions", action.index, "done")
            yield (("started",), record.started.date()), (done, action.done)
