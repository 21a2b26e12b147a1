"""The only module that reads and writes the registry's files."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from srr.documents.tree import MOST_BYTES, NotAFile, Tree, too_large
from srr.records.record import is_record_path
from srr.schema.kinds import FOLDERS


def read_tree(root: Path) -> Tree:
    """Read every record file under *root*; links are never followed."""
    tree: dict[str, bytes | NotAFile] = {}
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            tree[f"{folder}/{folder}.md"] = NotAFile("symlink", os.readlink(root / folder))
        elif (root / folder).is_dir():
            tree.update(_entries(root / folder, folder))
    return tree


def count(root: Path) -> int:
    """Return the number of files in the folders of records."""
    folders = [root / folder for folder in FOLDERS if (root / folder).is_dir()]
    return sum(len(os.listdir(folder)) for folder in folders)


def read_files(root: Path, names: Iterable[str]) -> Tree:
    """Read those of *names* that are in the folder *root*; links are not followed."""
    return {name: _content(root / name) for name in names if os.path.lexists(root / name)}


def write(root: Path, files: Mapping[str, bytes], before: Tree = MappingProxyType({})) -> None:
    """Write *files* beside their places, then put each in its place, so that none is ever half-written.

    Raise where a file no longer matches *before*: somebody else has written it meanwhile.
    """
    for path, content in files.items():
        target = root / path
        _refuse_links(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content, before.get(path))


def create(root: Path, path: str, content: bytes) -> None:
    """Write a new file; raise FileExistsError rather than touch one that is there."""
    target = root / path
    _refuse_links(root, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def remove(root: Path, path: str) -> None:
    """Remove a file, if it is there."""
    _refuse_links(root, path)
    (root / path).unlink(missing_ok=True)


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
        yield f"{prefix}.md", NotAFile("unreadable", error.strerror or str(error))
        return
    for entry in entries:
        path = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and not is_record_path(path):
            if not entry.name.startswith("."):
                yield from _entries(Path(entry.path), path)
        elif is_record_path(path):
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


def _replace(target: Path, content: bytes, before: bytes | NotAFile | None) -> None:
    # A killed run leaves its file behind, and process ids repeat in containers.
    beside = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            os.chmod(beside, stat.S_IMODE(target.stat().st_mode))
        if before is not None and target.read_bytes() != before:
            raise OSError(
                errno.EBUSY, "it was changed meanwhile; look at it and try again", str(target)
            )
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
