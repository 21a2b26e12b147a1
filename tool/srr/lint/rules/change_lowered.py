"""A score is lowered only with a visit that says why.

Raising a score is free. Lowering it moves the risk down the list, so the reason belongs into the file, where
a squash merge cannot lose it: record a visit with `srr visit`.

ja: スコアを下げるときは、理由を確認履歴に書く。

上げるのは自由である。下げるとリスクは一覧の下に移るので、理由をファイルに残す。コミットメッセージは squash で
失われる。`srr visit` で確認を記録する。

Bad:
```
before
potential_impact: 6

after
potential_impact: 3
```
Good:
```
before
potential_impact: 6

after
potential_impact: 3
next_visit: 2026-02-09
## Visits

- 2026-02-02 ura: not-started, next 2026-02-09. Only one shop uses the call; under half of them.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change
from srr.records.values import whole

KEYS = ("current_impact", "potential_impact", "likelihood", "scope", "severity")
MESSAGE = Text(
    "{key} goes from {old} to {new} and no visit says why",
    "{key} が {old} から {new} に下がったが、理由の書かれた確認がない",
)
HELP = Text(
    "record the reason with srr visit {id}, or put the value back",
    "srr visit {id} で理由を記録するか、値を戻す",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Compare the numbers of a risk that has no new visit."""
    before, after = change.before, change.after
    if before is None or after is None or after.record_kind != "risk" or change.new_visits():
        return
    for key in KEYS:
        old, new = whole(before.data.get(key)), whole(after.data.get(key))
        if old is not None and new is not None and new < old:
            yield Problem(
                MESSAGE.fill(key=key, old=old, new=new),
                key=(key,),
                value=True,
                document=after.document,
                help=HELP.fill(id=after.id),
            )
