"""An action has one owner, a due date and a viewpoint.

"We should monitor this better" is a wish. An action is done by one person by a day, and says which of the five
questions it answers. While the postmortem is a draft, actions may still be rough.

ja: アクションには担当者、期限、観点がある。

「監視を改善すべきだ」は願いでしかない。アクションとは、一人が、ある日までに、五つの観点のどれかのために行うことで
ある。下書きの間は、書きかけでもよい。

Bad:
```
actions:
  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-03-02}
  - {id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}
  - {id: A3, do: Review queries, viewpoint: prevent, owner: ura, due: 2026-03-02}
  - {id: A4, do: Alert on latency, viewpoint: detect-sooner, owner: ura}
  - {id: A5, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}
```
Good:
```
actions:
  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-03-02}
  - {id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}
  - {id: A3, do: Review queries, viewpoint: prevent, owner: ura, due: 2026-03-02}
  - {id: A4, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}
  - {id: A5, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem
from srr.schema.fields import ACTION, FieldSpec

MESSAGE = Text("action {name} has no {keys}", "アクション {name} に {keys} がない")
HELP = Text("add {keys}", "{keys} を書く")

_NEEDED = tuple(spec for spec in ACTION if spec.key in ("owner", "due", "viewpoint"))


@rule(Postmortem, Severity.ERROR)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Report each incomplete action, once the postmortem has left its draft."""
    if postmortem.status == "draft":
        return
    rows = postmortem.data.get("actions")
    for action in postmortem.actions:
        row = rows[action.index] if isinstance(rows, list) else None
        missing = [spec for spec in _NEEDED if isinstance(row, dict) and spec.key not in row]
        if missing:  # field-value reports invalid values
            yield _problem(action.index, action.id, missing)


def _problem(index: int, name: str | None, missing: list[FieldSpec]) -> Problem:
    keys = Text(
        " and no ".join(spec.key for spec in missing),
        "、".join(f"{spec.key}({spec.label.ja})" for spec in missing),
    )
    return Problem(
        MESSAGE.fill(name=name or f"#{index + 1}", keys=keys),
        key=("actions", index),
        help=HELP.fill(keys=", ".join(spec.key for spec in missing)),
    )
