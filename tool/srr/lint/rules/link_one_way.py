"""A risk and a postmortem name each other.

Whoever opens the risk wants to know in which incidents it showed, and whoever opens the incident which risks
it left. A link in one direction is found from one side only. Add it on the other side, or take it out here.

ja: リスクとポストモーテムは互いを指す。

リスクを開いた人は顕在化した障害を、障害を開いた人は残ったリスクを知りたい。片方だけのリンクは片側からしか見つからない。
もう一方にも書くか、こちらを消す。

Bad:
```
postmortems: [PM-0001]
postmortems/PM-0001.md
title: Orders failed for an hour
```
Good:
```
postmortems: [PM-0001]
postmortems/PM-0001.md
title: Orders failed for an hour
risks: [SRR-0001]
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.record import Record

MESSAGE = Text("{there} does not name {here} under {key}", "{there} の {key} に {here} がない")
HELP = Text(
    "add {here} to {key} in {path}, or take {there} out here",
    "{path} の {key} に {here} を書くか、ここから {there} を消す",
)
_LINKS = {"risk": ("postmortems", "risks"), "postmortem": ("risks", "postmortems")}
"""By the kind of record, the key that names the other kind, and the one that answers."""


@rule(Record, Severity.WARNING)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Compare what a risk names with what the postmortem names, and the other way round."""
    key, answer = _LINKS.get(record.record_kind, ("", ""))
    named = record.data.get(key)
    for index, target in enumerate(named if isinstance(named, list) else ()):
        other = context.registry.find(target) if isinstance(target, str) else None
        if other is None or other.record_kind == record.record_kind:
            continue
        if record.id not in other.links_to(answer):
            yield Problem(
                MESSAGE.fill(there=other.id, here=record.id, key=answer),
                key=(key, index),
                value=True,
                help=HELP.fill(here=record.id, there=other.id, key=answer, path=other.path),
            )
