"""The rules in `lint/rules/` as a list."""

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from srr.lint.finding import Severity
from srr.lint.rule import Rule
from srr.schema.settings import Settings


@cache
def all_rules() -> tuple[Rule[Any], ...]:
    """Return every rule in `lint/rules/`, sorted by name."""
    from srr.lint import rules

    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(import_module(f"srr.lint.rules.{name}").check for name in names)


def severities() -> dict[str, Severity]:
    """Return each rule's name with its severity where the settings say nothing."""
    return {rule.name: rule.severity for rule in all_rules()}


def chosen(
    settings: Settings, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule[Any], ...]:
    """Return the rules to run: all but those set to off; *select* and *ignore* name rules or families."""
    selected, ignored = set(select), set(ignore)
    return tuple(
        rule
        for rule in all_rules()
        if (not selected or {rule.name, rule.family} & selected)
        and not {rule.name, rule.family} & ignored
        and settings.rules.get(rule.name) != "off"
    )


def unknown_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of *names* that are neither a rule nor a family."""
    known = {rule.name for rule in all_rules()} | {rule.family for rule in all_rules()}
    return tuple(name for name in names if name not in known)


def baseline_rules() -> frozenset[str]:
    """Return the rules whose findings the baseline may hold."""
    return frozenset(rule.name for rule in all_rules() if rule.in_baseline)
