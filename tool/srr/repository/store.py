"""The only module that reads and writes the registry's files."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from srr.documents.tree import MOST_BYTES, NotAFile, Tree, too_large
from srr.records.indicator import is_indicator_path, path_of
from srr.records.record import is_record_path
from srr.repository.staging import exclusive, remove_leftovers, staging
from srr.schema.kinds import INDICATORS, READ_FOLDERS


class _Staged(NamedTuple):
    """A file that is written beside its place, and what is expected there."""

    path: str
    target: Path
    ready: Path
    kept: Path
    """A second name of the file that is replaced, should it have to be put back."""
    is_new: bool
    expected: bytes | NotAFile | None
    """None where anything may be replaced."""


def read_tree(root: Path) -> Tree:
    """Read every file of a record or an indicator under *root*; links are never followed."""
    tree: dict[str, bytes | NotAFile] = {}
    for folder in READ_FOLDERS:
        if (root / folder).is_symlink():
            tree[in_place_of(folder)] = NotAFile("symlink", os.readlink(root / folder))
        elif (root / folder).is_dir():
            tree.update(_entries(root / folder, folder))
    return tree


def in_place_of(folder: str) -> str:
    """Return the path under which a folder is told that cannot be read: what lies elsewhere is not looked for."""
    return path_of(folder) if folder == INDICATORS else f"{folder}/{folder}.md"


def is_read(path: str) -> bool:
    """Whether *path* is that of a record or an indicator, well named or not."""
    return is_record_path(path) or is_indicator_path(path)


def read_files(root: Path, names: Iterable[str]) -> Tree:
    """Read those of *names* that are in the folder *root*; links are not followed."""
    return {name: _content(root / name) for name in names if os.path.lexists(root / name)}


def write(root: Path, files: Mapping[str, bytes], before: Tree | None = None) -> None:
    """Write all of *files*, each beside its place first, so that none is ever half-written; else raise, and write none.

    With *before*, a file that no longer matches it is not replaced: somebody else has written it meanwhile. One that is
    not in *before* is new; raise FileExistsError where it is there. An error names the path of the file.
    """
    staged: list[_Staged] = []
    places: dict[Path, Path] = {}
    with ExitStack() as run:
        for path, content in files.items():
            with _about(path):
                _refuse_links(root, path)
                folder = (root / path).parent
                if before is None or path not in before:
                    _make(folder)
                if folder not in places:
                    places[folder] = run.enter_context(staging(folder))
                ready = places[folder] / str(len(staged))
                staged.append(_staged(root, path, content, ready, before))
        for folder in sorted(places):
            run.enter_context(exclusive(folder))
        _put_all(staged)


def remove(root: Path, path: str, before: Tree) -> None:
    """Remove a file, if it is there; raise where it no longer matches *before*."""
    target = root / path
    with _about(path):
        _refuse_links(root, path)
        remove_leftovers(target.parent)
        with exclusive(target.parent):
            if os.path.lexists(target):
                _refuse_changed(target, before.get(path))
                target.unlink()


def _refuse_links(root: Path, path: str) -> None:
    """Raise where a symbolic link in *path* would let the write leave *root*."""
    for part in (root / path, *(root / path).parents):
        if part == root:
            return
        if part.is_symlink():
            name = part.relative_to(root).as_posix()
            raise OSError(errno.ELOOP, "a symbolic link is not written through", name)


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, bytes | NotAFile]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        place = in_place_of(prefix) if prefix in READ_FOLDERS else f"{prefix}.md"
        yield place, NotAFile("unreadable", error.strerror or str(error))
        return
    for entry in entries:
        path = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and not is_read(path):
            if not entry.name.startswith("."):
                yield from _entries(Path(entry.path), path)
        elif is_read(path):
            yield path, _content(Path(entry.path))


def _content(path: Path) -> bytes | NotAFile:
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            return NotAFile("symlink", os.readlink(path))
        if stat.S_ISDIR(mode):
            return NotAFile("directory")
        if not stat.S_ISREG(mode):
            return NotAFile("unreadable", "not a regular file")
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            return too_large(size) if size > MOST_BYTES else stream.read()
    except OSError as error:
        return NotAFile("unreadable", error.strerror or str(error))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, "its folder is a file") from None


@contextmanager
def _about(path: str) -> Iterator[None]:
    """Let an error name the file at *path*, where it names a hidden one beside it, or none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), path) from error


def _staged(root: Path, path: str, content: bytes, ready: Path, before: Tree | None) -> _Staged:
    target = root / path
    is_new = before is not None and path not in before
    expected = before.get(path) if before is not None else None
    _refuse_unexpected(target, is_new, expected)
    with open(ready, "xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if os.path.lexists(target):
        _liken(ready, target)
    return _Staged(path, target, ready, ready.with_suffix(".kept"), is_new, expected)


def _liken(ready: Path, target: Path) -> None:
    """Give a file the mode, owner, group and further attributes of the one that it is to replace."""
    there, own = target.lstat(), ready.stat()
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a directory")
    if not stat.S_ISREG(there.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only")
    if (there.st_uid, there.st_gid) != (own.st_uid, own.st_gid):
        try:
            os.chown(ready, there.st_uid, there.st_gid)
        except PermissionError as error:
            reason = "it belongs to another user or group, which would change; run srr as its owner"
            raise PermissionError(error.errno, reason) from None
    shutil.copystat(target, ready)
    os.utime(ready)


def _refuse_unexpected(target: Path, is_new: bool, expected: bytes | NotAFile | None) -> None:
    if is_new:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "somebody else has written it meanwhile")
    elif expected is not None:
        _refuse_changed(target, expected)


def _refuse_changed(target: Path, expected: bytes | NotAFile | None) -> None:
    if not os.path.lexists(target):
        raise FileNotFoundError(errno.ENOENT, "it was removed meanwhile")
    if _content(target) != expected:
        raise OSError(errno.EBUSY, "it was changed meanwhile; look at it and try again")


def _put_all(staged: Sequence[_Staged]) -> None:
    """Put each file in its place; where one cannot be, put back what was there, in all places."""
    for each in staged:
        with _about(each.path):
            _refuse_unexpected(each.target, each.is_new, each.expected)
    ours = [(each, each.ready.stat()) for each in staged]
    try:
        for each in staged:
            with _about(each.path):
                _put(each)
    except BaseException:
        for each, status in ours:
            with suppress(OSError):
                if os.path.samestat(each.target.lstat(), status):
                    _take_back(each)
        raise


def _put(each: _Staged) -> None:
    if each.is_new:
        _link(each.ready, each.target)
        return
    with suppress(OSError):  # a disk without hard links
        os.link(each.target, each.kept)
    os.replace(each.ready, each.target)
    # An editor may have written to the old file since it was compared.
    if each.expected is not None and each.kept.exists():
        _refuse_changed(each.kept, each.expected)


def _link(ready: Path, target: Path) -> None:
    try:
        os.link(ready, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        _refuse_unexpected(target, True, None)
        ready.rename(target)


def _take_back(each: _Staged) -> None:
    if each.kept.exists():
        each.kept.replace(each.target)
    elif each.is_new:
        each.target.unlink()
