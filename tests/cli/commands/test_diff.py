"""srr diff, run as a person and as a forge run it."""

import json
import shutil
from pathlib import Path

import pytest

from kit.replay import HISTORIES, replay, save, step
from kit.terminal import git, srr


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository whose last commit hides risks."""
    replay("quarter", tmp_path / "repo")
    return tmp_path / "repo"


def test_a_branch_is_told_in_text(history: Path) -> None:
    done = srr(history, "diff", "HEAD~1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 deleted, 1 unreadable, 1 renamed,")
    assert "Compared the working tree with HEAD~1 (" in done.stdout
    assert "as of 2026-02-02 (SRR_TODAY)." in done.stdout
    assert "potential_impact goes from 10 to 3, and no new visit names that change" in done.stdout


def test_two_commits_are_compared_whatever_the_working_tree_holds(history: Path) -> None:
    shutil.rmtree(history / "risks")
    done = srr(history, "diff", "HEAD~2", "HEAD~1", "--format", "json")
    told = json.loads(done.stdout)
    assert [row["id"] for row in told["records"]] == ["SRR-0004", "SRR-0005", "SRR-0001"]
    assert told["head"] == {"name": "HEAD~1", "commit": git(history, "rev-parse", "HEAD~1").strip()}


def test_what_is_not_committed_is_told_too(history: Path) -> None:
    step(HISTORIES / "quarter" / "2-review", history)
    (history / "risks" / "SRR-0009.md").write_bytes(
        (history / "risks" / "SRR-0001.md").read_bytes().replace(b"SRR-0001", b"SRR-0009")
    )
    told = json.loads(srr(history, "diff", "HEAD", "--format", "json").stdout)
    assert [(row["id"], row["acts"]) for row in told["records"]] == [("SRR-0009", ["added"])]


def test_no_change_is_said_with_what_was_compared(history: Path) -> None:
    done = srr(history, "diff", "main")
    commit = git(history, "rev-parse", "--short=12", "HEAD").strip()
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "No risk, postmortem or setting changed.",
        "Open risks 3, total priority 24, unreadable files 1.",
        f"Compared the working tree with main ({commit}), as of 2026-02-02 (SRR_TODAY).",
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_what_cannot_be_compared_is_one_sentence_and_2(history: Path, form: str) -> None:
    done = srr(history, "diff", "gone", "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "srr: cannot compare with gone: no such commit, or no history shared with it\n"
    )


def test_a_checkout_one_deep_is_no_silent_no_change(history: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", history.as_uri(), "clone")
    done = srr(tmp_path / "clone", "diff", GITHUB_BASE_REF="gone", GITHUB_SHA="0" * 40)
    assert done.returncode == 2
    assert "fetch-depth: 2" in done.stderr


def test_nothing_that_names_a_base_is_said(history: Path) -> None:
    done = srr(history, "diff", GITHUB_BASE_REF="", CI_MERGE_REQUEST_DIFF_BASE_SHA="", SRR_BASE="")
    assert done.returncode == 2
    assert "nothing says what to compare with" in done.stderr


def test_a_registry_without_a_record_on_either_side_is_refused(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    git(tmp_path, "init", "--quiet")
    save(tmp_path, "start")
    done = srr(tmp_path, "diff", "HEAD")
    assert done.returncode == 2
    assert "no record" in done.stderr


def test_deleting_every_record_is_told(history: Path) -> None:
    for folder in ("risks", "postmortems"):
        shutil.rmtree(history / folder)
    told = json.loads(srr(history, "diff", "HEAD", "--format", "json").stdout)
    assert {act for row in told["records"] for act in row["acts"]} == {"deleted"}
    assert len(told["records"]) == 5


def test_the_language_is_that_of_the_registry_as_it_is_now(history: Path) -> None:
    (history / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    done = srr(history, "diff", "HEAD~1", "--format", "markdown")
    assert done.stdout.startswith("<!-- srr-diff -->\n**削除 1 件、")


def test_a_baseline_that_grows_is_told(history: Path) -> None:
    done = srr(history, "baseline", "write")
    assert done.returncode == 0, done.stderr
    done = srr(history, "diff", "HEAD")
    assert "Settings got weaker." in done.stdout
    assert "the baseline grew" in done.stdout


@pytest.mark.parametrize("number", [3, 60])
def test_git_is_run_a_handful_of_times_whatever_the_number_of_records(
    tmp_path: Path, number: int
) -> None:
    repo, counted = tmp_path / "repo", tmp_path / "bin"
    replay("quarter", repo)
    text = (repo / "risks" / "SRR-0001.md").read_text(encoding="utf-8")
    for owner in ("ura", "sato"):
        for n in range(1000, 1000 + number):
            new = text.replace("SRR-0001", f"SRR-{n}").replace("owner: ura", f"owner: {owner}")
            (repo / "risks" / f"SRR-{n}.md").write_text(new, encoding="utf-8")
        save(repo, owner)
    counted.mkdir()
    git_here = shutil.which("git")
    (counted / "git").write_text(
        f'#!/bin/sh\necho "$*" >> "{tmp_path}/runs"\nexec "{git_here}" "$@"\n', encoding="utf-8"
    )
    (counted / "git").chmod(0o755)
    done = srr(repo, "diff", "HEAD~1", "--format", "json", PATH=f"{counted}:/usr/bin:/bin")
    assert len(json.loads(done.stdout)["records"]) == number
    assert len((tmp_path / "runs").read_text(encoding="utf-8").splitlines()) <= 5
