"""The edge that finds what a pull request is compared with; it never guesses, and never checks out."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from srr.documents.tree import NotAFile, Tree
from srr.lint import baseline
from srr.lint.baseline import Baseline, BaselineError
from srr.lint.comparison import Base
from srr.records.registry import read_registry
from srr.repository import git
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema import settings
from srr.schema.kinds import FOLDERS
from srr.schema.settings import Settings, SettingsError

AUTO = "auto"
HEAD = "HEAD"
_FORGES = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA")


class _Point(NamedTuple):
    """A commit, and how the user knows it."""

    commit: str
    name: str


class _End(NamedTuple):
    """The commit that is compared; *parent* is its first one where it is a merge."""

    root: Path
    commit: str
    name: str
    parent: str | None


def base_of(workspace: Workspace, asked: str, head: str = HEAD) -> Base:
    """Return the registry that *workspace* is compared with: at the merge base of *head* and *asked*."""
    try:
        end = _end(workspace.root, head)
        found = _automatic(end) if asked == AUTO else _asked(end, asked)
    except git.GitError as error:
        raise CannotDo(f"there is nothing to compare with: git says: {error}") from None
    return at(workspace, found.commit, found.name)


def head(workspace: Workspace, asked: str) -> Base:
    """Return the registry as it is in the commit *asked*; refuse one whose settings cannot be read."""
    try:
        end = _end(workspace.root, asked)
    except git.GitError as error:
        raise CannotDo(f"{asked} cannot be read: git says: {error}") from None
    found = at(workspace, end.commit, asked)
    if found.settings_fault:
        raise CannotDo(f"the settings at {asked} cannot be read: {found.settings_fault}")
    return found


def staged(workspace: Workspace) -> Base:
    """Return the registry as the next commit would have it."""
    try:
        found = at(workspace, git.staged_tree(workspace.root), "what is staged")
    except git.GitError as error:
        raise CannotDo(f"what is staged cannot be read: git says: {error}") from None
    if found.settings_fault:
        raise CannotDo(f"the staged settings cannot be read: {found.settings_fault}")
    return found


def before_commit(workspace: Workspace) -> Base:
    """Return the registry as it is in HEAD; an empty one before the first commit."""
    (commit,) = git.commits(workspace.root, (HEAD,))
    if commit is None:
        return Base(read_registry({}, workspace.settings), workspace.settings, HEAD)
    return at(workspace, commit, HEAD)


def at(workspace: Workspace, commit: str, name: str) -> Base:
    """Return the registry as it is in *commit*."""
    try:
        paths = (*FOLDERS, *settings.FILES, baseline.FILE)
        tree = dict(git.tree_at(workspace.root, commit, paths, workspace.tree))
    except git.GitError as error:
        raise CannotDo(f"{name} cannot be read: git says: {error}") from None
    for folder in FOLDERS:
        _place_oddity(tree, folder, name)
    chosen, fault = _settings(tree, workspace.settings)
    same = chosen.headings == workspace.settings.headings
    known = {record.path: record for record in workspace.registry.records} if same else {}
    registry = read_registry(tree, chosen, known)
    return Base(registry, chosen, name, commit, fault, _baseline(tree))


def _end(root: Path, name: str) -> _End:
    """Return the commit called *name*; HEAD must be there before anything can be compared."""
    _refuse_option(name)
    commit, first, second, any_commit = git.commits(
        root, (name, f"{name}^1", f"{name}^2", f"refs/remotes/origin/{name}")
    )
    if commit is None and name == HEAD:
        raise CannotDo("there is no commit yet, so there is nothing to compare with")
    if commit is None and any_commit is None:
        raise CannotDo(_unreachable(root, name))
    return _End(root, commit or str(any_commit), name, first if second else None)


def _automatic(end: _End) -> _Point:
    """Return the commit that the environment names, else the first parent of a merge."""
    given = os.environ.get("SRR_BASE")
    if given:
        return _asked(end, given)
    variable = next((name for name in _FORGES if os.environ.get(name)), None)
    if variable is not None:
        ref = os.environ[variable]
        shared = _shared(end, ref)
        if shared is not None:
            return _Point(shared, ref)
        if end.parent is not None and _is_merge_ref(end.commit):
            return _Point(end.parent, ref)
        raise CannotDo(_unreachable(end.root, f"{variable}={ref}"))
    if end.parent is not None:
        return _Point(end.parent, f"{end.name}^1")
    raise CannotDo(
        f"nothing says what to compare with: {end.name} is no merge commit, and none of SRR_BASE,"
        " GITHUB_BASE_REF and CI_MERGE_REQUEST_DIFF_BASE_SHA is set; name a branch such as main"
    )


def _is_merge_ref(commit: str) -> bool:
    """Say whether the forge itself made this merge; one that an author made has the branch as first parent."""
    merged = os.environ.get("CI_MERGE_REQUEST_EVENT_TYPE") in ("merged_result", "merge_train")
    return merged or os.environ.get("GITHUB_SHA") == commit


def _asked(end: _End, asked: str) -> _Point:
    shared = _shared(end, asked)
    if shared is None:
        raise CannotDo(_unreachable(end.root, asked))
    return _Point(shared, asked)


def _shared(end: _End, ref: str) -> str | None:
    """Return the merge base of *ref*, a branch of origin or any other commit, and the end."""
    _refuse_option(ref)
    theirs, ours = git.commits(end.root, (f"refs/remotes/origin/{ref}", ref))
    found = theirs or ours
    return git.merge_base(end.root, found, end.commit) if found else None


def _refuse_option(ref: str) -> None:
    if not ref or ref.startswith("-") or not ref.isprintable():
        raise CannotDo(f"{ref!r} is no name of a commit; name a branch, a tag or a commit")


def _unreachable(root: Path, asked: str) -> str:
    if git.is_shallow(root):
        return (
            f"cannot compare with {asked}: this clone holds too little history to reach it;"
            " fetch two commits of a merge ref (fetch-depth: 2) or the whole history"
        )
    return f"cannot compare with {asked}: no such commit, or no history shared with it"


def _place_oddity(tree: dict[str, bytes | NotAFile], folder: str, name: str) -> None:
    """Say of a link in place of *folder* what the disk says; refuse a submodule: its records are elsewhere."""
    found = tree.pop(folder, None)
    if found is None:
        return
    if isinstance(found, NotAFile) and found.kind == "submodule":
        raise CannotDo(
            f"{folder} is a submodule at {name}, and its records are in the other repository;"
            " compare them there"
        )
    tree[f"{folder}/{folder}.md"] = found


def _settings(tree: Tree, current: Settings) -> tuple[Settings, str]:
    """Return the settings in *tree*; where they cannot be read, those of today and the fault."""
    try:
        return settings.parse(_table(tree), "the settings"), ""
    except RecursionError:
        return current, "they are nested too deeply"
    except (SettingsError, ValueError) as error:
        return current, str(error)


def _table(tree: Tree) -> Mapping[str, Any]:
    own, project = (tree.get(name) for name in settings.FILES)
    if own is not None:
        return tomllib.loads(_text(own))
    if project is None:
        return {}
    tools = tomllib.loads(_text(project)).get("tool")
    table = tools.get("srr", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise ValueError("[tool.srr] is no table")
    return table


def _text(content: bytes | NotAFile) -> str:
    if isinstance(content, NotAFile):
        raise ValueError(f"the file is a {content.kind}")
    return content.decode("utf-8-sig")


def _baseline(tree: Tree) -> Baseline:
    """Return the baseline of the base; none where it cannot be read, so that all of today's has grown."""
    content = tree.get(baseline.FILE)
    try:
        return baseline.parse(content.decode()) if isinstance(content, bytes) else baseline.EMPTY
    except (UnicodeDecodeError, BaselineError):
        return baseline.EMPTY
