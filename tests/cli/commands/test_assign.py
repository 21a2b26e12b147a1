"""srr assign: a handover changes the owner and adds a line, and counts as no visit."""

from pathlib import Path

from kit.cases import each_case
from kit.examples import record
from kit.terminal import srr, typed

WORDS = ("--note", "She has the service now.", "--by", "ura")


def registry(root: Path, *names: str) -> dict[str, Path]:
    """Write the risks called *names*."""
    (root / "risks").mkdir()
    paths = {}
    for name in names or ("SRR-0001",):
        text = record(f"risks/{name}.md")
        paths[name] = root / f"risks/{name}.md"
        paths[name].write_text(text, encoding="utf-8")
    return paths


def test_a_handover_changes_the_owner_and_adds_a_line_alone(tmp_path: Path) -> None:
    path = registry(tmp_path)["SRR-0001"]
    before = path.read_text(encoding="utf-8")
    done = srr(tmp_path, "assign", "srr-1", "sato", *WORDS)
    line = "- 2026-02-02 ura: not-started, owner ura -> sato, next 2026-02-05. She has the service now."
    assert (done.returncode, done.stdout) == (0, f"risks/SRR-0001.md: {line}\n"), done.stderr
    expected = before.replace("owner: ura", "owner: sato")
    assert path.read_text(encoding="utf-8") == f"{expected}\n## Visits\n\n{line}\n"
    assert srr(tmp_path, "lint").returncode == 0


def test_a_concern_is_handed_over_beside_a_risk_and_its_report_stays_due(tmp_path: Path) -> None:
    registry(tmp_path)
    path = tmp_path / "concerns/CN-0001.md"
    path.parent.mkdir()
    path.write_text(record("concerns/CN-0001.md"), encoding="utf-8")
    due = path.read_text(encoding="utf-8").partition("report_due: ")[2][:10]
    done = srr(tmp_path, "assign", "1", "CN-1", "sato", *WORDS)
    assert done.returncode == 0, done.stderr
    text = path.read_text(encoding="utf-8")
    assert "\nowner: sato\n" in text
    line = text.splitlines()[-1]
    assert (
        line
        == f"- 2026-02-02 ura: assigned, owner ura -> sato, due {due}. She has the service now."
    )
    assert f"report_due: {due}\n" in text
    assert "owner: sato" in (tmp_path / "risks/SRR-0001.md").read_text(encoding="utf-8")


def test_a_concern_that_ended_is_not_handed_over(tmp_path: Path) -> None:
    registry(tmp_path)
    path = tmp_path / "concerns/CN-0001.md"
    path.parent.mkdir()
    text = record("concerns/CN-0001.md").replace("status: assigned", "status: resolved")
    path.write_text(text, encoding="utf-8")
    done = srr(tmp_path, "assign", "CN-1", "sato", *WORDS)
    assert done.stderr == "srr: CN-0001 is resolved; nobody has to carry it any longer\n"
    assert path.read_text(encoding="utf-8") == text


def test_an_overdue_risk_stays_overdue_under_its_new_owner(tmp_path: Path) -> None:
    registry(tmp_path)
    late = ("--today", "2026-02-20")
    assert srr(tmp_path, "assign", "1", "sato", *WORDS, *late).returncode == 0
    found = srr(tmp_path, "lint", *late)
    assert found.returncode == 1
    assert "visit-overdue" in found.stdout
    assert "visit-window" not in found.stdout
    assert "visit-order" not in found.stdout


def test_the_next_visit_is_recorded_after_a_handover_as_before_it(tmp_path: Path) -> None:
    path = registry(tmp_path)["SRR-0001"]
    srr(tmp_path, "assign", "1", "sato", *WORDS)
    seen = srr(tmp_path, "visit", "1", "--note", "Two orders failed.", "--by", "sato")
    assert seen.returncode == 0, seen.stderr
    assert "owner ura -> sato" in path.read_text(encoding="utf-8")
    assert srr(tmp_path, "lint").returncode == 0


def test_of_several_all_are_handed_over_or_none(tmp_path: Path) -> None:
    paths = registry(tmp_path, "SRR-0001", "SRR-0002", "SRR-0003")
    text = paths["SRR-0003"].read_text(encoding="utf-8").replace("owner: ura", "owner: sato")
    paths["SRR-0003"].write_text(text, encoding="utf-8")
    before = [path.read_bytes() for path in paths.values()]
    refused = srr(tmp_path, "assign", "1", "2", "3", "9", "sato", *WORDS)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "srr: nothing was written, because 2 of them cannot be:\n"
        "sato is the owner of SRR-0003 already\n"
        "no record is called SRR-0009; srr list --all shows them all\n"
    )
    assert [path.read_bytes() for path in paths.values()] == before
    done = srr(tmp_path, "assign", "1", "2", "SRR-0001", "sato", *WORDS)
    assert done.returncode == 0
    handed = [path.read_text("utf-8").count("ura -> sato") for path in paths.values()]
    assert handed == [1, 1, 0]


def test_a_dry_run_prints_the_lines_and_writes_nothing(tmp_path: Path) -> None:
    path = registry(tmp_path)["SRR-0001"]
    before = path.read_bytes()
    done = srr(tmp_path, "assign", "1", "sato", *WORDS, "--dry-run")
    assert done.stdout.startswith("risks/SRR-0001.md: - 2026-02-02 ura: not-started, owner ura")
    assert path.read_bytes() == before


@each_case(
    ("arguments", "said"),
    [
        (("1", "sato"), "--note is missing"),
        (("1", "sato", "--note", "ok"), "--note is 'ok', which says nothing"),
        (("1", "a b", *WORDS), "HANDLE is 'a b'; write the handle of one person"),
        (("sato", *WORDS), "srr assign needs ID"),
        (
            ("PM-0001", "sato", *WORDS),
            "PM-0001 is a postmortem; only risks and concerns are handed over",
        ),
    ],
)
def test_what_cannot_be_handed_over_is_said_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "risks").mkdir(exist_ok=True)
    (tmp_path / "postmortems").mkdir(exist_ok=True)
    for path in ("risks/SRR-0001.md", "postmortems/PM-0001.md"):
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    done = srr(tmp_path, "assign", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Visits" not in (tmp_path / "risks/SRR-0001.md").read_text(encoding="utf-8")


def test_a_risk_that_is_done_is_not_handed_over(tmp_path: Path) -> None:
    registry(tmp_path)
    closing = ("--status", "done", "--resolution", "not-a-risk", "--note", "Not one customer.")
    srr(tmp_path, "visit", "1", *closing, "--by", "ura")
    done = srr(tmp_path, "assign", "1", "sato", *WORDS)
    assert (done.returncode, done.stderr) == (
        2,
        "srr: SRR-0001 is done; nobody has to carry it any longer\n",
    )


def test_on_a_terminal_the_reason_is_asked_for_and_not_lost(tmp_path: Path) -> None:
    registry(tmp_path)
    done = typed(tmp_path, "She knows it.\n", "assign", "1", "ura")
    assert "ura is the owner of SRR-0001 already" in done.stderr
    assert "What you typed: --note 'She knows it.'" in done.stderr
