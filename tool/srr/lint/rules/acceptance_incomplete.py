"""An accepted risk says who decided, when, why, with what consequences, until when, and who looks again.

Accepting a risk is a decision, and a decision without a reason and an end is a risk forgotten. The keys stand
under `acceptance`; only `holds_while` and `basis` may be left out.

ja: 受容したリスクには、誰が、いつ、なぜ決め、何が起き、いつまで有効で、誰が見直すかを書く。

受容は決定であり、理由と期限のない決定は忘れられたリスクと変わらない。`acceptance` の下に書く。省いてよいのは
`holds_while` と `basis` だけである。

Bad:
```
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-07-20
```
Good:
```
status: accepted
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
from srr.schema.fields import ACCEPTANCE

MESSAGE = Text("the acceptance does not say {key} ({label})", "受容の記録に {key}({label})がない")
ABSENT_MESSAGE = Text(
    "the risk is accepted, and nothing says by whom, why or until when",
    "受容したリスクなのに、誰が、なぜ、いつまで受容したかが書かれていない",
)
HELP = Text("add {key} under acceptance: {meaning}", "acceptance の下に {key} を書く: {meaning}")
ABSENT_HELP = Text("add acceptance with {keys}", "acceptance に {keys} を書く")

_NEEDED = tuple(spec for spec in ACCEPTANCE if spec.key not in ("holds_while", "basis"))


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Report each thing that the acceptance of an accepted risk does not say."""
    if risk.status != "accepted":
        return
    if "acceptance" not in risk.data:
        keys = ", ".join(spec.key for spec in _NEEDED)
        yield Problem(ABSENT_MESSAGE, key=("status",), help=ABSENT_HELP.fill(keys=keys))
    stated = risk.data.get("acceptance")
    if not isinstance(stated, dict):
        return
    for spec in _NEEDED:
        if spec.stated(stated) == [] or not stated.keys() & {spec.key, *spec.formerly}:
            yield Problem(
                MESSAGE.fill(key=spec.key, label=spec.label),
                key=("acceptance",),
                help=HELP.fill(key=spec.key, meaning=spec.meaning),
            )
