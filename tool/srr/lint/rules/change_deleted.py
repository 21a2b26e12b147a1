"""A record is closed, never deleted.

A deleted file takes its history out of every list, and a risk that came true last year is the one worth
reading next year. Close the risk with a resolution (`not-a-risk`, `duplicate`, `obsolete`, `moved`), and it
stays readable without being reviewed. One that was added by mistake is closed as `not-a-risk`, with a visit that
says so. The example of `srr init` may be deleted, as long as it carries `x_starter: true`.

ja: 記録は削除せず、完了にする。

ファイルを消すと、経緯もすべての一覧から消える。去年起きたリスクこそ、来年読む価値がある。完了理由
(`not-a-risk`、`duplicate`、`obsolete`、`moved`)を書いて完了にすれば、見直しの対象から外れても読める。
間違えて追加した記録は `not-a-risk` で完了にし、その事情を確認履歴に書く。`srr init` が作った例は、
`x_starter: true` がある間は削除してよい。

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
from srr.records.record import STARTER
from srr.records.risk import Risk

MESSAGE = Text("{id} is deleted: {title}", "{id} が削除されている: {title}")
HELP = Text(
    "bring the file back and close the record with a resolution; if it was added by mistake, run "
    'srr visit {id} --status done --resolution not-a-risk --note "Added by mistake: ..."',
    "ファイルを戻し、完了理由を書いて完了にする。間違えて追加した記録なら "
    'srr visit {id} --status done --resolution not-a-risk --note "間違えて追加した: ..." を実行する',
)
POSTMORTEM_HELP = Text(
    "bring the file back; a postmortem is closed with status: closed",
    "ファイルを戻す。ポストモーテムは status: closed で終える",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Report a record that has only a before, but for the example of `srr init`."""
    gone = change.before
    if change.after is None and gone is not None and gone.data.get(STARTER) is not True:
        help_text = HELP.fill(id=gone.id) if isinstance(gone, Risk) else POSTMORTEM_HELP
        yield Problem(MESSAGE.fill(id=gone.id, title=gone.title), path=gone.path, help=help_text)
