"""Settings and a baseline that let more pass, each in a sentence; what weighs how is tested in test_comparison."""

from typing import Any

from kit.examples import TODAY
from kit.judging import RULES
from srr.lint.baseline import EMPTY, Baseline, Key
from srr.lint.comparison import Base
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.registry import Registry
from srr.schema.settings import Settings, parse

BOGUS = Key("SRR-0001", "field-unknown", "bogus")


def judged(after: dict[str, Any], baseline: Baseline = EMPTY) -> tuple[Finding, ...]:
    rules, base = (RULES["change-policy"],), Base(Registry(), Settings(), "main")
    settings = parse(after, "srr.toml")
    return check(Registry(), settings, TODAY, rules, base, baseline).findings


def test_each_weaker_setting_is_reported_on_the_settings() -> None:
    found = judged({"grace_days": 3, "closed_days": ["sat"]})
    assert [(finding.path, finding.message.en) for finding in found] == [
        ("srr.toml", "the settings got weaker: closed_days no longer includes sun"),
        ("srr.toml", "the settings got weaker: grace_days goes from 0 to 3"),
    ]


def test_a_baseline_that_grew_is_reported_on_its_file() -> None:
    (finding,) = judged({}, Baseline({BOGUS: 2}))
    assert finding.path == "srr-baseline.json"
    assert finding.message.en == "the baseline grew: 2 of field-unknown"


def test_settings_that_are_as_strict_give_no_finding() -> None:
    assert judged({"title": "Risks"}) == ()
