"""An acceptance is renewed by the day it ends.

What was fine with twenty customers is not with two thousand. The end date makes somebody look: renew the
acceptance with a new reason and a new end, or take the risk up again. On the day itself it still holds.

ja: 受容は期限までに見直す。

顧客が二十社なら許せたことも、二千社では許せない。期限は見直しのためにある。新しい理由と期限で受容を更新するか、
対応を再開する。期限の当日はまだ有効である。

Bad:
```
status: accepted
created: 2025-12-15
next_visit: 2026-01-30
acceptance:
  by: kato
  decided: 2025-12-15
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-02-01
  reviewer: sato
```
Good:
```
status: accepted
created: 2026-01-26
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
from srr.schema.dates import Duration

MESSAGE = Text(
    "the acceptance ended on {until}, {days} before {today}",
    "受容の期限 {until} を、{today} の時点で {days}過ぎている",
)
HELP = Text(
    "renew the acceptance with a new reason and a new until, or change the status",
    "理由と期限を新しくして受容を更新するか、ステータスを変える",
)


@rule(Risk, Severity.ERROR, dated=True)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the end of the acceptance with today."""
    if risk.status != "accepted" or risk.acceptance is None:
        return
    until = risk.acceptance.until
    if until is not None and context.today > until:
        late = (context.today - until).days
        days = Duration(late, "d").words()
        yield Problem(
            MESSAGE.fill(until=until, days=days, today=context.today),
            key=("acceptance", "until"),
            value=True,
            help=HELP,
        )
