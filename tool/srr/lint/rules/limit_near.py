"""A limit that comes near is seen before it is reached.

A number within 10 % of its limit, or expected to reach it within 90 days, leaves as much time as the plan needs, or
less. The expectation is the trend of the last 26 weeks; where there is no clear one, nothing is expected. Start on the
plan, or decide what to do when the limit is there.

ja: 限界が近いことには、達する前に気づく。

限界まで 10 % 以内の数値や、90 日以内に達すると見込まれる数値では、対策にかけられる時間がもうあまりない。見込みは直近
26 週間の傾向から出し、はっきりした傾向がなければ何も見込まない。対策を始めるか、達したときにどうするかを決めておく。

Bad:
```
breaks_when: orders_per_hour > 1000
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
from srr.records.conditions import Condition, conditions
from srr.records.headroom import Headroom, headroom
from srr.records.risk import Risk
from srr.records.runway import Runway, runway
from srr.records.runway_words import months

NEAR = Text(
    "{name} was {value} on {on}, {percent} % from the limit of {stated}; {answerable}",
    "{name} は {on} に {value} で、{stated} の限界まで {percent} %。{answerable}",
)
EXPECTED = Text(
    "{name} was {value} on {on} and is expected to reach the limit of {stated} in {months}; {answerable}",
    "{name} は {on} に {value} で、{months} に {stated} の限界に達する見込み。{answerable}",
)
LIMIT_HELP = Text(
    "start on the plan, and say so with srr visit {id}",
    "対策を始め、srr visit {id} で記録する",
)
ACCEPTANCE_HELP = Text(
    "decide before the acceptance trips: srr accept {id}, or start on the plan",
    "受容の前提が崩れる前に、srr accept {id} で決め直すか、対策を始める",
)
_NEAR_SHARE = 0.1


@rule(Risk, Severity.WARNING)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the headroom and the runway of each indicator with what is near."""
    said: set[str] = set()
    for condition in conditions(risk, context.registry):
        left = headroom(condition, context.today)
        found = runway(condition, context.settings, context.today)
        if left is None or found in ("stale", "reached") or condition.name in said:
            continue
        message = _message(condition, left, found, context)
        if message:
            said.add(condition.name)
            help_text = LIMIT_HELP if condition.is_limit else ACCEPTANCE_HELP
            yield Problem(message, key=condition.key, value=True, help=help_text.fill(id=risk.id))


def _message(
    condition: Condition, left: Headroom, found: Runway | str, context: Context
) -> Text | None:
    named = words(condition, left)
    if isinstance(found, Runway) and found.is_near(context.today):
        return EXPECTED.fill(**named, months=months(found))
    if left.share is not None and left.share <= _NEAR_SHARE:
        return NEAR.fill(**named, percent=f"{left.share * 100:.3g}")
    return None
