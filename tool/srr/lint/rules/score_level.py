"""The potential impact is the level of scope x severity.

Scope and severity are what people can agree on; the level follows from them. It is the highest of the levels
that the score reaches: 3 x 3 = 9 is level 6. Correct whichever of the three is wrong; `srr fix` takes scope and
severity at their word.

ja: 潜在的なインパクトは、影響範囲 × 影響度の段階である。

話し合って決められるのは影響範囲と影響度であり、段階はそこから決まる。スコアが届く最も高い段階を採るので、
3 × 3 = 9 は段階 6 になる。三つのうち間違っているものを直す。`srr fix` は影響範囲と影響度を正しいものとして扱う。

Bad:
```
scope: 3
severity: 3
potential_impact: 10
```
Good:
```
scope: 3
severity: 3
potential_impact: 6
```
"""

from collections.abc import Iterator

from srr.documents.edit import SetValue
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.records.values import whole
from srr.schema import scoring

MESSAGE = Text(
    "{scope} x {severity} = {score}, which is level {level}, not {stated}",
    "{scope} × {severity} = {score} は段階 {level} であり、{stated} ではない",
)
HELP = Text(
    "write potential_impact: {level}, or correct scope or severity",
    "potential_impact: {level} と書くか、scope か severity を直す",
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the stated level with that of the score."""
    scope, severity, stated = risk.scope, risk.severity, risk.potential_impact
    # A raw score in place of a level is reported here, too, and left as it is: its scale is unknown.
    shown = whole(risk.data.get("potential_impact")) if stated is None else stated
    if scope is None or severity is None or shown is None:
        return
    score = scoring.score(scope, severity)
    level = scoring.level(score, context.settings.levels)
    if shown == level:
        return
    yield Problem(
        MESSAGE.fill(scope=scope, severity=severity, score=score, level=level, stated=shown),
        key=("potential_impact",),
        value=True,
        related=(("scope",), ("severity",)),
        help=HELP.fill(level=level),
        fix=() if stated is None else (SetValue(("potential_impact",), level),),
    )
