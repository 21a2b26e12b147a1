"""A postmortem with open actions is not closed, unless a risk carries them on.

Closing is the last time that anybody reads a postmortem. What is left to do then is lost, or it is in a risk,
with a next visit. Name that risk under `risks`, finish the actions, or leave the postmortem `reviewed`.

ja: アクションが残っているポストモーテムは、リスクに引き継がない限りクローズしない。

クローズした後のポストモーテムは読まれない。残った作業は失われるか、次回確認日のあるリスクに引き継がれるかの
どちらかである。`risks` にそのリスクを書くか、アクションを終えるか、ステータスを `reviewed` のままにする。

Bad:
```
status: closed
```
Good:
```
status: reviewed
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem

MESSAGE = Text(
    "the postmortem is closed, and {actions} not done",
    "クローズしたポストモーテムに、終わっていないアクションがある: {actions}",
)
HELP = Text(
    "finish them, or name the risk that carries them on under risks",
    "アクションを終えるか、引き継いだリスクを risks に書く",
)


@rule(Postmortem, Severity.ERROR)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Report a closed postmortem with open actions and no risk."""
    if postmortem.status != "closed" or postmortem.data.get("risks"):
        return
    left = [action for action in postmortem.actions if action.is_open]
    if left:
        names = [action.id or f"#{action.index + 1}" for action in left]
        listed = ", ".join(names)
        actions = Text(f"{listed} {'is' if len(names) == 1 else 'are'}", "、".join(names))
        yield Problem(
            MESSAGE.fill(actions=actions),
            key=("status",),
            value=True,
            related=tuple(("actions", action.index) for action in left),
            help=HELP,
        )
