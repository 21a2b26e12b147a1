"""srr visit: every way from one status to another, on the real registry and on odd files."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import git, repository, srr, typed
from kit.thorough import some
from srr.lint.engine import check
from srr.lint.finding import Severity
from srr.repository import workspace
from srr.schema.vocabulary import STATUSES

ROOT = Path(__file__).parents[3]
PATH = "risks/SRR-0001.md"
DAY = ("--today", "2026-11-23")


def registry(root: Path, text: str | None = None) -> Path:
    (root / "risks").mkdir()
    (root / PATH).write_bytes((text or record(PATH)).encode())
    return root / PATH


def errors(root: Path, path: str) -> list[str]:
    """Return the rules that find an error at *path* of the real registry."""
    day = date.fromisoformat(DAY[1])
    opened = workspace.open_workspace(root, DAY[1])
    findings = check(opened.registry, opened.settings, day).within([path]).findings
    return [finding.rule for finding in findings if finding.severity is Severity.ERROR]


def real(root: Path, path: Path) -> Path:
    """Copy a record of the real registry, and those that it names, into *root*."""
    for name in {path.stem, *re.findall(r"\b(?:SRR|PM)-\d{4}\b", path.read_text("utf-8"))}:
        (source,) = ROOT.glob(f"*/{name}*.md")
        place = root / source.relative_to(ROOT)
        place.parent.mkdir(exist_ok=True)
        shutil.copy(source, place)
    shutil.copy(ROOT / "srr.toml", root)
    return root / "risks" / path.name


@pytest.mark.parametrize(
    "path", some(sorted((ROOT / "risks").glob("*.md"))), ids=lambda path: path.stem
)
def test_what_a_visit_writes_lints_clean_or_nothing_is_written(tmp_path: Path, path: Path) -> None:
    target = real(tmp_path, path)
    before = target.read_bytes()
    for status in STATUSES:
        target.write_bytes(before)
        extra = ("--resolution", "fixed") if status == "done" else ()
        done = srr(
            tmp_path,
            "visit",
            path.stem,
            "--status",
            status,
            "--note",
            "Seen.",
            "--by",
            "ura",
            *extra,
            *DAY,
        )
        after = target.read_bytes()
        if done.returncode == 0:
            assert f"{DAY[1]} ura: " in after.decode()
            assert errors(tmp_path, f"risks/{path.name}") == []
        else:
            assert done.returncode == 2
            assert done.stderr.startswith("srr: ")
            assert after == before


def test_a_visit_changes_its_line_its_status_and_its_date_alone(tmp_path: Path) -> None:
    target = registry(tmp_path)
    before = target.read_text(encoding="utf-8")
    done = srr(
        tmp_path,
        "visit",
        "srr-0001",
        "--status",
        "対応中",
        "--note",
        "Seen\n twice.",
        "--by",
        "sato",
    )
    line = "- 2026-02-02 sato: not-started -> in-progress, next 2026-02-19. Seen twice."
    expected = before.replace("not-started", "in-progress").replace("2026-02-05", "2026-02-19")
    assert (done.returncode, done.stdout) == (0, f"{PATH}: {line}\n")
    assert target.read_text(encoding="utf-8") == f"{expected}\n## Visits\n\n{line}\n"


def test_two_visits_on_one_day_stand_one_below_the_other(tmp_path: Path) -> None:
    target = registry(tmp_path)
    for note in ("One.", "Two."):
        assert srr(tmp_path, "visit", "SRR-0001", "--note", note, "--by", "ura").returncode == 0
    text = target.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("- 2026-02-02")]
    assert [line.rpartition(". ")[2] for line in lines] == ["One.", "Two."]
    assert srr(tmp_path, "lint").returncode == 0


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_are_kept(tmp_path: Path, mark: str) -> None:
    target = registry(tmp_path, mark + record(PATH).replace("\n", "\r\n"))
    done = srr(tmp_path, "visit", "SRR-0001", "--note", "Seen.", "--by", "ura")
    text = target.read_bytes().decode()
    if mark:  # the byte order mark is itself a finding, so nothing is written
        assert done.returncode == 2
        assert "file-encoding" in done.stderr
        assert "Visits" not in text
        return
    assert done.returncode == 0
    assert text.count("\n") == text.count("\r\n")
    assert "## Visits\r\n\r\n- 2026-02-02 ura: not-started, next" in text


def test_a_japanese_record_gets_its_japanese_heading(tmp_path: Path) -> None:
    headings = {
        "Summary": "概要",
        "Log": "リスクの認知〜原因特定までのログ",
        "Cause": "原因",
        "Plan": "対策方針",
        "Countermeasures": "対策ログ",
        "Next action": "次のアクション",
    }
    text = record(PATH)
    for english, japanese in headings.items():
        text = text.replace(f"## {english}\n", f"## {japanese}\n")
    target = registry(tmp_path, text)
    done = srr(tmp_path, "visit", "SRR-0001", "--note", "p99 は安定。", "--by", "浦")
    assert done.returncode == 0
    assert "## 確認履歴\n\n- 2026-02-02 浦: not-started, next" in target.read_text(encoding="utf-8")
    assert srr(tmp_path, "lint").returncode == 0


def test_done_takes_the_date_away_and_gives_the_reason(tmp_path: Path) -> None:
    target = registry(tmp_path)
    arguments = (
        "--status",
        "done",
        "--resolution",
        "not-a-risk",
        "--note",
        "Not one customer.",
        "--by",
        "ura",
    )
    assert srr(tmp_path, "visit", "SRR-0001", *arguments).returncode == 0
    text = target.read_text(encoding="utf-8")
    assert "status: done\nresolution: not-a-risk\n" in text
    assert "next_visit" not in text
    back = srr(
        tmp_path, "visit", "SRR-0001", "--status", "watching", "--note", "Back.", "--by", "ura"
    )
    assert back.returncode == 0
    text = target.read_text(encoding="utf-8")
    assert "resolution" not in text
    assert "created: 2026-01-26\nnext_visit: 2026-" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("SRR-0001",), "--note is missing; give it"),
        (("SRR-0001", "--note", " \n"), "--note is empty; say something"),
        (("SRR-0001", "--note", "ok"), "--note is 'ok', which says nothing; write what you saw"),
        (
            ("SRR-0001", "--note", "Calm.", "--current-impact", "2"),
            "--current-impact is '2'; write one of 0, 1, 3, 6, 10, unknown",
        ),
        (("SRR-0001", "--note", "Calm.", "--scope", "9"), "--scope is '9'; write one of 1, 2, 3"),
        (("SRR-0001", "--note", "Calm.", "--status", "done"), "--resolution is missing; give it"),
        (
            ("SRR-0001", "--note", "Calm.", "--status", "paused"),
            "--status is 'paused'; write one of",
        ),
        (
            ("SRR-0001", "--note", "Calm.", "--next", "2026-02-30"),
            "--next is '2026-02-30'; write an existing date",
        ),
        (
            ("SRR-0001", "--note", "Calm.", "--next", "2027-02-02"),
            "SRR-0001 would not lint clean, so nothing was written:\n  visit-window: ",
        ),
        (("SRR-0001", "--note", "Calm.", "--by", "a b"), "--by is 'a b'; write the handle"),
        (
            ("SRR-0002", "--note", "Calm."),
            "no record is called SRR-0002; srr list --all shows them all",
        ),
        (("zzz", "--note", "Calm."), "no record is called zzz; srr list --all shows them all"),
        (("PM-0001", "--note", "Calm."), "PM-0001 is a postmortem; only risks are visited"),
        (
            ("SRR-0001", "--note", "a\x1bb"),
            "--note holds U+001B, which is invisible; type it without",
        ),
        (("SRR-0001", "--note", b"\xff"), "--note holds bytes that are not valid UTF-8"),
        (("SRR-0001", "--note", "Calm.", "--today", "soon"), "--today is 'soon'"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str | bytes, ...], said: str
) -> None:
    target = registry(tmp_path)
    (tmp_path / "postmortems").mkdir()
    pm = record("postmortems/PM-0001.md")
    (tmp_path / "postmortems" / "PM-0001.md").write_text(pm, encoding="utf-8")
    done = srr(tmp_path, "visit", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {said}")
    assert "\x1b" not in done.stderr
    assert target.read_text(encoding="utf-8") == record(PATH)


ACCEPTED = (
    record(PATH)
    .replace("not-started", "accepted")
    .replace("2026-01-26", "2025-12-01")
    .replace(
        "---\n\n## Summary",
        "acceptance: {{by: kato, decided: 2025-12-01, because: Rare., consequences: [Orders wait.],"
        " until: {}, reviewer: ura}}\n---\n\n## Summary",
    )
)


def test_the_last_visits_of_an_acceptance_take_the_last_working_day(tmp_path: Path) -> None:
    target = registry(tmp_path, ACCEPTED.format("2026-02-22"))
    visit = ("visit", "SRR-0001", "--note", "Seen.", "--by", "ura")
    assert srr(tmp_path, *visit).returncode == 0
    assert "- 2026-02-02 ura: accepted, next 2026-02-20. Seen." in target.read_text("utf-8")
    assert srr(tmp_path, *visit, "--next", "2026-02-03").returncode == 0
    assert srr(tmp_path, *visit, "--next", "2026-02-23").returncode == 2
    assert srr(tmp_path, "lint").returncode == 0


@pytest.mark.parametrize("until", ["2026-02-02", "2026-01-31"])
def test_an_acceptance_that_is_over_is_renewed_before_anything_is_asked(
    tmp_path: Path, until: str
) -> None:
    registry(tmp_path, ACCEPTED.format(until))
    done = typed(tmp_path, "accepted\n", "visit", "SRR-0001", "--by", "ura")
    assert done.returncode == 2
    assert f"the acceptance of SRR-0001 ends on {until}, so no day is left" in done.stderr
    assert "Next visit" not in done.stderr
    stays = srr(tmp_path, "visit", "SRR-0001", "--status", "accepted", "--note", "x").stderr
    assert stays.startswith(f"srr: the acceptance of SRR-0001 ends on {until}, so no day is left")
    other = ("--status", "watching", "--note", "We look again.", "--by", "ura")
    assert "Traceback" not in srr(tmp_path, "visit", "SRR-0001", *other).stderr


def test_a_record_whose_status_is_unknown_is_told(tmp_path: Path) -> None:
    registry(tmp_path, record(PATH).replace("not-started", "paused"))
    done = srr(tmp_path, "visit", "SRR-0001", "--note", "Calm.")
    assert done.stderr == (
        "srr: SRR-0001 has the status paused, which srr does not know; write one of not-started, in-progress,"
        " watching, mitigated, accepted, done into risks/SRR-0001.md first\n"
    )


def test_a_status_that_is_written_as_its_label_is_written_as_its_value(tmp_path: Path) -> None:
    target = registry(tmp_path, record(PATH).replace("not-started", "未着手"))
    done = srr(tmp_path, "visit", "SRR-0001", "--note", "Seen.", "--by", "ura")
    assert done.stdout.startswith(f"{PATH}: - 2026-02-02 ura: not-started, next ")
    assert "\nstatus: not-started\n" in target.read_text(encoding="utf-8")


def test_a_risk_that_was_closed_under_its_label_is_closed_for_srr(tmp_path: Path) -> None:
    # Neither fix nor lint can close it: both want a resolution and a visit with words.
    closed = (
        record(PATH)
        .replace("not-started", "完了")
        .replace("current_impact: 1", "current_impact: 0")
    )
    target = registry(tmp_path, closed)
    flags = ("--resolution", "obsolete", "--note", "It was closed in the old register.")
    done = srr(tmp_path, "visit", "SRR-0001", *flags, "--by", "ura")
    assert done.returncode == 0, done.stderr
    text = target.read_text(encoding="utf-8")
    assert "\nstatus: done\nresolution: obsolete\n" in text
    assert "next_visit" not in text
    assert srr(tmp_path, "lint").returncode == 0


def several(root: Path, **changed: str) -> dict[str, Path]:
    """Write three risks, each with the status that is given for it."""
    (root / "risks").mkdir()
    paths = {}
    for name in ("SRR-0001", "SRR-0002", "SRR-0003"):
        paths[name] = root / f"risks/{name}.md"
        text = record(f"risks/{name}.md").replace("not-started", changed.get(name, "not-started"))
        paths[name].write_text(text, encoding="utf-8")
    return paths


def test_several_risks_get_the_same_words_and_each_a_date_of_its_own(tmp_path: Path) -> None:
    paths = several(tmp_path, **{"SRR-0002": "watching"})
    words = ("--note", "First look.", "--by", "ura")
    done = srr(tmp_path, "visit", "SRR-0001", "srr-0002", "SRR-0001", *words)
    assert done.stdout == (
        "risks/SRR-0001.md: - 2026-02-02 ura: not-started, next 2026-02-09. First look.\n"
        "risks/SRR-0002.md: - 2026-02-02 ura: watching, next 2026-04-01. First look.\n"
    )
    assert [path.read_text("utf-8").count("First look.") for path in paths.values()] == [1, 1, 0]
    assert srr(tmp_path, "lint").returncode == 0


def test_of_several_risks_all_are_written_or_none_and_each_refusal_is_said(tmp_path: Path) -> None:
    paths = several(tmp_path, **{"SRR-0002": "paused"})
    before = {name: path.read_bytes() for name, path in paths.items()}
    done = srr(tmp_path, "visit", *paths, "SRR-0009", "--note", "First look.", "--by", "ura")
    assert (done.returncode, done.stdout) == (2, "")
    first, *refusals = done.stderr.splitlines()
    assert first == "srr: nothing was written, because 2 of them cannot be:"
    assert refusals[0].startswith("SRR-0002 has the status paused, which srr does not know;")
    assert refusals[1].startswith("no record is called SRR-0009;")
    assert {name: path.read_bytes() for name, path in paths.items()} == before


def test_a_flag_that_several_risks_lack_is_named_once(tmp_path: Path) -> None:
    several(tmp_path)
    asked = ("visit", "SRR-0001", "SRR-0003", "--status", "done", "--note", "Gone.", "--by", "ura")
    missing = "srr: --resolution is missing; give it"
    assert srr(tmp_path, *asked).stderr == f"{missing}, or answer on a terminal\n"
    assert typed(tmp_path, "", *asked).stderr == f"{missing}\n"
    wrong = srr(tmp_path, "visit", "1", "3", "--status", "x", "--note", "Looked.", "--by", "ura")
    assert wrong.stderr.startswith("srr: --status is 'x'; write one of ")


@pytest.mark.parametrize(
    ("flags", "refusal"),
    [
        (("--resolution", "fixed"), "leave out --resolution"),
        (
            ("--status", "done", "--resolution", "obsolete", "--next", "2026-03-02"),
            "leave out --next",
        ),
    ],
)
def test_a_flag_that_the_status_has_no_use_for_is_refused(
    tmp_path: Path, flags: tuple[str, ...], refusal: str
) -> None:
    before = several(tmp_path)["SRR-0001"].read_bytes()
    done = srr(tmp_path, "visit", "SRR-0001", *flags, "--note", "First look.", "--by", "ura")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip().endswith(refusal)
    assert (tmp_path / "risks/SRR-0001.md").read_bytes() == before


def test_on_a_terminal_the_words_for_several_risks_are_asked_once_and_not_lost(
    tmp_path: Path,
) -> None:
    paths = several(tmp_path)
    done = typed(tmp_path, "First look.\n", "visit", "SRR-0001", "SRR-0002", "--by", "ura")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("What you saw") == 1
    assert "Status" not in done.stderr
    done = typed(tmp_path, "\n\nAgain.\n", "visit", "SRR-0003", "SRR-0003", "--by", "ura")
    assert "Status" in done.stderr, "twice the same is one risk"
    paths["SRR-0002"].write_text("lost", encoding="utf-8")
    done = typed(tmp_path, "Second look.\n", "visit", "SRR-0001", "SRR-0002", "--by", "ura")
    assert done.returncode == 2
    assert done.stderr.endswith("\nWhat you typed: --note 'Second look.'\n")


@pytest.mark.parametrize(
    ("old", "new", "todo", "rule"),
    [
        ("owner: ura", "area: kitchen\nowner: ura", f"correct {PATH}", "field-value"),
        ("likelihood: 2", "likelihood: '2'", f"run srr fix {PATH}", "field-value"),
        ("likelihood: 2", "likelihood: 2\npriority: 64", f"run srr fix {PATH}", "score-priority"),
        ("2026-01-26\n", "2026-01-26\nowner: sato\n", f"correct {PATH}", "front-matter-duplicate"),
        ("friday", "", f"correct {PATH}", "visit-log"),
    ],
)
def test_what_no_visit_repairs_is_refused_before_anything_is_asked(
    tmp_path: Path, old: str, new: str, todo: str, rule: str
) -> None:
    text = f"{record(PATH).replace(old, new, 1)}\n## Visits\n\n- 2026-01-30 looked at it\n"
    target = registry(tmp_path, text if rule == "visit-log" else text.partition("\n## Visits")[0])
    before = target.read_bytes()
    done = typed(tmp_path, "\n", "visit", "SRR-0001", "--by", "ura")
    assert done.returncode == 2
    assert done.stderr.startswith(
        f"srr: SRR-0001 has errors that a visit does not repair; {todo} first:\n  {rule}: "
    )
    assert target.read_bytes() == before


def test_an_overdue_or_undated_record_can_be_visited(tmp_path: Path) -> None:
    overdue = record(PATH).replace("2026-01-26", "2026-01-05").replace("2026-02-05", "2026-01-19")
    target = registry(tmp_path, overdue)
    for text in (overdue, overdue.replace("next_visit: 2026-01-19\n", "")):
        target.write_text(text, encoding="utf-8")
        done = srr(tmp_path, "visit", "SRR-0001", "--note", "Seen.", "--by", "ura")
        assert done.returncode == 0, done.stderr


def test_what_the_baseline_holds_is_no_reason_to_refuse(tmp_path: Path) -> None:
    registry(tmp_path, record(PATH).replace("owner: ura", "area: kitchen\nowner: ura"))
    assert srr(tmp_path, "baseline", "write").returncode == 0
    done = srr(tmp_path, "visit", "SRR-0001", "--note", "Seen.", "--by", "ura")
    assert done.returncode == 0, done.stderr


def test_a_refusal_shows_the_note_that_was_typed(tmp_path: Path) -> None:
    registry(tmp_path)
    note = "The stock service is fine since Friday."
    done = typed(tmp_path, f"mitigated\n2027-02-02\n{note}\n", "visit", "SRR-0001", "--by", "ura")
    assert done.returncode == 2
    assert "visit-window: 2027-02-02 is too late" in done.stderr
    flags = f"--status mitigated --next 2027-02-02 --note '{note}'"
    assert done.stderr.endswith(f"\nWhat you typed: {flags}\n")


def test_a_name_that_is_refused_is_refused_before_the_note(tmp_path: Path) -> None:
    registry(tmp_path)
    done = typed(tmp_path, "\n\nSeen.\n", "visit", "SRR-0001", "--by", "a b")
    assert done.returncode == 2
    assert "What you saw" not in done.stderr


def test_on_a_terminal_what_is_left_out_is_asked_for(tmp_path: Path) -> None:
    target = registry(repository(tmp_path))
    done = typed(tmp_path, "\n\nAll is calm.\n", "visit", "SRR-0001", "--by", "ura")
    assert done.returncode == 0
    assert "[not-started]: " in done.stderr
    assert "(2026-02-02 to 2026-02-16) [2026-02-09]: " in done.stderr
    assert "next 2026-02-09. All is calm.\n" in target.read_text(encoding="utf-8")


def test_on_a_terminal_done_asks_why(tmp_path: Path) -> None:
    target = registry(tmp_path)
    done = typed(
        tmp_path, "done\nobsolete\nThe service is gone.\n", "visit", "SRR-0001", "--by", "ura"
    )
    assert done.returncode == 0, done.stderr
    assert "resolution: obsolete\n" in target.read_text(encoding="utf-8")


def test_scores_are_changed_with_what_follows_from_them_and_named_in_the_line(
    tmp_path: Path,
) -> None:
    target = registry(tmp_path, record(PATH).replace("\n---\n", "\npriority: 12\n---\n", 1))
    flags = ("--potential-impact", "3", "--likelihood", "1", "--note", "One shop.", "--by", "ura")
    assert srr(tmp_path, "visit", "SRR-0001", *flags).returncode == 0
    text = target.read_text(encoding="utf-8")
    assert "potential_impact: 3\nlikelihood: 1\npriority: 3\n" in text
    assert "not-started, potential_impact 6 -> 3, likelihood 2 -> 1, next 2026-" in text


def test_a_level_follows_from_scope_and_severity_and_is_not_named(tmp_path: Path) -> None:
    text = record(PATH).replace("potential_impact: 6", "scope: 2\nseverity: 3\npotential_impact: 6")
    target = registry(tmp_path, text)
    flags = ("--note", "One shop.", "--by", "ura")
    assert srr(tmp_path, "visit", "SRR-0001", "--scope", "1", *flags).returncode == 0
    after = target.read_text(encoding="utf-8")
    assert "scope: 1\nseverity: 3\npotential_impact: 3\n" in after
    assert "not-started, scope 2 -> 1, next 2026-" in after
    refused = srr(tmp_path, "visit", "SRR-0001", "--potential-impact", "6", *flags)
    assert refused.returncode == 2
    assert "follows from scope and severity; give --scope or --severity" in refused.stderr
    assert target.read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    "scores",
    [
        ("--potential-impact", "3"),
        ("--scope", "1", "--severity", "3"),
        ("--scope", "3", "--severity", "5"),
    ],
)
def test_a_score_changed_by_a_visit_satisfies_the_pull_request(
    scores: tuple[str, ...], tmp_path: Path
) -> None:
    registry(repository(tmp_path))
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=risks")
    flags = ("--note", "One shop.", "--by", "ura")
    assert srr(tmp_path, "visit", "SRR-0001", *scores, *flags).returncode == 0
    done = srr(tmp_path, "lint", "--base", "HEAD")
    assert "change-" not in done.stdout
    assert done.returncode == 0


def test_a_dry_run_shows_the_lines_and_writes_nothing(tmp_path: Path) -> None:
    paths = several(tmp_path)
    before = [path.read_bytes() for path in paths.values()]
    words = ("--note", "First look.", "--by", "ura", "--dry-run")
    done = srr(tmp_path, "visit", "1", "2", *words)
    assert (done.returncode, done.stdout.count("First look.")) == (0, 2)
    assert [path.read_bytes() for path in paths.values()] == before
