"""srr baseline: an old registry adopts the linter, and what it owes can only shrink."""

import json
import os
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import commit, git, repository, srr

PATH = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"
FILE = "srr-baseline.json"


def write(folder: Path, path: str, *lines: str) -> None:
    text = record(path)
    (folder / path).parent.mkdir(exist_ok=True)
    added = "".join(f"{line}\n" for line in lines)
    (folder / path).write_text(text.replace("\n---\n", f"\n{added}---\n", 1), encoding="utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    write(tmp_path, PATH, "area: kitchen", "bogus: 1")
    return tmp_path


def test_an_old_registry_lints_clean_at_once_and_what_is_new_is_found(old: Path) -> None:
    assert srr(old, "lint").returncode == 1
    done = srr(old, "baseline", "write")
    assert done.returncode == 0
    assert done.stdout == "srr-baseline.json: 2 findings in 2 entries.\n"
    lint = srr(old, "lint")
    assert (lint.returncode, "2 ignored" in lint.stdout) == (0, True)
    write(old, OTHER, "area: kitchen")
    assert srr(old, "lint").returncode == 1


def test_the_reason_is_shown_on_demand(old: Path) -> None:
    srr(old, "baseline", "write")
    assert srr(old, "lint", "--show-ignored").stdout.count("ignored: baseline\n") == 2
    ignored = json.loads(srr(old, "lint", "--format", "json").stdout)["ignored"]
    assert {row["reason"] for row in ignored} == {"baseline"}


def test_why_a_file_cannot_be_read_is_said_though_the_baseline_holds_it(old: Path) -> None:
    (old / OTHER).write_text("---\ntitle: [open\n---\n", encoding="utf-8")
    srr(old, "baseline", "write")
    lint = srr(old, "lint")
    assert lint.returncode == 0
    assert f"--> {OTHER}:2:8\n" in lint.stdout
    assert lint.stdout.count("ignored: baseline\n") == 1
    assert "a bracket is opened here and not closed" in lint.stdout


def test_it_does_not_grow_unless_it_is_told_to(old: Path) -> None:
    srr(old, "baseline", "write")
    before = (old / FILE).read_bytes()
    write(old, OTHER, "area: kitchen")
    refused = srr(old, "baseline", "write")
    assert refused.returncode == 2
    assert "would grow by 1 finding: SRR-0002 field-value (area)" in refused.stderr
    assert (old / FILE).read_bytes() == before
    assert srr(old, "baseline", "write", "--grow").returncode == 0
    assert srr(old, "lint").returncode == 0


def test_writing_again_takes_out_what_is_mended(old: Path) -> None:
    srr(old, "baseline", "write")
    write(old, PATH, "area: kitchen")
    assert srr(old, "baseline", "write").stdout.startswith("1 finding taken out.\n")
    assert [row["key"] for row in json.loads((old / FILE).read_text())["findings"]] == ["area"]


def test_check_fails_on_what_is_stale_until_it_is_pruned(old: Path) -> None:
    srr(old, "baseline", "write")
    assert srr(old, "baseline", "check").returncode == 0
    write(old, PATH, "area: kitchen")
    checked = srr(old, "baseline", "check")
    assert checked.returncode == 1
    assert "stale: SRR-0001 field-unknown (bogus), 1\n" in checked.stdout
    assert "warning[ignore-unused]" in srr(old, "lint").stdout
    assert srr(old, "lint", "--fail-on", "warning").returncode == 1
    assert srr(old, "baseline", "prune").returncode == 0
    assert srr(old, "baseline", "check").returncode == 0
    assert srr(old, "lint", "--fail-on", "warning").returncode == 0


def test_check_fails_on_what_is_beyond_it_and_prune_does_not_take_it_in(old: Path) -> None:
    srr(old, "baseline", "write")
    write(old, OTHER, "area: kitchen")
    checked = srr(old, "baseline", "check")
    assert checked.returncode == 1
    assert "beyond: SRR-0002 field-value (area), 1\n" in checked.stdout
    srr(old, "baseline", "prune")
    assert srr(old, "lint").returncode == 1


def test_the_file_goes_when_nothing_is_left_in_it(old: Path) -> None:
    srr(old, "baseline", "write")
    write(old, PATH)
    done = srr(old, "baseline", "prune")
    assert done.returncode == 0
    assert not (old / FILE).exists()
    assert srr(old, "lint").returncode == 0


def test_nothing_to_let_pass_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, PATH)
    assert srr(tmp_path, "baseline", "write").returncode == 0
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("what", ["check", "prune"])
def test_without_a_file_there_is_nothing_to_check_or_prune(old: Path, what: str) -> None:
    done = srr(old, "baseline", what)
    assert done.returncode == 2
    assert "srr baseline write makes one" in done.stderr


def test_overdue_dates_are_left_out_and_counted(old: Path) -> None:
    done = srr(old, "baseline", "write", "--today", "2026-03-01")
    assert "Left out, because a baseline never holds them: 1 of visit-overdue" in done.stdout
    assert srr(old, "lint", "--today", "2026-03-01").returncode == 1


def test_a_file_that_cannot_be_read_stops_the_run(old: Path) -> None:
    (old / FILE).write_text("{", encoding="utf-8")
    for arguments in (("lint",), ("baseline", "write"), ("baseline", "check")):
        done = srr(old, *arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("srr: srr-baseline.json cannot be read: it is not JSON")


def test_a_link_in_its_place_is_not_written_through(old: Path) -> None:
    (old / "elsewhere.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    (old / FILE).symlink_to("elsewhere.json")
    done = srr(old, "baseline", "write", "--grow")
    assert done.returncode == 2
    assert "symbolic link" in done.stderr


def test_a_visit_to_a_record_in_the_baseline_is_not_refused(old: Path) -> None:
    srr(old, "baseline", "write")
    flags = ("--status", "watching", "--next", "2026-03-30", "--note", "Seen.", "--by", "ura")
    assert srr(old, "visit", "SRR-0001", *flags).returncode == 0


def test_a_pull_request_says_by_how_much_it_grows_the_baseline(old: Path) -> None:
    repository(old)
    commit(old, PATH, (old / PATH).read_text(encoding="utf-8"))
    srr(old, "baseline", "write")
    done = srr(old, "lint", "--base", "main")
    assert "the baseline grew: 1 of field-unknown" in done.stdout
    git(old, "add", FILE)
    git(old, "commit", "--quiet", "--message=adopt")
    assert "lets more pass" not in srr(old, "lint", "--base", "main").stdout


def test_a_file_name_that_is_no_text_goes_in_and_is_found_again(old: Path) -> None:
    (old / "risks" / os.fsdecode(b"\xff.md")).write_text("x", encoding="utf-8")
    assert srr(old, "baseline", "write").returncode == 0
    assert srr(old, "baseline", "check").returncode == 0


def test_a_pipe_in_its_place_stops_the_run(old: Path) -> None:
    os.mkfifo(old / FILE)
    done = srr(old, "lint")
    assert (done.returncode, done.stderr) == (
        2,
        f"srr: {FILE} cannot be read: not a regular file\n",
    )
