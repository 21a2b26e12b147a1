"""One report that holds what a format can trip over, and the files that say how each format shows it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.examples import TODAY, tree
from srr.lint.catalogue import chosen
from srr.lint.engine import Report, check
from srr.lint.rule import Rule
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse

NAMES = (
    "field-value",
    "safety-html",
    "score-admission",
    "score-priority",
    "visit-closed-day",
    "visit-overdue",
    "visit-unneeded",
)
TOKEN = "ghp_" + "a1B2" * 9
HOSTILE = "%0A::error::x @ura #12 | <b>"
FRAGMENT = f"""\
risks/SRR-0001.md
title: 在庫の応答が遅いと注文できない
priority: 10
risks/SRR-0002.md
# srr: ignore[visit-overdue until=2026-02-09] the team is at a fair | until Monday
next_visit: 2026-01-30
risks/SRR-0003.md
area: '{HOSTILE}'
risks/SRR-0004.md
area: {TOKEN}
potential_impact: 1
risks/SRR-0005.md
next_visit: 2026-02-07
risks/SRR-0006.md
status: done
resolution: obsolete
next_visit: 2026-03-01
risks/SRR-0007.md
## Summary
Orders wait
for <b>the stock</b>.
"""
GOLDEN = Path(__file__).parent.parent / "exporters" / "golden"
RULES: tuple[Rule[Any], ...] = chosen(Settings(), NAMES)


def report(
    fragment: str = FRAGMENT,
    settings: Mapping[str, Any] | None = None,
    rules: tuple[Rule[Any], ...] = RULES,
) -> Report:
    """Return what RULES say about *fragment*."""
    read = parse(settings or {}, "srr.toml")
    return check(read_registry(tree(fragment, "risks/SRR-0001.md"), read), read, TODAY, rules)


def golden(name: str) -> str:
    """Return the text of a golden file."""
    return (GOLDEN / name).read_text(encoding="utf-8").removesuffix("\n")
