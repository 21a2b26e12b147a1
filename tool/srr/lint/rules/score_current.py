"""The current impact is at most the potential one.

The potential impact is the worst that the risk can do. If it does more than that today, the potential impact is out
of date, and the priority with it.

ja: 現在のインパクトは、潜在的なインパクトを超えない。

潜在的なインパクトは、そのリスクが起こしうる最悪の影響である。いまの影響がそれを超えているなら、潜在的なインパクトが
古く、優先度スコアも正しくない。

Bad:
```
current_impact: 10
```
Good:
```
current_impact: 6
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk

MESSAGE = Text(
    "current_impact is {current}, above the potential_impact of {potential}",
    "current_impact が {current} で、potential_impact の {potential} を超えている",
)
HELP = Text(
    "raise potential_impact, or correct current_impact",
    "potential_impact を上げるか、current_impact を直す",
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the two impacts where both are numbers."""
    current, potential = risk.current_impact, risk.potential_impact
    if isinstance(current, int) and isinstance(potential, int) and current > potential:
        yield Problem(
            MESSAGE.fill(current=current, potential=potential),
            key=("current_impact",),
            value=True,
            related=(("potential_impact",),),
            help=HELP,
        )
