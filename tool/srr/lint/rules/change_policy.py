"""Settings that get weaker are seen by a reviewer.

A pull request that lowers the bar for itself should say so: a rule set to a lower severity or off, a new
ignore, a longer window, more days of grace, a lower bar for what is worth a record, other scales or levels,
fewer closed days, a lower objective, a baseline that grows. The records that it touches are judged by the
settings of the base as well, so that it cannot excuse itself.

ja: 設定を緩める変更は、レビューする人に見えるようにする。

自分の変更を通すための緩和は、レビューで見える必要がある。ルールの重大度を下げる・止める、無視を足す、期間や
猶予を延ばす、記録の下限を下げる、尺度や段階を変える、休みの日を減らす、SLO を下げる、ベースラインを増やす、などである。

Bad:
```
before
grace_days = 0

after
grace_days = 14
```
Good:
```
before
grace_days = 14

after
grace_days = 0
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.baseline import FILE
from srr.lint.comparison import PolicyChange, grown, weakened
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

MESSAGE = Text("the settings got weaker: {what}", "設定が緩くなった: {what}")

GROWN_MESSAGE = Text("the baseline grew: {what}", "ベースラインの件数が増えた: {what}")


@rule(PolicyChange, Severity.WARNING)
def check(change: PolicyChange, context: Context) -> Iterator[Problem]:
    """Report each way in which the settings, or the baseline, are weaker than before."""
    for what in weakened(change, context.severities, context.today):
        yield Problem(MESSAGE.fill(what=what))
    for what in grown(change):
        yield Problem(GROWN_MESSAGE.fill(what=what), path=FILE)
