"""What is said of an error budget in a line: what is promised, which days, whether it fits, what was measured."""

from collections.abc import Sequence

from srr.insights.budget import Budget, Spent
from srr.insights.calibration import Calibration
from srr.insights.expected import Expectation
from srr.language import Text, untranslated
from srr.schema.slo import Slo, Window

_PROMISE = Text("{target} % over {span}, {services}", "{span}で {target}%、対象: {services}")
_OF = Text("of {names}", "{names}")
_OF_ALL = Text("of everything", "すべて")
_OWNER = Text("{owner} looks at it again by {day}.", "{day} までに {owner} が見直す。")
_REVIEW = Text("It is looked at again by {day}.", "{day} までに見直す。")
_OWNED = Text("{owner} owns it.", "担当は {owner}。")
_TO = Text("{first} to {last}", "{first} ~ {last}")
_RUNNING = Text("{days}, so far", "{days}(途中)")
_WORST = Text("Worst {span} in a row", "最も悪かった連続 {span}")
_ENDLESS = Text(
    "Not counted, since no end is given yet: {ids}.",
    "終わりの時刻がまだないため、数えていない: {ids}。",
)
_UNKNOWN = Text(
    "No risk and no postmortem names {names}, of which this is promised.",
    "対象のサービス {names} は、どのリスクにもポストモーテムにも書かれていない。",
)
_FITS = Text(
    "{target} % fits, with {n} minutes a year to spare.",
    "{target}% に収まり、年間 {n} 分の余裕がある。",
)
_FITS_IF = Text(
    "{target} % fits if these are fixed: {ids}.", "これらを直せば {target}% に収まる: {ids}。"
)
_NEVER = Text(
    "The accepted risks alone take more than {target} % allows.",
    "受容したリスクだけで、{target}% の予算を超えている。",
)
_NOTHING = Text(
    "No open or accepted risk has a whole estimate, so the year ahead cannot be estimated.",
    "未解決または受容のリスクにそろった見積りがないため、今後の 1 年の見通しは立てられない。",
)
_MORE = Text("{ids} and {n} more", "{ids} ほか {n} 件")
_LASTED = Text(
    "{estimated} min; measured {range} min (n = {n})", "{estimated} 分、実測 {range} 分(n = {n})"
)
_AFFECTED = Text(
    "{estimated} %; measured {range} % (n = {n})", "{estimated}%、実測 {range}%(n = {n})"
)
_NOT_MEASURED = Text("{estimated}; not measured (n = 0)", "{estimated}、実測なし(n = 0)")
_MINUTES = Text("{n} min", "{n} 分")
_PERCENT = Text("{n} %", "{n}%")
_EVERY = Text("every {n} days", "{n} 日に 1 回")
_TIMES = (
    Text(
        "{estimated}; once in {days} days, {expected} expected",
        "{estimated}、実測 {days} 日間に 1 回(見込み {expected} 回)",
    ),
    Text(
        "{estimated}; {n} times in {days} days, {expected} expected",
        "{estimated}、実測 {days} 日間に {n} 回(見込み {expected} 回)",
    ),
)
_MOST_IDS = 8
EXPECTED = Text("Expected in a year", "1 年間の見込み")
MEASURED = Text("Estimated and measured", "見積りと実測")
_BUDGET = Text("Budget", "予算")
_ACCEPTED = Text("Accepted risks", "受容したリスク")
_UNALLOCATED = Text("Unallocated", "未割り当て")
_OPEN = Text("Open risks", "未解決のリスク")
LASTS = Text("Lasts", "続く時間")
AFFECTS = Text("Affects", "影響する割合")
HAPPENS = Text("Happens", "起きる間隔")


def promise(slo: Slo) -> Text:
    """Return what is promised, over what, of which services."""
    services = _OF.fill(names=", ".join(slo.services)) if slo.services else _OF_ALL
    return _PROMISE.fill(target=slo.percentage, span=slo.window.span, services=services)


def background(slo: Slo) -> Text:
    """Return why it is promised, and who looks at it again when; empty where nothing of it is known."""
    parts = [untranslated(slo.rationale)] if slo.rationale else []
    if slo.review_by:
        words = _OWNER if slo.owner else _REVIEW
        parts.append(words.fill(owner=slo.owner, day=slo.review_by))
    elif slo.owner:
        parts.append(_OWNED.fill(owner=slo.owner))
    japanese = " ".join(part.ja for part in parts).replace("。 ", "。")
    return Text(" ".join(part.en for part in parts), japanese)


def window_name(spent: Spent, window: Window) -> Text:
    """Return which days a window has: `2026-10`, `2026 Q4`, `2026-10-25 to 2026-11-23`."""
    first, last = spent.days
    match window.unit:
        case "month":
            named = untranslated(str(first)[:7])
        case "quarter":
            named = untranslated(f"{str(first)[:4]} Q{(first.month + 2) // 3}")
        case _:
            named = _TO.fill(first=first, last=last)
    return _RUNNING.fill(days=named) if spent.is_running else named


def year_name(spent: Spent) -> Text:
    """Return the year, marked where it is not over."""
    named = untranslated(str(spent.days.first)[:4])
    return _RUNNING.fill(days=named) if spent.is_running else named


def worst_name(budget: Budget) -> Text:
    """Return what the worst days in a row are called."""
    days = Window("d", budget.slo.window.days)
    return _WORST.fill(span=days.span)


def worst_days(budget: Budget) -> Text:
    """Return which they are."""
    return _TO.fill(first=budget.worst.days.first, last=budget.worst.days.last)


def endless(budget: Budget) -> Text | None:
    """Say which incidents are in no sum; None where all are over."""
    ids = [each.id for each in budget.spending.endless]
    return _ENDLESS.fill(ids=listed(ids)) if ids else None


def unknown(names: Sequence[str]) -> Text | None:
    """Say that no record names these services; None where there are none."""
    return _UNKNOWN.fill(names=", ".join(names)) if names else None


def verdict(found: Expectation) -> Text:
    """Say whether what is expected fits into the budget, or what has to be fixed for it to fit."""
    target = found.slo.percentage
    if not found.ranked:
        return _NOTHING
    if found.to_fix is None:
        return _NEVER.fill(target=target)
    if found.to_fix:
        ids = [cost.risk.id for cost in found.to_fix]
        return _FITS_IF.fill(target=target, ids=listed(ids))
    return _FITS.fill(target=target, n=figure(found.spare))


def sums(found: Expectation) -> tuple[tuple[Text, str], ...]:
    """Return the minutes of a year by name: the budget, and what the risks take of it."""
    rows = (
        (_BUDGET, found.budget),
        (_ACCEPTED, found.accepted_minutes),
        (_UNALLOCATED, found.unallocated),
        (_OPEN, found.open_minutes),
    )
    return tuple((name, figure(minutes)) for name, minutes in rows)


def figure(minutes: float) -> str:
    """Return so many minutes, to a tenth."""
    return f"{minutes:,.1f}"


def share(part: float) -> str:
    """Return a *part* of a budget in percent, to a tenth."""
    return f"{100 * part:,.1f} %"


def lasts(found: Calibration) -> Text:
    """Return how long it lasts by the estimate, and how long it did."""
    parts = (found.estimate.detect_minutes, found.estimate.repair_minutes)
    known = [part for part in parts if part is not None]
    estimated = f"{sum(known):g}" if len(known) == len(parts) else "-"
    return _measured(estimated, found.minutes, _LASTED, _MINUTES)


def affects(found: Calibration) -> Text:
    """Return whom it affects by the estimate, and whom it did."""
    percent = found.estimate.affected_percent
    return _measured(
        "-" if percent is None else f"{percent:g}", found.percents, _AFFECTED, _PERCENT
    )


def happens(found: Calibration) -> Text:
    """Return how often it happens by the estimate, and how often it did; nothing is claimed where it did not."""
    every = found.estimate.every_days
    estimated = untranslated("-") if every is None else _EVERY.fill(n=f"{every:g}")
    if not found.seen or found.days is None:
        return _NOT_MEASURED.fill(estimated=estimated)
    words = _TIMES[found.seen > 1]
    expected = "-" if found.expected is None else f"{found.expected:.1f}"
    return words.fill(estimated=estimated, n=found.seen, days=found.days, expected=expected)


def _measured(estimated: str, values: Sequence[float], words: Text, unit: Text) -> Text:
    if not values:
        return _NOT_MEASURED.fill(estimated=unit.fill(n=estimated))
    ends = dict.fromkeys((f"{values[0]:g}", f"{values[-1]:g}"))
    return words.fill(estimated=estimated, range="–".join(ends), n=len(values))


def listed(ids: Sequence[str]) -> Text:
    """Return a few of *ids*, and how many more there are."""
    shown = ", ".join(ids[:_MOST_IDS])
    left = len(ids) - _MOST_IDS
    return _MORE.fill(ids=shown, n=left) if left > 0 else untranslated(shown)
