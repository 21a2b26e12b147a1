"""A record is closed, never deleted.

A deleted file takes its history out of every list, and a risk that came true last year is the one worth
reading next year. Close the risk with a resolution (`not-a-risk`, `duplicate`, `obsolete`, `moved`), and it
stays readable without being reviewed.

ja: 記録は削除せず、完了にする。

ファイルを消すと、経緯もすべての一覧から消える。去年起きたリスクこそ、来年読む価値がある。完了理由
(`not-a-risk`、`duplicate`、`obsolete`、`moved`)を書いて完了にすれば、見直しの対象から外れても読める。

Bad:
```
before
status: not-started

after
(no file)
```
Good:
```
before
status: not-started

after
status: done
resolution: not-a-risk
# no next_visit
## Visits

- 2026-02-02 ura: not-started -> done. The stock service has a limit of its own.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change

MESSAGE = Text("{id} is deleted: {title}", "{id} が削除されている: {title}")
HELP = Text(
    "bring the file back and close the record with a resolution",
    "ファイルを戻し、完了理由を書いて完了にする",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Report a record that has only a before."""
    if change.after is None and change.before is not None:
        gone = change.before
        yield Problem(MESSAGE.fill(id=gone.id, title=gone.title), path=gone.path, help=HELP)
