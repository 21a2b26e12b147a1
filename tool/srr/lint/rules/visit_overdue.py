"""A risk is looked at again by the day of its next visit.

A date that passes unseen is how a risk is forgotten. Look at the risk, then record the visit with
`srr visit`, which sets the next date. On the day itself the visit is due; overdue begins the day after, or
when the days of grace in the settings have passed.

ja: 次回確認日までにリスクを見直す。

見ないまま日付が過ぎると、リスクは忘れられる。リスクを確認し、`srr visit` で記録すると次の日付が決まる。
当日は期限内であり、翌日(設定に猶予日数があればそれを過ぎた日)から期限切れになる。

Bad:
```
created: 2026-01-12
next_visit: 2026-01-26
```
Good:
```
created: 2026-01-30
next_visit: 2026-02-09
```
"""

from collections.abc import Iterator
from datetime import date

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.schema.dates import Duration, is_overdue

MESSAGE = Text(
    "the visit of {next_visit} is {days} overdue on {today}",
    "{next_visit} の確認が {today} の時点で {days}過ぎている",
)
HELP = Text(
    "look at the risk, then run srr visit {id}", "リスクを確認し、srr visit {id} を実行する"
)


@rule(Risk, Severity.ERROR, dated=True)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the next visit with today."""
    due = risk.visit_due
    if due is None:
        return
    if _is_expired(risk, context.today):  # acceptance-expired reports it, as an error
        return
    if is_overdue(due, context.today, context.settings.grace_days):
        late = (context.today - due).days
        days = Duration(late, "d").words()
        yield Problem(
            MESSAGE.fill(next_visit=due, days=days, today=context.today),
            key=("next_visit",),
            value=True,
            help=HELP.fill(id=risk.id),
        )


def _is_expired(risk: Risk, today: date) -> bool:
    until = risk.acceptance.until if risk.acceptance else None
    return risk.status == "accepted" and until is not None and today > until
