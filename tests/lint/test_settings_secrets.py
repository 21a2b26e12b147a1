"""lint searches the settings for secrets as it does the records."""

from pathlib import Path

import pytest

from kit.dated import commit_on
from kit.examples import record
from kit.secrets import word
from kit.terminal import git, repository, srr
from srr.exporters.findings import FORMATS

RISK = "risks/SRR-0001.md"
TOKEN, OTHER = ("ghp_" + word(36) for _ in range(2))
SETTINGS = f'grace_days = 1\n# srr: ignore[safety-secret] an example\nareas = ["{OTHER}"]\ntitle = "{TOKEN}"\n'
FOUND = "srr.toml:4:10"
DAY = ("--today", "2026-01-28")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository(tmp_path)
    commit_on(tmp_path, "2026-01-28", {"srr.toml": "", RISK: record(RISK)})
    (tmp_path / "srr.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def secrets(root: Path, *words: str) -> list[str]:
    done = srr(root, "lint", "--select", "safety", "--format", "concise", *words, *DAY)
    assert TOKEN not in done.stdout + done.stderr
    assert OTHER not in done.stdout + done.stderr
    return [line.split(": ")[0] for line in done.stdout.splitlines() if "safety-secret" in line]


def test_a_secret_in_the_settings_is_an_error_but_for_an_example(root: Path) -> None:
    done = srr(root, "lint", *DAY)
    assert done.returncode == 1
    assert f"  --> {FOUND}" in done.stdout
    assert "4 | title = " in done.stdout
    assert secrets(root) == [FOUND]
    assert secrets(root, "--base", "HEAD") == [FOUND]


def test_what_is_staged_is_searched_and_what_is_not_staged_is_not(root: Path) -> None:
    assert secrets(root, "--staged") == []
    git(root, "add", "srr.toml")
    assert secrets(root, "--staged") == [FOUND]


def test_a_second_secret_of_a_kind_is_no_old_one(root: Path) -> None:
    commit_on(root, "2026-01-29", {"srr.toml": f'title = "{TOKEN}"\n'})
    assert secrets(root, "--base", "HEAD") == []
    (root / "srr.toml").write_text(f'title = "{OTHER}"\n', "utf-8")
    assert secrets(root, "--base", "HEAD") == ["srr.toml:1:10"]


def test_lint_of_one_record_says_nothing_of_the_settings(root: Path) -> None:
    assert secrets(root, RISK) == []


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_the_secret(root: Path, name: str) -> None:
    done = srr(root, "lint", "--show-ignored", "--format", name, *DAY)
    assert done.returncode == 1
    assert not any(secret in done.stdout + done.stderr for secret in (TOKEN, OTHER, TOKEN[4:]))


def test_settings_in_a_project_file_are_searched(root: Path) -> None:
    (root / "srr.toml").unlink()
    (root / "pyproject.toml").write_text(
        f'[tool.x]\na = "{OTHER}"\n[tool.srr]\ntitle = "{TOKEN}"\n', "utf-8"
    )
    assert secrets(root) == ["pyproject.toml:4:10"]


def test_the_people_are_searched(root: Path) -> None:
    (root / "srr.toml").write_text("", "utf-8")
    (root / "people.toml").write_text(f'[ura]\nname = "{TOKEN}"\n[{OTHER}]\n', "utf-8")
    assert secrets(root) == ["people.toml:2:9", "people.toml:3:2"]
