"""The files of a register from elsewhere: one, or those of a folder."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from srr.language import Text
from srr.repository.errors import CannotDo, reason

MOST_BYTES = 200 * 2**20
MOST_FILES = 20_000

_UNREAD = Text("{path} cannot be read: {why}", "{path} を読めません: {why}")
_TOO_LARGE = Text(
    "it has more than the {most} MiB that srr reads", "srr が読む {most} MiB を超えています"
)
_TOO_MANY = Text(
    "it holds more than the {most} files that srr reads",
    "srr が読む {most} 個を超えるファイルがあります",
)
_NO_FILES = Text("the folder holds no files", "フォルダーにファイルがありません")
_NOT_REGULAR = Text("it is neither a file nor a folder", "ファイルでもフォルダーでもありません")


class GivenFiles(NamedTuple):
    """The files by their path within the folder, or the one by its name; *links* are those that were not followed."""

    files: Mapping[str, bytes]
    links: tuple[str, ...] = ()


def given_files(source: Path) -> GivenFiles:
    """Read *source*; raise CannotDo where it is no file and no folder, or is too large."""
    try:
        if source.is_dir():
            return _folder(source)
        if source.exists() and not source.is_file():
            raise _unread(source, _NOT_REGULAR)
        return GivenFiles({source.name: _content(source, MOST_BYTES)})
    except OSError as error:
        raise _unread(source, reason(error)) from None


def _folder(folder: Path) -> GivenFiles:
    files: dict[str, bytes] = {}
    links: list[str] = []
    left = MOST_BYTES
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            links.append(name)
        elif path.is_file():
            if len(files) == MOST_FILES:
                raise _unread(folder, _TOO_MANY.fill(most=f"{MOST_FILES:,}"))
            files[name] = _content(path, left, folder)
            left -= len(files[name])
    if not files:
        raise _unread(folder, _NO_FILES)
    return GivenFiles(files, tuple(links))


def _paths(folder: Path) -> Iterator[Path]:
    """Yield what is below *folder*, but what is hidden and what is behind a link."""

    def fail(error: OSError) -> None:
        raise error

    for top, folders, names in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(top) / name).is_symlink()]
        found = sorted((*names, *linked))
        yield from (Path(top) / name for name in found if not name.startswith("."))


def _content(path: Path, most: int, whole: Path | None = None) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise _unread(whole or path, _TOO_LARGE.fill(most=MOST_BYTES // 2**20))
    return content


def _unread(path: Path, why: Text) -> CannotDo:
    return CannotDo(_UNREAD.fill(path=path, why=why))
