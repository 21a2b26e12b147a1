"""Nobody carries more risks than the settings allow.

Nobody looks at a risk that is one of thirty. `[limits]` says how many open risks an owner and a team may have, and how
much an owner's priorities may add up to; an unknown priority is in no sum. The finding is on the risk that came last.
Hand it over with `srr assign`, accept it, or close it.

ja: 一人や一チームが抱えるリスクは、設定の上限までにする。

三十件のうちの一件は、誰も見ない。`[limits]` に、担当者とチームの未解決リスクの件数と、担当者の優先度の合計の上限を
書く。不明な優先度は数えない。指摘は最後に加わったリスクに付く。`srr assign` で引き継ぐか、受容するか、完了させる。

Bad:
```
owner: ura
risks/SRR-0002.md
owner: ura
srr.toml
[limits]
open_per_owner = 1
```
Good:
```
owner: ura
risks/SRR-0002.md
owner: sato
srr.toml
[limits]
open_per_owner = 1
```
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.registry import Registry
from srr.records.risk import Risk

OWNER = Text(
    "{name} has {n} open risks, and the limit is {limit}",
    "{name} の未解決リスクが {n} 件あり、上限の {limit} 件を超えている",
)
TEAM = Text(
    "the team {name} has {n} open risks, and the limit is {limit}",
    "チーム {name} の未解決リスクが {n} 件あり、上限の {limit} 件を超えている",
)
PRIORITY = Text(
    "the priorities of the open risks of {name} add up to {n}, and the limit is {limit}",
    "{name} の未解決リスクの優先度が合計 {n} で、上限の {limit} を超えている",
)
HELP = Text(
    "hand one over with srr assign, accept it, or close it",
    "srr assign で引き継ぐか、受容するか、完了させる",
)


@rule(Registry, Severity.WARNING)
def check(registry: Registry, context: Context) -> Iterator[Problem]:
    """Count the open risks of each owner and team."""
    limits = context.settings.limits
    risks = [risk for risk in registry.risks if risk.is_open]
    yield from _beyond(risks, "owner", len, limits.open_per_owner, OWNER)
    yield from _beyond(risks, "owner", _priority, limits.priority_per_owner, PRIORITY)
    yield from _beyond(risks, "team", len, limits.open_per_team, TEAM)


def _beyond(
    risks: Iterable[Risk],
    key: str,
    size: Callable[[list[Risk]], int],
    limit: int | None,
    words: Text,
) -> Iterator[Problem]:
    """Yield a problem for each name under *key* whose risks are more than *limit*."""
    groups: dict[str, list[Risk]] = {}
    for risk in risks:
        groups.setdefault(getattr(risk, key) or "", []).append(risk)
    for name, group in groups.items():
        if limit is not None and name and size(group) > limit:
            last = max(group, key=lambda risk: (_since(risk, key, name), risk.id))
            message = words.fill(name=shown(name), n=size(group), limit=limit)
            yield Problem(message, key=(key,), value=True, document=last.document, help=HELP)


def _priority(risks: list[Risk]) -> int:
    return sum(risk.priority for risk in risks if isinstance(risk.priority, int))


def _since(risk: Risk, key: str, name: str) -> date:
    """Return the day from which on *risk* is that of *name*, as far as its log says."""
    for entry in reversed(risk.visits):
        change = entry.visit.changed(key) if entry.visit else None
        if entry.visit and change and change.new == name:
            return entry.visit.on
    return risk.created or date.min
