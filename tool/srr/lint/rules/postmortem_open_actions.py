"""A postmortem with open actions is not closed, unless an open risk carries them on.

Closing is the last time that anybody reads a postmortem. What is left to do then is lost, or it is in a risk,
with a next visit. Name that risk under `risks`, finish the actions, or leave the postmortem `reviewed`.

ja: アクションが残っているポストモーテムは、未完了のリスクに引き継がない限りクローズしない。

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
from srr.records.risk import Risk
from srr.records.values import texts

MESSAGE = Text(
    "the postmortem is closed, and {actions} not done",
    "クローズしたポストモーテムに、終わっていないアクションがある: {actions}",
)
HELP = Text(
    "finish them, or name the open risk that carries them on under risks",
    "アクションを終えるか、引き継いだ未完了のリスクを risks に書く",
)


@rule(Postmortem, Severity.ERROR)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Report a closed postmortem with open actions and no open risk."""
    if postmortem.status != "closed" or _is_carried(postmortem, context):
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


def _is_carried(postmortem: Postmortem, context: Context) -> bool:
    """Whether a risk that it names is open; link-broken speaks of one that does not exist."""
    found = [context.registry.find(name) for name in texts(postmortem.data.get("risks"))]
    return any(risk is None or (isinstance(risk, Risk) and risk.is_open) for risk in found)
