"""Every rule is tested by having been documented: its bad example gives its finding, its good one none."""

import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kit.examples import TODAY, record, sides, tree
from srr.language import Text
from srr.lint import explanation, rules
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base, PolicyChange
from srr.lint.engine import Report, check
from srr.lint.rule import Rule
from srr.records.change import Change
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry, read_registry
from srr.schema import settings
from srr.schema.settings import Settings

RULES = {rule.name: rule for rule in all_rules()}


def judged(rule: Rule[Any], fragment: str) -> Report:
    before, after = sides(fragment) or ("", fragment)
    if rule.scope is PolicyChange:
        old, new = (settings.parse(tomllib.loads(side), "srr.toml") for side in (before, after))
        return check(Registry(), new, TODAY, base=Base(Registry(), old, "main"))
    path = "postmortems/PM-0001.md" if rule.scope is Postmortem else "risks/SRR-0001.md"
    registry = read_registry(tree(after, path), Settings())
    if rule.scope is not Change:
        return check(registry, Settings(), TODAY)
    old_registry = read_registry(tree(before, path), Settings())
    return check(registry, Settings(), TODAY, base=Base(old_registry, Settings(), "main"))


def module_of(name: str) -> ModuleType:
    return sys.modules[RULES[name].run.__module__]


def test_the_records_under_the_examples_are_clean() -> None:
    files = {
        path: record(path).encode() for path in ("risks/SRR-0001.md", "postmortems/PM-0001.md")
    }
    assert check(read_registry(files, Settings()), Settings(), TODAY).findings == ()


@pytest.mark.parametrize("name", RULES)
def test_the_bad_example_gives_exactly_this_finding(name: str) -> None:
    example = explanation.parse(RULES[name].page).bad
    assert {finding.rule for finding in judged(RULES[name], example).findings} == {name}


@pytest.mark.parametrize("name", RULES)
def test_the_good_example_gives_no_finding(name: str) -> None:
    example = explanation.parse(RULES[name].page).good
    assert judged(RULES[name], example).findings == ()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_knows_how_to_fix_it_says_so(name: str) -> None:
    helps = [text for word, text in vars(module_of(name)).items() if word.endswith("HELP")]
    for finding in judged(RULES[name], explanation.parse(RULES[name].page).bad).findings:
        assert bool(finding.help) == bool(helps)


@pytest.mark.parametrize("name", RULES)
def test_the_claim_and_the_messages_are_said_in_both_languages(name: str) -> None:
    texts = [value for value in vars(module_of(name)).values() if isinstance(value, Text)]
    texts += [explanation.parse(RULES[name].page).claim, explanation.parse(RULES[name].page).why]
    for text in texts:
        assert text.en.isascii()
        assert not text.ja.isascii()


def test_every_file_on_the_shelf_is_a_rule_of_its_name() -> None:
    files = {path.stem for path in Path(rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == {name.replace("-", "_") for name in RULES}
