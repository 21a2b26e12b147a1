"""A concern is decided within eight weeks.

What is still under investigation after two months is either nothing or a risk. Decide: it is resolved, it goes to the
backlog of a team, or it becomes a risk with a score and a plan. Watching is a decision, too, and gets eight weeks of
its own. The weeks count from the day on which the present status began.

ja: 気になる点は八週間以内に決着をつける。

二か月たっても調査中のものは、問題ではなかったか、リスクであるかのどちらかである。解決とする、チームのバックログへ移す、
スコアと対策方針を持つリスクにする、のいずれかに決める。様子見も一つの決定であり、改めて八週間を数える。期間は現在の
ステータスになった日から数える。

Bad:
```
noticed: 2025-11-17
## Reports

- 2025-11-17 ura: assigned, due 2025-12-22. Orders are slower on Fridays.
- 2025-12-22 ura: assigned, due 2026-01-26. The index is not the reason.
- 2026-01-26 ura: assigned, due 2026-02-05. Nor is the pool.
```
Good:
```
noticed: 2025-11-17
status: watching
## Reports

- 2025-11-17 ura: assigned, due 2025-12-22. Orders are slower on Fridays.
- 2025-12-22 ura: assigned -> watching, due 2026-01-26. Larger pool since today.
- 2026-01-26 ura: watching, due 2026-02-05. The last three Fridays were quiet.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.concern import Concern
from srr.schema.dates import Duration

MESSAGE = Text(
    "it has been {status} since {since}, for more than {most} on {today}",
    "{since} から{status}のままで、{today} の時点で {most}を過ぎている",
)
HELP = Text(
    "run srr report {id} with --resolved, --backlog URL or --promote",
    "srr report {id} に --resolved、--backlog URL、--promote のいずれかを付けて実行する",
)
MOST = Duration(8, "w")


@rule(Concern, Severity.WARNING)
def check(concern: Concern, context: Context) -> Iterator[Problem]:
    """Compare the day on which the present status began with today."""
    since = concern.in_status_since
    if since is None or not concern.is_open or context.today <= MOST.after(since):
        return
    label = concern.log.statuses[str(concern.status)]
    status = Text(str(concern.status), label.ja)
    yield Problem(
        MESSAGE.fill(status=status, since=since, most=MOST.words(), today=context.today),
        key=("status",),
        value=True,
        help=HELP.fill(id=concern.id),
    )
