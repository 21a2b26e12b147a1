"""A risk whose limit is reached is not a risk any more.

`breaks_when: api_calls_per_hour > 900` says at which number the risk becomes real. When the indicator is there, it is
time to act: pull the lever, carry out the plan, and write the new limit once the system bears more. Where an acceptance
names the same indicator and is tripped, that is said instead.

ja: 限界に達したリスクは、もう「もしも」ではない。

`breaks_when: api_calls_per_hour > 900` は、リスクが現実になる数値である。指標がそこに達したら、被害を食い止める手段を
とり、対策を実行し、システムの余裕が増えたら新しい限界を書く。同じ指標を前提とする受容が崩れているときは、そちらだけを示す。

Bad:
```
breaks_when: orders_per_hour > 900
indicators/orders_per_hour.csv
date,value
2026-01-26,915
```
Good:
```
breaks_when: orders_per_hour > 1500
indicators/orders_per_hour.csv
date,value
2026-01-26,915
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.answerable import words
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.conditions import conditions
from srr.records.risk import Risk

MESSAGE = Text(
    "{name} was {value} on {on}, and the risk breaks when {stated}; {answerable}",
    "{name} は {on} に {value} で、顕在化の条件 {stated} に達している。{answerable}",
)
HELP = Text(
    "act on it and say so with srr visit {id}; once the system bears more, write the new limit",
    "対応して srr visit {id} で記録し、システムの余裕が増えたら新しい限界を書く",
)


@rule(Risk, Severity.ERROR, dated=True)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the limit with the last value of its indicator."""
    crossed = [
        (condition, last)
        for condition in conditions(risk, context.registry)
        if (last := condition.crossed(context.today, context.settings))
    ]
    tripped = {condition.name for condition, _ in crossed if not condition.is_limit}
    for condition, last in crossed:
        if condition.is_limit and condition.name not in tripped:
            yield Problem(
                MESSAGE.fill(**words(condition, last)),
                key=condition.key,
                value=True,
                help=HELP.fill(id=risk.id),
            )
