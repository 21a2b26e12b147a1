"""Finds the base of a pull request, without a guess and without a checkout."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from srr.documents.tree import NotAFile, Tree
from srr.language import Text, untranslated
from srr.lint import baseline
from srr.lint.comparison import Base
from srr.records.registry import Registry, read_alike, read_registry
from srr.repository import git, store
from srr.repository.errors import CannotDo
from srr.repository.settings_file import (
    FILES,
    baseline_in,
    settings_in,
    usable_settings_in,
    with_people,
)
from srr.repository.steps import step
from srr.repository.workspace import Workspace
from srr.schema.kinds import READ_FOLDERS
from srr.schema.settings import Settings

AUTO = "auto"
HEAD = "HEAD"
_STAGED = Text("what is staged", "ステージした内容")
_NOTHING = Text("there is nothing to compare with: {error}", "比べる相手がありません。{error}")
_UNREAD = Text("{name} cannot be read: {error}", "{name} を読めません。{error}")
_UNUSABLE = Text(
    "the settings of {name} cannot be used: {error}", "{name} の設定は使えません。{error}"
)
_READING = Text("reading records in git ({n})", "git の記録を読んでいます ({n})")
_FETCHING = Text(
    "fetching the files of {name} from git", "{name} のファイルを git から取り出しています"
)
_NO_COMMIT = Text(
    "there is no commit yet, so there is nothing to compare with",
    "コミットがまだないため、比べる相手がありません",
)
_NO_SUCH_COMMIT = Text(
    "the commit that HEAD names is missing in this clone; clone the repository again",
    "HEAD の指すコミットがこのクローンにありません。リポジトリを clone し直してください",
)
_NO_BASE = Text(
    "nothing says what to compare with: {end} is not a merge commit, and none of SRR_BASE,"
    " GITHUB_BASE_REF and CI_MERGE_REQUEST_DIFF_BASE_SHA is set; name a branch such as main",
    "何と比べるのか分かりません。{end} はマージコミットではなく、SRR_BASE、GITHUB_BASE_REF、"
    "CI_MERGE_REQUEST_DIFF_BASE_SHA のいずれも設定されていません。main のようにブランチを指定してください",
)
_NAMES_NONE = Text(
    "{ref} does not name a commit; name a branch, a tag or a commit",
    "{ref} はコミットを指していません。ブランチ、タグ、コミットのいずれかを指定してください",
)
_TOO_SHALLOW = Text(
    "cannot compare with {asked}: this clone holds too little history to reach it;"
    " fetch two commits of a merge ref (fetch-depth: 2) or the whole history",
    "{asked} と比べられません。このクローンの履歴が足りません。マージ ref のコミットを 2 つ (fetch-depth: 2)、"
    "または履歴をすべて取得してください",
)
_UNRELATED = Text(
    "cannot compare with {asked}: no such commit, or no history shared with it",
    "{asked} と比べられません。そのコミットがないか、共通の履歴がありません",
)
_SUBMODULE = Text(
    "{folder} is a submodule at {name}, and its records are in the other repository;"
    " compare them there",
    "{name} では {folder} がサブモジュールで、記録は別のリポジトリにあります。そちらで比べてください",
)
_FORGES = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA")


class _Point(NamedTuple):
    """A commit, and how the user knows it."""

    commit: str
    name: str


class _End(NamedTuple):
    """The commit to compare; *parent* is its first parent where it is a merge."""

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
        raise CannotDo(_NOTHING.fill(error=error.said)) from None
    return at(workspace, found.commit, found.name)


def head(workspace: Workspace, asked: str) -> Base:
    """Return the registry as it is in the commit *asked*; refuse one whose settings cannot be read."""
    try:
        end = _end(workspace.root, asked)
    except git.GitError as error:
        raise CannotDo(_UNREAD.fill(name=asked, error=error.said)) from None
    name = untranslated(asked)
    return _strictly(workspace, _tree(workspace, end.commit, name), name, end.commit)


def staged(workspace: Workspace) -> Base:
    """Return the registry as the next commit would have it; refuse it for the same faults as on disk."""
    try:
        commit = git.staged_tree(workspace.root)
    except git.GitError as error:
        raise CannotDo(_UNREAD.fill(name=_STAGED, error=error.said)) from None
    return _strictly(workspace, _tree(workspace, commit, _STAGED), _STAGED, commit)


def before_commit(workspace: Workspace) -> Base:
    """Return the registry as it is in HEAD; an empty one before the first commit."""
    (commit,) = git.commits(workspace.root, (HEAD,))
    if commit is None:
        _refuse_lost_head(workspace.root)
        return Base(read_registry({}, workspace.settings), workspace.settings, "")
    return at(workspace, commit, HEAD)


def at(workspace: Workspace, commit: str, name: str) -> Base:
    """Return the registry as it is in *commit*.

    Settings that cannot be read there are those of today, with the fault; a baseline is empty, so that all of
    today's has grown.
    """
    tree = _tree(workspace, commit, untranslated(name))
    chosen, kept, fault = workspace.settings, baseline.EMPTY, None
    try:
        chosen = settings_in(tree)
    except CannotDo as error:
        fault = error.said
    with suppress(CannotDo):
        chosen = with_people(chosen, tree)
    with suppress(CannotDo):
        kept = baseline_in(tree)
    return Base(_registry(workspace, tree, chosen), chosen, name, commit, fault, kept)


def _strictly(workspace: Workspace, tree: Tree, name: Text, commit: str) -> Base:
    try:
        chosen = usable_settings_in(tree)
        kept = baseline_in(tree)
    except CannotDo as error:
        raise CannotDo(_UNUSABLE.fill(name=name, error=error.said)) from None
    return Base(_registry(workspace, tree, chosen), chosen, name.en, commit, baseline=kept)


def _registry(workspace: Workspace, tree: Tree, chosen: Settings) -> Registry:
    same = read_alike(chosen, workspace.settings)
    known = {record.path: record for record in workspace.as_written.records} if same else {}
    with step(_READING.fill(n=f"{len(tree):,}")):
        return read_registry(tree, chosen, known)


def _tree(workspace: Workspace, commit: str, name: Text) -> Tree:
    try:
        known = workspace.tree
        with step(_FETCHING.fill(name=name)):
            tree = dict(git.tree_at(workspace.root, commit, (*READ_FOLDERS, *FILES), known))
    except git.GitError as error:
        raise CannotDo(_UNREAD.fill(name=name, error=error.said)) from None
    for folder in READ_FOLDERS:
        _place_link(tree, folder, name)
    return tree


def _end(root: Path, name: str) -> _End:
    """Return the commit called *name*; HEAD must be there before anything can be compared."""
    _refuse_option(name)
    commit, first, second, any_commit = git.commits(
        root, (name, f"{name}^1", f"{name}^2", f"refs/remotes/origin/{name}")
    )
    if commit is None and name == HEAD:
        _refuse_lost_head(root)
        raise CannotDo(_NO_COMMIT)
    if commit is None and any_commit is None:
        raise CannotDo(_unreachable(root, name))
    return _End(root, commit or str(any_commit), name, first if second else None)


def _refuse_lost_head(root: Path) -> None:
    if git.names_commit(root):
        raise CannotDo(_NO_SUCH_COMMIT)


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
    raise CannotDo(_NO_BASE.fill(end=end.name))


def _is_merge_ref(commit: str) -> bool:
    """Whether the forge made this merge; in one by an author, the branch is the first parent."""
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
        raise CannotDo(_NAMES_NONE.fill(ref=repr(ref)))


def _unreachable(root: Path, asked: str) -> Text:
    return (_TOO_SHALLOW if git.is_shallow(root) else _UNRELATED).fill(asked=asked)


def _place_link(tree: dict[str, bytes | NotAFile], folder: str, name: Text) -> None:
    """Report a link in place of *folder* as on disk; refuse a submodule, whose records are elsewhere."""
    found = tree.pop(folder, None)
    if found is None:
        return
    if isinstance(found, NotAFile) and found.kind == "submodule":
        raise CannotDo(_SUBMODULE.fill(folder=folder, name=name))
    tree[store.in_place_of(folder)] = found
