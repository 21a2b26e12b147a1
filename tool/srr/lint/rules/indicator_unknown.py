"""A condition names an indicator that has a number.

Once a registry has indicators, a condition over one that nobody measures is never checked: it may be misspelt, or
nobody has written the first number yet. Write it with `srr indicator NAME VALUE`, or correct the name.

ja: 条件に書いた指標には、数値がある。

指標を使っているレジストリでは、数値のない指標の条件は検査されないままになる。名前の書き間違いか、最初の数値がまだないの
どちらかである。`srr indicator NAME VALUE` で書くか、名前を直す。

Bad:
```
breaks_when: order_per_hour > 1500
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
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.conditions import conditions
from srr.records.risk import Risk
from srr.text.spelling import meant

UNKNOWN = Text("no indicator is called {name}; {hint}", "{name} という指標はない。{hint}")
EMPTY = Text(
    "{name} has no number up to {today}, so {stated} cannot be checked",
    "{name} には {today} までの数値がなく、{stated} を確かめられない",
)
FIRST = Text("nobody has written its first number", "最初の数値がまだない")
HELP = Text(
    "write its number: srr indicator {name} VALUE", "数値を書く: srr indicator {name} VALUE"
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Look up the indicators, where the registry has any; a limit alone without one is a warning."""
    if not context.registry.uses_indicators:
        return
    for condition in conditions(risk, context.registry):
        if condition.reading(context.today) is None:
            name = shown(condition.name)
            yield Problem(
                _message(condition.name, condition.stated, context),
                key=condition.key,
                value=True,
                help=HELP.fill(name=name),
                severity=Severity.WARNING if condition.is_limit else None,
            )


def _message(name: str, stated: str, context: Context) -> Text:
    known = {**context.registry.indicators, **context.settings.indicators}
    if name in known:
        return EMPTY.fill(name=shown(name), today=context.today, stated=shown(stated))
    return UNKNOWN.fill(name=shown(name), hint=meant(name, known, FIRST))
