"""srr report: a line, the status and the next date of a concern, or one sentence and nothing."""

from pathlib import Path

import pytest

from kit.cases import each_case
from kit.examples import record
from kit.terminal import srr, typed
from srr.documents import document
from srr.documents.places import Value

PATH = "concerns/CN-0001.md"
REPORT = ("report", "CN-0001", "--by", "sato", "--note", "Only from 18:00.")
TICKET = "https://example.com/issues/7"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return concern(tmp_path)


def concern(root: Path, **values: str) -> Path:
    text = record(PATH)
    for key, value in values.items():
        lines = text.splitlines(keepends=True)
        text = "".join(
            f"{key}: {value}\n" if each.startswith(f"{key}:") else each for each in lines
        )
    (root / "concerns").mkdir(exist_ok=True)
    (root / "risks").mkdir(exist_ok=True)
    (root / PATH).write_text(text, encoding="utf-8")
    return root


def data(root: Path, path: str = PATH) -> dict[str, Value]:
    return document.read(path, (root / path).read_bytes()).data


def last_line(root: Path) -> str:
    return (root / PATH).read_text("utf-8").splitlines()[-1]


@each_case(
    ("flags", "line", "status", "due"),
    [
        ((), "assigned, due 2026-02-09", "assigned", "2026-02-09"),
        (("--due", "2026-02-13"), "assigned, due 2026-02-13", "assigned", "2026-02-13"),
        (("--watch",), "assigned -> watching, due 2026-03-02", "watching", "2026-03-02"),
        (
            ("--watch", "--due", "2026-02-27"),
            "assigned -> watching, due 2026-02-27",
            "watching",
            "2026-02-27",
        ),
        (("--resolved",), "assigned -> resolved", "resolved", None),
        (("--backlog", TICKET), "assigned -> backlog", "backlog", None),
    ],
)
def test_a_report_is_a_line_a_status_and_a_date(
    tmp_path: Path, flags: tuple[str, ...], line: str, status: str, due: str | None
) -> None:
    registry = concern(tmp_path)
    done = srr(registry, *REPORT, *flags)
    written = f"- 2026-02-02 sato: {line}. Only from 18:00."
    assert (done.returncode, done.stdout) == (0, f"{PATH}: {written}\n"), done.stderr
    assert last_line(registry) == written
    assert (data(registry)["status"], data(registry).get("report_due")) == (status, due)
    assert srr(registry, "lint").returncode == 0


def test_a_ticket_goes_beside_the_links_that_are_there(registry: Path) -> None:
    path = registry / PATH
    links = "links:\n  # the board\n  metrics: [https://example.com/d]\n---\n\n## Reports"
    path.write_text(path.read_text("utf-8").replace("---\n\n## Reports", links), "utf-8")
    srr(registry, *REPORT, "--backlog", TICKET)
    assert (
        f"  # the board\n  metrics: [https://example.com/d]\n  backlog: [{TICKET}]\n"
        in path.read_text("utf-8")
    )


def test_watching_is_until_the_meeting_nearest_to_four_weeks_away(registry: Path) -> None:
    (registry / "srr.toml").write_text(
        'meeting = {every = "2w", weekday = "tuesday", first = 2026-02-10}\n', encoding="utf-8"
    )
    srr(registry, *REPORT, "--watch")
    assert data(registry)["report_due"] == "2026-02-24"
    srr(registry, *REPORT[:-1], "Still so.")
    assert (data(registry)["status"], data(registry)["report_due"]) == ("watching", "2026-02-10")


def test_an_overdue_concern_is_up_to_date_after_a_report(registry: Path) -> None:
    late = ("--today", "2026-02-20")
    assert srr(registry, "lint", *late).returncode == 1
    assert srr(registry, *REPORT, *late).returncode == 0
    assert srr(registry, "lint", *late).returncode == 0


@each_case(
    ("values", "flags", "said"),
    [
        ({}, ("--resolved", "--watch"), "--resolved, --watch cannot be given together"),
        (
            {},
            ("--resolved", "--due", "2026-02-09"),
            "CN-0001 would be resolved, and then no report",
        ),
        ({}, ("--promote",), "--promote asks questions, which needs a terminal; elsewhere run srr"),
        ({}, ("--due", "2026-01-30"), "CN-0001 would not lint clean, so nothing was written:"),
        ({}, ("--backlog", "issue 7"), "CN-0001 would not lint clean, so nothing was written:"),
        ({}, ("--note", "."), "--note is '.', which says nothing"),
        ({"status": "done"}, (), "CN-0001 has no status that srr knows; write one of assigned,"),
        ({"report_due": "soon"}, ("--note", "x y", "--by", "a b"), "--by is 'a b'; write the"),
        ({"noticed": "2026-02-30"}, (), "CN-0001 would not lint clean, so nothing was written:"),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_is_written(
    tmp_path: Path, values: dict[str, str], flags: tuple[str, ...], said: str
) -> None:
    registry = concern(tmp_path, **values)
    before = (registry / PATH).read_bytes()
    done = srr(registry, *REPORT, *flags)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"srr: {said}"), done.stderr
    assert (registry / PATH).read_bytes() == before


def test_without_an_owner_or_a_date_the_report_says_what_lint_would(registry: Path) -> None:
    path = registry / PATH
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("owner: ura\n", ""), "utf-8")
    done = srr(registry, *REPORT)
    assert "field-missing: owner is missing" in done.stderr
    # The date is what a report writes.
    path.write_text(whole.replace("report_due: 2026-02-05\n", ""), "utf-8")
    assert srr(registry, *REPORT).returncode == 0
    assert data(registry)["report_due"] == "2026-02-09"


def test_a_report_after_one_of_the_future_is_refused(registry: Path) -> None:
    path = registry / PATH
    line = "- 2027-01-26 ura: assigned, due 2026-02-05. Typed wrong.\n"
    path.write_text(path.read_text("utf-8") + line, "utf-8")
    done = srr(registry, *REPORT)
    assert done.returncode == 2
    assert "date-future" in done.stderr


def test_what_ended_is_taken_up_again_with_watch_alone(tmp_path: Path) -> None:
    registry = concern(tmp_path)
    srr(registry, *REPORT, "--resolved")
    refused = srr(registry, *REPORT)
    assert refused.stderr == (
        "srr: CN-0001 is resolved, so no report is due; --watch takes it up again\n"
    )
    assert srr(registry, *REPORT, "--watch").returncode == 0
    assert last_line(registry).startswith("- 2026-02-02 sato: resolved -> watching, due")
    assert srr(registry, "lint").returncode == 0


def test_another_record_or_none_is_said_to_be_no_concern(registry: Path) -> None:
    (registry / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), "utf-8")
    done = srr(registry, "report", "SRR-1", "--note", "Only from 18:00.")
    assert done.stderr == "srr: SRR-0001 is a risk; run srr visit SRR-0001\n"
    done = srr(registry, "report", "7", "--note", "Only from 18:00.")
    assert (
        done.stderr == "srr: no record is called CN-0007; srr list concerns --all shows them all\n"
    )
    done = srr(registry, "visit", "CN-1", "--note", "Only from 18:00.")
    assert done.stderr == "srr: CN-0001 is a concern; run srr report CN-0001\n"


def test_on_a_terminal_the_note_alone_is_asked_for(registry: Path) -> None:
    done = typed(registry, "ok\nOnly from 18:00.\n", "report", "1", "--by", "sato")
    assert done.returncode == 0, done.stderr
    assert "What you found: " in done.stderr
    assert last_line(registry) == "- 2026-02-02 sato: assigned, due 2026-02-09. Only from 18:00."


def test_promoting_on_a_terminal_asks_the_questions_of_a_risk(registry: Path) -> None:
    keys = "Three Fridays now.\n\nOrders wait.\nyes\n2\n3\n1\n0\n\n\n\n\n"
    done = typed(registry, keys, "report", "1", "--promote", "--by", "sato")
    assert done.returncode == 0, done.stderr
    assert "or is unknown? (yes/no): " in done.stderr
    assert data(registry, "risks/SRR-0001.md")["title"] == data(registry)["title"]
    assert last_line(registry) == ("- 2026-02-02 sato: assigned -> promoted. Three Fridays now.")
    assert srr(registry, "lint").returncode == 0
