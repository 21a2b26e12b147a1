"""A risk is accepted by somebody other than its owner.

The owner knows the risk best and gains most from being rid of it. A second person, best one who answers for the
customers, decides; the owner still carries it out.

ja: 受容を決めるのは担当者以外の人である。

担当者はリスクを最もよく知るが、手放したい人でもある。できれば顧客に責任を持つ別の人が決める。決まったことを実行
するのは担当者のままでよい。

Bad:
```
status: accepted
owner: ura
next_visit: 2026-03-02
acceptance:
  by: ura
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-07-20
  reviewer: sato
```
Good:
```
status: accepted
owner: ura
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-07-20
  reviewer: sato
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk

MESSAGE = Text(
    "{owner} owns the risk and accepted it as well",
    "{owner} は担当者でありながら、受容も決めている",
)
HELP = Text("let somebody else decide, and write that name", "別の人が決め、その名前を書く")


@rule(Risk, Severity.WARNING)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the owner with the one who accepted; handles differ by more than case."""
    if risk.status != "accepted" or risk.acceptance is None or risk.owner is None:
        return
    decided = risk.acceptance.by
    if decided is not None and decided.casefold() == risk.owner.casefold():
        yield Problem(
            MESSAGE.fill(owner=risk.owner),
            key=("acceptance", "by"),
            value=True,
            related=(("owner",),),
            help=HELP,
        )
