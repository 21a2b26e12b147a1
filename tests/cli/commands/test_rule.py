"""srr rule and srr schema: with a registry and without one."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from kit.terminal import srr
from srr.lint.catalogue import all_rules


def test_every_rule_is_listed_with_its_severity(tmp_path: Path) -> None:
    lines = srr(tmp_path, "rule").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.name for rule in all_rules()]
    assert {line.split()[1] for line in lines} <= {"error", "warning", "info"}


def test_a_rule_is_explained_with_a_bad_and_a_good_example(tmp_path: Path) -> None:
    said = srr(tmp_path, "rule", "score-priority").stdout
    assert said.startswith("score-priority (error)\n\n")
    assert "\nBad:\n    " in said
    assert "\nGood:\n    " in said


def test_the_settings_speak_in_the_explanation(tmp_path: Path) -> None:
    settings = 'language = "ja"\n[rules]\nscore-priority = "off"\n'
    (tmp_path / "srr.toml").write_text(settings, encoding="utf-8")
    said = srr(tmp_path, "rule", "score-priority").stdout
    assert said.startswith("score-priority (無効)\n")
    assert "\n悪い例:\n" in said


def test_a_rule_that_is_not_known_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = srr(tmp_path, "rule", "score-prioritty")
    assert done.returncode == 2
    assert done.stderr == ("srr: no rule is called score-prioritty; did you mean score-priority?\n")


def test_the_schemas_are_schemas_and_know_the_settings(tmp_path: Path) -> None:
    (tmp_path / "srr.toml").write_text('areas = ["kitchen"]', encoding="utf-8")
    for what in ("risk", "postmortem", "settings"):
        schema = json.loads(srr(tmp_path, "schema", what).stdout)
        Draft202012Validator.check_schema(schema)
    risk = json.loads(srr(tmp_path, "schema", "risk").stdout)
    assert risk["properties"]["area"]["enum"] == ["kitchen"]
    assert srr(tmp_path, "schema", "other").returncode == 2
