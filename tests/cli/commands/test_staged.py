"""srr lint --staged and srr fix --staged: what the next commit would change, read from the index."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import commit, environment, git, repository, srr

PATH = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"


def text(path: str, *lines: str) -> str:
    added = "".join(f"{line}\n" for line in lines)
    return record(path).replace("\n---\n", f"\n{added}---\n", 1)


def write(folder: Path, path: str, *lines: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text(path, *lines), encoding="utf-8")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return a repository whose only record, committed, has an old error."""
    repository(tmp_path)
    commit(tmp_path, PATH, text(PATH, "bogus: 1"))
    return tmp_path


def test_an_old_error_in_another_file_does_not_hold_up_the_commit(repo: Path) -> None:
    write(repo, OTHER)
    git(repo, "add", OTHER)
    assert srr(repo, "lint").returncode == 1
    done = srr(repo, "lint", "--staged")
    assert done.returncode == 0
    assert "1 older in files that were not touched" in done.stdout


def test_an_error_that_is_staged_fails(repo: Path) -> None:
    write(repo, OTHER, "area: kitchen")
    git(repo, "add", OTHER)
    done = srr(repo, "lint", "--staged")
    assert done.returncode == 1
    assert "error[field-value]" in done.stdout
    assert "field-unknown" not in done.stdout


def test_what_is_not_staged_plays_no_part(repo: Path) -> None:
    write(repo, OTHER)
    git(repo, "add", OTHER)
    write(repo, OTHER, "area: kitchen")
    write(repo, "risks/SRR-0003.md", "area: kitchen")
    assert srr(repo, "lint", "--staged").returncode == 0


def test_what_is_staged_counts_although_the_file_is_mended_since(repo: Path) -> None:
    write(repo, OTHER, "area: kitchen")
    git(repo, "add", OTHER)
    write(repo, OTHER)
    assert srr(repo, "lint", "--staged").returncode == 1


def test_a_record_that_another_one_needs_is_missed_when_its_deletion_is_staged(repo: Path) -> None:
    write(repo, OTHER, "related: [SRR-0001]")
    git(repo, "add", OTHER)
    git(repo, "commit", "--quiet", "--message=more")
    git(repo, "rm", "--quiet", PATH)
    done = srr(repo, "lint", "--staged")
    assert done.returncode == 1
    assert "link-broken" in done.stdout


def test_settings_and_baseline_are_those_that_are_staged(repo: Path) -> None:
    write(repo, OTHER, "area: kitchen")
    (repo / "srr.toml").write_text('areas = ["kitchen"]\n', encoding="utf-8")
    git(repo, "add", OTHER)
    assert srr(repo, "lint", "--staged").returncode == 1
    git(repo, "add", "srr.toml")
    assert srr(repo, "lint", "--staged").returncode == 0


def test_the_rules_of_change_wait_for_the_pull_request(repo: Path) -> None:
    commit(repo, OTHER, text(OTHER))
    (repo / OTHER).write_text(
        text(OTHER).replace("potential_impact: 6", "potential_impact: 3"), encoding="utf-8"
    )
    git(repo, "add", OTHER)
    assert srr(repo, "lint", "--base", "HEAD").returncode == 1
    assert srr(repo, "lint", "--staged").returncode == 0


def test_before_the_first_commit_everything_counts(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, PATH, "bogus: 1")
    git(tmp_path, "add", PATH)
    done = srr(tmp_path, "lint", "--staged")
    assert done.returncode == 1
    assert "; there is no commit yet to compare with: 1 error." in done.stdout
    assert "HEAD" not in done.stdout
    assert json.loads(srr(tmp_path, "lint", "--staged", "--format=json").stdout)["base"] is None


def test_without_git_it_says_so(tmp_path: Path) -> None:
    write(tmp_path, PATH)
    done = srr(tmp_path, "lint", "--staged")
    assert done.returncode == 2
    assert done.stderr == (
        "srr: what is staged cannot be read: this folder is not in a git repository; run git init\n"
    )


def test_a_base_beside_it_is_refused(repo: Path) -> None:
    done = srr(repo, "lint", "--staged", "--base", "main")
    assert done.returncode == 2
    assert "leave out --base" in done.stderr


def test_fix_mends_the_staged_records_only(repo: Path) -> None:
    write(repo, OTHER, "priority: 10")
    write(repo, "risks/SRR-0003.md", "priority: 10")
    git(repo, "add", OTHER)
    done = srr(repo, "fix", "--staged")
    assert done.returncode == 0, done.stderr
    assert "priority: 12" in (repo / OTHER).read_text(encoding="utf-8")
    assert "priority: 10" in (repo / "risks/SRR-0003.md").read_text(encoding="utf-8")


def test_in_a_hook_the_index_of_the_commit_counts_in_a_subfolder_too(tmp_path: Path) -> None:
    repository(tmp_path)
    folder = tmp_path / "信頼性"
    write(folder, PATH)
    write(folder, OTHER, "area: kitchen")
    git(tmp_path, "add", "--all")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\n"{sys.executable}" -m srr --root 信頼性 lint --staged\n', encoding="utf-8"
    )
    hook.chmod(0o755)
    assert not committed(tmp_path, "--all")
    # The index of this commit holds the one file, and the other stays staged.
    assert committed(tmp_path, f"信頼性/{PATH}")
    assert git(tmp_path, "show", "--name-only", "--format=", "-z").rstrip("\0") == f"信頼性/{PATH}"


def committed(folder: Path, *arguments: str) -> bool:
    author = ("-c", "user.name=Ura", "-c", "user.email=ura@example.com")
    command = ["git", *author, "commit", "--quiet", "--message=x", *arguments]
    env = environment(PATH=os.environ["PATH"])
    return subprocess.run(command, cwd=folder, env=env, check=False).returncode == 0


def test_the_settings_of_the_last_commit_wait_for_the_pull_request_too(repo: Path) -> None:
    late = text(OTHER).replace("2026-01-26", "2026-01-12").replace("2026-02-05", "2026-01-26")
    commit(repo, OTHER, late)
    (repo / OTHER).write_text(late.replace("owner: ura", "owner: kato"), encoding="utf-8")
    git(repo, "add", OTHER)
    assert srr(repo, "lint", "--staged").returncode == 1
    (repo / "srr.toml").write_text("grace_days = 365\n", encoding="utf-8")
    git(repo, "add", "srr.toml")
    assert srr(repo, "lint", "--staged").returncode == 0
    assert srr(repo, "lint", "--base", "HEAD").returncode == 1
