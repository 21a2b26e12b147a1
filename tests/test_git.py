"""git answered by real repositories."""

from pathlib import Path

import pytest

from srr.git import GitError, names_on_branches, remotes, top, user_name
from terminal import AUTHOR, commit, git, repository


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def test_names_come_from_every_local_branch(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, "risks/SRR-0001.md")
    git(repo, "switch", "--quiet", "--create", "other")
    commit(repo, "risks/SRR-0007.md")
    git(repo, "switch", "--quiet", "main")
    assert names_on_branches(repo, "risks") == {"SRR-0001.md", "SRR-0007.md"}


def test_names_come_from_remote_tracking_branches(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    git(origin, "switch", "--quiet", "--create", "theirs")
    commit(origin, "risks/SRR-0042.md")
    git(origin, "switch", "--quiet", "main")
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    assert names_on_branches(tmp_path / "clone", "risks") == {"SRR-0042.md"}


def test_names_are_those_below_the_registry_in_a_subfolder(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, "risks/SRR-0001.md")
    commit(repo, "信頼性 team/risks/SRR-0002.md")
    assert names_on_branches(repo / "信頼性 team", "risks") == {"SRR-0002.md"}


def test_names_may_be_japanese(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, "risks/SRR-0001-メモリ 増加.md")
    assert names_on_branches(repo, "risks") == {"SRR-0001-メモリ 増加.md"}


def test_a_worktree_and_a_detached_head_see_the_same_branches(tmp_path: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "risks/SRR-0003.md")
    git(repo, "worktree", "add", "--quiet", "--detach", str(tmp_path / "beside"), "main~1")
    assert names_on_branches(tmp_path / "beside", "risks") == {"SRR-0003.md"}


def test_a_repository_without_commits_has_no_names(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert names_on_branches(tmp_path, "risks") == set()


def test_a_file_or_a_link_in_place_of_the_folder_has_no_names(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    (repo / "postmortems").symlink_to("elsewhere")
    commit(repo, "risks", "a file\n")
    git(repo, "add", "postmortems")
    git(repo, "commit", "--quiet", "--message=link")
    assert names_on_branches(repo, "risks") == set()
    assert names_on_branches(repo, "postmortems") == set()


def test_names_are_read_with_long_object_names_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    commit(tmp_path, "risks/SRR-0001.md")
    commit(tmp_path, "risks/SRR-0002.md")
    assert names_on_branches(tmp_path, "risks") == {"SRR-0001.md", "SRR-0002.md"}


def test_what_a_hook_leaves_in_the_environment_leads_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = repository(tmp_path / "ours"), repository(tmp_path / "theirs")
    commit(ours, "risks/SRR-0001.md")
    commit(theirs, "risks/SRR-0099.md")
    monkeypatch.setenv("GIT_DIR", str(theirs / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(theirs))
    monkeypatch.setenv("GIT_INDEX_FILE", str(theirs / ".git" / "index"))
    assert names_on_branches(ours, "risks") == {"SRR-0001.md"}
    assert top(ours) == ours


def test_outside_of_a_repository_there_is_no_top_and_no_answer(tmp_path: Path) -> None:
    assert top(tmp_path) is None
    assert remotes(tmp_path) == ()
    with pytest.raises(GitError, match="not a git repository"):
        names_on_branches(tmp_path, "risks")


def test_without_git_there_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert top(tmp_path) is None
    assert user_name(tmp_path) is None
    with pytest.raises(GitError, match="git cannot be run"):
        names_on_branches(tmp_path, "risks")


def test_the_top_of_a_subfolder_is_the_work_tree(tmp_path: Path) -> None:
    repo = repository(tmp_path / "信頼性")
    (repo / "a" / "b").mkdir(parents=True)
    assert top(repo / "a" / "b") == repo


def test_the_user_name_is_that_of_the_repository(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    assert user_name(repo) is None
    git(repo, "config", "user.name", AUTHOR)
    assert user_name(repo) == AUTHOR


def test_origin_is_the_first_remote(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    git(repo, "remote", "add", "backup", "https://example.com/b.git")
    git(repo, "remote", "add", "origin", "git@gitlab.example.com:a/b.git")
    assert remotes(repo) == ("git@gitlab.example.com:a/b.git", "https://example.com/b.git")
