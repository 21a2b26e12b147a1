"""srr doctor: what it looks at is there, and the exit code says whether all is well."""

import json
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from kit.terminal import commit, git, repository, srr
from srr.repository import surroundings, today

HOOK = "#!/bin/sh\nexec srr lint --staged\n"


@pytest.fixture
def well(tmp_path: Path) -> Path:
    """A registry at which nothing is wrong."""
    repo = repository(tmp_path / "repo")
    commit(repo, "srr.toml", "")
    commit(repo, "risks/SRR-0001.md")
    hook = repo / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK, encoding="utf-8")
    hook.chmod(0o755)
    return repo


def checks_that_fail(folder: Path) -> list[str]:
    done = srr(folder, "doctor", "--json")
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["version"] == 1
    assert found["checks"] == ["settings", "history", "time-zone", "pages", "requirement", "hooks"]
    assert done.returncode == (1 if found["diagnoses"] else 0)
    return [each["check"] for each in found["diagnoses"]]


def test_where_all_is_well_it_says_so_and_ends_with_0(well: Path) -> None:
    done = srr(well, "doctor")
    assert (done.returncode, done.stdout) == (0, "6 checks: no problems.\n")
    assert checks_that_fail(well) == []


def test_each_thing_that_is_wrong_comes_with_its_remedy(well: Path) -> None:
    (well / ".git/hooks/pre-commit").chmod(0o644)
    done = srr(well, "doctor")
    assert done.returncode == 1
    assert done.stdout == (
        "hooks: no hook checks the records before a commit, so mistakes first show up in CI\n"
        "  remedy: put what srr init prints into .pre-commit-config.yaml, then run pre-commit install\n"
        "\n"
        "6 checks: 1 problem.\n"
    )


def test_it_speaks_the_language_of_the_registry(well: Path) -> None:
    (well / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    (well / "pyproject.toml").write_text("[tool.srr]\n", encoding="utf-8")
    done = srr(well, "doctor")
    assert "pyproject.toml [tool.srr] の設定は効いていない" in done.stdout
    assert "問題 1 件。" in done.stdout


def test_settings_of_a_folder_around_the_registry_are_found(well: Path) -> None:
    inner = well / "reliability"
    (inner / "risks").mkdir(parents=True)
    assert checks_that_fail(inner) == [], "those of another registry do their work there"
    (well / "risks").rename(well / "old")
    assert checks_that_fail(inner) == ["settings"]


@pytest.mark.parametrize("path", ["risks/srr.toml", ".srr/srr.toml", "pyproject.toml"])
def test_settings_in_a_place_that_is_not_read_are_found(well: Path, path: str) -> None:
    (well / path).parent.mkdir(exist_ok=True)
    (well / path).write_text('[tool.srr]\nlanguage = "ja"\n', encoding="utf-8")
    assert checks_that_fail(well) == ["settings"]


def test_a_shallow_clone_and_a_folder_without_git_are_found(well: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{well}", "shallow")
    assert checks_that_fail(tmp_path / "shallow") == ["history", "hooks"]
    (tmp_path / "plain/risks").mkdir(parents=True)
    assert checks_that_fail(tmp_path / "plain") == ["history"]


def test_a_workflow_that_publishes_is_found_and_that_of_srr_init_is_not(well: Path) -> None:
    srr(well, "init", "--requirement", "srr==0.1.0")
    assert checks_that_fail(well) == []
    path = well / ".github/workflows/srr-site.yml"
    path.write_text(
        path.read_text("utf-8").replace("vars.SRR_PAGES == 'true'", "always()"), "utf-8"
    )
    done = srr(well, "doctor")
    assert "pages: .github/workflows/srr-site.yml publishes to Pages on every run" in done.stdout


def test_missing_time_zone_data_is_found_where_other_commands_end(well: Path) -> None:
    (well / "srr.toml").write_text('timezone = "Asia/Nowhere"\n', encoding="utf-8")
    assert "no time zone is called Asia/Nowhere" in srr(well, "list").stderr
    assert checks_that_fail(well) == ["time-zone"]
    with (
        patch.object(today, "has_zones", lambda: False),
        patch.object(surroundings, "has_zones", lambda: False),
    ):
        assert "no time zone data for Asia/Nowhere; pip install tzdata" in srr(well, "list").stderr
        assert "this machine has no time zone data" in srr(well, "doctor").stdout


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("areaz = 1\n", "did you mean areas?"),
        ('rules = { scor = "off" }\n', "no rule is called scor"),
    ],
)
def test_it_ends_with_2_where_it_cannot_look(well: Path, settings: str, reason: str) -> None:
    (well / "srr.toml").write_text(settings, encoding="utf-8")
    done = srr(well, "doctor")
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr


def test_a_folder_that_is_no_registry_is_refused(tmp_path: Path) -> None:
    for arguments in (("doctor",), ("--root", ".", "doctor")):
        done = srr(tmp_path, *arguments)
        assert done.returncode == 2
        assert "run srr init to start one" in done.stderr


def test_a_pipe_in_the_place_of_a_workflow_is_not_waited_for(well: Path) -> None:
    folder = well / ".github/workflows"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "a.yml")
    assert checks_that_fail(well) == []


def test_it_writes_nothing(well: Path) -> None:
    before = git(well, "status", "--porcelain", "--ignored")
    srr(well, "doctor")
    assert git(well, "status", "--porcelain", "--ignored") == before
