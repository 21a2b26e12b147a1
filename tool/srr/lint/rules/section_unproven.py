"""A risk that is mitigated or fixed names its cause and links to what shows it.

"It has not happened again" is how a risk is dropped and comes back. Write the cause, and under the countermeasures
a link to the change and to the graph that shows its effect. A pull request among the `links` is proof too.

ja: 暫定対策済みまたは解決したリスクには、原因と根拠へのリンクがある。

「その後は起きていない」で終わらせたリスクは戻ってくる。原因を書き、対策ログに変更と効果を示すグラフへのリンクを
書く。`links` のプルリクエストも根拠になる。

Bad:
```
status: mitigated
next_visit: 2026-03-02

## Countermeasures
A limit of two seconds is in place.

## Visits
- 2026-01-30 ura: not-started -> mitigated, next 2026-03-02. The limit is out.
```
Good:
```
status: mitigated
next_visit: 2026-03-02

## Countermeasures
[A limit of two seconds](https://example.com/order-api/pull/12) is in place.

## Visits
- 2026-01-30 ura: not-started -> mitigated, next 2026-03-02. The limit is out.
```
"""

import re
from collections.abc import Iterator

from srr.documents.body import without_comments
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.hints import says_something
from srr.records.risk import Risk
from srr.schema.vocabulary import STATUSES

MESSAGE = Text(
    'nothing shows that the countermeasure worked, and the status is "{status}"',
    "ステータスが「{status}」なのに、対策の効果を示すものがない",
)
CAUSE_MESSAGE = Text(
    'the cause is not written down, and the status is "{status}"',
    "ステータスが「{status}」なのに、原因が書かれていない",
)
HELP = Text(
    "add the link to the change or to the graph that shows its effect",
    "変更や、効果を示すグラフへのリンクを書く",
)
CAUSE_HELP = Text("write why it happens", "なぜ起きるのかを書く")

_LINK = re.compile(r"https?://\w", re.IGNORECASE)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Look for a cause and for a link that shows the effect of the countermeasures."""
    if risk.status != "mitigated" and (risk.status != "done" or risk.resolution != "fixed"):
        return
    cause, measures = risk.sections.get("cause"), risk.sections.get("countermeasures")
    if cause is not None and not says_something(risk.section("cause")):
        message = CAUSE_MESSAGE.fill(status=STATUSES[risk.status])
        yield Problem(message, span=cause.line, help=CAUSE_HELP)
    if measures is not None and not _is_proven(risk):
        yield Problem(MESSAGE.fill(status=STATUSES[risk.status]), span=measures.line, help=HELP)


def _is_proven(risk: Risk) -> bool:
    written = risk.section("countermeasures")
    if "<!--" in written:
        written = without_comments(written)
    links = risk.data.get("links")
    changes = links.get("pull_requests") if isinstance(links, dict) else None
    return _LINK.search(written) is not None or bool(changes)
