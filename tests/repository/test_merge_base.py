"""What a change is compared with, found in real repositories of every shape, or refused in one sentence."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.replay import HISTORIES, replay, save, step
from kit.shared import ADDRESS, FOLDER
from kit.terminal import GIT, git, head, ready
from srr.lint.comparison import Base
from srr.records.change import Change, compare
from srr.repository import merge_base
from srr.repository.errors import CannotDo
from srr.repository.workspace import open_workspace

STEPS = HISTORIES / "quarter"
REVIEW, HIDE = STEPS / "2-review", STEPS / "3-hide"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the machine's settings, and the forge that runs these tests, out of the environment."""
    for name in tuple(os.environ):
        if name.startswith(("GIT_", "GITHUB_", "CI_", "SRR_")) and name not in (FOLDER, ADDRESS):
            monkeypatch.delenv(name)
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SRR_TODAY", "2026-02-02")


def loaded(root: Path, asked: str = merge_base.AUTO, head: str = merge_base.HEAD) -> Base:
    return merge_base.base_of(open_workspace(root), asked, head)


def changes(root: Path, asked: str = merge_base.AUTO) -> tuple[Change, ...]:
    place = open_workspace(root)
    return compare(merge_base.base_of(place, asked).registry, place.registry)


def changed(root: Path, asked: str = merge_base.AUTO) -> list[str]:
    """Return the ids of the records that differ in *root* from what they are compared with."""
    return [change.record.id for change in changes(root, asked)]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(CannotDo) as problem:
        act()
    assert "\n" not in str(problem.value)
    return str(problem.value)


def branch(repo: Path, start: str, folder: Path, name: str = "topic") -> str:
    """Commit *folder* on a new branch that leaves *start*."""
    git(repo, "switch", "--quiet", "--create", name, start)
    save(repo, f"start of {name}")
    return step(folder, repo)


def pull_request(tmp_path: Path) -> tuple[Path, str]:
    """Return an origin whose main went on, and the merge that a forge makes of a branch into it."""
    origin = tmp_path / "origin"
    ready("pull-request", origin, _pull_request)
    return origin, head(origin)


def _pull_request(origin: Path) -> None:
    commits = replay("quarter", origin)
    git(origin, "reset", "--quiet", "--hard", commits["1-start"])
    branch(origin, "main", REVIEW)
    git(origin, "switch", "--quiet", "main")
    (origin / "README.md").write_text("main goes on\n", encoding="utf-8")
    save(origin, "elsewhere")
    git(origin, "switch", "--quiet", "--detach", "main")
    git(origin, "merge", "--quiet", "--no-ff", "--message=merge", "topic")
    git(origin, "update-ref", "refs/pull/7/merge", head(origin))


def checkout(origin: Path, into: Path, depth: int) -> Path:
    """Fetch the merge alone, as deep as *depth*, as the checkout of a forge does."""
    into.mkdir()
    git(into, "init", "--quiet")
    git(into, "remote", "add", "origin", origin.as_uri())
    ref = "+refs/pull/7/merge:refs/remotes/pull/7/merge"
    git(into, "fetch", "--quiet", f"--depth={depth}", "origin", ref)
    git(into, "checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge")
    return into


OF_REVIEW = ["SRR-0001", "SRR-0004", "SRR-0005"]


def test_the_working_tree_is_compared_with_where_the_branch_left(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "topic", commits["2-review"])
    git(tmp_path, "branch", "--quiet", "--force", "main", commits["1-start"])
    base = loaded(tmp_path, "main")
    assert (base.name, base.commit) == ("main", commits["1-start"])
    assert changed(tmp_path, "main") == OF_REVIEW


def test_what_main_did_since_is_not_told(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    branch(tmp_path, commits["1-start"], REVIEW)
    assert loaded(tmp_path, "main").commit == commits["1-start"]
    assert changed(tmp_path, "main") == OF_REVIEW


def test_scores_of_the_base_are_read_by_the_scale_that_it_had(tmp_path: Path) -> None:
    replay("quarter", tmp_path)
    settings = tmp_path / "srr.toml"
    settings.write_text(f"levels = [25, 16, 4]\n{settings.read_text(encoding='utf-8')}", "utf-8")
    now = open_workspace(tmp_path).registry.risks
    then = loaded(tmp_path, "HEAD").registry.risks
    assert {risk.priority for risk in now} <= {None, "unknown", 0}
    assert all(isinstance(risk.priority, int) for risk in then)


def test_a_branch_of_origin_comes_before_a_stale_one_of_the_same_name(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path / "origin")
    git(tmp_path, "clone", "--quiet", "origin", "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "--quiet", "--create", "topic")
    git(clone, "branch", "--quiet", "--force", "main", commits["1-start"])
    assert loaded(clone, "main").commit == commits["3-hide"]


def test_a_commit_is_compared_with_another(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    place = open_workspace(tmp_path)
    now = merge_base.head(place, commits["2-review"])
    before = merge_base.base_of(place, commits["1-start"], commits["2-review"])
    assert [each.record.id for each in compare(before.registry, now.registry)] == OF_REVIEW


def test_a_deletion_a_move_with_edits_and_an_unreadable_record_are_seen(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    found = {change.record.id: change for change in changes(tmp_path, commits["2-review"])}
    assert found["SRR-0003"].after is None
    assert found["SRR-0006"].is_rename
    assert "SRR-0004" not in found
    assert loaded(tmp_path, commits["2-review"]).settings.grace_days == 0


def test_a_record_that_was_unreadable_before_is_there_unread(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    step(REVIEW, tmp_path)
    base = loaded(tmp_path, commits["3-hide"])
    assert [read.path for read in base.registry.unreadable] == ["risks/SRR-0004.md"]


def test_everything_is_new_since_a_commit_without_a_registry(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    start = save(tmp_path, "nothing yet")
    step(STEPS / "1-start", tmp_path)
    assert len(changed(tmp_path, start)) == 5


@pytest.mark.parametrize("how", ["--squash", "--ff-only"])
def test_a_squash_and_a_rebase_are_told_by_their_trees(tmp_path: Path, how: str) -> None:
    commits = replay("quarter", tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "release", commits["1-start"])
    git(tmp_path, "merge", "--quiet", how, commits["2-review"])
    save(tmp_path, "merged")
    assert changed(tmp_path, commits["1-start"]) == OF_REVIEW


def test_the_first_parent_of_a_merge_is_the_base_where_nothing_is_named(tmp_path: Path) -> None:
    origin, _ = pull_request(tmp_path)
    assert loaded(origin).name == "HEAD^1"
    assert changed(origin) == OF_REVIEW


def test_a_merge_two_deep_is_the_whole_pull_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin, merge = pull_request(tmp_path)
    clone = checkout(origin, tmp_path / "clone", 2)
    assert changed(clone) == OF_REVIEW
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_SHA", merge)
    assert changed(clone) == OF_REVIEW
    assert loaded(clone).name == "main"


def test_a_merge_one_deep_is_refused_with_what_to_fetch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin, merge = pull_request(tmp_path)
    clone = checkout(origin, tmp_path / "clone", 1)
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_SHA", merge)
    told = refused(lambda: loaded(clone))
    assert "GITHUB_BASE_REF=main" in told
    assert "fetch-depth: 2" in told


def test_a_clone_one_deep_with_both_branches_is_refused(tmp_path: Path) -> None:
    origin, _ = pull_request(tmp_path)
    clone = checkout(origin, tmp_path / "clone", 1)
    git(clone, "fetch", "--quiet", "--depth=1", "origin", "+main:refs/remotes/origin/main")
    assert "fetch-depth: 2" in refused(lambda: loaded(clone, "main"))


def test_a_merge_that_the_author_made_is_not_taken_for_that_of_the_forge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first parent is the branch itself: compared with that, the pull request would be empty."""
    origin, _ = pull_request(tmp_path)
    git(origin, "switch", "--quiet", "topic")
    git(origin, "merge", "--quiet", "--no-ff", "--message=catch up", "main")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "0" * 40)
    assert "CI_MERGE_REQUEST_DIFF_BASE_SHA" in refused(lambda: loaded(origin))
    monkeypatch.setenv("CI_MERGE_REQUEST_EVENT_TYPE", "merged_result")
    assert loaded(origin).commit == git(origin, "rev-parse", "HEAD^1").strip()


def test_the_base_of_the_forge_is_taken_when_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = replay("quarter", tmp_path)
    branch(tmp_path, commits["2-review"], HIDE)
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", commits["1-start"])
    assert loaded(tmp_path).commit == commits["1-start"]
    monkeypatch.setenv("SRR_BASE", commits["2-review"])
    assert loaded(tmp_path).commit == commits["2-review"]


def test_a_base_that_was_asked_for_and_is_not_there_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin, _ = pull_request(tmp_path)
    monkeypatch.setenv("SRR_BASE", "gone")
    assert "gone" in refused(lambda: loaded(origin))


def test_a_branch_of_a_merge_queue_has_its_first_parent_or_says_what_to_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin, merge = pull_request(tmp_path)
    git(origin, "switch", "--quiet", "--create", "gh-readonly-queue/main/pr-7", merge)
    assert changed(origin) == OF_REVIEW
    git(origin, "switch", "--quiet", "--create", "gh-readonly-queue/main/pr-8", "main")
    base = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "merge", "--quiet", "--squash", "topic")
    save(origin, "squashed by the queue")
    assert "SRR_BASE" in refused(lambda: loaded(origin))
    monkeypatch.setenv("SRR_BASE", base)
    assert changed(origin) == OF_REVIEW


def test_a_detached_head_is_compared_like_a_branch(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    git(tmp_path, "checkout", "--quiet", "--detach", commits["2-review"])
    assert changed(tmp_path, commits["1-start"]) == OF_REVIEW


@pytest.mark.parametrize("folder", ["docs/risk registry", "信頼性/リスク"])
def test_a_registry_in_a_subfolder_is_compared_alone(tmp_path: Path, folder: str) -> None:
    commits = replay("quarter", tmp_path, registry=folder)
    git(tmp_path, "checkout", "--quiet", commits["2-review"])
    assert changed(tmp_path / folder, commits["1-start"]) == OF_REVIEW


def test_file_names_may_be_japanese(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    source = tmp_path / "risks" / "SRR-0002.md"
    git(tmp_path, "mv", "risks/SRR-0002.md", "risks/SRR-0002-在庫 同期.md")
    start = save(tmp_path, "named")
    assert not source.exists()
    named = tmp_path / "risks" / "SRR-0002-在庫 同期.md"
    named.write_text(named.read_text(encoding="utf-8").replace("kato", "mori"), encoding="utf-8")
    paths = [change.record.path for change in changes(tmp_path, start)]
    assert paths == ["risks/SRR-0002-在庫 同期.md"]
    assert commits


def test_a_worktree_is_compared_on_its_own_branch(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path / "repo")
    beside = tmp_path / "beside"
    git(
        tmp_path / "repo",
        "worktree",
        "add",
        "--quiet",
        "--detach",
        str(beside),
        commits["2-review"],
    )
    assert changed(beside, commits["1-start"]) == OF_REVIEW


def test_a_registry_that_is_a_submodule_is_compared_in_its_own_repository(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path / "registry")
    git(tmp_path / "registry", "checkout", "--quiet", commits["2-review"])
    outer = tmp_path / "outer"
    git(tmp_path, "init", "--quiet", "outer")
    allowed = ("-c", "protocol.file.allow=always")
    source = str(tmp_path / "registry")
    git(outer, *allowed, "submodule", "--quiet", "add", source, "registry")
    save(outer, "outer")
    assert changed(outer / "registry", commits["1-start"]) == OF_REVIEW


def test_records_in_a_submodule_of_the_registry_are_refused(tmp_path: Path) -> None:
    records = tmp_path / "records"
    git(tmp_path, "init", "--quiet", "records")
    (records / "SRR-0001.md").write_bytes((REVIEW / "risks" / "SRR-0001.md").read_bytes())
    save(records, "records")
    outer = tmp_path / "outer"
    git(tmp_path, "init", "--quiet", "outer")
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "--quiet", "add", str(records), "risks")
    save(outer, "outer")
    assert "submodule" in refused(lambda: loaded(outer, "HEAD"))


def test_what_a_hook_leaves_in_the_environment_plays_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = replay("quarter", tmp_path / "repo")
    git(tmp_path / "repo", "checkout", "--quiet", commits["2-review"])
    git(tmp_path, "init", "--quiet", "other")
    for name in ("GIT_DIR", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "none"))
    assert changed(tmp_path / "repo", commits["1-start"]) == OF_REVIEW


def test_line_ends_that_git_wrote_for_windows_are_no_change(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path / "repo")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", "repo", "clone")
    git(tmp_path / "clone", "config", "core.autocrlf", "true")
    git(tmp_path / "clone", "checkout", "--quiet", commits["2-review"])
    assert b"\r\n" in (tmp_path / "clone" / "risks" / "SRR-0002.md").read_bytes()
    assert changed(tmp_path / "clone", commits["2-review"]) == []
    assert changed(tmp_path / "clone", commits["1-start"]) == OF_REVIEW


def test_a_sha256_repository_is_read(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path, init=("--object-format=sha256",))
    assert len(commits["1-start"]) == 64
    git(tmp_path, "checkout", "--quiet", commits["2-review"])
    assert changed(tmp_path, commits["1-start"]) == OF_REVIEW


def test_settings_are_those_of_each_side(tmp_path: Path) -> None:
    commits = replay("quarter", tmp_path)
    (tmp_path / "srr.toml").write_text('[sections]\ncause = ["Why"]\n', encoding="utf-8")
    assert loaded(tmp_path, commits["2-review"]).settings.timezone == "Asia/Tokyo"


@pytest.mark.parametrize("text", ["grace_days = ", "colour = 1\n", "\xff"])
def test_settings_of_the_base_that_cannot_be_read_are_told(tmp_path: Path, text: str) -> None:
    replay("quarter", tmp_path)
    good = (tmp_path / "srr.toml").read_text(encoding="utf-8")
    (tmp_path / "srr.toml").write_text(text, encoding="latin-1")
    broken = save(tmp_path, "broken")
    (tmp_path / "srr.toml").write_text(good, encoding="utf-8")
    base = loaded(tmp_path, broken)
    assert base.settings_fault
    assert base.settings.grace_days == 9
    assert "settings" in refused(lambda: merge_base.head(open_workspace(tmp_path), broken))


def test_settings_in_pyproject_are_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "risks").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.srr]\ngrace_days = 5\n", encoding="utf-8")
    start = save(tmp_path, "start")
    assert loaded(tmp_path, start).settings.grace_days == 5


def test_a_folder_that_was_a_link_reads_as_the_disk_does(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "srr.toml").write_text("", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "risks").symlink_to("elsewhere")
    start = save(tmp_path, "linked")
    assert list(loaded(tmp_path, start).registry.not_files) == ["risks/risks.md"]


def test_no_git_repository_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "risks").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "not in a git repository" in refused(lambda: loaded(tmp_path, "main"))


def test_no_git_at_all_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "risks").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not found" in refused(lambda: loaded(tmp_path, "main"))


def test_a_repository_of_somebody_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job in a container meets this; git's advice stands in lines below what is wrong."""
    replay("quarter", tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "dubious ownership" in refused(lambda: loaded(tmp_path, "main"))


def test_no_commit_yet_is_said(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "risks").mkdir()
    assert "no commit yet" in refused(lambda: loaded(tmp_path, "main"))


def test_a_last_commit_that_is_lost_is_not_taken_for_none_yet(tmp_path: Path) -> None:
    replay("quarter", tmp_path)
    shutil.rmtree(tmp_path / ".git/objects")
    (tmp_path / ".git/objects").mkdir()
    assert "HEAD names is missing" in refused(lambda: loaded(tmp_path, "main"))


@pytest.mark.parametrize("name", ["gone", "-n", "", "v1 v2", "a\nb", "HEAD~99", "0" * 40])
def test_a_base_that_is_no_commit_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    replay("quarter", tmp_path)
    told = refused(lambda: loaded(tmp_path, name))
    assert name.replace("\n", " ") in told or repr(name) in told


def test_two_histories_that_share_nothing_are_refused(tmp_path: Path) -> None:
    replay("quarter", tmp_path)
    git(tmp_path, "switch", "--quiet", "--orphan", "apart")
    step(REVIEW, tmp_path)
    assert "no history shared" in refused(lambda: loaded(tmp_path, "main"))


def test_a_head_that_is_no_commit_is_refused(tmp_path: Path) -> None:
    replay("quarter", tmp_path)
    assert "gone" in refused(lambda: merge_base.head(open_workspace(tmp_path), "gone"))
