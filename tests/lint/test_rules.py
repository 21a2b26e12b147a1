"""Every rule is tested by having been documented: its bad example gives its finding, its good one none."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kit.cases import each_case
from kit.examples import TODAY, record
from kit.judging import RULES, example
from srr.language import Text
from srr.lint import explanation, rules
from srr.lint.engine import check
from srr.lint.rule import Rule
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def findings(rule: Rule[Any], fragment: str) -> list[str]:
    return [finding.rule for finding in example(rule, fragment).findings]


def module_of(name: str) -> ModuleType:
    return sys.modules[RULES[name].run.__module__]


def test_the_records_under_the_examples_are_clean() -> None:
    paths = ("risks/SRR-0001.md", "postmortems/PM-0001.md", "concerns/CN-0001.md")
    files = {path: record(path).encode() for path in paths}
    assert check(read_registry(files, Settings()), Settings(), TODAY).findings == ()


# `make mutants` picks the examples of a rule by its name.
@pytest.mark.parametrize("name", RULES)
def test_the_bad_example_gives_exactly_this_finding(name: str) -> None:
    bad = explanation.parse(RULES[name].page).bad
    assert set(findings(RULES[name], bad)) == {name}


@pytest.mark.parametrize("name", RULES)
def test_the_good_example_gives_no_finding(name: str) -> None:
    good = explanation.parse(RULES[name].page).good
    assert findings(RULES[name], good) == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_knows_how_to_fix_it_says_so(name: str) -> None:
    helps = [text for word, text in vars(module_of(name)).items() if word.endswith("HELP")]
    for finding in example(RULES[name], explanation.parse(RULES[name].page).bad).findings:
        assert bool(finding.help) == bool(helps)


@each_case("name", RULES)
def test_the_claim_and_the_messages_are_said_in_both_languages(name: str) -> None:
    texts = [value for value in vars(module_of(name)).values() if isinstance(value, Text)]
    texts += [explanation.parse(RULES[name].page).claim, explanation.parse(RULES[name].page).why]
    for text in texts:
        assert text.en.isascii()
        assert not text.ja.isascii()


def test_every_file_on_the_shelf_is_a_rule_of_its_name() -> None:
    files = {path.stem for path in Path(rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == {name.replace("-", "_") for name in RULES}
