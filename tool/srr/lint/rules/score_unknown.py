"""An impact stays unknown only for a time.

An unknown impact is listed first, because it may be the worst of all. It is a question with a date: find out,
with a measurement or a talk with the people who serve customers, and write the level down. How long it may take
is a setting, `unknown_for`, counted from `created`.

ja: インパクトを不明のままにしてよいのは一定の期間だけである。

不明なインパクトは最悪の可能性があるので、一覧の先頭に並ぶ。不明のまま置かず、期限までに答えを出す。計測するか、顧客に
接する人に聞いて調べ、段階を書く。期間は設定の `unknown_for` で決まり、起票日から数える。

Bad:
```
created: 2025-12-20
next_visit: 2026-03-02
status: watching
current_impact: unknown

## Visits
- 2026-01-05 ura: not-started -> watching, next 2026-03-02. The p99 is back at 2 s.
```
Good:
```
created: 2025-12-20
next_visit: 2026-03-02
status: watching
current_impact: 1

## Visits
- 2026-01-05 ura: not-started -> watching, next 2026-03-02. The p99 is back at 2 s.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.risk import Risk
from srr.schema.fields import RISK_LABELS
from srr.schema.scoring import UNKNOWN

MESSAGE = Text(
    "{label} has been unknown since {created}; the time to find out ended on {until}",
    "{label}が {created} から不明のままで、調べる期限の {until} を過ぎている",
)
HELP = Text("find out, and write one of {levels}", "調べて {levels} のどれかを書く")


@rule(Risk, Severity.WARNING)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Compare the age of an unknown impact with the time it is given."""
    current, potential = risk.current_impact, risk.potential_impact
    if (current != UNKNOWN and potential != UNKNOWN) or risk.created is None:
        return
    until = context.settings.unknown_for.after(risk.created)
    if context.today <= until or risk.status == "done":
        return
    levels = ", ".join(map(str, (0, *sorted(context.settings.levels))))
    for key, level in (("current_impact", current), ("potential_impact", potential)):
        if level == UNKNOWN:
            yield Problem(
                MESSAGE.fill(label=RISK_LABELS[key], created=risk.created, until=until),
                key=(key,),
                value=True,
                help=HELP.fill(levels=levels),
            )
