"""The next visit moves only with a visit.

Pushing the date without looking is how a risk is snoozed for ever. Look at it and record the visit with
`srr visit`, which sets the next date. This rule allows an earlier date; where the last visit names one,
`visit-mismatch` asks for that.

ja: 次回確認日は、確認したときにだけ動かす。

見ないまま日付を延ばすと、リスクは先送りされ続ける。確認して `srr visit` で記録すると次の日付が決まる。日付を早める
ことは、このルールでは問題にしない。最後の確認に日付があれば、`visit-mismatch` がその日付を求める。

Bad:
```
before
next_visit: 2026-02-05

after
next_visit: 2026-02-09
```
Good:
```
before
next_visit: 2026-02-05

after
next_visit: 2026-02-09
## Visits

- 2026-02-02 ura: not-started, next 2026-02-09. Nobody is free before Friday.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change
from srr.records.risk import Risk

MESSAGE = Text(
    "next_visit goes from {old} to {new} and nobody recorded a visit",
    "next_visit が {old} から {new} に延びたが、確認の記録がない",
)
HELP = Text(
    "look at the risk and run srr visit {id}, or put the date back",
    "リスクを確認して srr visit {id} を実行するか、日付を戻す",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Compare the next visits of a risk that has no new visit."""
    before, after = change.before, change.after
    if not isinstance(before, Risk) or not isinstance(after, Risk):
        return
    old, new = before.next_visit, after.next_visit
    if old is not None and new is not None and new > old and not _is_visited(change):
        yield Problem(
            MESSAGE.fill(old=old, new=new),
            key=("next_visit",),
            value=True,
            document=after.document,
            help=HELP.fill(id=after.id),
        )


def _is_visited(change: Change) -> bool:
    return any(not entry.is_handover for entry in change.new_visits())
