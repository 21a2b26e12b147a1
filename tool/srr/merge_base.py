"""The edge that finds what a pull request is compared with; it never guesses, and never checks out."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from srr import git, model, settings
from srr.history import Base
from srr.model import FOLDERS
from srr.settings import Settings, SettingsError
from srr.tree import Tree
from srr.workspace import CannotDo, Workspace

AUTO = "auto"
_SETTINGS_FILES = ("srr.toml", "pyproject.toml")


def load(workspace: Workspace, asked: str) -> Base:
    """Return the registry that *workspace* is compared with: at the merge base of HEAD and *asked*."""
    root = workspace.root
    _refuse_without_git(root)
    commit = _automatic(root) if asked == AUTO else _merge_base(root, asked)
    return at(workspace, commit, asked)


def at(workspace: Workspace, commit: str, name: str) -> Base:
    """Return the registry as it is in *commit*."""
    try:
        paths = (*FOLDERS, *_SETTINGS_FILES)
        tree = git.tree_at(workspace.root, commit, paths, workspace.tree)
    except git.GitError as error:
        raise CannotDo(f"{name} cannot be read: {error}") from None
    chosen = _settings(tree, workspace.settings)
    same = chosen.headings == workspace.settings.headings
    known = {record.path: record for record in workspace.registry.records} if same else {}
    return Base(model.load(tree, chosen, known), chosen, name)


def _automatic(root: Path) -> str:
    """Return the commit that the environment names, else the first parent of a merge."""
    for variable, ref in _named():
        found = _first(root, ref)
        if found is not None:
            shared = git.merge_base(root, found, "HEAD")
            if shared is not None:
                return shared
        parent = _first_parent(root)
        if parent is not None:
            return parent
        raise CannotDo(_unreachable(root, f"{variable}={ref}"))
    parent = _first_parent(root)
    if parent is None:
        raise CannotDo(
            "nothing says what to compare with: HEAD is no merge commit, and none of SRR_BASE,"
            " GITHUB_BASE_REF and CI_MERGE_REQUEST_DIFF_BASE_SHA is set; name it with --base"
        )
    return parent


def _named() -> Iterator[tuple[str, str]]:
    for variable in ("SRR_BASE", "GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        value = os.environ.get(variable)
        if value:
            yield variable, value


def _merge_base(root: Path, asked: str) -> str:
    found = _first(root, asked)
    if found is None:
        raise CannotDo(_unreachable(root, asked))
    shared = git.merge_base(root, found, "HEAD")
    if shared is None:
        # A merge ref fetched two deep: its first parent is the tip of the branch it merges into.
        if found == git.commit(root, "HEAD^1"):
            return found
        raise CannotDo(_unreachable(root, asked))
    return shared


def _first(root: Path, ref: str) -> str | None:
    """Return the commit of *ref*, as a remote-tracking branch or as it is."""
    if ref.startswith("-"):
        raise CannotDo(f"{ref} is no name of a commit; name a branch, a tag or a commit")
    return git.commit(root, f"refs/remotes/origin/{ref}") or git.commit(root, ref)


def _first_parent(root: Path) -> str | None:
    """Return the first parent of HEAD when HEAD is a merge."""
    return git.commit(root, "HEAD^1") if git.commit(root, "HEAD^2") else None


def _unreachable(root: Path, asked: str) -> str:
    if git.is_shallow(root):
        return (
            f"cannot compare with {asked}: this clone holds too little history to reach it;"
            " fetch two commits of a merge ref (fetch-depth: 2) or the whole history"
        )
    return f"cannot compare with {asked}: no such commit, or no history shared with HEAD"


def _refuse_without_git(root: Path) -> None:
    if git.top(root) is None:
        raise CannotDo(f"{root} is in no git repository, so there is nothing to compare with")
    if git.commit(root, "HEAD") is None:
        raise CannotDo("there is no commit yet, so there is nothing to compare with")


def _settings(tree: Tree, current: Settings) -> Settings:
    """Return the settings of the base; those of today where the old ones cannot be read."""
    try:
        return settings.parse(_table(tree), "the settings of the base")
    except (SettingsError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return current


def _table(tree: Tree) -> dict[str, Any]:
    own, project = (tree.get(name) for name in _SETTINGS_FILES)
    if isinstance(own, bytes):
        return tomllib.loads(own.decode("utf-8-sig"))
    if isinstance(project, bytes):
        table = tomllib.loads(project.decode("utf-8-sig")).get("tool", {}).get("srr", {})
        return table if isinstance(table, dict) else {}
    return {}
