"""git answered by real repositories."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.dated import commit_on
from kit.terminal import AUTHOR, commit, git, repository
from srr.documents.tree import MOST_BYTES, NotAFile
from srr.repository import git as ours
from srr.repository.git import (
    GitError,
    blobs,
    default_branch,
    differs,
    hook,
    is_on_origin,
    is_partial,
    log,
    names_on_branches,
    origin,
    remotes,
    top,
    tree_at,
    user_name,
)


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
    with pytest.raises(GitError, match="not in a git repository"):
        names_on_branches(tmp_path, "risks")


@pytest.mark.parametrize(
    "damage", [lambda git: (git / "HEAD").unlink(), lambda git: (git / "HEAD").write_text("x")]
)
def test_a_repository_that_is_damaged_is_named(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    repo = repository(tmp_path)
    (repo / "risks").mkdir()
    damage(repo / ".git")
    with pytest.raises(GitError, match=r"^git cannot use /.+/\.git; restore it"):
        names_on_branches(repo / "risks", "risks")


def test_without_git_there_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert top(tmp_path) is None
    assert user_name(tmp_path) is None
    with pytest.raises(GitError, match="git is not found; install it"):
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


def test_the_address_of_origin_is_the_one_of_the_repository_whatever_a_person_makes_of_it(
    tmp_path: Path,
) -> None:
    repo = repository(tmp_path)
    assert origin(repo) is None
    git(repo, "remote", "add", "origin", "https://git.example.com/a.git")
    git(repo, "remote", "set-url", "--add", "--push", "origin", "https://elsewhere.example/a.git")
    git(repo, "config", "url.https://token@git.example.com/.insteadOf", "https://git.example.com/")
    assert remotes(repo)[0] == "https://token@git.example.com/a.git"
    assert origin(repo) == "https://git.example.com/a.git"


def test_a_commit_is_on_origin_once_a_branch_of_it_is_known_to_hold_it(tmp_path: Path) -> None:
    theirs = repository(tmp_path / "theirs")
    git(tmp_path, "clone", "--quiet", str(theirs), "ours")
    ours = tmp_path / "ours"
    start = git(ours, "rev-parse", "HEAD").strip()
    commit(ours, "a")
    mine = git(ours, "rev-parse", "HEAD").strip()
    assert (is_on_origin(ours, start), is_on_origin(ours, mine)) == (True, False)
    git(ours, "remote", "add", "fork", str(tmp_path / "fork"))
    git(ours, "update-ref", "refs/remotes/fork/main", mine)
    assert not is_on_origin(ours, mine)
    git(ours, "push", "--quiet", "origin", "HEAD:topic")
    assert is_on_origin(ours, mine)


def test_a_log_tells_what_each_commit_changed_in_the_folders_the_first_one_first(
    tmp_path: Path,
) -> None:
    repo = repository(tmp_path)
    names = [
        commit_on(repo, "2026-01-05", {"risks/SRR-0001.md": "a\n", "README.md": "x\n"}),
        commit_on(repo, "2026-01-06", {"README.md": "y\n"}),
        commit_on(repo, "2026-01-07", {"risks/SRR-0001.md": "b\n", "risks/信頼性 1.md": "c\n"}),
        commit_on(repo, "2026-01-08", {"risks/SRR-0001.md": None, "risks/SRR-0002.md": "b\n"}),
    ]
    steps = log(repo, ("risks", "postmortems"))
    assert [step.commit for step in steps] == [names[0], names[2], names[3]]
    assert steps[0].at.isoformat() == "2026-01-05T00:00:00+00:00"
    assert [sorted(step.files) for step in steps] == [
        ["risks/SRR-0001.md"],
        ["risks/SRR-0001.md", "risks/信頼性 1.md"],
        ["risks/SRR-0001.md", "risks/SRR-0002.md"],
    ]
    assert steps[2].files["risks/SRR-0001.md"] is None
    assert steps[2].files["risks/SRR-0002.md"] == steps[1].files["risks/SRR-0001.md"]
    read = blobs(repo, [str(steps[1].files["risks/信頼性 1.md"])])
    assert list(read.values()) == [b"c\n"]


def test_a_merge_is_one_step_with_all_that_it_brought(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit_on(repo, "2026-01-05", {"risks/SRR-0001.md": "a\n"})
    git(repo, "switch", "--quiet", "--create", "branch")
    commit_on(repo, "2026-01-06", {"risks/SRR-0002.md": "draft\n"})
    commit_on(repo, "2026-01-07", {"risks/SRR-0002.md": "done\n"})
    git(repo, "switch", "--quiet", "main")
    commit_on(repo, "2026-01-08", {"risks/SRR-0001.md": "b\n"})
    merge = commit_on(repo, "2026-01-09", {}, "merge", "--quiet", "--no-edit", "branch")
    steps = log(repo, ("risks",))
    assert [list(step.files) for step in steps] == [
        ["risks/SRR-0001.md"],
        ["risks/SRR-0001.md"],
        ["risks/SRR-0002.md"],
    ]
    assert steps[2].commit == merge
    assert blobs(repo, [str(steps[2].files["risks/SRR-0002.md"])]).popitem()[1] == b"done\n"


def test_a_log_is_that_of_the_subfolder_and_reads_long_object_names(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    commit_on(
        tmp_path, "2026-01-05", {"risks/SRR-0009.md": "a\n", "信頼性/risks/SRR-0001.md": "b\n"}
    )
    (step,) = log(tmp_path / "信頼性", ("risks",))
    assert list(step.files) == ["risks/SRR-0001.md"]
    assert len(str(step.files["risks/SRR-0001.md"])) == 64


def test_a_link_in_the_place_of_a_file_is_no_file(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit_on(repo, "2026-01-05", {"risks/SRR-0001.md": "a\n"})
    (repo / "risks/SRR-0001.md").unlink()
    (repo / "risks/SRR-0001.md").symlink_to("elsewhere")
    commit_on(repo, "2026-01-06", {})
    assert log(repo, ("risks",))[1].files == {"risks/SRR-0001.md": None}


def test_what_a_person_set_for_their_own_eyes_does_not_change_the_log(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit_on(repo, "2026-01-05", {"risks/SRR-0001.md": "a\n"})
    git(repo, "switch", "--quiet", "--create", "branch")
    commit_on(repo, "2026-01-06", {"risks/SRR-0002.md": "b\n"})
    git(repo, "switch", "--quiet", "main")
    commit_on(repo, "2026-01-07", {"risks/SRR-0001.md": None, "risks/SRR-0003.md": "a\n"})
    commit_on(repo, "2026-01-08", {}, "merge", "--quiet", "--no-edit", "branch")
    plain = log(repo, ("risks",))
    for setting in (
        *("log.showRoot=false", "log.showSignature=true", "log.diffMerges=combined"),
        *("diff.renames=copies", "color.ui=always", "core.quotePath=true", "diff.relative=false"),
        *("core.abbrev=4", "log.abbrevCommit=true", "log.decorate=full", "format.pretty=oneline"),
    ):
        git(repo, "config", *setting.split("="))
    assert log(repo, ("risks",)) == plain


def test_a_clone_that_lacks_history_or_old_files_is_partial(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    commit(origin, "risks/SRR-0001.md")
    git(origin, "config", "uploadpack.allowFilter", "true")
    for name, words in {
        "whole": (),
        "shallow": ("--depth=1",),
        "bare": ("--filter=blob:none",),
    }.items():
        git(tmp_path, "clone", "--quiet", *words, origin.as_uri(), name)
    parts = {name: is_partial(tmp_path / name) for name in ("whole", "shallow", "bare")}
    assert parts == {"whole": False, "shallow": True, "bare": True}


def test_a_blob_that_is_missing_is_told(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    with pytest.raises(GitError, match="missing"):
        blobs(repo, ["0" * 39 + "1"])


def test_a_blob_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    for name, size in (("SRR-0001.md", 3), ("SRR-0002.md", MOST_BYTES + 1)):
        commit(repo, f"risks/{name}", "\0" * size)
    tree = tree_at(repo, "HEAD", ("risks",), {})
    assert tree == {
        "risks/SRR-0001.md": bytes(3),
        "risks/SRR-0002.md": NotAFile("too-large", "17 MiB"),
    }
    names = [git(repo, "rev-parse", f"HEAD:risks/SRR-000{number}.md").strip() for number in (1, 2)]
    assert blobs(repo, names) == {names[0]: bytes(3), names[1]: b""}


def odd_commit(repo: Path, who: str) -> str:
    """Make and return a commit whose header says of its author what git would not write."""
    commit(repo, "risks/SRR-0001.md")
    tree = git(repo, "rev-parse", "HEAD^{tree}").strip()
    raw = repo.parent / "commit"
    raw.write_text(f"tree {tree}\nauthor {who}\ncommitter {who}\n\nodd\n", encoding="utf-8")
    odd = git(repo, "hash-object", "-t", "commit", "-w", "--literally", str(raw)).strip()
    git(repo, "update-ref", "HEAD", odd)
    return odd


@pytest.mark.parametrize("seconds", ["", "-1", "abc", "9" * 5000])
def test_a_commit_of_no_day_does_not_stop_the_log(tmp_path: Path, seconds: str) -> None:
    repo = repository(tmp_path / "repo")
    odd = odd_commit(repo, f"Ura <ura@example.com> {seconds} +0000")
    (step,) = log(repo, ("risks",))
    assert step.commit == odd


@pytest.mark.parametrize("who", ["", "nobody at all", "<ura@example.com> 1767600000 +0000"])
def test_a_commit_of_nobody_has_an_author_without_a_name(tmp_path: Path, who: str) -> None:
    repo = repository(tmp_path / "repo")
    odd_commit(repo, who)
    (step,) = log(repo, ("risks",))
    assert step.author == ""


def test_changes_go_to_the_branch_that_origin_names(tmp_path: Path) -> None:
    theirs = repository(tmp_path / "origin")
    git(theirs, "branch", "--move", "trunk")
    git(tmp_path, "clone", "--quiet", str(theirs), "clone")
    clone = tmp_path / "clone"
    git(clone, "branch", "main")
    git(clone, "switch", "--quiet", "--create", "fix/a")
    assert default_branch(clone) == "trunk"
    git(clone, "switch", "--quiet", "--detach")
    assert default_branch(clone) == "trunk"


def test_without_origin_changes_go_to_main_or_to_the_only_branch(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    git(repo, "switch", "--quiet", "--create", "fix")
    assert default_branch(repo) == "main"
    git(repo, "branch", "--quiet", "--move", "main", "master")
    assert default_branch(repo) == "master"
    git(repo, "branch", "--quiet", "--delete", "master")
    assert default_branch(repo) == "fix"


def test_a_repository_without_a_commit_has_a_branch_and_a_folder_without_one_has_none(
    tmp_path: Path,
) -> None:
    assert default_branch(tmp_path) is None
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk")
    assert default_branch(tmp_path) == "trunk"


def test_a_hook_lies_where_git_looks_for_it(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    (repo / "risks").mkdir()
    assert hook(repo / "risks", "pre-commit").resolve() == repo / ".git/hooks/pre-commit"
    git(repo, "config", "core.hooksPath", "own")
    assert hook(repo, "pre-commit") == repo / "own/pre-commit"


def test_a_commit_holds_the_named_files_alone_and_its_message_as_it_is(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, "risks/SRR-0001.md")
    git(repo, "config", "user.name", AUTHOR)
    git(repo, "config", "user.email", "ura@example.com")
    (repo / "staged.txt").write_text("staged\n")
    git(repo, "add", "staged.txt")
    named = ("risks/SRR-0001.md", "reviews/2026-02-02.md")
    (repo / named[0]).write_text("changed\n")
    (repo / "reviews").mkdir()
    (repo / named[1]).write_text("minutes\n")
    assert differs(repo, named)
    ours.commit(repo, named, "会議\n\nSRR-0001: 維持\n")
    assert not differs(repo, named)
    assert git(repo, "show", "--name-only", "--format=%B").split() == [
        *("会議", "SRR-0001:", "維持"),
        *sorted(named),
    ]
    assert git(repo, "status", "--porcelain") == "A  staged.txt\n"


def test_a_commit_that_git_refuses_says_why(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    with pytest.raises(GitError, match="did not match any files"):
        ours.commit(repo, ("none.md",), "x")


def test_an_error_is_told_without_the_advice_below_it(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    (repo / ".gitignore").write_text("reviews/\n", encoding="utf-8")
    (repo / "reviews").mkdir()
    (repo / "reviews/a.md").write_text("x", encoding="utf-8")
    with pytest.raises(GitError) as refused:
        ours.commit(repo, ("reviews/a.md",), "x")
    assert refused.value.said.en == (
        "git says: The following paths are ignored by one of your .gitignore files: reviews"
    )


def test_a_file_whose_name_is_a_pattern_is_committed_alone(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    git(repo, "config", "user.name", "Ura Taro")
    git(repo, "config", "user.email", "ura@example.com")
    for name in ("SRR-*.md", "SRR-0001.md"):
        (repo / name).write_text("x", encoding="utf-8")
    ours.commit(repo, ("SRR-*.md",), "x")
    assert git(repo, "show", "--name-only", "--format=").split() == ["SRR-*.md"]
    assert not ours.differs(repo, ("SRR-*.md",))
