"""The priority is the potential impact times the likelihood.

A priority that is typed by hand drifts, and with it the order in which risks are worked on. It counts the
level of the potential impact, never the raw score: 3 x 3 = 9 is level 6, and twice that is 12. `srr fix`
writes the right number.

ja: 優先度スコアは潜在的なインパクトと発生可能性の積である。

手で書いた優先度はずれていき、対応の順番もずれる。掛けるのはスコアそのものではなくインパクトの段階である。
3 × 3 = 9 は段階 6 なので、発生可能性が 2 なら 12 になる。`srr fix` が正しい値を書く。

Bad:
```
potential_impact: 6
likelihood: 2
priority: 10
```
Good:
```
potential_impact: 6
likelihood: 2
priority: 12
```
"""

from collections.abc import Iterator

from srr.documents.edit import SetValue
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.schema.scoring import UNKNOWN

MESSAGE = Text(
    "{impact} x {likelihood} = {priority}, not {stated}",
    "{impact} × {likelihood} = {priority} であり、{stated} ではない",
)
UNKNOWN_MESSAGE = Text(
    "the potential impact is unknown, so the priority is unknown, not {stated}",
    "潜在的なインパクトが不明なので、優先度も unknown であり、{stated} ではない",
)
HELP = Text(
    "write priority: {priority}, or run srr fix",
    "priority: {priority} と書くか、srr fix を実行する",
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the stated priority with the computed one."""
    stated = risk.stated_priority
    if stated is None or risk.priority is None or stated == risk.priority:
        return
    message = UNKNOWN_MESSAGE if risk.priority == UNKNOWN else MESSAGE
    yield Problem(
        message.fill(
            impact=risk.potential_impact,
            likelihood=risk.likelihood,
            priority=risk.priority,
            stated=stated,
        ),
        key=("priority",),
        value=True,
        related=(("potential_impact",), ("likelihood",)),
        help=HELP.fill(priority=risk.priority),
        fix=(SetValue(("priority",), risk.priority),),
    )
