"""The next visit lies in the window of the status.

The window counts from the last visit, or from the day the record was made: soon while nobody has started,
later when the risk is only watched. Counting from there, and not from today, keeps a valid file valid. An
accepted risk is also visited by the end of its acceptance; where that is before the window opens, any day up to it
will do. Move the date, or record a visit. An imported risk keeps the date of its source until its first visit.

ja: 次回確認日はステータスごとの期間の中にある。

期間は前回の確認日から(なければ起票日から)数える。未着手なら近く、様子見なら遠くてよい。今日からではないので、
正しいファイルが放っておいて不正になることはない。受容したリスクは受容の期限までに確認する。期間が始まる前に期限が
来るなら、期限までのどの日でもよい。日付を直すか、確認を記録する。取り込んだリスクは、最初の確認までは取り込み元の
日付のままでよい。

Bad:
```
created: 2026-01-26
next_visit: 2026-03-02
```
Good:
```
created: 2026-01-26
next_visit: 2026-02-09
```
"""

from collections.abc import Iterator
from datetime import date

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.schema.dates import Window, in_another_year
from srr.schema.next_visit import visit_days
from srr.schema.vocabulary import STATUSES

MESSAGE = Text(
    '{next_visit} is too {way}: the next visit of a risk with status "{status}" is {least} to {most} '
    "after {since} {anchor}, so from {first} to {last}",
    "{next_visit} は{way}: ステータスが「{status}」のリスクの次回確認日は{since} {anchor} から "
    "{least}〜{most}後、つまり {first} から {last} まで",
)
UNTIL_MESSAGE = Text(
    "{next_visit} is too late: the acceptance ends on {until}",
    "{next_visit} は遅すぎる: 受容の期限は {until} である",
)
EARLY_MESSAGE = Text(
    "{next_visit} is too early: the next visit is from {first} to {last}, when the acceptance ends",
    "{next_visit} は早すぎる: 次回確認日は {first} から受容の期限 {last} まで",
)
OVER_MESSAGE = Text(
    "no day is left for the next visit: the acceptance ends on {until}, not after {since} {anchor}",
    "次回確認日に選べる日がない: 受容の期限 {until} が{since} {anchor} より後ではない",
)
EARLY = Text("early", "早すぎる")
LATE = Text("late", "遅すぎる")
LAST_VISIT = Text("the last visit on", "前回の確認日")
CREATED = Text("its creation on", "起票日")
HELP = Text("write a day in that window", "その期間の中の日を書く")
UNTIL_HELP = Text(
    "write a day up to then, or renew the acceptance", "期限までの日を書くか、受容を更新する"
)
DAYS_HELP = Text(
    "write a day from {first} to {last}, or renew the acceptance",
    "{first} から {last} までの日を書くか、受容を更新する",
)
RENEW_HELP = Text(
    "renew the acceptance with a later until, or change the status",
    "until を延ばして受容を更新するか、ステータスを変える",
)
DID_YOU_MEAN = Text("did you mean {day}?", "{day} の間違いではないか")


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the next visit with the window of the status and with the end of the acceptance."""
    due, until, anchor = risk.next_visit, risk.accepted_until, risk.anchor
    window = context.settings.windows.get(risk.status or "")
    if due is None or window is None or risk.awaits_first_visit:
        return
    if anchor is None:
        if until is not None and due > until:
            yield _acceptance(UNTIL_MESSAGE.fill(next_visit=due, until=until), UNTIL_HELP)
        return
    days = visit_days(risk.status, anchor, until, context.settings)
    if due < anchor or (days and days.first <= due <= days.last):
        return  # visit-order speaks of a date before the anchor
    if days is None:
        over = OVER_MESSAGE.fill(until=until, since=_since(risk), anchor=anchor)
        yield _acceptance(over, RENEW_HELP)
    elif days.last == until:
        message = UNTIL_MESSAGE if due > until else EARLY_MESSAGE
        message = message.fill(next_visit=due, until=until, first=days.first, last=days.last)
        yield _acceptance(message, DAYS_HELP.fill(first=days.first, last=days.last))
    else:
        yield _outside(risk, window, due, anchor)


def _acceptance(message: Text, help_text: Text) -> Problem:
    related = (("acceptance", "until"),)
    return Problem(message, key=("next_visit",), value=True, related=related, help=help_text)


def _since(risk: Risk) -> Text:
    return LAST_VISIT if risk.last_visit else CREATED


def _outside(risk: Risk, window: Window, due: date, anchor: date) -> Problem:
    first, last = window.bounds(anchor)
    meant = in_another_year(due, first, last)
    return Problem(
        MESSAGE.fill(
            next_visit=due,
            way=EARLY if due < first else LATE,
            status=STATUSES[risk.status or ""],
            least=window.least.words(),
            most=window.most.words(),
            since=_since(risk),
            anchor=anchor,
            first=first,
            last=last,
        ),
        key=("next_visit",),
        value=True,
        help=DID_YOU_MEAN.fill(day=meant) if meant else HELP,
    )
