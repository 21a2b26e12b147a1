"""Whoever looks into a concern reports by the day that was agreed.

A concern is a promise to look, and it is kept small by a date. When the date passes unseen, nobody knows whether it
was harmless or forgotten. Say what you found with `srr report`, even if it is little: that sets the next date, or
ends the concern. On the day itself the report is due; overdue begins the day after.

ja: 気になる点は、決めた日までに調べて報告する。

気になる点は「見ておく」という約束で、期限があるから小さく保てる。見ないまま過ぎると、問題なかったのか、忘れられたのかが
わからない。わずかでも分かったことを `srr report` で報告すると、次の期限が決まるか、調査が終わる。当日は期限内であり、
翌日から期限切れになる。

Bad:
```
noticed: 2026-01-20
report_due: 2026-01-27
## Reports

- 2026-01-20 ura: assigned, due 2026-01-27. Orders are slower on Fridays.
```
Good:
```
noticed: 2026-01-20
report_due: 2026-02-03
## Reports

- 2026-01-20 ura: assigned, due 2026-01-27. Orders are slower on Fridays.
- 2026-01-27 ura: assigned, due 2026-02-03. The stock service is slow at that hour, too.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.concern import Concern
from srr.schema.dates import Duration

MESSAGE = Text(
    "the report of {due} is {days} overdue on {today}",
    "{due} の報告が {today} の時点で {days}過ぎている",
)
HELP = Text("look into it, then run srr report {id}", "調べてから、srr report {id} を実行する")


@rule(Concern, Severity.ERROR, dated=True)
def check(concern: Concern, context: Context) -> Iterator[Problem]:
    """Compare the day of the report with today."""
    due = concern.report_due
    if due is not None and concern.is_overdue(context.today):
        days = Duration((context.today - due).days, "d").words()
        yield Problem(
            MESSAGE.fill(due=due, days=days, today=context.today),
            key=("report_due",),
            value=True,
            help=HELP.fill(id=concern.id),
        )
