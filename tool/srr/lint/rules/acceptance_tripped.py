"""An acceptance holds while its conditions do.

A risk is accepted as long as the business stays small: `holds_while: [advertisers < 50]`. The numbers are in
`indicators/`. When a condition stops holding, nobody has decided to live with what the risk is now. Decide again with
`srr accept`, or take the risk up. The reviewer is the one to ask.

ja: 受容は、その前提条件が成り立つ間だけ有効である。

リスクを受容できるのは、事業の規模が小さい間である (`holds_while: [advertisers < 50]`)。数値は `indicators/` にある。
前提が崩れたら、いまのリスクの受容は誰も決めていない。見直し担当に聞き、`srr accept` で決め直すか、対応を始める。

Bad:
```
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  holds_while: [shops < 15]
  until: 2026-07-20
  reviewer: sato
indicators/shops.csv
date,value
2026-01-19,12
2026-01-26,15
```
Good:
```
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  holds_while: [shops < 15]
  until: 2026-07-20
  reviewer: sato
indicators/shops.csv
date,value
2026-01-19,12
2026-01-26,12
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
    "{name} was {value} on {on}, but the acceptance holds while {stated}; {answerable}",
    "{name} は {on} に {value} で、受容の前提 {stated} が崩れている。{answerable}",
)
HELP = Text(
    "decide again with srr accept {id}, or take the risk up with srr visit {id} --status in-progress",
    "srr accept {id} で決め直すか、srr visit {id} --status in-progress で対応を始める",
)


@rule(Risk, Severity.ERROR, dated=True)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare each condition with the last value of its indicator."""
    for condition in conditions(risk, context.registry):
        last = condition.crossed(context.today, context.settings)
        if last and not condition.is_limit:
            yield Problem(
                MESSAGE.fill(**words(condition, last)),
                key=condition.key,
                value=True,
                help=HELP.fill(id=risk.id),
            )
