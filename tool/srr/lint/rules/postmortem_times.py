"""The times of an incident stand in the order in which things happen.

It starts, is detected, is acknowledged; it starts, is mitigated, is resolved; customers are told after it starts.
A time out of order is a slip, often of the offset or the day, and every duration made from it is wrong.

ja: 障害の時刻は、起きる順に並ぶ。

発生、検知、対応開始の順、発生、暫定復旧、解決の順であり、告知は発生の後にある。順序が狂った時刻は、時差や日付の
書き間違いであることが多く、そこから出る所要時間もすべて狂う。

Bad:
```
detected: 2026-01-20T09:55+09:00
```
Good:
```
detected: 2026-01-20T10:05+09:00
```
"""

from collections.abc import Iterator
from datetime import datetime

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem

MESSAGE = Text(
    "{key} ({moment}) is before {earlier_key} ({earlier})",
    "{key}({moment})が {earlier_key}({earlier})より前である",
)
HELP = Text(
    "correct the one that is wrong: its day, its time or its offset",
    "日付、時刻、時差のどれかを直す",
)

_CHAINS = (("detected", "acknowledged"), ("mitigated", "resolved"), ("first_notice",))


@rule(Postmortem, Severity.ERROR)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Compare each time with the latest one before it that is known."""
    for chain in _CHAINS:
        earlier_key, earlier = "started", postmortem.started
        for key in chain:
            moment: datetime | None = getattr(postmortem, key)
            if moment is None:
                continue
            if earlier is not None and moment < earlier:
                yield _problem(postmortem, key, earlier_key)
            earlier_key, earlier = key, moment


def _problem(postmortem: Postmortem, key: str, earlier_key: str) -> Problem:
    stated = postmortem.data
    return Problem(
        MESSAGE.fill(
            key=key, moment=stated[key], earlier_key=earlier_key, earlier=stated[earlier_key]
        ),
        key=(key,),
        value=True,
        related=((earlier_key,),),
        help=HELP,
    )
