"""A score is lowered only with a visit that names the change and says why.

Raising a score is free. Lowering it moves the risk down the list, so the change and its reason belong into the file,
where a squash merge cannot lose them: `srr visit --current-impact 0`. The visits that a pull request adds lead,
taken together, from the old value to the new one. From `unknown` to a number counts as lowering.

ja: スコアを下げるときは、何をなぜ下げたかを確認履歴に書く。

上げるのは自由である。下げるとリスクは一覧の下に移るので、変更と理由をファイルに残す。コミットメッセージは squash で
失われる。`srr visit --current-impact 0` のように記録する。プルリクエストで加わった確認を合わせると、元の値から
新しい値につながる。`unknown` から数値への変更も、下げたものとみなす。

Bad:
```
before
potential_impact: 6

after
potential_impact: 3
next_visit: 2026-02-09
## Visits

- 2026-02-02 ura: not-started, next 2026-02-09. Only one shop uses the call; under half of them.
```
Good:
```
before
potential_impact: 6

after
potential_impact: 3
next_visit: 2026-02-09
## Visits

- 2026-02-02 ura: not-started, potential_impact 6 -> 3, next 2026-02-09. Only one shop uses the call.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.lint.unnamed_changes import unnamed
from srr.records.change import Change
from srr.records.risk import Risk
from srr.records.values import whole
from srr.records.visits import NUMBERS
from srr.schema.scoring import UNKNOWN

HELP = Text(
    "put it back and run srr visit {id} {flag} {new}, or add to the new visit: {key} {old} -> {new}",
    "値を戻して srr visit {id} {flag} {new} を実行するか、新しい確認に {key} {old} -> {new} を加える",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Compare the numbers of a risk with those that its new visits name."""
    before, after = change.before, change.after
    if not isinstance(before, Risk) or not isinstance(after, Risk):
        return
    lowered = [key for key in NUMBERS if _is_lower(before.data.get(key), after.data.get(key))]
    for each in unnamed(change, before, after, lowered):
        flag = f"--{each.key.replace('_', '-')}"
        yield Problem(
            each.message,
            key=(each.key,),
            value=True,
            document=after.document,
            help=HELP.fill(id=after.id, flag=flag, **each._asdict()),
        )


def _is_lower(old: object, new: object) -> bool:
    number, other = whole(new), whole(old)
    return number is not None and (old == UNKNOWN or (other is not None and number < other))
