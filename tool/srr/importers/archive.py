"""A ZIP archive as a folder: the files in it by their paths, each unpacked in memory when it is asked for."""

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from stat import S_ISLNK
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from srr.importers.source import Unreadable
from srr.language import Text

MOST_FILES = 20_000
MOST_BYTES = 200 * 1024 * 1024
# Exports of text shrink to a tenth. Deflate reaches a thousandth, with nothing but zeros.
_MOST_GROWTH = 100
_SMALL = 10 * 1024 * 1024

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
# What macOS and Windows add by themselves.
_SYSTEM_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}
# A large export comes as several archives within one; an archive that lies deeper was attached to a page.
_LEVELS = 2
_ANY = re.compile(r".*", re.DOTALL)
_PART = re.compile(r"[^/]+\.zip|[^/]+/[^/]+-Part-\d+\.zip", re.IGNORECASE)

_BROKEN = Text(
    "{name} is not a whole ZIP archive: download it once more",
    "{name} は ZIP として途中で切れているか壊れています。もう一度ダウンロードしてください",
)
_BROKEN_FILE = Text(
    "{path} in {name} is damaged: download the archive once more",
    "{name} の中の {path} が壊れています。もう一度ダウンロードしてください",
)
_UNKNOWN_METHOD = Text(
    "{path} in {name} is packed in a way that srr does not read: unpack the archive, and import its folder",
    "{name} の中の {path} は srr が読めない圧縮方式です。展開して、そのフォルダーを取り込んでください",
)
_PASSWORD = Text(
    "{name} is protected by a password: unpack it, and import its folder",
    "{name} にはパスワードがかかっています。展開して、そのフォルダーを取り込んでください",
)
_TOO_MANY = Text(
    "{name} holds more than the {most} files that srr reads: export the database alone",
    "{name} のファイルが srr の読める {most} 個を超えています。データベースだけをエクスポートしてください",
)
_TOO_LARGE = Text(
    "{name} holds more than the {most} MiB that srr reads: export the database alone",
    "{name} の中身が srr の読める {most} MiB を超えています。データベースだけをエクスポートしてください",
)
_BOMB = Text(
    "{name} unpacks to more than {most} times its size, as no export does: it is not read",
    "{name} は展開すると {most} 倍を超えます。エクスポートではあり得ない大きさなので読みません",
)
_OUTSIDE = Text(
    "{name} holds {path}, a path that leads out of its folder: pack the files once more",
    "{name} にフォルダーの外を指すパス {path} があります。圧縮し直してください",
)
_LINK = Text(
    "{name} holds a symbolic link, {path}: pack the files once more without it",
    "{name} にシンボリックリンク {path} があります。除いて圧縮し直してください",
)
_TWICE = Text(
    "{name} holds two different files named {path}: rename one, and pack the files once more",
    "{name} に内容の違う {path} が 2 つあります。片方の名前を変えて圧縮し直してください",
)

_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")


class _Entry(NamedTuple):
    """A file of an archive: its path, its size, what tells its content, and how it is read."""

    path: str
    size: int
    checksum: int
    read: Callable[[], bytes]


class _Files(Mapping[str, bytes]):
    """Files by their paths, each read when it is asked for."""

    def __init__(self, entries: Mapping[str, Callable[[], bytes]]) -> None:
        self._entries = entries

    def __getitem__(self, path: str) -> bytes:
        return self._entries[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def is_archive(files: Mapping[str, bytes]) -> bool:
    """Whether *files* is one that begins as a ZIP archive does, whatever its name."""
    return len(files) == 1 and next(iter(files.values())).startswith(_SIGNATURES)


def opened(name: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return *files*, with those that they hold in place of the archives among them and of the parts of these.

    Raise Unreadable, also later, when a file is asked for that turns out to be damaged.
    """
    entries: list[_Entry] = []
    size = 0
    for entry in _with_parts(_of_folder(files), _ANY if is_archive(files) else _PART):
        entries.append(entry)
        size += entry.size
        if len(entries) > MOST_FILES:
            raise Unreadable(_TOO_MANY.fill(name=name, most=f"{MOST_FILES:,}"))
        if size > MOST_BYTES:
            raise Unreadable(_TOO_LARGE.fill(name=name, most=MOST_BYTES // 2**20))
    return _Files({entry.path: entry.read for entry in _once(name, entries)})


def _with_parts(
    entries: Iterable[_Entry], part: re.Pattern[str], level: int = 0
) -> Iterator[_Entry]:
    for entry in entries:
        if level < _LEVELS and part.fullmatch(entry.path):
            yield from _with_parts(_of_archive(entry.path, entry.read()), _PART, level + 1)
        else:
            yield entry


def _of_folder(content: Mapping[str, bytes]) -> list[_Entry]:
    named = ((unicodedata.normalize("NFC", path), raw) for path, raw in content.items())
    return [
        _Entry(path, len(raw), zlib.crc32(raw), partial(_itself, raw))
        for path, raw in named
        if not _is_of_system(path)
    ]


def _itself(raw: bytes) -> bytes:
    return raw


def _of_archive(name: str, raw: bytes) -> list[_Entry]:
    try:
        archive = ZipFile(BytesIO(raw))
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise Unreadable(_BROKEN.fill(name=name)) from None
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise Unreadable(_TOO_MANY.fill(name=name, most=f"{MOST_FILES:,}"))
    size = sum(info.file_size for info in infos)
    if _SMALL < size <= MOST_BYTES and size > _MOST_GROWTH * len(raw):
        raise Unreadable(_BOMB.fill(name=name, most=_MOST_GROWTH))
    entries = ((_path(name, info), info) for info in infos)
    return [
        _Entry(path, info.file_size, info.CRC, partial(_unpacked, name, path, archive, info))
        for path, info in entries
        if path and not _is_of_system(path)
    ]


def _path(name: str, info: ZipInfo) -> str:
    """Return the path of an entry, which stays in its folder; empty where it is a folder's."""
    written = _decoded(info).replace("\\", "/")
    parts = [part for part in written.split("/") if part not in ("", ".")]
    if ".." in parts or _ABSOLUTE.match(written) or "\0" in written:
        raise Unreadable(_OUTSIDE.fill(name=name, path=written.replace("\0", "")))
    path = "/".join(parts)
    if S_ISLNK(info.external_attr >> 16):
        raise Unreadable(_LINK.fill(name=name, path=path))
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable(_PASSWORD.fill(name=name))
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable(_UNKNOWN_METHOD.fill(name=name, path=path))
    return "" if written.endswith("/") else unicodedata.normalize("NFC", path)


def _decoded(info: ZipInfo) -> str:
    """Return the name of an entry; without its flag, UTF-8 was read as code page 437.

    https://docs.python.org/3/library/zipfile.html#zipfile.ZipFile
    """
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _is_of_system(path: str) -> bool:
    place = PurePosixPath(path)
    return "__MACOSX" in place.parts or place.name.startswith("._") or place.name in _SYSTEM_FILES


def _unpacked(name: str, path: str, archive: ZipFile, info: ZipInfo) -> bytes:
    try:
        return archive.read(info)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        raise Unreadable(_BROKEN_FILE.fill(name=name, path=path)) from None


def _once(name: str, entries: Iterable[_Entry]) -> Iterator[_Entry]:
    seen: dict[str, _Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.path, entry)
        if first is entry:
            yield entry
        elif (first.size, first.checksum) != (entry.size, entry.checksum):
            raise Unreadable(_TWICE.fill(name=name, path=entry.path))
