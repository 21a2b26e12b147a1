"""Visits in the same words, one after the other, are a sign that nobody acts.

When the last three visits say the same and change nothing, the risk is no longer worked on; it is only dated. Decide:
do the next action, change the plan, or accept the risk. Another owner alone does not get it going again.

ja: 同じ言葉の確認が続くのは、だれも動いていないしるしである。

直近三回の確認が同じ言葉で、何も変えていないなら、そのリスクには取り組んでおらず、日付を延ばしているだけである。次の
アクションを実行するか、方針を変えるか、受容するかを決める。担当を替えるだけでは、動いたことにならない。

Bad:
```
status: watching
next_visit: 2026-04-20
created: 2025-01-10

## Visits
- 2025-08-04 ura: watching, next 2025-11-03. No change.
- 2025-11-03 ura: watching, next 2026-02-02. No change.
- 2026-02-02 ura: watching, next 2026-04-20. no change
```
Good:
```
status: watching
next_visit: 2026-04-20
created: 2025-01-10

## Visits
- 2025-08-04 ura: watching, next 2025-11-03. No change.
- 2025-11-03 ura: watching, next 2026-02-02. No change.
- 2026-02-02 ura: watching, next 2026-04-20. The p99 is 1.2 s, as in November; the limit is enough.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.visit_faults import stalled

MESSAGE = Text(
    "the last {n} {entry}s say the same and change nothing: {note}",
    "直近 {n} 回の{entry}が同じ言葉で、何も変わっていない: {note}",
)
HELP = Text(
    "do the next action, change the plan, or decide otherwise",
    "次のアクションを実行するか、方針を変えるか、別の決定をする",
)
REPORT_HELP = Text(
    "find out more, or decide: run srr report {id} with --resolved, --watch, --backlog URL or --promote",
    "さらに調べるか、決着をつける。srr report {id} に --resolved、--watch、--backlog URL、--promote のいずれかを付けて"
    "実行する",
)


@rule(Logged, Severity.WARNING)
def check(record: Logged, context: Context) -> Iterator[Problem]:
    """Count the visits at the end of the log that repeat each other."""
    entries = stalled(record)
    last = entries[-1] if entries else None
    if last and last.visit:
        message = MESSAGE.fill(n=len(entries), entry=record.log.entry, note=last.visit.note)
        on_concern = isinstance(record, Concern)
        help_text = REPORT_HELP.fill(id=record.id) if on_concern else HELP
        yield Problem(message, span=last.span, help=help_text)
