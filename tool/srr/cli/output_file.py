"""The file that a command's output goes to: never one of the registry's own, and never half of it."""

from pathlib import Path

from srr.language import Text
from srr.repository import settings_file, store
from srr.repository.errors import CannotDo, reason
from srr.repository.workspace import Workspace

_NO_FOLDER = Text(
    "{file} cannot be written: there is no folder {folder}",
    "{file} に書き込めません。フォルダー {folder} がありません",
)
_NOT_REGULAR = Text(
    "{file} cannot be written: it is not a regular file",
    "{file} に書き込めません。通常のファイルではありません",
)
_IS_RECORD = Text(
    "{file} belongs to the registry, and no output goes over it; name another file",
    "{file} はレジストリのファイルなので、出力で上書きしません。別のファイルを指定してください",
)
_IS_READ = Text(
    "{file} is read by srr, and no output goes over it; name another file",
    "{file} は srr が読むファイルなので、出力で上書きしません。別のファイルを指定してください",
)
_UNWRITTEN = Text("{file} cannot be written: {why}", "{file} に書き込めません: {why}")
_READ = (*settings_file.FILES, "mkdocs.yml")


def output_file(given: str) -> Path:
    """Return the place of the file *given*; refuse what can be none before any work is done."""
    path = Path(given).absolute()
    if not path.parent.is_dir():
        raise CannotDo(_NO_FOLDER.fill(file=given, folder=path.parent))
    if path.exists() and not path.is_file():
        raise CannotDo(_NOT_REGULAR.fill(file=given))
    return path.parent.resolve() / path.name


def refuse_own(file: Path, workspace: Workspace) -> None:
    """Refuse a *file* that srr reads."""
    root = workspace.root.resolve()
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
    if path in workspace.tree or store.is_read(path):
        raise CannotDo(_IS_RECORD.fill(file=file))
    if path in _READ:
        raise CannotDo(_IS_READ.fill(file=file))


def put(file: Path, content: bytes, workspace: Workspace) -> None:
    """Write *content* to *file*: all of it, or nothing."""
    refuse_own(file, workspace)
    try:
        store.write(file.parent, {file.name: content})
    except OSError as error:
        raise CannotDo(_UNWRITTEN.fill(file=file, why=reason(error))) from None
