"""Each way in which changed settings are weaker than before, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from srr.language import Text
from srr.lint.baseline import EMPTY, Baseline, by_rule
from srr.lint.finding import Severity
from srr.records.registry import Registry
from srr.schema.dates import Duration
from srr.schema.settings import Limits, Settings
from srr.schema.settings_keys import WEEKDAYS
from srr.schema.slo import Shares, Slo


class Base(NamedTuple):
    """The registry to compare with; *name* is how the user knows it (`main`, a commit), empty before the first commit.

    *commit* is its full name. Where the settings there could not be read, *settings_fault* says why, and
    *settings* are those of today.
    """

    registry: Registry
    settings: Settings
    name: str
    commit: str = ""
    settings_fault: Text | None = None
    baseline: Baseline = EMPTY


class PolicyChange(NamedTuple):
    """The settings before and after, and what the baselines cover."""

    before: Settings
    after: Settings
    baseline_before: Baseline = EMPTY
    baseline_after: Baseline = EMPTY


_STRENGTH = {"off": 0, "info": 1, "warning": 2, "error": 3}
_RULE = Text("{rule} is {new}, not {old}", "{rule} が {old} から {new} になった")
_IGNORE = Text("{rule} is ignored on {record}", "{record} の {rule} を無視する")
_IGNORE_LONGER = Text(
    "{rule} is ignored on {record} for longer", "{record} の {rule} をより長く無視する"
)
_GROWN = Text("{n} of {rule}", "{rule} {n} 件")
_MORE = Text("{key} goes from {old} to {new}", "{key} が {old} から {new} になった")
_GONE = Text("{key} was removed", "{key} がなくなった")
_LESS = Text("{key} no longer includes {gone}", "{key} から {gone} がなくなった")
_NARROWED = Text(
    "{key} goes from all of them to {services}", "{key} がすべてから {services} だけになった"
)
_WINDOW = Text(
    "the window of {status} ends after {new}, not {old}",
    "{status} の期間の終わりが {old} から {new} になった",
)
_WINDOW_START = Text(
    "the window of {status} begins after {new}, not {old}",
    "{status} の期間の始まりが {old} から {new} になった",
)


def weakened(
    change: PolicyChange, severities: Mapping[str, Severity], today: date
) -> Iterator[Text]:
    """Yield each way in which the settings after are weaker than those before: they can let more pass.

    *severities* holds the defaults of the rules.
    """
    before, after = change.before, change.after
    yield from _rules(before, after, severities)
    yield from _ignores(before, after)
    for key in ("grace_days", "size_limit"):
        if getattr(after, key) > getattr(before, key):
            yield _more(key, getattr(before, key), getattr(after, key))
    # What falls below it is a finding, so the lower one lets more in.
    old, new = before.admission.potential, after.admission.potential
    if new < old:
        yield _more("admission.potential", old, new)
    sooner, later = after.admission.investigate, before.admission.investigate
    if _may_be_longer(later, sooner):
        yield _more("admission.investigate", later, sooner)
    yield from _durations(before, after)
    yield from _windows(before, after)
    yield from _steps(before, after)
    yield from _closed(before, after, today)
    yield from _limits(before.limits, after.limits)
    yield from _slos(before, after)
    yield from _shares(before.budget, after.budget)


def grown(change: PolicyChange) -> Iterator[Text]:
    """Yield, rule by rule, what the baseline covers that it did not cover before."""
    before = change.baseline_before.renewed(change.baseline_after)
    for rule, count in by_rule(change.baseline_after.beyond(before)):
        yield _GROWN.fill(n=count, rule=rule)


def _rules(before: Settings, after: Settings, severities: Mapping[str, Severity]) -> Iterator[Text]:
    for rule, default in severities.items():
        old, new = before.rules.get(rule, default), after.rules.get(rule, default)
        if _STRENGTH[new] < _STRENGTH[old]:
            yield _RULE.fill(rule=rule, old=old, new=new)


def _ignores(before: Settings, after: Settings) -> Iterator[Text]:
    for rule, entries in sorted(after.ignore.items()):
        known = before.ignore.get(rule, {})
        for record, entry in sorted(entries.items()):
            if record not in known:
                yield _IGNORE.fill(rule=rule, record=record)
            elif (entry.until or date.max) > (known[record].until or date.max):
                yield _IGNORE_LONGER.fill(rule=rule, record=record)


def _durations(before: Settings, after: Settings) -> Iterator[Text]:
    for key, name in (
        ("unknown_for", "unknown_for"),
        ("draft_for", "postmortem.draft_for"),
        ("review_for", "postmortem.review_for"),
    ):
        old, new = getattr(before, key), getattr(after, key)
        if _may_be_longer(new, old):
            yield _more(name, old, new)
    for name in {**before.indicators, **after.indicators}:
        old, new = before.indicator(name).max_age, after.indicator(name).max_age
        if _may_be_longer(new, old):
            yield _more(f"indicators.{name}.max_age", old, new)


def _windows(before: Settings, after: Settings) -> Iterator[Text]:
    for status, window in after.windows.items():
        old = before.windows[status]
        if _may_be_longer(old.least, window.least):
            yield _WINDOW_START.fill(status=status, old=old.least, new=window.least)
        if _may_be_longer(window.most, old.most):
            yield _WINDOW.fill(status=status, old=old.most, new=window.most)


# Two years of days, one of them a leap year: a month has 28 to 31 days.
_DAYS = tuple(date(2003, 1, 1) + timedelta(days) for days in range(731))


def _may_be_longer(one: Duration, other: Duration) -> bool:
    """Whether there is a day from which *one* reaches further than *other*."""
    return one != other and any(one.after(day) > other.after(day) for day in _DAYS)


def _steps(before: Settings, after: Settings) -> Iterator[Text]:
    """Yield the scales, and the levels, that accept another value or leave a lower one for what was there."""
    for key in ("scope", "severity", "likelihood"):
        old = [grade.score for grade in getattr(before, key)]
        new = [grade.score for grade in getattr(after, key)]
        if _is_looser(new, old, min(new)):
            yield _more(f"scales.{key}", _listed(old), _listed(new))
    if _is_looser(after.levels, before.levels, 0):
        yield _more("levels", _listed(before.levels), _listed(after.levels))


def _is_looser(new: Iterable[int], old: Iterable[int], least: int) -> bool:
    added, removed = set(new) - set(old), set(old) - set(new)
    return bool(added) or any(step > least for step in removed)


def _closed(before: Settings, after: Settings, today: date) -> Iterator[Text]:
    weekdays = [day for day in WEEKDAYS if day in before.closed_days - after.closed_days]
    gone = before.holidays - after.holidays
    # Those that are over are cleared away once a year.
    holidays = [str(day) for day in sorted(gone) if day >= today]
    for key, days in (("closed_days", weekdays), ("holidays", holidays)):
        if days:
            yield _LESS.fill(key=key, gone=", ".join(days))


def _limits(before: Limits, after: Limits) -> Iterator[Text]:
    for key, old, new in zip(Limits._fields, before, after, strict=True):
        if old is None:
            continue
        if new is None:
            yield _GONE.fill(key=f"limits.{key}")
        elif new > old:
            yield _more(f"limits.{key}", old, new)


def _slos(before: Settings, after: Settings) -> Iterator[Text]:
    """Yield how an objective got easier to meet; of one on each side, the name does not matter."""
    new = {slo.name: slo for slo in after.slos}
    if len(before.slos) == len(after.slos) == 1:
        new = {before.slos[0].name: after.slos[0]}
    for old in before.slos:
        key = f"slo.{old.name}" if old.name else "slo"
        if old.name in new:
            yield from _eased(key, old, new[old.name])
        else:
            yield _GONE.fill(key=key)


def _eased(key: str, old: Slo, new: Slo) -> Iterator[Text]:
    if new.target < old.target:
        yield _more(f"{key}.target", old.percentage, new.percentage)
    # Days in a row hold everywhere, those of a month or quarter only where it begins.
    if (new.window.days, new.window.is_calendar) > (old.window.days, old.window.is_calendar):
        yield _more(f"{key}.window", old.window, new.window)
    left = [name for name in old.services if not new.covers((name,))]
    if new.services and not old.services:
        yield _NARROWED.fill(key=f"{key}.services", services=", ".join(new.services))
    elif left:
        yield _LESS.fill(key=f"{key}.services", gone=", ".join(left))
    if old.review_by and new.review_by is None:
        yield _GONE.fill(key=f"{key}.review_by")
    elif old.review_by and new.review_by and new.review_by > old.review_by:
        yield _more(f"{key}.review_by", old.review_by, new.review_by)


def _shares(old: Shares, new: Shares) -> Iterator[Text]:
    if new.risk > old.risk:
        yield _more("budget.risk_share", f"{old.risk:g}", f"{new.risk:g}")
    if old.incident is None:
        return
    if new.incident is None:
        yield _GONE.fill(key="budget.incident_share")
    elif new.incident > old.incident:
        yield _more("budget.incident_share", f"{old.incident:g}", f"{new.incident:g}")


def _more(key: str, old: object, new: object) -> Text:
    return _MORE.fill(key=key, old=old, new=new)


def _listed(steps: Iterable[int]) -> str:
    return ", ".join(map(str, steps))
