"""A visit says something.

"ok" records that somebody pressed a key. Write what you saw, even if it is that nothing moved and how you know:
the next reader decides by these words. Older silent visits are warnings.

ja: 確認には、見たことを書く。

「ok」では、だれかがキーを押したことしかわからない。何も変わっていないなら、どうやってそれを確かめたかを書く。次に読む
人はその言葉で判断する。以前からあるものは警告にする。

Bad:
```
status: in-progress
next_visit: 2026-02-20

## Visits
- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. ok
```
Good:
```
status: in-progress
next_visit: 2026-02-20

## Visits
- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. Measured the stock service.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.hints import is_silent
from srr.records.logged import Logged

MESSAGE = Text("this {entry} says nothing", "この{entry}には何も書かれていない")
HELP = Text("write what you saw, in a few words", "見たことを一言書く")


@rule(Logged, Severity.ERROR)
def check(record: Logged, context: Context) -> Iterator[Problem]:
    """Report the entries without words, or with words that say nothing."""
    for entry in record.visits:
        if entry.visit and is_silent(entry.visit.note):
            severity = Severity.WARNING if context.is_old(record, entry) else None
            message = MESSAGE.fill(entry=record.log.entry)
            yield Problem(message, span=entry.span, help=HELP, severity=severity)
