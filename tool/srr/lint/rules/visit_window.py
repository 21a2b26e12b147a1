"""The next visit lies in the window of the status.

The window counts from the last visit, or from the day the record was made: soon while nobody has started,
later when the risk is only watched. Counting from there, and not from today, keeps a valid file valid. An
accepted risk is also visited before its acceptance runs out. Move the date, or record a visit.

ja: 次回確認日はステータスごとの期間の中にある。

期間は前回の確認日から(なければ起票日から)数える。未着手なら近く、様子見なら遠くてよい。今日からではないので、
正しいファイルが放っておいて不正になることはない。受容したリスクは受容の期限までに確認する。日付を直すか、確認を
記録する。

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
EARLY = Text("early", "早すぎる")
LATE = Text("late", "遅すぎる")
LAST_VISIT = Text("the last visit on", "前回の確認日")
CREATED = Text("its creation on", "起票日")
HELP = Text("write a day in that window", "その期間の中の日を書く")
UNTIL_HELP = Text(
    "write a day up to then, or renew the acceptance", "期限までの日を書くか、受容を更新する"
)
DID_YOU_MEAN = Text("did you mean {day}?", "{day} の間違いではないか")


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the next visit with the window of the status and with the end of the acceptance."""
    due, window = risk.next_visit, context.settings.windows.get(risk.status or "")
    if due is None or window is None:
        return
    anchor = risk.anchor
    if anchor is not None and due >= anchor:  # visit-order reports a date before the anchor
        first, last = window.bounds(anchor)
        if not first <= due <= last:
            yield _outside(risk, window, due, anchor)
            return
    until = risk.acceptance.until if risk.acceptance else None
    if until is not None and due > until and risk.status == "accepted":
        yield Problem(
            UNTIL_MESSAGE.fill(next_visit=due, until=until),
            key=("next_visit",),
            value=True,
            related=(("acceptance", "until"),),
            help=UNTIL_HELP,
        )


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
            since=LAST_VISIT if risk.last_visit else CREATED,
            anchor=anchor,
            first=first,
            last=last,
        ),
        key=("next_visit",),
        value=True,
        help=DID_YOU_MEAN.fill(day=meant) if meant else HELP,
    )
