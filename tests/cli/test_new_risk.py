"""srr new risk: whether it is worth a record, and the concern that it comes from."""

import json
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.examples import record
from kit.terminal import fed, srr, typed
from srr.documents import document
from srr.documents.places import Value

CONCERN, RISK = "concerns/CN-0001.md", "risks/SRR-0001.md"
URL = "https://metrics.example.com/d/orders"
FROM = ("new", "risk", "--from", "1", "--summary", "Orders wait.")
NEW = ("new", "risk", "--owner", "ura", "--title", "Orders fail", "--summary", "Orders wait.")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "concerns").mkdir()
    keys = f"area: api\nservice: orders\nlinks:\n  metrics: ['{URL}']\nx_team: web\n---\n\n## Rep"
    text = record(CONCERN).replace("---\n\n## Rep", keys)
    second = "- 2026-02-01 sato: assigned, due 2026-02-05. Only from 18:00.\n- By mouth.\n"
    (tmp_path / CONCERN).write_text(text + second, encoding="utf-8")
    return tmp_path


def data(root: Path, path: str) -> dict[str, Value]:
    return document.read(path, (root / path).read_bytes()).data


def test_a_risk_takes_what_its_concern_says_and_the_concern_names_it(registry: Path) -> None:
    text = (registry / CONCERN).read_text("utf-8").replace("- By mouth.\n", "")
    (registry / CONCERN).write_text(text, encoding="utf-8")
    done = srr(registry, *FROM, "--service", "stock")
    assert done.stdout.startswith(f"{RISK}\n{CONCERN}\n"), done.stderr
    assert "reads alike" not in done.stderr
    risk = data(registry, RISK)
    assert risk["title"] == "p99 of orders 2 s -> 4 s on Fridays"
    assert (risk["noticed"], risk["created"]) == ("2026-01-26", "2026-02-02")
    assert (risk["owner"], risk["area"], risk["service"]) == ("ura", "api", "stock")
    assert risk["links"] == {"metrics": [URL]}
    assert (
        "- 2026-01-26 ura: The p99 rose from 2 s to 4 s.\n- 2026-02-01 sato: Only from 18:00.\n"
        in (registry / RISK).read_text("utf-8")
    )
    marked = data(registry, CONCERN)
    assert (marked["status"], marked["risk"], "report_due" in marked) == (
        "promoted",
        "SRR-0001",
        False,
    )
    last = (registry / CONCERN).read_text("utf-8").splitlines()[-1]
    assert last == "- 2026-02-02 ura: assigned -> promoted. Written up as SRR-0001."
    assert srr(registry, "lint").returncode == 0
    again = srr(registry, *FROM)
    assert again.stderr == "srr: CN-0001 became SRR-0001; run srr visit SRR-0001\n"


def test_a_report_that_cannot_be_read_is_carried_as_it_is(registry: Path) -> None:
    srr(registry, *FROM)
    assert "Only from 18:00.\n- By mouth.\n" in (registry / RISK).read_text("utf-8")


@each_case(
    ("flags", "said"),
    [
        (("--area", "kitchen"), "--area is 'kitchen'; write one of"),
        (("--potential-impact", "6"), "--likelihood is missing"),
        (("--from", "7"), "no record is called CN-0007; srr list concerns --all shows them all"),
    ],
)
def test_where_the_risk_cannot_be_written_the_concern_stays(
    registry: Path, flags: tuple[str, ...], said: str
) -> None:
    before = (registry / CONCERN).read_bytes()
    done = srr(registry, *FROM, *flags)
    assert done.returncode == 2
    assert said in done.stderr
    assert (registry / CONCERN).read_bytes() == before
    assert not (registry / RISK).exists()


def test_where_the_concern_cannot_be_written_neither_is_the_risk(registry: Path) -> None:
    path = registry / CONCERN
    path.write_text(path.read_text("utf-8").replace("---\n\n## R", "owner: kato\n---\n\n## R"))
    done = srr(registry, *FROM)
    assert done.returncode == 2
    assert not (registry / RISK).exists()


def test_where_the_concern_would_get_a_new_error_nothing_is_written(registry: Path) -> None:
    path = registry / CONCERN
    later = "- 2026-03-01 ura: assigned, due 2026-03-09. Typed wrong.\n"
    path.write_text(path.read_text("utf-8").replace("- By mouth.\n", later), "utf-8")
    done = srr(registry, *FROM)
    assert done.returncode == 2
    assert "CN-0001 would not lint clean, so nothing was written:\n  visit-order" in done.stderr
    assert not (registry / RISK).exists()


def test_the_concern_may_be_named_in_json(registry: Path) -> None:
    given = json.dumps({"from": "CN-0001", "summary": "Orders wait."}).encode()
    assert fed(registry, given, "new", "risk", "--json", "-").returncode == 0
    assert data(registry, CONCERN)["risk"] == "SRR-0001"


# --- admission ---


@each_case("keys", ["no\nn\n", "いいえ\nmaybe\nNo\n"])
def test_where_a_ticket_will_do_its_text_is_printed_and_nothing_is_written(
    registry: Path, keys: str
) -> None:
    done = typed(registry, keys, *NEW)
    assert (done.returncode, done.stdout) == (0, "Orders fail\n\nOrders wait.\n")
    assert (
        "Is it still open after 7 days of investigation, with a potential impact that can reach 3"
        in (done.stderr)
    )
    assert "take longer than 2 weeks to work out? (yes/no): " in done.stderr
    assert done.stderr.endswith("so nothing was written. Its text:\n")
    assert list((registry / "risks").iterdir()) == []


def test_the_ticket_of_a_concern_holds_its_reports_and_links(registry: Path) -> None:
    before = (registry / CONCERN).read_bytes()
    done = typed(registry, "\nno\nno\n", *FROM)
    assert done.stdout.splitlines() == [
        "p99 of orders 2 s -> 4 s on Fridays",
        "",
        "Orders wait.",
        "",
        "- 2026-01-26 ura: The p99 rose from 2 s to 4 s.",
        "- 2026-02-01 sato: Only from 18:00.",
        "- By mouth.",
        "",
        URL,
    ]
    assert done.stderr.endswith("Once it is there:\n  srr report CN-0001 --backlog URL\n")
    assert (registry / CONCERN).read_bytes() == before


REST = "\n2\n" + "\n" * 6


@each_case("keys", ["yes\n", "no\nyes\n", "はい\n"])
def test_one_yes_admits_it(tmp_path: Path, keys: str) -> None:
    (tmp_path / "risks").mkdir(exist_ok=True)
    done = typed(tmp_path, keys + REST, *NEW)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / RISK).exists()
    (tmp_path / RISK).unlink()


def test_the_questions_follow_the_settings(registry: Path) -> None:
    (registry / "srr.toml").write_text(
        'language = "ja"\nadmission = {potential = 6, investigate = "3d", short_term = "1m"}\n',
        encoding="utf-8",
    )
    done = typed(registry, "いいえ\nいいえ\n", *NEW)
    assert "3 日調べても決着がつかず、潜在的なインパクトが 6 以上になりうるか" in done.stderr
    assert "1 か月より長くかかりますか (はい/いいえ): " in done.stderr


def test_with_yes_and_without_a_terminal_nothing_is_asked(registry: Path) -> None:
    assert typed(registry, "", *NEW, "--yes").returncode == 0
    assert srr(registry, *NEW).returncode == 0


def test_a_waiver_says_why_and_asks_nothing(registry: Path) -> None:
    low = ("--potential-impact", "1", "--likelihood", "1")
    done = srr(registry, *NEW, *low, "--waive", "The auditors ask for it.")
    assert done.returncode == 0, done.stderr
    assert data(registry, RISK)["admission"] == {"waived": "The auditors ask for it."}
    asked = typed(registry, "\n" * 6, *NEW, *low, "--waive", "The auditors ask for it.")
    assert "(yes/no)" not in asked.stderr
