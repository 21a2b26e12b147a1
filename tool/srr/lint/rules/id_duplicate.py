"""An id belongs to one record.

Whoever copies a file and forgets the id leaves two records under one name, and a link to it leads to either.
Give one of them the next free number, in its name and in its id.

ja: 一つの ID は一つの記録だけのものである。

ファイルを写して ID を直し忘れると、同じ名前の記録が二つでき、リンクの先が定まらない。片方に次の空き番号を付け、
ファイル名と ID を直す。

Bad:
```
id: SRR-0001
risks/SRR-0002.md
id: SRR-0001
```
Good:
```
id: SRR-0001
risks/SRR-0002.md
id: SRR-0002
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.record import Record

MESSAGE = Text("{id} is also the id of {path}", "{id} は {path} の ID でもある")
HELP = Text(
    "give one of the two a number of its own, in the file's name and in its id",
    "どちらかに別の番号を付け、ファイル名と ID を直す",
)


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Report a record that shares its id with another one."""
    others = [other for other in context.registry.named(record.id) if other.path != record.path]
    if others:
        yield Problem(
            MESSAGE.fill(id=record.id, path=others[0].path), key=("id",), value=True, help=HELP
        )
