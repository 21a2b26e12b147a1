"""What is recorded as done does not lie in the future.

A visit dated next year silences the risk until then: the next date is counted from it, and nothing is overdue. The
same holds for the day of creation, of an occurrence, of a decision, of an action or of an incident. Tomorrow is
allowed, because a team spreads over time zones; plans such as `next_visit`, `until` and `due` lie ahead by nature.

ja: すでに行ったこととして書かれた日付は、未来にならない。

来年の日付の確認が一つあるだけで、次回確認日はそこから数えられ、期限切れが出なくなる。起票日、発生した日、決定日、
アクションの完了日、障害の時刻も同じである。タイムゾーンの差があるので翌日までは認める。`next_visit`、`until`、
`due` のような予定は対象ではない。

Bad:
```
status: watching
next_visit: 2027-04-20

## Visits
- 2026-01-30 ura: in-progress -> watching, next 2026-03-30. The p99 has been stable for a week.
- 2027-02-02 ura: watching, next 2027-04-20. The p99 is still stable.
```
Good:
```
status: watching
next_visit: 2026-04-20

## Visits
- 2026-01-30 ura: in-progress -> watching, next 2026-03-30. The p99 has been stable for a week.
- 2026-02-02 ura: watching, next 2026-04-20. The p99 is still stable.
```
"""

from collections.abc import Iterator
from datetime import date, datetime

from srr.documents.places import KeyPath, dotted
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.records.visit_faults import future, future_occurrences, last_day

VISIT_MESSAGE = Text(
    "a {entry} of {day} is recorded, and today is {today}",
    "{day} の{entry}が記録されているが、今日は {today} である",
)
OCCURRENCE_MESSAGE = Text(
    "an occurrence of {day} is recorded, and today is {today}",
    "{day} の発生が記録されているが、今日は {today} である",
)
MESSAGE = Text("{key} is {day}, and today is {today}", "{key} が {day} だが、今日は {today} である")
HELP = Text(
    "correct the date; what is planned is recorded when it is done",
    "日付を直す。予定は、行ったときに記録する",
)

INSTANTS = ("started", "detected", "acknowledged", "mitigated", "resolved", "first_notice")


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Compare every date of something done with today."""
    if isinstance(record, Logged):
        for entry, visited in future(record.visits, context.today):
            word = record.log.entry
            message = VISIT_MESSAGE.fill(entry=word, day=visited, today=context.today)
            yield Problem(message, span=entry.span, help=HELP)
    if isinstance(record, Risk):
        for occurrence, occurred in future_occurrences(record, context.today):
            message = OCCURRENCE_MESSAGE.fill(day=occurred, today=context.today)
            yield Problem(message, span=occurrence.span, help=HELP)
    for key, day in _days(record):
        if day is not None and day > last_day(context.today):
            message = MESSAGE.fill(key=dotted(key), day=day, today=context.today)
            yield Problem(message, key=key, value=True, help=HELP)


def _days(record: Record) -> Iterator[tuple[KeyPath, date | None]]:
    if isinstance(record, Risk):
        yield ("created",), record.created
        yield ("noticed",), record.noticed
        if record.acceptance:
            yield ("acceptance", "decided"), record.acceptance.decided
    if isinstance(record, Concern):
        yield ("noticed",), record.noticed
    if isinstance(record, Postmortem):
        for name in INSTANTS:
            instant: datetime | None = getattr(record, name)
            yield (name,), instant.date() if instant else None
        for action in record.actions:
            yield ("actions", action.index, "done"), action.done
