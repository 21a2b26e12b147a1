"""An indicator is as fresh as its `max_age`.

A number that nobody has renewed for 35 days (or the indicator's own `max_age`) is too old to judge by. An acceptance
that hangs on it may be long past; that is as bad as a tripped one. Write today's number with `srr indicator NAME VALUE`
or `srr collect`. An indicator on which no condition hangs is a warning.

ja: 指標は、`max_age` の期間内に更新されている。

35 日 (または指標ごとの `max_age`) を超えて更新のない数値からは、いまの状態を判断できない。それを前提とする受容は、
とうに崩れているかもしれず、崩れているのと同じくらい悪い。`srr indicator NAME VALUE` か `srr collect` で今日の数値を
書く。どの条件にも使われていない指標は警告になる。

Bad:
```
breaks_when: orders_per_hour > 1500
indicators/orders_per_hour.csv
date,value
2025-12-22,915
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

from srr.documents.csv_series import written
from srr.language import Text
from srr.lint.answerable import answerable
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.conditions import Condition, conditions
from srr.records.indicator import Indicator, Reading
from srr.records.registry import Registry
from srr.schema.dates import Duration

MESSAGE = Text(
    "{name} was last written on {on} ({value}), {days} before {today}, so {stated} cannot be judged;"
    " {answerable}",
    "{name} は {on} ({value}) を最後に {today} まで {days}更新がなく、{stated} を判断できない。{answerable}",
)
ALONE = Text(
    "{name} was last written on {on} ({value}), {days} before {today}; its max_age is {max_age}",
    "{name} は {on} ({value}) を最後に {today} まで {days}更新がない。max_age は {max_age}",
)
HELP = Text(
    "write its number: srr indicator {name} VALUE", "数値を書く: srr indicator {name} VALUE"
)


@rule(Registry, Severity.ERROR, dated=True)
def check(registry: Registry, context: Context) -> Iterator[Problem]:
    """Compare the last day of each indicator with today, first for the conditions that hang on it."""
    hung_on = set()
    for risk in registry.risks:
        for condition in conditions(risk, registry):
            hung_on.add(condition.name)
            last = condition.reading(context.today)
            if last and condition.is_stale(context.today, context.settings):
                yield _of_condition(condition, last, context)
    for name, indicator in registry.indicators.items():
        max_age = context.settings.indicator(name).max_age
        last = indicator.last(context.today)
        if last and name not in hung_on and indicator.is_stale(context.today, max_age):
            yield _of_indicator(indicator, last, max_age, context)


def _of_condition(condition: Condition, last: Reading, context: Context) -> Problem:
    return Problem(
        MESSAGE.fill(
            **_values(condition.name, last, context),
            stated=shown(condition.stated),
            answerable=answerable(condition),
        ),
        key=condition.key,
        value=True,
        document=condition.risk.document,
        help=HELP.fill(name=shown(condition.name)),
    )


def _of_indicator(
    indicator: Indicator, last: Reading, max_age: Duration, context: Context
) -> Problem:
    return Problem(
        ALONE.fill(**_values(indicator.name, last, context), max_age=max_age),
        path=indicator.path,
        help=HELP.fill(name=shown(indicator.name)),
        severity=Severity.WARNING,
    )


def _values(name: str, last: Reading, context: Context) -> dict[str, object]:
    days = Duration((context.today - last.on).days, "d").words()
    return {
        "name": shown(name),
        "on": last.on,
        "value": written(last.value),
        "days": days,
        "today": context.today,
    }
