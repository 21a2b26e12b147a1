"""A history as folders, one a commit, each the whole registry as it was then; replayed into a real repository."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from kit.terminal import git, head, ready

HISTORIES = Path(__file__).parent.parent / "history"


def replay(
    history: str, into: Path, *, registry: str = ".", init: Sequence[str] = ()
) -> dict[str, str]:
    """Commit the folders of *history*, in order, on the branch main of a new repository *into*.

    *registry* is the folder of the repository that they stand in; *init* are more words for `git init`. The
    commits by the names of the folders come back; their dates are fixed, so their hashes are as well.
    """
    folders = sorted((HISTORIES / history).iterdir())

    def make(repo: Path) -> None:
        git(repo, "init", "--quiet", "--initial-branch=main", *init)
        for folder in folders:
            step(folder, repo, registry=registry)
        git(repo, "repack", "-adq")

    ready("-".join((history, registry.replace("/", "-"), *init)), into, make)
    commits = git(into, "log", "--reverse", "--format=%H", "main").split()
    return {folder.name: commit for folder, commit in zip(folders, commits, strict=True)}


def step(folder: Path, repository: Path, *, registry: str = ".") -> str:
    """Make the registry in *repository* what *folder* holds, commit that, and return the commit."""
    for tracked in git(repository, "ls-files", "-z").split("\0"):
        if tracked:
            (repository / tracked).unlink(missing_ok=True)
    shutil.copytree(folder, repository / registry, dirs_exist_ok=True)
    return save(repository, folder.name)


def save(repository: Path, message: str) -> str:
    """Commit everything as it stands on the disk, and return the commit."""
    git(repository, "add", "--all")
    on = "2026-02-02T09:00:00+09:00"
    words = ("commit", "--quiet", "--allow-empty", f"--message={message}")
    git(repository, *words, GIT_AUTHOR_DATE=on, GIT_COMMITTER_DATE=on)
    return head(repository)
