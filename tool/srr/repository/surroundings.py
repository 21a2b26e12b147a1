"""Looks at what lies around the records: settings, git, time zones, CI files, hooks."""

import os
from collections.abc import Iterator
from pathlib import Path

from srr.insights.diagnoses import Repository, Surroundings
from srr.language import Text
from srr.repository import git, store
from srr.repository.errors import CannotDo, NoRegistry
from srr.repository.settings_file import files_with_settings, is_registry, settings_with_known_rules
from srr.repository.today import has_zones, zone
from srr.schema.kinds import READ_FOLDERS
from srr.schema.settings import FILES, Settings

_GITHUB = ".github/workflows"
_CI_FILES = (".gitlab-ci.yml", ".gitlab-ci.yaml")
_HOOK_SETTINGS = ".pre-commit-config.yaml"

_NO_REGISTRY = Text(
    "{root} is not a registry; run srr init to start one",
    "{root} はレジストリではありません。srr init で始めてください",
)
_NO_GIT = Text("git does not work here: {error}", "ここでは git が動きません: {error}")


def surroundings(root: Path) -> Surroundings:
    """Look around the registry at *root*; raise CannotDo where its settings cannot be used."""
    if not is_registry(root):
        raise NoRegistry(_NO_REGISTRY.fill(root=root))
    tree = store.read_files(root, FILES)
    chosen, own = settings_with_known_rules(tree), tuple(files_with_settings(tree))
    repository = _repository(root)
    outermost = git.top(root) or root
    return Surroundings(
        settings=chosen,
        settings_in=own[0] if own else FILES[0],
        unread=(*own[1:], *_within(root), *_around(root, outermost)),
        zone=_has_zone(chosen),
        zones=has_zones(),
        repository=repository,
        ci=dict(_ci_files(outermost)),
        hook=None if repository == "none" else _hook(root),
        hook_settings=_text(outermost / _HOOK_SETTINGS) or "",
    )


def _within(root: Path) -> Iterator[str]:
    """Yield the settings in the folders of the registry."""
    for folder in (*READ_FOLDERS, ".srr"):
        for name in files_with_settings(store.read_files(root / folder, FILES)):
            yield f"{folder}/{name}"


def _around(root: Path, outermost: Path) -> Iterator[str]:
    """Yield the settings in the folders around the registry, other than those of another registry."""
    root, outermost = root.resolve(), outermost.resolve()
    for folder in root.parents:
        if not folder.is_relative_to(outermost):
            return
        if not (folder / "risks").is_dir():
            for name in files_with_settings(store.read_files(folder, FILES)):
                yield Path(os.path.relpath(folder / name, root)).as_posix()


def _has_zone(chosen: Settings) -> bool:
    try:
        zone(chosen)
    except CannotDo:
        return False
    return True


def _repository(root: Path) -> Repository:
    try:
        if git.is_shallow(root):
            return "shallow"
        return "partial" if git.is_partial(root) else "whole"
    except git.NoRepository:
        return "none"
    except git.GitError as error:
        raise CannotDo(_NO_GIT.fill(error=error.said)) from None


def _ci_files(top: Path) -> Iterator[tuple[str, str]]:
    workflows = sorted(path.name for path in (top / _GITHUB).glob("*.y*ml"))
    for path in (*(f"{_GITHUB}/{name}" for name in workflows), *_CI_FILES):
        text = _text(top / path)
        if text is not None:
            yield path, text


def _hook(root: Path) -> str | None:
    path = git.hook(root, "pre-commit")
    # git runs no hook that is not executable: https://git-scm.com/docs/githooks
    return _text(path) if os.access(path, os.X_OK) else None


def _text(path: Path) -> str | None:
    try:
        # A pipe would be read until somebody writes into it.
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
    except OSError:
        return None
