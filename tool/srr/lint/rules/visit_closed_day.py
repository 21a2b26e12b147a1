"""The next visit is a day on which somebody reviews.

A visit on a Sunday or a holiday happens later, and is overdue until then. Take a working day of the window.
The settings name the days: `closed_days` and `holidays`.

ja: 次回確認日は、見直しをする曜日や日に置く。

日曜や祝日に置いた確認は後回しになり、それまで期限切れになる。期間の中の営業日を選ぶ。見直しをしない日は設定の
`closed_days` と `holidays` で決まる。

Bad:
```
next_visit: 2026-02-07
```
Good:
```
next_visit: 2026-02-06
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.schema.next_visit import visit_days

MESSAGE = Text(
    "{next_visit} is {weekday}, a day on which nobody reviews",
    "{next_visit} は{weekday}で、見直しをしない日である",
)
HELP = Text("take {day} instead", "{day} にする")
WEEKDAYS = (
    Text("a Monday", "月曜日"),
    Text("a Tuesday", "火曜日"),
    Text("a Wednesday", "水曜日"),
    Text("a Thursday", "木曜日"),
    Text("a Friday", "金曜日"),
    Text("a Saturday", "土曜日"),
    Text("a Sunday", "日曜日"),
)

_SEARCHED = 31


@rule(Risk, Severity.INFO)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Look the next visit up among the closed days."""
    due = risk.visit_due
    if due is None or not context.settings.is_closed(due):
        return
    day = _working_day(risk, context, due)
    yield Problem(
        MESSAGE.fill(next_visit=due, weekday=WEEKDAYS[due.weekday()]),
        key=("next_visit",),
        value=True,
        help=HELP.fill(day=day) if day else None,
    )


def _working_day(risk: Risk, context: Context, due: date) -> date | None:
    """Return the nearest working day in the window: the next one, else the one before."""
    until, anchor = risk.accepted_until, risk.anchor
    days = visit_days(risk.status, anchor, until, context.settings) if anchor else None
    first, last = (days.first, days.last) if days else (date.min, until or date.max)
    reach = ((due - first).days, (last - due).days)
    later = [due + timedelta(days) for days in range(min(_SEARCHED, reach[1]) + 1)]
    sooner = [due - timedelta(days) for days in range(min(_SEARCHED, reach[0]) + 1)]
    return next((day for day in later + sooner if not context.settings.is_closed(day)), None)
