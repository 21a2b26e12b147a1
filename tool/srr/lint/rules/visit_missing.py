"""A risk that is not done has a next visit.

A risk without a date is one that nobody will look at again. Write the day on which you will, within the window
of its status; an accepted risk has one too, because the reason for living with it fades.

ja: 完了していないリスクには次回確認日がある。

日付のないリスクは、二度と見直されない。ステータスごとの期間の中から、次に見る日を書く。受容したリスクも、受容した
理由が薄れていくので、次回確認日が要る。

Bad:
```
# no next_visit
```
Good:
```
next_visit: 2026-02-05
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.schema.next_visit import visit_days
from srr.schema.vocabulary import STATUSES

MESSAGE = Text(
    'a risk with status "{status}" needs a next visit',
    "ステータスが「{status}」のリスクには次回確認日が要る",
)
HELP = Text(
    "add next_visit, a day from {first} to {last}",
    "{first} から {last} までの日を next_visit に書く",
)
HELP_WITHOUT_DATES = Text("add next_visit", "next_visit を書く")
RENEW_HELP = Text(
    "renew the acceptance with a later until, then add next_visit",
    "until を延ばして受容を更新してから、next_visit を書く",
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Report a risk that needs a next visit and has none."""
    if "next_visit" in risk.data or risk.status not in context.settings.windows:
        return
    yield Problem(
        MESSAGE.fill(status=STATUSES[risk.status or ""]), key=("status",), help=_help(risk, context)
    )


def _help(risk: Risk, context: Context) -> Text:
    if risk.anchor is None:
        return HELP_WITHOUT_DATES
    days = visit_days(risk.status, risk.anchor, risk.accepted_until, context.settings)
    return HELP.fill(first=days.first, last=days.last) if days else RENEW_HELP
