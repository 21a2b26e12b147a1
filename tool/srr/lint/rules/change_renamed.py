"""A record keeps its file.

The file is named by the id, and the id is what visits, postmortems and people link to. A rename breaks those
links and hides the history. Move the file back; a copy under a new id is a new risk with `related`.

ja: 記録のファイル名は変えない。

ファイル名は ID であり、確認履歴やポストモーテムや人がそれを指している。名前を変えるとリンクが切れ、経緯も
見えなくなる。ファイルを元に戻す。別の ID にしたいときは新しいリスクを作り、`related` でつなぐ。

Bad:
```
before
risks/SRR-0001.md
status: not-started

after
risks/SRR-0007.md
status: not-started
```
Good:
```
before
risks/SRR-0001.md
status: not-started

after
risks/SRR-0001.md
status: not-started
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change

MESSAGE = Text("{new} was {old} before", "{new} は以前 {old} だった")
HELP = Text("move the file back to {old}", "ファイルを {old} に戻す")


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Report a record whose path changed."""
    if change.is_rename and change.before and change.after:
        old, new = change.before.path, change.after.path
        yield Problem(
            MESSAGE.fill(old=old, new=new),
            key=("id",),
            document=change.after.document,
            help=HELP.fill(old=old),
        )
