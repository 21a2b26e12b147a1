"""An acceptance is loosened only by a new decision.

A later `until`, a consequence or a condition less, a condition that allows more: each is another acceptance than the
one that was decided. It needs a new `decided` and a new visit that says why. Another reviewer needs a visit that
names it (`reviewer kenta -> mei`). Tightening is free, and so are other words for as many items. What the numbers
were on the day of the decision (`basis`) stays as it was. A risk that is accepted again is held to the acceptance that
it kept.

ja: 受容を緩めるには、新しい決定が要る。

`until` を延ばす、結果や条件を減らす、条件の範囲を広げる。どれも、決めたときとは別の受容である。新しい `decided` と、
理由を書いた確認が要る。見直し担当の変更は、確認に `reviewer kenta -> mei` のように残す。厳しくするのは自由で、
項目の数が同じなら言い換えてもよい。決めた日の値 (`basis`) は書き換えない。いったん別のステータスにして受容に戻した
ときも、残っていた受容と比べる。

Bad:
```
before
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-06-20
  reviewer: sato

after
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-09-20
  reviewer: sato
```
Good:
```
before
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-06-20
  reviewer: sato

after
status: accepted
next_visit: 2026-03-09
acceptance:
  by: kato
  decided: 2026-02-02
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  until: 2026-09-20
  reviewer: sato
## Visits

- 2026-02-02 sato: accepted, until 2026-06-20 -> 2026-09-20, next 2026-03-09. Twelve shops still; kato renewed it.
```
"""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from srr.documents.csv_series import written
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change
from srr.records.hints import is_silent
from srr.records.risk import Acceptance, Risk
from srr.records.values import Comparison, comparison

UNTIL = Text("until goes from {old} to {new}", "until が {old} から {new} に延びた")
FEWER = Text("{key} has fewer items: {new}, not {old}", "{key} が {old} 件から {new} 件に減った")
ALLOWS = Text("{old} became {new}", "{old} が {new} に変わった")
BASIS = Text(
    "basis of {name} goes from {old} to {new}", "{name} の basis が {old} から {new} に変わった"
)
GONE = Text("{old} is gone", "{old} がなくなった")
BY = Text("by goes from {old} to {new}", "by が {old} から {new} に変わった")
MESSAGE = Text("{what}, and no new decision records it", "{what}が、新しい決定の記録がない")
REVIEWER_MESSAGE = Text(
    "reviewer goes from {old} to {new}, and no visit names it",
    "reviewer が {old} から {new} に変わったが、それを記した確認がない",
)
HELP = Text(
    "set acceptance.decided to the day of the new decision and add a visit that says why",
    "acceptance.decided を新しい決定の日にし、理由を書いた確認を加える",
)
REVIEWER_HELP = Text(
    "add a visit with: reviewer {old} -> {new}", "確認に次のように書く: reviewer {old} -> {new}"
)


class Loosened(NamedTuple):
    """What an acceptance says now and did not before, and the key that says so."""

    key: str
    what: Text


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Compare the acceptance of an accepted risk with the one it had, whatever its status was then."""
    before, after = change.before, change.after
    if not isinstance(before, Risk) or not isinstance(after, Risk):
        return
    old, new = before.acceptance, after.acceptance
    if after.status != "accepted" or old is None or new is None:
        return
    if not _is_decided_again(change, old, new):
        for loosened in (*_loosened(old, new), *_basis(old, new)):
            yield Problem(
                MESSAGE.fill(what=loosened.what),
                key=("acceptance", loosened.key),
                value=True,
                document=after.document,
                help=HELP,
            )
    if before.status == "accepted":
        yield from _reviewer(change, after, old, new)


def _is_decided_again(change: Change, old: Acceptance, new: Acceptance) -> bool:
    """Whether the decision is a later one, or one more of the same day, and a visit says why."""
    if new.decided is None:
        return False
    visits = [entry.visit for entry in change.new_visits() if entry.visit and not entry.is_handover]
    said_on = [visit.on for visit in visits if not is_silent(visit.note)]
    is_later = old.decided is None or new.decided > old.decided
    return bool(said_on) if is_later else new.decided == old.decided and new.decided in said_on


def _reviewer(change: Change, after: Risk, old: Acceptance, new: Acceptance) -> Iterator[Problem]:
    if old.reviewer == new.reviewer or old.reviewer is None or new.reviewer is None:
        return
    if not change.is_named("reviewer", old.reviewer, new.reviewer):
        names = {"old": old.reviewer, "new": new.reviewer}
        yield Problem(
            REVIEWER_MESSAGE.fill(**names),
            key=("acceptance", "reviewer"),
            value=True,
            document=after.document,
            help=REVIEWER_HELP.fill(**names),
        )


def _loosened(old: Acceptance, new: Acceptance) -> Iterator[Loosened]:
    if old.until and new.until and new.until > old.until:
        yield Loosened("until", UNTIL.fill(old=old.until, new=new.until))
    if old.by and new.by and old.by != new.by:
        yield Loosened("by", BY.fill(old=old.by, new=new.by))
    for key in ("consequences", "holds_while"):
        was, now = len(getattr(old, key)), len(getattr(new, key))
        if now < was:
            yield Loosened(key, FEWER.fill(key=key, old=was, new=now))
    yield from _conditions(old, new)


def _basis(old: Acceptance, new: Acceptance) -> Iterator[Loosened]:
    for name, was in old.basis.items():
        now = new.basis.get(name)
        if now is None:
            yield Loosened("basis", GONE.fill(old=f"basis.{name}"))
        elif now != was:
            yield Loosened("basis", BASIS.fill(name=name, old=written(was), new=written(now)))


def _conditions(old: Acceptance, new: Acceptance) -> Iterator[Loosened]:
    for stated in old.holds_while:
        was = comparison(stated)
        if was is None:
            continue
        same = {
            text: now
            for text in new.holds_while
            if (now := comparison(text)) and now.name == was.name
        }
        if not same:
            if len(new.holds_while) >= len(old.holds_while):
                yield Loosened("holds_while", GONE.fill(old=stated))
        elif all(_allows_more(was, now) for now in same.values()):
            yield Loosened("holds_while", ALLOWS.fill(old=stated, new=next(iter(same))))


def _allows_more(was: Comparison, now: Comparison) -> bool:
    """Whether *now* holds for a value for which *was* does not."""
    low, high = sorted((was.limit, now.limit))
    # Between the two limits, and beyond them, each answers the same for every value.
    values = (-inf, low, (low + high) / 2, high, inf)
    return any(now.holds(value) and not was.holds(value) for value in values)
