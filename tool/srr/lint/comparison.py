"""Each way in which changed settings are weaker than before, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from srr.language import Text
from srr.lint.baseline import EMPTY, Baseline, by_rule
from srr.lint.finding import Severity
from srr.records.registry import Registry
from srr.schema.settings import Settings


class Base(NamedTuple):
    """The registry to compare with; *name* is how the user knows it (`main`, a commit).

    *commit* is its full name. Where the settings there could not be read, *settings_fault* says why, and
    *settings* are those of today.
    """

    registry: Registry
    settings: Settings
    name: str
    commit: str = ""
    settings_fault: str = ""
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
_GROWN = Text("{n} of {rule}", "{rule} {n} 件")
_MORE = Text("{key} goes from {old} to {new}", "{key} が {old} から {new} になった")
_WINDOW = Text(
    "the window of {status} ends after {new}, not {old}",
    "{status} の期間の終わりが {old} から {new} になった",
)
_ANY_DAY = date(2001, 1, 1)


def weakened(change: PolicyChange, severities: Mapping[str, Severity]) -> Iterator[Text]:
    """Yield each way in which the settings after are weaker than those before.

    *severities* holds the defaults of the rules.
    """
    before, after = change.before, change.after
    yield from _rules(before, after, severities)
    yield from _ignores(before, after)
    for key in ("grace_days", "admission", "size_limit"):
        old, new = getattr(before, key), getattr(after, key)
        if new > old:
            yield _MORE.fill(key=key, old=old, new=new)
    if after.unknown_for.after(_ANY_DAY) > before.unknown_for.after(_ANY_DAY):
        yield _MORE.fill(key="unknown_for", old=before.unknown_for, new=after.unknown_for)
    yield from _windows(before, after)


def grown(change: PolicyChange) -> Iterator[Text]:
    """Yield, rule by rule, what the baseline covers that it did not cover before."""
    for rule, count in by_rule(change.baseline_after.beyond(change.baseline_before)):
        yield _GROWN.fill(n=count, rule=rule)


def _rules(before: Settings, after: Settings, severities: Mapping[str, Severity]) -> Iterator[Text]:
    for rule, default in severities.items():
        old, new = before.rules.get(rule, default), after.rules.get(rule, default)
        if _STRENGTH[new] < _STRENGTH[old]:
            yield _RULE.fill(rule=rule, old=old, new=new)


def _ignores(before: Settings, after: Settings) -> Iterator[Text]:
    for rule, reasons in sorted(after.ignore.items()):
        for record in sorted(reasons.keys() - before.ignore.get(rule, {}).keys()):
            yield _IGNORE.fill(rule=rule, record=record)


def _windows(before: Settings, after: Settings) -> Iterator[Text]:
    for status, window in after.windows.items():
        old = before.windows[status]
        if window.most.after(_ANY_DAY) > old.most.after(_ANY_DAY):
            yield _WINDOW.fill(status=status, old=old.most, new=window.most)
