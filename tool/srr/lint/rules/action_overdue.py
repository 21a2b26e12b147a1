"""An action is done by its due date.

Postmortems promise, and promises slip without a sound. When the action is finished, write the day under `done`;
when it is not, agree on a new date with those who were affected, or drop it and say why in Follow-up. On the
due date itself it is not late.

ja: アクションは期限までに終える。

ポストモーテムの約束は、いつしか忘れられる。終わったら `done` に日付を書く。終わっていなければ、影響を受けた人と新しい
期限を決めるか、取りやめて理由をフォローアップに書く。期限の当日は遅れではない。

Bad:
```
actions:
  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-01-30}
  - {id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}
  - {id: A3, do: Review queries, viewpoint: prevent, owner: ura, due: 2026-03-02}
  - {id: A4, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}
  - {id: A5, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}
```
Good:
```
actions:
  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-01-30, done: 2026-01-29}
  - {id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}
  - {id: A3, do: Review queries, viewpoint: prevent, owner: ura, due: 2026-03-02}
  - {id: A4, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}
  - {id: A5, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem
from srr.schema.dates import Duration

MESSAGE = Text(
    "action {name} of {owner} was due on {due}, {days} before {today}",
    "アクション {name}(担当: {owner})の期限 {due} を、{today} の時点で {days}過ぎている",
)
HELP = Text(
    "write the day it was finished under done, or agree on a new due date",
    "終わった日を done に書くか、新しい期限を決める",
)
NOBODY = Text("nobody", "なし")


@rule(Postmortem, Severity.ERROR, dated=True)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Compare the due dates of open actions with today."""
    for action in postmortem.actions:
        if action.due is None or action.due >= context.today or not action.is_open:
            continue
        late = (context.today - action.due).days
        yield Problem(
            MESSAGE.fill(
                name=action.id or f"#{action.index + 1}",
                owner=action.owner or NOBODY,
                due=action.due,
                days=Duration(late, "d").words(),
                today=context.today,
            ),
            key=("actions", action.index, "due"),
            value=True,
            help=HELP,
        )
