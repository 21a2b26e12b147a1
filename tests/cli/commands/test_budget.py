"""srr budget: in the terminal and as JSON."""

import json
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.examples import tree
from kit.terminal import srr
from srr.text.terminal import width

SETTINGS = """
timezone = "Asia/Tokyo"

[[slo]]
name = "Ordering"
target = 99.95
services = ["order-api", "odrer-db"]
rationale = "What the contracts promise."
owner = "kato"
review_by = 2027-01-31

[[slo]]
name = "会計"
target = 99
window = "30d"
services = ["accounts"]
"""
POOL = "{detect_minutes: 5.2, repair_minutes: 80, affected_percent: 100, every_days: 365.25}"
LIMIT = "{detect_minutes: 10, repair_minutes: 25, affected_percent: 60, every_days: 365.25}"
FRAGMENTS = {
    "risks/SRR-0001.md": f"service: order-api\nnoticed: 2025-02-01\nestimate: {LIMIT}\n"
    "\n## Occurrences\n\n- 2026-01-28 sato: 20 minutes, 40 %. Slow.\n",
    "risks/SRR-0002.md": f"service: order-api\nestimate: {POOL}\npostmortems: [PM-0001]",
    "risks/SRR-0003.md": "service: order-api",
    "risks/SRR-0004.md": f"service: order-api\nstatus: accepted\ntitle: Yes\nestimate: {LIMIT}",
    "postmortems/PM-0001.md": "services: [order-api]\nrisks: [SRR-0002]",
    "postmortems/PM-0002.md": "services: [order-api]\nstarted: 2025-11-30T23:50+09:00\n"
    "mitigated: 2025-12-01T00:15+09:00",
    "postmortems/PM-0003.md": "services: [order-api]\n# no mitigated\n# no resolved",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, fragment in FRAGMENTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(tree(fragment, path)[path])
    (tmp_path / "srr.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


# January: 30 minutes of PM-0001, and 20 x 40 %. The last ten minutes of November, the first fifteen of December.
# 21 + 85.2 are open, 21 are accepted: 262.98 - 21 = 241.98, - 106.2 = 135.78.
ORDERING = """\
Ordering: 99.95 % over a month, of order-api, odrer-db
What the contracts promise. kato looks at it again by 2027-01-31.

                        Budget  Spent   Left
2026-02, so far           20.2    0.0   20.2
2026-01                   22.3   38.0  -15.7
2025-12                   22.3   15.0    7.3
2025-11                   21.6   10.0   11.6
2026, so far             262.8   38.0  224.8
2025                     262.8   25.0  237.8
Worst 30 days in a row    21.6   38.0  -16.4
  2025-12-30 to 2026-01-28
Nothing was spent in the other 9 windows.
Not counted, since no end is given yet: PM-0003.
No risk and no postmortem names odrer-db, of which this is promised.

Expected in a year
Budget          263.0
Accepted risks   21.0
Unallocated     242.0
Open risks      106.2
99.95 % fits, with 135.8 minutes a year to spare.

Minutes   Share
   85.2  32.4 %  SRR-0002  Orders fail when the stock service is slow
-- 25 %: what is above this line is too big --
   21.0   8.0 %  SRR-0001  Orders fail when the stock service is slow
   21.0   8.0 %  SRR-0004  Yes (accepted)
1 open risk without a whole estimate: SRR-0003

Estimated and measured
SRR-0002  Orders fail when the stock service is slow
  Lasts    85.2 min; measured 30 min (n = 1)
  Affects  100 %; not measured (n = 0)
  Happens  every 365.25 days; not measured (n = 0)
SRR-0001  Orders fail when the stock service is slow
  Lasts    35 min; measured 20 min (n = 1)
  Affects  60 %; measured 40 % (n = 1)
  Happens  every 365.25 days; once in 366 days, 1.0 expected
Not measured yet (n = 0): SRR-0004
"""


def test_it_prints_what_is_left_and_what_is_expected(root: Path) -> None:
    done = srr(root, "budget", "--slo", "ordering")
    assert (done.returncode, done.stdout) == (0, ORDERING)
    both = srr(root, "budget").stdout
    assert both.startswith(ORDERING.partition("Estimated")[0])
    assert "会計: 99 % over 30 days, of accounts" in both


def test_it_speaks_japanese(root: Path) -> None:
    (root / "srr.toml").write_text(f'language = "ja"\n{SETTINGS}', "utf-8")
    said = srr(root, "budget").stdout
    assert "会計: 30 日間で 99%、対象: accounts" in said
    assert "99.95% に収まり、年間 135.8 分の余裕がある。" in said
    assert "2026-02(途中)" in said
    assert "まだ実測なし(n = 0): SRR-0004" in said


def test_the_json_holds_the_numbers(root: Path) -> None:
    said = json.loads(srr(root, "budget", "--json").stdout)
    assert (said["version"], said["today"]) == (1, "2026-02-02")
    ordering, accounts = said["slos"]
    assert (accounts["name"], accounts["window"], len(accounts["windows"])) == ("会計", "30d", 13)
    assert (ordering["review_by"], ordering["services"]) == (
        "2027-01-31",
        ["order-api", "odrer-db"],
    )
    assert ordering["windows"][1] == {
        "first": "2026-01-01",
        "last": "2026-01-31",
        "running": False,
        "budget_minutes": 22.32,
        "spent_minutes": 38.0,
        "left_minutes": -15.68,
    }
    assert (ordering["without_end"], ordering["unnamed_services"]) == (["PM-0003"], ["odrer-db"])
    expected = ordering["expected"]
    assert (expected["unallocated_minutes_a_year"], expected["fits"]) == (241.98, True)
    assert [(each["id"], each["share"], each["too_big"]) for each in expected["risks"]] == [
        ("SRR-0002", 0.324, True),
        ("SRR-0001", 0.0799, False),
        ("SRR-0004", 0.0799, False),
    ]
    measured = {each["id"]: each for each in said["calibration"]}
    assert measured["SRR-0001"]["percents"] == {"n": 1, "values": [40.0]}
    assert measured["SRR-0001"]["times"] == {"n": 1, "days": 366, "expected": 1.0}


def test_without_an_objective_it_says_how_to_set_one(root: Path) -> None:
    (root / "srr.toml").write_text("", "utf-8")
    done = srr(root, "budget")
    assert (done.returncode, done.stdout) == (
        0,
        'No SLO is set. Write one into srr.toml: slo = [{ target = 99.95, window = "month" }]\n',
    )
    assert json.loads(srr(root, "budget", "--json").stdout)["slos"] == []
    (root / "srr.toml").write_text('slo = [{ target = 99.95, window = "month" }]', "utf-8")
    assert srr(root, "budget").stdout.startswith("SLO: 99.95 % over a month, of everything\n")


@each_case(
    ("typed", "hint"),
    [("Odering", "did you mean Ordering?"), ("xyz", "known: Ordering, 会計")],
)
def test_an_objective_that_is_none_is_refused(root: Path, typed: str, hint: str) -> None:
    done = srr(root, "budget", "--slo", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"srr: no SLO is called '{typed}'; {hint}\n"


@each_case("columns", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(root: Path, columns: int) -> None:
    path = "risks/SRR-0001.md"
    long = "店舗数が増えると夜間の売上集計が開店までに終わらない " * 4
    text = f"title: {long}\nservice: order-api\nestimate: {POOL}"
    (root / path).write_bytes(tree(text, path)[path])
    for line in srr(root, "budget", COLUMNS=str(columns)).stdout.splitlines():
        assert width(line) <= columns, line
