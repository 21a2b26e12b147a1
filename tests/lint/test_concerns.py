"""What all rules say about a concern that somebody wrote by hand, and what srr fix makes of it."""

import json
from pathlib import Path

from kit.cases import each_case
from kit.examples import TODAY, tree
from kit.terminal import srr
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.settings import Settings

PATH = "concerns/CN-0001.md"
LATER = "2027-01-26 ura: assigned, due 2026-02-05. Typed wrong."
BY_HAND = """\
---
id: CN-0001
title: 金曜の夜は注文が遅い
status: 調査中
owner: sato
noticed: 2026/1/26
report_due: 2026-02-09
tier: 先行指標
---

## 報告

- 2026/01/26 sato: 調査中、期限 2026-02-09。p99 が 4 秒になる。
"""


def rules(fragment: str) -> list[str]:
    registry = read_registry(tree(fragment, PATH), Settings())
    return [finding.rule for finding in check(registry, Settings(), TODAY).findings]


@each_case(
    ("fragment", "found"),
    {
        "as it should be": ("", []),
        "without an owner": ("# no owner", ["field-missing"]),
        "without a date": ("# no report_due", ["field-missing"]),
        "without a day": ("# no noticed", ["field-missing"]),
        "resolved with a date": ("status: resolved", ["field-value", "visit-mismatch"]),
        "promoted to nothing": (
            "status: promoted\n# no report_due\n## Reports\n- 2026-01-26 ura: promoted. x y",
            ["field-missing"],
        ),
        "with a report of the future": (f"## Reports\n- {LATER}", ["date-future"]),
        "without reports": ("# no Reports", ["section-missing"]),
        "with a report that cannot be read": ("## Reports\n- Slow again.", ["visit-log"]),
        "of an unknown key": ("priority: 12", ["field-unknown"]),
        "of a number that is taken": (
            "risks/SRR-0001.md\nconcerns/CN-0001.md\nconcerns/CN-0002.md\nid: CN-0001",
            ["id-duplicate", "id-duplicate"],
        ),
    }.values(),
)
def test_each_fault_of_a_concern_is_found(fragment: str, found: list[str]) -> None:
    assert rules(fragment) == found


def test_labels_and_dates_written_by_hand_are_fixed(tmp_path: Path) -> None:
    (tmp_path / "concerns").mkdir()
    (tmp_path / "risks").mkdir()
    (tmp_path / PATH).write_text(BY_HAND, encoding="utf-8")
    said = json.loads(srr(tmp_path, "lint", "--format", "json").stdout)
    assert {finding["rule"] for finding in said["findings"]} == {
        *("field-date", "field-value", "visit-log"),
    }
    assert srr(tmp_path, "fix").returncode == 0
    text = (tmp_path / PATH).read_text("utf-8")
    assert "status: assigned\nowner: sato\nnoticed: 2026-01-26\n" in text
    assert text.endswith("- 2026-01-26 sato: assigned, due 2026-02-09. p99 が 4 秒になる。\n")
    assert srr(tmp_path, "lint").returncode == 0
