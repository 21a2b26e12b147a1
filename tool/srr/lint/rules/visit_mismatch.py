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
from srr.records.risk import Risk
from srr.records.visit_faults import breaks, contradicted
from srr.schema.vocabulary import STATUSES

STATUS_MESSAGE = Text(
    "the last visit leaves the status {visited}, and the record says {stated}",
    "最後の確認ではステータスが {visited} だが、記録では {stated} である",
)
DATE_MESSAGE = Text(
    "the last visit sets the next one for {visited}, and the record says {stated}",
    "最後の確認では次回が {visited} だが、記録では {stated} である",
)
CHAIN_MESSAGE = Text(
    "this visit begins with {begun}, and the one before it ended with {left}",
    "この確認は {begun} から始まるが、前の確認は {left} で終わっている",
)
HELP = Text("correct the one that is wrong", "間違っているほうを直す")
CHAIN_HELP = Text("write {line}", "{line} と書く")


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the last visit with the front matter, and each visit with the one before it."""
    last = contradicted(risk)
    if last and last.visit and risk.status in STATUSES:
        if last.visit.after != risk.status:
            message = STATUS_MESSAGE.fill(visited=last.visit.after, stated=risk.status)
        else:
            message = DATE_MESSAGE.fill(visited=last.visit.next, stated=risk.next_visit)
        yield Problem(message, span=last.span, help=HELP)
    for entry, visit, left in breaks(risk.visits):
        yield Problem(
            CHAIN_MESSAGE.fill(begun=visit.before, left=left),
            span=entry.span,
            help=CHAIN_HELP.fill(line=f"{left} -> {visit.after}"),
            severity=Severity.WARNING if context.is_old(risk, entry) else None,
        )
