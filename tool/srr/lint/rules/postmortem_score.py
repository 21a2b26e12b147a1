"""The score of an incident is its scope times its severity.

Incidents are compared and counted by this number, so it follows from the two others and is not an opinion. It is
the raw product, 3 x 3 = 9, and not an impact level. `srr fix` writes the right number.

ja: 障害のスコアは影響範囲と影響度の積である。

障害はこの数で比べ、数えるので、二つの値から決まらなければならない。インパクトの段階ではなく、3 × 3 = 9 のように
積そのものを書く。`srr fix` が正しい値を書く。

Bad:
```
scope: 3
severity: 3
score: 6
```
Good:
```
scope: 3
severity: 3
score: 9
```
"""

from collections.abc import Iterator

from srr.documents.edit import SetValue
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem
from srr.schema import scoring

MESSAGE = Text(
    "{scope} x {severity} = {score}, not {stated}",
    "{scope} × {severity} = {score} であり、{stated} ではない",
)
HELP = Text(
    "write score: {score}, or correct scope or severity",
    "score: {score} と書くか、scope か severity を直す",
)


@rule(Postmortem, Severity.ERROR)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Compare the stated score with the product."""
    scope, severity, stated = postmortem.scope, postmortem.severity, postmortem.score
    if scope is None or severity is None or stated is None:
        return
    score = scoring.score(scope, severity)
    if stated != score:
        yield Problem(
            MESSAGE.fill(scope=scope, severity=severity, score=score, stated=stated),
            key=("score",),
            value=True,
            related=(("scope",), ("severity",)),
            help=HELP.fill(score=score),
            fix=(SetValue(("score",), score),),
        )
