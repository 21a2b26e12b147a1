"""risqlet's register: one YAML file a risk."""

from pathlib import Path

import pytest

from srr.importers import risqlet
from srr.importers.import_map import ImportMap
from srr.importers.risqlet import read
from srr.importers.source import Unreadable

RISK = """\
schema_version: 1
id: R-0001
statement: "If the provider throttles us, orders fail"
aspects: [iso25010.reliability, iso25010.performance]
elicited_by:
  method: stride
  evidence: [docs/load.md]
scores:
- policy: sod-ap-v1
  values: {severity: 2, occurrence: 2, detection: 3}
- policy: sod-ap-v1
  values: {severity: 4, occurrence: 2, detection: 3}
status: mitigating
mitigations:
- id: M-0001
  risk_ids: [R-0001]
  treatment: reduce
  lever: occurrence
  barrier: prevent
  concrete: Batch the calls.
  residual_note: Peaks remain.
"""


def test_a_risk_is_a_row_with_its_last_score_and_its_measures() -> None:
    found = read("register", {"R-0001.yaml": RISK.encode(), "README.md": b"# x"}, ImportMap())
    (row,) = found.rows
    assert (row.key, row.place.en) == ("R-0001", "R-0001.yaml")
    assert row.values[found.title or ""] == "If the provider throttles us, orders fail"
    assert {key: row.values[key] for key in ("status", "severity", "occurrence", "aspects")} == {
        "status": "mitigating",
        "severity": "4",
        "occurrence": "2",
        "aspects": "iso25010.reliability, iso25010.performance",
    }
    assert row.values["elicited_by.method"] == "stride"
    assert row.repeated == {"mitigations", "elicited_by.evidence"}
    assert [(passage.heading, passage.text) for passage in row.passages] == [
        ("Mitigations", "- M-0001 (reduce, prevent): Batch the calls. (Peaks remain.)"),
        ("Evidence", "- docs/load.md"),
    ]


def test_what_is_no_risk_is_named() -> None:
    files = {
        "R-0001.yaml": f"---\n{RISK}".encode(),
        "config.yaml": b"project: x",
        "x.yml": b"a: [",
        "y.yaml": b"\xff",
    }
    found = read("register", files, ImportMap())
    assert [row.key for row in found.rows] == ["R-0001"]
    assert [(skip.place.en, skip.why.en) for skip in found.skipped] == [
        ("config.yaml", "is no risk: it has no statement"),
        ("x.yml", "is not YAML that srr reads"),
        ("y.yaml", "is not YAML that srr reads"),
    ]
    with pytest.raises(Unreadable, match="holds no risk of risqlet"):
        read("register", {"config.yaml": b"project: x"}, ImportMap())


def test_an_importer_is_one_short_file() -> None:
    assert risqlet.__file__ is not None
    assert len(Path(risqlet.__file__).read_text(encoding="utf-8").splitlines()) < 80
