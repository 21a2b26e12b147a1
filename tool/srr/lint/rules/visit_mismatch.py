"""The visits and the front matter tell the same story.

The last visit leaves the risk in the status and with the next date that the front matter has, and each visit
begins where the one before it ended. Otherwise somebody edited one and forgot the other, and nobody can say which
is right. A visit without `next` says nothing about the date. Older breaks in the chain are warnings.

ja: 確認履歴とフロントマターの内容は一致する。

最後の確認のステータスと次回確認日はフロントマターと同じで、どの確認も前の確認が終わったステータスから始まる。違って
いれば、どちらかを直し忘れていて、どちらが正しいのかわからない。`next` のない確認は日付について何も言わない。以前から
あるつながりの切れ目は警告にする。

Bad:
```
status: in-progress
next_visit: 2026-02-20

## Visits
- 2026-01-30 ura: not-started -> watching, next 2026-02-20. The limit is out, and the p99 is stable.
```
Good:
```
status: watching
next_visit: 2026-03-30

## Visits
- 2026-01-30 ura: not-started -> watching, next 2026-03-30. The limit is out, and the p99 is stable.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.logged import Logged
from srr.records.visit_faults import breaks, contradicted

STATUS_MESSAGE = Text(
    "the last {entry} leaves the status {visited}, and the record says {stated}",
    "最後の{entry}ではステータスが {visited} だが、記録では {stated} である",
)
DATE_MESSAGE = Text(
    "the last {entry} sets the next one for {visited}, and the record says {stated}",
    "最後の{entry}では次回が {visited} だが、記録では {stated} である",
)
CHAIN_MESSAGE = Text(
    "this {entry} begins with {begun}, and the one before it ended with {left}",
    "この{entry}は {begun} から始まるが、前の{entry}は {left} で終わっている",
)
HELP = Text("correct the one that is wrong", "間違っているほうを直す")
CHAIN_HELP = Text("write {line}", "{line} と書く")


@rule(Logged, Severity.ERROR)
def check(record: Logged, context: Context) -> Iterator[Problem]:
    """Compare the last visit with the front matter, and each visit with the one before it."""
    last, entry = contradicted(record), record.log.entry
    if last and last.visit and record.status in record.log.statuses:
        if last.visit.after != record.status:
            message = STATUS_MESSAGE.fill(
                entry=entry, visited=last.visit.after, stated=record.status
            )
        else:
            message = DATE_MESSAGE.fill(
                entry=entry, visited=last.visit.next, stated=record.upcoming
            )
        yield Problem(message, span=last.span, help=HELP)
    for begun, visit, left in breaks(record.visits):
        yield Problem(
            CHAIN_MESSAGE.fill(entry=entry, begun=visit.before, left=left),
            span=begun.span,
            help=CHAIN_HELP.fill(line=f"{left} -> {visit.after}"),
            severity=Severity.WARNING if context.is_old(record, begun) else None,
        )
