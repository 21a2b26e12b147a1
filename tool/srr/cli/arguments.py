"""What the arguments of a command name: a registry, a record, a path."""

import os
import re
import shlex
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from srr.language import Language, Text
from srr.records.names import full_id, is_id, kind_of_id
from srr.records.record import Record
from srr.records.registry import Registry
from srr.repository import settings_file
from srr.repository import workspace as workspaces
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.kinds import RecordKind
from srr.text.spelling import meant

_OPENED = "srr.workspace"
_NUMBER = re.compile(r"\d+$")
_LOST = Text(
    "{path} cannot be read; srr lint {path} says why",
    "{path} は読めません。理由は srr lint {path} が示します",
)
_UNKNOWN_ID = Text("no record is called {typed}; {hint}", "{typed} という記録はありません。{hint}")
_LISTINGS: Mapping[RecordKind, Text] = {
    "risk": Text("srr list --all shows them all", "srr list --all で一覧できます"),
    "postmortem": Text(
        "srr list postmortems shows them all", "srr list postmortems で一覧できます"
    ),
    "concern": Text(
        "srr list concerns --all shows them all", "srr list concerns --all で一覧できます"
    ),
}
_EMPTY = Text(
    "no record in {root}/risks; write one with srr new risk",
    "{root}/risks に記録がありません。srr new risk で書いてください",
)
_OUTSIDE = Text(
    "{path} lies outside of the registry {root}", "{path} はレジストリ {root} の外にあります"
)
_NOWHERE = Text("{path} leads nowhere", "{path} のリンク先がありません")
_ABSENT = Text("{path} does not exist", "{path} は存在しません")
_NO_RECORD = Text(
    "{path} is not a record; records are Markdown files in risks/ and postmortems/",
    "{path} は記録ではありません。記録は risks/ と postmortems/ にある Markdown ファイルです",
)
today_option = click.option(
    "--today",
    metavar="DATE",
    help="The date that counts as today; default: SRR_TODAY, SOURCE_DATE_EPOCH, the clock.",
)


def open_workspace(today: str | None = None) -> Workspace:
    """Open the registry that --root names, or the one around the current folder."""
    opened = workspaces.open_workspace(_named_root(), today)
    click.get_current_context().meta[_OPENED] = opened
    return opened


def language_of(ctx: click.Context | None) -> Language:
    """Return the language of the registry that *ctx* opened or would open; English where none can be read."""
    opened: Workspace | None = ctx.meta.get(_OPENED) if ctx else None
    if opened:
        return opened.settings.language
    named = ctx.find_root().params.get("root") if ctx else None
    return settings_file.language_at(Path(named) if named else None)


def root_of() -> Path:
    """Return the folder of the registry that --root names, or of the one around the current folder."""
    return workspaces.root_of(_named_root())


def _named_root() -> Path | None:
    named = click.get_current_context().find_root().obj
    return Path(named) if named else None


def srr_as_typed() -> str:
    """Return the command as it was typed, with its --root."""
    named = click.get_current_context().find_root().obj
    return f"srr --root {shlex.quote(named)}" if named else "srr"


def from_here(root: Path, path: str) -> str:
    """Return *path* below *root* as it is reached from the current folder."""
    return Path(os.path.relpath(root / path)).as_posix()


# Defined here because importing the command `list` shadows the builtin in this package.
_Items = list[Any]


def completing(what: str) -> Callable[[click.Context, click.Parameter, str], _Items]:
    """Return the shell completion for *what*; its module is only imported when a shell asks."""

    def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> _Items:
        found: _Items = getattr(import_module("srr.cli.completion"), what)(ctx, param, incomplete)
        return found

    return completed


def below(above: click.Context, word: str) -> click.Context | None:
    """Return the context of the command called *word* below that of *above*; None where there is none."""
    group = above.command
    found = group.get_command(above, word) if isinstance(group, click.Group) else None
    return click.Context(found, parent=above, info_name=word) if found else None


def find(registry: Registry, typed: str, kind: RecordKind = "risk") -> Record:
    """Return the record whose id was *typed*; a number alone names one of *kind*. Else raise and suggest an id."""
    record_id = full_id(typed, kind)
    record = registry.find(typed.strip().upper()) or registry.find(record_id)
    if record is not None:
        return record
    lost = _unreadable(registry, record_id)
    if lost is not None:
        path = from_here(open_workspace().root, lost)
        raise CannotDo(_LOST.fill(path=path))
    named = kind_of_id(record_id)
    listing = _LISTINGS[named.name if named else "risk"]
    # Next to an id that nobody has, there is always one that somebody has.
    if is_id(record_id):
        raise CannotDo(_UNKNOWN_ID.fill(typed=record_id, hint=listing))
    number = _NUMBER.search(record_id)
    ids = [other.id for other in registry.records if number and other.id.endswith(number[0])]
    raise CannotDo(_UNKNOWN_ID.fill(typed=typed, hint=meant(record_id, ids, listing)))


def no_record(root: Path) -> CannotDo:
    """Say that the registry at *root* is empty."""
    return CannotDo(_EMPTY.fill(root=root))


def _unreadable(registry: Registry, record_id: str) -> str | None:
    """Return the path of the file that is named by *record_id* and holds no record that can be read."""
    paths = (*(document.path for document in registry.unreadable), *registry.not_files)
    return next((path for path in paths if Path(path).stem.upper() == record_id), None)


def record_paths(workspace: Workspace, paths: tuple[str, ...]) -> list[str]:
    """Return the record files at *paths*, files or folders; refuse a path that holds none."""
    found: list[str] = []
    for given in paths:
        path = _within_root(workspace.root, given)
        under = [known for known in workspace.tree if path in (known, ".")]
        under += [known for known in workspace.tree if known.startswith(f"{path}/")]
        if not under:
            raise CannotDo(_nothing_at(given))
        found += under
    return found


def _within_root(root: Path, given: str) -> str:
    """Return *given* as a path in the registry; a link at its end is not followed."""
    path, top = Path(given), root.resolve()
    try:
        if path.name in ("", "..") or path.resolve() == top:
            return path.resolve().relative_to(top).as_posix()
        return (path.parent.resolve() / path.name).relative_to(top).as_posix()
    except ValueError:
        raise CannotDo(_OUTSIDE.fill(path=given, root=root)) from None
    except (OSError, RuntimeError):  # a link that leads to itself
        raise CannotDo(_NOWHERE.fill(path=given)) from None


def _nothing_at(given: str) -> Text:
    try:
        Path(given).lstat()
    except OSError:
        return _ABSENT.fill(path=given)
    return _NO_RECORD.fill(path=given)
