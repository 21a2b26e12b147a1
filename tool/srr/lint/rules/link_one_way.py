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

from collections.abc import Iterator, Sequence

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.record import Record
from srr.records.registry import Registry

MESSAGE = Text("{there} does not name {here} under {key}", "{there} の {key} に {here} がない")
HELP = Text(
    "add {here} to {key} in {path}, or take {there} out here",
    "{path} の {key} に {here} を書くか、ここから {there} を消す",
)


@rule(Registry, Severity.WARNING)
def check(registry: Registry, context: Context) -> Iterator[Problem]:
    """Compare what each risk names with what each postmortem names."""
    yield from _unanswered(registry.risks, "postmortems", registry.postmortems, "risks")
    yield from _unanswered(registry.postmortems, "risks", registry.risks, "postmortems")


def _unanswered(
    here: Sequence[Record], key: str, there: Sequence[Record], answer: str
) -> Iterator[Problem]:
    answers = {record.id: record for record in there}
    for record in here:
        named = record.data.get(key)
        if not named or not isinstance(named, list):
            continue
        for index, target in enumerate(named):
            other = answers.get(target) if isinstance(target, str) else None
            if other and record.id not in other.links_to(answer):
                yield Problem(
                    MESSAGE.fill(there=other.id, here=record.id, key=answer),
                    key=(key, index),
                    value=True,
                    help=HELP.fill(here=record.id, there=other.id, key=answer, path=other.path),
                    document=record.document,
                )
