"""One rule at work on a fragment laid over a valid record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kit.examples import TODAY, tree
from srr.lint.catalogue import all_rules
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.postmortem import Postmortem
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse

RULES = {rule.name: rule for rule in all_rules()}


def judged(
    name: str,
    fragment: str,
    today: date = TODAY,
    settings: Mapping[str, Any] | None = None,
    folder: str | None = None,
) -> tuple[Finding, ...]:
    """Return what the rule called *name*, alone, says about *fragment*."""
    rule = RULES[name]
    chosen = parse(settings, "srr.toml") if settings else Settings()
    is_postmortem = folder == "postmortems" or rule.scope is Postmortem
    path = "postmortems/PM-0001.md" if is_postmortem else "risks/SRR-0001.md"
    return check(read_registry(tree(fragment, path), chosen), chosen, today, (rule,)).findings


def messages(name: str, fragment: str, **options: Any) -> list[str]:
    """Return the English messages of `judged`."""
    return [finding.message.en for finding in judged(name, fragment, **options)]
