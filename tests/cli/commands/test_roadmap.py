"""srr roadmap: in the terminal, as JSON and as CSV."""

import csv
import io
import json
from pathlib import Path

import pytest

from kit.examples import tree
from kit.numbers import numbers
from kit.terminal import srr

ESTIMATE = "{detect_minutes: 10, repair_minutes: 80, affected_percent: 100, every_days: 365.25}"
LINKS = "links: {backlog: ['https://x.example/1', 'https://x.example/2']}\n"
FRAGMENTS = {
    "risks/SRR-0001.md": f"horizon: 2027Q1\neffort: L\nestimate: {ESTIMATE}\n{LINKS}",
    "risks/SRR-0002.md": "horizon: now\ntitle: '=1+1'",
    "risks/SRR-0003.md": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    for path, fragment in FRAGMENTS.items():
        (tmp_path / path).write_bytes(tree(fragment, path)[path])
    return tmp_path


def test_the_risks_stand_under_their_horizon(root: Path) -> None:
    assert srr(root, "roadmap").stdout == (
        "Now\n"
        "ID        Priority  Owner  Risk\n"
        "SRR-0002  12        ura    =1+1\n"
        "\n"
        "2027Q1 (90.0 bad minutes a year, estimated for 1 of 1)\n"
        "ID        Priority  Effort     Bad minutes a year  Owner  Risk\n"
        "SRR-0001  12        L (Large)  90.0                ura"
        "    Orders fail when the stock service is slow\n"
        "  https://x.example/1\n"
        "  https://x.example/2\n"
        "\n"
        "Unresolved without a horizon: 1.\n"
    )


def test_without_a_horizon_it_says_how_to_write_one(root: Path) -> None:
    for path in ("risks/SRR-0001.md", "risks/SRR-0002.md"):
        (root / path).unlink()
    assert srr(root, "roadmap").stdout.startswith("No risk has a horizon. Write one")
    (root / "srr.toml").write_text('language = "ja"', "utf-8")
    assert "horizon のあるリスクはない。" in srr(root, "roadmap").stdout


def test_json_and_csv_hold_the_same(root: Path) -> None:
    said = json.loads(srr(root, "roadmap", "--json").stdout)
    assert (said["version"], said["today"], said["unplanned"]) == (1, "2026-02-02", 1)
    lanes = {lane["horizon"]: lane["risks"] for lane in said["horizons"]}
    assert list(lanes) == ["now", "2027Q1"]
    (planned,) = lanes["2027Q1"]
    assert (planned["effort"], planned["bad_minutes_a_year"]) == ("L", 90.0)
    assert planned["backlog"] == ["https://x.example/1", "https://x.example/2"]
    rows = list(csv.DictReader(io.StringIO(srr(root, "roadmap", "--csv").stdout)))
    assert [row["horizon"] for row in rows] == ["now", "2027Q1"]
    assert rows[0]["title"] == "'=1+1"
    assert rows[1]["backlog"] == "https://x.example/1 https://x.example/2"


def test_it_says_when_a_risk_is_expected_to_break(root: Path) -> None:
    path = root / "risks/SRR-0001.md"
    text = path.read_text("utf-8").replace(
        "horizon: 2027Q1", "horizon: now\nbreaks_when: load > 120"
    )
    path.write_text(text, "utf-8")
    (root / "indicators").mkdir()
    grows = numbers("load", lambda day: 100 + day / 7)
    (root / "indicators/load.csv").write_text("".join(grows.values()), "utf-8")
    head, first, *_ = srr(root, "roadmap").stdout.splitlines()[1:]
    assert head[head.index("Runway") :].split() == ["Runway", "Owner", "Risk"]
    assert "2026-06" in first
    ((_, rows),) = (
        lane.values() for lane in json.loads(srr(root, "roadmap", "--json").stdout)["horizons"]
    )
    months = {"expected": "2026-06", "from": "2026-06", "to": "2026-06"}
    assert [row["runway"] for row in rows] == [months, None]
    said = list(csv.DictReader(io.StringIO(srr(root, "roadmap", "--csv").stdout)))
    assert [row["runway_expected"] for row in said] == ["2026-06", ""]
    assert said[0]["runway_to"] == "2026-06"


def test_both_formats_at_once_are_refused(root: Path) -> None:
    assert srr(root, "roadmap", "--json", "--csv").returncode == 2


def test_the_list_filters_and_sorts_by_them(root: Path) -> None:
    found = json.loads(srr(root, "list", "--horizon", "2027q1", "--json").stdout)["risks"]
    assert [(risk["id"], risk["horizon"], risk["effort"]) for risk in found] == [
        ("SRR-0001", "2027Q1", "L")
    ]
    assert found[0]["estimate"]["repair_minutes"] == 80
    for key in ("horizon", "bad_minutes_a_year", "effort"):
        ordered = srr(root, "list", "--sort", key, "--csv").stdout.splitlines()[1:]
        first = "SRR-0002" if key == "horizon" else "SRR-0001"
        assert ordered[0].startswith(first)
