"""A condition names an indicator that has a number.

Once a registry has indicators, a condition over one that nobody measures is never checked: it may be misspelt, or
nobody has written the first number yet. Write it with `srr indicator NAME VALUE`, or correct the name. A pull request
that takes the numbers of a condition away would hide that it is crossed, so that is an error for a limit, too.

ja: 条件に書いた指標には、数値がある。

指標を使っているレジストリでは、数値のない指標の条件は検査されないままになる。名前の書き間違いか、最初の数値がまだないの
どちらかである。`srr indicator NAME VALUE` で書くか、名前を直す。条件の数値をプルリクエストで消すと、崩れていることが
見えなくなるので、限界の条件でもエラーになる。

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

from srr.documents.csv_series import written
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.conditions import Condition, conditions
from srr.records.risk import Risk
from srr.text.spelling import meant

UNKNOWN = Text("no indicator is called {name}; {hint}", "{name} という指標はない。{hint}")
EMPTY = Text(
    "{name} has no number up to {today}, so {stated} cannot be checked",
    "{name} には {today} までの数値がなく、{stated} を確かめられない",
)
GONE = Text(
    "the numbers of {name} are gone, the last one {value} on {on}, so {stated} cannot be checked",
    "{name} の数値がなくなり (最後は {on} の {value})、{stated} を確かめられない",
)
FIRST = Text("nobody has written its first number", "最初の数値がまだない")
HELP = Text(
    "write its number: srr indicator {name} VALUE", "数値を書く: srr indicator {name} VALUE"
)
GONE_HELP = Text(
    "bring {path} back, or take the condition out with a visit that says why",
    "{path} を戻す。または、理由を書いた確認とともに条件を取り除く",
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Look up the indicators, where the registry has any; a limit alone without one is a warning."""
    for condition in conditions(risk, context.registry):
        if condition.reading(context.today) is None:
            gone = _gone(condition, context)
            if gone or context.registry.uses_indicators:
                yield gone or _unknown(condition, context)


def _gone(condition: Condition, context: Context) -> Problem | None:
    """Return the problem of a condition whose indicator has numbers on the base alone."""
    before = context.base.indicators.get(condition.name) if context.base else None
    last = before.last(context.today) if before else None
    if before is None or last is None:
        return None
    return Problem(
        GONE.fill(
            name=shown(condition.name),
            value=written(last.value),
            on=last.on,
            stated=shown(condition.stated),
        ),
        key=condition.key,
        value=True,
        help=GONE_HELP.fill(path=shown(before.path)),
    )


def _unknown(condition: Condition, context: Context) -> Problem:
    return Problem(
        _message(condition.name, condition.stated, context),
        key=condition.key,
        value=True,
        help=HELP.fill(name=shown(condition.name)),
        severity=Severity.WARNING if condition.is_limit else None,
    )


def _message(name: str, stated: str, context: Context) -> Text:
    known = {**context.registry.indicators, **context.settings.indicators}
    if name in known:
        return EMPTY.fill(name=shown(name), today=context.today, stated=shown(stated))
    return UNKNOWN.fill(name=shown(name), hint=meant(name, known, FIRST))
