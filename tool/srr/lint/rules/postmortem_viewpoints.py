"""A postmortem of an incident answers all five viewpoints.

Was the cause confirmed, is the stop-gap made permanent, is a recurrence prevented, would we see it sooner, would
we recover faster? Each has an action, or a line in Follow-up that says why there is none, such as
`- prevent: none, because the service is retired in March`.

ja: 障害のポストモーテムは、五つの観点すべてに答える。

原因は確定したか、恒久対応はあるか、再発を防げるか、より早く検知できるか、より早く収束できるか。それぞれにアクションを
置くか、置かない理由をフォローアップに `- prevent: なし。三月にサービスを終了するため` のように書く。

Bad:
```
actions:
  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-03-02}
  - {id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}
  - {id: A3, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}
  - {id: A4, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}
```
Good:
```
actions:
  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-03-02}
  - {id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}
  - {id: A3, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}
  - {id: A4, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}

## Follow-up
- prevent: none, because the service is retired in March.
```
"""

import re
from collections.abc import Iterator

from srr.documents.body import without_comments
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.hints import says_something
from srr.records.postmortem import Postmortem
from srr.schema.vocabulary import VIEWPOINTS
from srr.text.spelling import recognise

MESSAGE = Text(
    "neither an action nor a line in Follow-up answers {viewpoints}",
    "{viewpoints} に答えるアクションも、フォローアップの行もない",
)
HELP = Text(
    "add an action, or a line in Follow-up: - {viewpoint}: none, because ...",
    "アクションを加えるか、フォローアップに理由を書く: - {viewpoint}: なし。理由…",
)

_LINE = re.compile(
    r"^[ \t]*[-*+][ \t]+(?P<viewpoint>[^:：\n]+)[:：](?P<reason>[^\n]+)", re.MULTILINE
)


@rule(Postmortem, Severity.WARNING)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Report the viewpoints without an action or a reason."""
    if postmortem.kind != "incident" or postmortem.status == "draft":
        return
    answered = {action.viewpoint for action in postmortem.actions}
    answered |= set(_declined(without_comments(postmortem.section("follow-up"))))
    left = [viewpoint for viewpoint in VIEWPOINTS if viewpoint not in answered]
    if left:
        labels = Text(", ".join(left), "、".join(f"{key}({VIEWPOINTS[key].ja})" for key in left))
        yield Problem(
            MESSAGE.fill(viewpoints=labels), key=("actions",), help=HELP.fill(viewpoint=left[0])
        )


def _declined(follow_up: str) -> Iterator[str | None]:
    """Yield the viewpoints for which Follow-up gives a reason."""
    for line in _LINE.finditer(follow_up):
        if says_something(line["reason"]):
            yield recognise(line["viewpoint"].strip("*_` "), VIEWPOINTS)
