"""A pull request adds a risk only where a ticket would not do.

A registry in which every worry is a risk is one that nobody reads. A new risk can reach the potential impact of
`[admission]`, or nobody knows yet what it can reach. One that only just reaches it was looked into first, for the days
of `investigate`, unless an incident, a recurrence or the roadmap brought it up. An exception says why:
`admission: {waived: ...}`. The pull request that brings the first risks, of an old register, is not asked.

ja: チケットで足りないものだけをリスクとして加える。

あらゆる懸念をリスクにすると、誰もレジストリを読まなくなる。新しいリスクは、潜在的なインパクトが `[admission]` の値に
届きうるか、まだわからないものである。ちょうどその値のものは、障害・再発・ロードマップがきっかけでなければ、まず
`investigate` の期間だけ調べる。例外とするときは `admission: {waived: ...}` に理由を書く。既存の記録を移すなど、最初の
リスクを加えるプルリクエストは対象にしない。

Bad:
```
before
risks/SRR-0002.md
title: The nightly batch ends too late

after
noticed: 2026-01-30
created: 2026-02-02
next_visit: 2026-02-12
potential_impact: 3
risks/SRR-0002.md
title: The nightly batch ends too late
```
Good:
```
before
risks/SRR-0002.md
title: The nightly batch ends too late

after
noticed: 2026-01-26
created: 2026-02-02
next_visit: 2026-02-12
potential_impact: 3
risks/SRR-0002.md
title: The nightly batch ends too late
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change
from srr.records.record import STARTER
from srr.records.risk import Risk
from srr.schema.settings import Admission

LOW_MESSAGE = Text(
    "a potential impact of {level} is below {least}, so a ticket will do",
    "潜在的なインパクトが {level} で {least} に届かないため、チケットで足りる",
)
SOON_MESSAGE = Text(
    "noticed on {noticed} and written up on {created}, before {days} of investigation",
    "{noticed} に気づき、調査の {days}を待たずに {created} に起票している",
)
HELP = Text(
    "leave it to a ticket, or say in admission: {waived: ...} why it is a risk",
    "チケットにするか、リスクとする理由を admission: {waived: ...} に書く",
)
_BROUGHT_UP_BY = ("postmortems", "recurrence_of", "horizon")


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Compare an added risk with what the settings admit."""
    risk, admission = change.after, context.settings.admission
    is_added = change.before is None and context.base is not None and context.base.risks
    if not is_added or not isinstance(risk, Risk) or not risk.is_open or _is_excused(risk):
        return
    level = risk.potential_impact
    if isinstance(level, int) and level < admission.potential:
        message = LOW_MESSAGE.fill(level=level, least=admission.potential)
        yield Problem(
            message, key=("potential_impact",), value=True, document=risk.document, help=HELP
        )
    elif level == admission.potential and _is_early(risk, admission):
        days = admission.investigate.words()
        yield Problem(
            SOON_MESSAGE.fill(noticed=risk.noticed, created=risk.created, days=days),
            key=("created",),
            value=True,
            document=risk.document,
            help=HELP,
            severity=Severity.WARNING,
        )


def _is_excused(risk: Risk) -> bool:
    """Whether nobody is asked: it was imported, came with `srr init`, or says why."""
    admission = risk.data.get("admission")
    waived = admission.get("waived") if isinstance(admission, dict) else None
    has_reason = isinstance(waived, str) and bool(waived.strip())
    return has_reason or "imported" in risk.data or risk.data.get(STARTER) is True


def _is_early(risk: Risk, admission: Admission) -> bool:
    """Whether it was written up before its days of investigation, and nothing but somebody's eye brought it up.

    Where no day is given, nobody can say.
    """
    if risk.noticed is None or risk.created is None:
        return False
    is_early = admission.investigate.after(risk.noticed) > risk.created
    return is_early and not any(risk.data.get(key) for key in _BROUGHT_UP_BY)
