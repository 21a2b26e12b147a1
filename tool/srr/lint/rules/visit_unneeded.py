"""A risk that is done has no next visit.

A date on a closed risk calls a meeting for nothing, or hides that the risk is not closed at all. Take the line
out; `srr fix` does. If somebody should look again, the risk is not done: it is watched or accepted.

ja: 完了したリスクに次回確認日はない。

完了したリスクに日付があると、無駄な見直しが生まれるか、本当は完了していないことが隠れる。その行を消す(`srr fix`
でも消せる)。もう一度見るべきなら、それは完了ではなく、様子見か受容である。

Bad:
```
status: done
resolution: obsolete
next_visit: 2026-03-02

## Visits
- 2026-01-30 ura: not-started -> done. The stock service is gone since the move.
```
Good:
```
status: done
resolution: obsolete
# no next_visit

## Visits
- 2026-01-30 ura: not-started -> done. The stock service is gone since the move.
```
"""

from collections.abc import Iterator

from srr.documents.edit import RemoveKey
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk

MESSAGE = Text("a risk that is done has no next visit", "完了したリスクに次回確認日がある")
HELP = Text("take the line out, or run srr fix", "その行を消すか、srr fix を実行する")


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Report the next visit of a closed risk."""
    if risk.status == "done" and "next_visit" in risk.data:
        yield Problem(MESSAGE, key=("next_visit",), help=HELP, fix=(RemoveKey("next_visit"),))
