"""The only room that runs git: a handful of processes, whatever the number of records."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

# What git sets for a hook and what would point another git at the hook's own repository; the rest, such as
# GIT_CONFIG_GLOBAL, is the user's wish and stays.
_OF_A_HOOK = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "PREFIX"),
        *("ALTERNATE_OBJECT_DIRECTORIES", "QUARANTINE_PATH", "NAMESPACE", "SHALLOW_FILE"),
    )
)


class GitError(Exception):
    """git could not answer; the message is its own, in one line."""


def is_repository(root: Path) -> bool:
    """Say whether *root* lies in a git work tree."""
    try:
        return _run(root, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except GitError:
        return False


def names_on_branches(root: Path, folder: str) -> set[str]:
    """Return the names of the files in *folder* on every local and remote-tracking branch.

    Two processes: one lists the branches, one reads their trees.
    """
    refs = _run(root, "for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes")
    prefix = _run(root, "rev-parse", "--show-prefix").decode(errors="surrogateescape").strip("\n")
    commits = sorted(set(refs.decode().split()))
    wanted = "".join(f"{commit}:{prefix}{folder}\n" for commit in commits)
    answer = _run(root, "cat-file", "--batch", text=wanted.encode(errors="surrogateescape"))
    return {name for tree in _objects(answer) for name in _tree_names(tree, _hash_length(commits))}


def user_name(root: Path) -> str | None:
    """Return the name that git would sign a commit with."""
    try:
        return _run(root, "config", "user.name").decode(errors="replace").strip() or None
    except GitError:
        return None


def top(root: Path) -> Path | None:
    """Return the folder of the work tree that *root* lies in."""
    try:
        answer = _run(root, "rev-parse", "--show-toplevel")
    except GitError:
        return None
    return Path(os.fsdecode(answer.removesuffix(b"\n"))) if answer.strip() else None


def remotes(root: Path) -> tuple[str, ...]:
    """Return the addresses of the remotes, that of `origin` first."""
    try:
        lines = _run(root, "remote", "-v").decode(errors="replace").splitlines()
    except GitError:
        return ()
    rows = sorted((line.split() for line in lines), key=lambda row: row[0] != "origin")
    return tuple(dict.fromkeys(row[1] for row in rows))


def _run(root: Path, *arguments: str, text: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env=_environment(),
            input=text,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode != 0:
        message = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise GitError(message[-1])
    return done.stdout


def _environment() -> dict[str, str]:
    """Return the environment without what a hook leaves in it."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return kept | {"LC_ALL": "C"}


def _objects(answer: bytes) -> Iterator[bytes]:
    """Yield the content of each tree in the answer of `cat-file --batch`."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        header = answer[at:end].split(b" ")
        at = end + 1
        if header[-1] == b"missing":
            continue
        size = int(header[-1])
        if header[-2] == b"tree":
            yield answer[at : at + size]
        at += size + 1


def _tree_names(tree: bytes, hash_length: int) -> Iterator[str]:
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        yield tree[at:end].partition(b" ")[2].decode(errors="surrogateescape")
        at = end + 1 + hash_length


def _hash_length(commits: list[str]) -> int:
    return len(commits[0]) // 2 if commits else 20
