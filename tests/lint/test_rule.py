"""What a rule learns besides its subject, and how it shows a value."""

from collections.abc import Iterator
from typing import Any

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.lint.comparison import Base
from srr.lint.engine import check
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, Rule, shown
from srr.records.registry import Registry, read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings


def nothing(subject: Any, context: Context) -> Iterator[Problem]:
    yield from ()


@each_case(
    ("name", "dated", "is_in"),
    [
        ("score-level", False, True),
        ("visit-overdue", True, False),
        ("safety-html", False, True),
        ("safety-secret", False, False),
        ("change-deleted", False, False),
        ("ignore-unused", False, False),
    ],
)
def test_the_baseline_holds_no_findings_of_time_of_changes_and_of_secrets(
    name: str, dated: bool, is_in: bool
) -> None:
    assert Rule(name, Risk, Severity.ERROR, nothing, dated).in_baseline == is_in


@each_case(
    ("value", "text"),
    [
        ("a\n  b", "a b"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 57 + "..."),
        ("ghp_" + "a1B2" * 9, "*" * 40),
        (["a", 1, True], "a, 1, true"),
        (False, "false"),
        ({"a": 1}, "{'a': 1}"),
    ],
)
def test_a_value_is_shown_on_one_line_not_too_long_and_without_secrets(
    value: object, text: str
) -> None:
    assert shown(value) == text


def read(fragment: str) -> Registry:
    return read_registry(tree(fragment, "risks/SRR-0001.md"), Settings())


def watched(new: Registry, base: Registry | None) -> list[tuple[str | None, list[bool]]]:
    """Return what a rule learns of each risk: the title before, and whether each visit was there before."""
    seen = []

    def watch(subject: Risk, context: Context) -> Iterator[Problem]:
        before = context.before(subject)
        visits = [context.is_old(subject, entry) for entry in subject.visits]
        seen.append((before.title if before else None, visits))
        yield from ()

    rules = (Rule("a", Risk, Severity.ERROR, watch),)
    check(new, Settings(), TODAY, rules, Base(base, Settings(), "main") if base else None)
    return seen


def test_a_rule_learns_what_a_record_was_and_which_visits_are_old() -> None:
    old = read(
        "risks/SRR-0001.md\ntitle: Before\n\n## Visits\n- a\n"
        "risks/SRR-0002.md\ntitle: Same\n\n## Visits\n- a\n"
        "risks/SRR-0004.md\ntitle: Gone\n"
    )
    new = read(
        "risks/SRR-0001.md\ntitle: After\n\n## Visits\n- a\n- b\n"
        "risks/SRR-0002.md\ntitle: Same\n\n## Visits\n- a\n"
        "risks/SRR-0003.md\ntitle: New\n\n## Visits\n- a\n"
    )
    assert watched(new, old) == [("Before", [True, False]), ("Same", [True]), (None, [False])]
    assert watched(new, None) == [(None, [True, True]), (None, [True]), (None, [True])]
