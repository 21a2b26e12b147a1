"""A status, a score or an owner changes with a visit that says so.

The front matter shows where the work is; the visits show who changed it, when, and why. Record a status with
`srr visit`. A raised score or another owner without a visit that names it is a warning.

ja: ステータス、スコア、担当者の変更は確認履歴に残す。

フロントマターは対応の状況を示し、確認履歴は誰がいつ、なぜ変えたかを示す。ステータスは `srr visit` で記録する。スコアを
上げたり担当者を替えたりして、それを記した確認がないときは警告にする。

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
from srr.lint.unnamed_changes import unnamed
from srr.records.change import Change
from srr.records.logged import Logged
from srr.records.risk import Risk
from srr.records.values import whole
from srr.records.visits import NUMBERS
from srr.schema.scoring import UNKNOWN

MESSAGE = Text(
    "status goes from {old} to {new} and no {entry} records it",
    "status が {old} から {new} に変わったが、{entry}の記録がない",
)
HELP = Text(
    "put {old} back and run srr visit {id} --status {new}",
    "{old} に戻し、srr visit {id} --status {new} を実行する",
)
REPORT_HELP = Text(
    "put {old} back and run srr report {id}", "{old} に戻し、srr report {id} を実行する"
)
VALUE_HELP = Text(
    "add to the new {entry}: {key} {old} -> {new}", "新しい{entry}に {key} {old} -> {new} を加える"
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Look for new visits that end in the new status, and that name the other changes."""
    before, after = change.before, change.after
    if not isinstance(before, Logged) or not isinstance(after, Logged):
        return
    is_moved = None not in (before.status, after.status) and before.status != after.status
    if is_moved and not _is_reached(change, after.status):
        yield Problem(
            MESSAGE.fill(old=before.status, new=after.status, entry=after.log.entry),
            key=("status",),
            value=True,
            document=after.document,
            help=_help(after).fill(old=before.status, new=after.status, id=after.id),
        )
    worth_naming = [key for key in ("owner", *NUMBERS) if _is_worth_naming(key, before, after)]
    for each in unnamed(change, before, after, worth_naming):
        yield Problem(
            each.message,
            key=(each.key,),
            value=True,
            document=after.document,
            help=VALUE_HELP.fill(**each._asdict()),
            severity=Severity.WARNING,
        )


def _help(record: Logged) -> Text:
    return HELP if isinstance(record, Risk) else REPORT_HELP


def _is_reached(change: Change, status: str | None) -> bool:
    return any(entry.visit.after == status for entry in change.new_visits() if entry.visit)


def _is_worth_naming(key: str, before: Logged, after: Logged) -> bool:
    """Whether the owner changed or a score went up; change-lowered speaks of one that went down."""
    old, new = before.data.get(key), after.data.get(key)
    if old is None or new is None:
        return False
    if key == "owner":
        return old != new
    number, other = whole(old), whole(new)
    return number is not None and (new == UNKNOWN or (other is not None and other > number))
