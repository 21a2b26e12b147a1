"""Settings and baseline mean the same on the disk, in the index and in a commit."""

import subprocess
from pathlib import Path

import pytest

from kit.examples import record, tree
from kit.terminal import srr
from srr.lint import baseline
from srr.repository import merge_base
from srr.repository.errors import CannotDo
from srr.repository.settings_file import baseline_in, settings_in, usable_settings_in
from srr.repository.workspace import open_workspace

MARK = b"\xef\xbb\xbf"


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def committed(root: Path) -> Path:
    (root / "risks").mkdir(exist_ok=True)
    path = root / "risks/SRR-0001.md"
    if not path.exists():
        path.write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "ura")
    git(root, "config", "user.email", "ura@example.com")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Start")
    return root


def lint(root: Path, *words: str) -> tuple[int, str]:
    done = srr(root, "lint", *words, "--today", "2026-02-02")
    return done.returncode, done.stderr


def test_a_baseline_with_a_byte_order_mark_is_the_same_on_the_disk_and_in_a_commit(
    tmp_path: Path,
) -> None:
    (tmp_path / "risks").mkdir()
    path = "risks/SRR-0001.md"
    (tmp_path / path).write_bytes(tree("area: kitchen\n", path)[path])
    assert srr(tmp_path, "baseline", "write", "--today", "2026-02-02").returncode == 0
    file = tmp_path / baseline.FILE
    file.write_bytes(MARK + file.read_bytes())
    opened = open_workspace(committed(tmp_path))
    assert opened.baseline.counts
    assert merge_base.at(opened, "HEAD", "HEAD").baseline == opened.baseline
    assert merge_base.staged(opened).baseline == opened.baseline


def test_settings_with_a_byte_order_mark_are_the_same_on_the_disk_and_in_a_commit(
    tmp_path: Path,
) -> None:
    (tmp_path / "srr.toml").write_bytes(MARK + b"grace_days = 3\n")
    opened = open_workspace(committed(tmp_path))
    assert opened.settings.grace_days == 3
    assert merge_base.at(opened, "HEAD", "HEAD").settings == opened.settings


@pytest.mark.parametrize("name", ["srr.toml", "pyproject.toml"])
def test_settings_behind_a_link_are_refused_on_the_disk_and_in_the_index_alike(
    tmp_path: Path, name: str
) -> None:
    committed(tmp_path)
    (tmp_path / "elsewhere.toml").write_text("grace_days = 3\n", encoding="utf-8")
    (tmp_path / name).symlink_to("elsewhere.toml")
    git(tmp_path, "add", "-A")
    for words in ((), ("--staged",)):
        code, said = lint(tmp_path, *words)
        assert code == 2
        assert f"{name} cannot be read: it is a symbolic link" in said


@pytest.mark.parametrize("name", ["srr.toml", "pyproject.toml", baseline.FILE])
def test_a_file_that_is_too_large_is_refused_with_the_limit(tmp_path: Path, name: str) -> None:
    committed(tmp_path)
    with (tmp_path / name).open("wb") as file:
        file.truncate(17 * 1024 * 1024 + 1)
    code, said = lint(tmp_path)
    assert code == 2
    assert f"{name} cannot be read: it has 18 MiB, more than the 16 MiB that srr reads" in said


def test_a_staged_baseline_that_cannot_be_read_is_refused_as_on_the_disk(tmp_path: Path) -> None:
    committed(tmp_path)
    (tmp_path / baseline.FILE).write_text("{", encoding="utf-8")
    git(tmp_path, "add", "-A")
    (tmp_path / baseline.FILE).unlink()
    code, said = lint(tmp_path, "--staged")
    assert code == 2
    assert f"{baseline.FILE} cannot be read" in said


def test_a_base_may_name_a_rule_that_no_longer_exists() -> None:
    files = {"srr.toml": b"[rules]\nscore-prioriti = 'off'\n"}
    assert settings_in(files).rules
    with pytest.raises(CannotDo, match="no rule is called score-prioriti"):
        usable_settings_in(files)


def test_without_a_baseline_nothing_is_kept() -> None:
    assert baseline_in({}) == baseline.EMPTY
