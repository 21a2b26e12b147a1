"""A risk is worth a record when its potential impact is large enough.

A registry that holds every worry is one that nobody reads. What cannot become worse than the admission level of
the settings belongs in the backlog of a team. Move it there and close the record, or say what makes it worse.

ja: 潜在的なインパクトが十分に大きいリスクだけを記録する。

あらゆる懸念を載せたレジストリは、誰にも読まれなくなる。設定の `admission` に届かないものはチームのバックログで
扱う。そちらへ移して記録を完了にするか、より悪くなる理由を書いて値を見直す。

Bad:
```
potential_impact: 1
```
Good:
```
potential_impact: 3
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk

MESSAGE = Text(
    "a potential impact of {level} is below {admission}, the least worth a record",
    "潜在的なインパクトが {level} で、記録に値する下限の {admission} に届かない",
)
HELP = Text(
    "move it to a backlog and close it with status: done and resolution: moved",
    "バックログへ移し、status: done と resolution: moved で完了にする",
)


@rule(Risk, Severity.WARNING)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the potential impact with the admission level."""
    level, least = risk.potential_impact, context.settings.admission.potential
    if not isinstance(level, int) or level >= least or risk.status == "done":
        return
    yield Problem(
        MESSAGE.fill(level=level, admission=least),
        key=("potential_impact",),
        value=True,
        help=HELP,
    )
