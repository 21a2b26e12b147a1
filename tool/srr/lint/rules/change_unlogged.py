"""A status changes only with a visit that says so.

The status tells everybody where the work stands; the visit tells who saw it change, when, and why. Record it
with `srr visit`.

ja: ステータスの変更は確認履歴に残す。

ステータスは対応の状況を示し、確認履歴は誰がいつ、なぜ変えたかを示す。`srr visit` で記録する。

Bad:
```
before
status: not-started

after
status: in-progress
```
Good:
```
before
status: not-started

after
status: in-progress
next_visit: 2026-02-16
## Visits

- 2026-02-02 ura: not-started -> in-progress, next 2026-02-16. Looking at the timeouts.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change
from srr.records.risk import Risk

MESSAGE = Text(
    "status goes from {old} to {new} and no visit records it",
    "status が {old} から {new} に変わったが、確認の記録がない",
)
HELP = Text(
    "put {old} back and run srr visit {id} --status {new}",
    "{old} に戻し、srr visit {id} --status {new} を実行する",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Look for a new visit that ends in the new status."""
    before, after = change.before, change.after
    if not isinstance(before, Risk) or not isinstance(after, Risk):
        return
    if before.status == after.status or after.status is None:
        return
    reached = {entry.visit.after for entry in change.new_visits() if entry.visit}
    if after.status not in reached:
        yield Problem(
            MESSAGE.fill(old=before.status, new=after.status),
            key=("status",),
            value=True,
            document=after.document,
            help=HELP.fill(old=before.status, new=after.status, id=after.id),
        )
