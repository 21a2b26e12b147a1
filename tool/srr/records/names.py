"""The names of record files, and which name a file could take whose own is none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import PurePosixPath

from srr.schema.kinds import ANY_ID, ANY_PREFIX, FOLDERS, KINDS, Kind, RecordKind
from srr.text.spelling import normal_form

_ID = re.compile(ANY_ID)
_SHORT_ID = re.compile(rf"(?:({ANY_PREFIX})[\s_-]*)?([0-9]{{1,9}})")
_NUMBER = re.compile(rf"(?:{ANY_PREFIX})[\s_-]*([0-9]{{1,9}})(?![0-9])")


def full_id(typed: str, kind: RecordKind = "risk") -> str:
    """Return the id that is meant by *typed*: `4` is one of *kind*, `pm 4` and `srr-4` say theirs."""
    short = _SHORT_ID.fullmatch(normal_form(typed))
    if short is None:
        return typed.strip().upper()
    prefix, number = short[1] or KINDS[kind].prefix, int(short[2])
    return f"{prefix.upper()}-{number:04}"


def is_id(name: str) -> bool:
    """Whether *name* is written as an id of a record, of one that is there or not."""
    return _ID.fullmatch(name) is not None


def kind_of_id(record_id: str) -> Kind | None:
    """Return the kind of record that *record_id* begins like; None where it begins like none."""
    return next((kind for kind in KINDS.values() if record_id.startswith(f"{kind.prefix}-")), None)


def is_well_named(path: str) -> bool:
    """Whether the file at *path* is named by an id of its folder."""
    kind = _named_kind(PurePosixPath(path).name)
    return kind is not None and path.startswith(f"{kind.folder}/")


def other_kind(path: str) -> Kind | None:
    """Return the kind whose id names the file at *path*, where that kind has another folder."""
    folder, _, name = path.partition("/")
    kind = _named_kind(name)
    return kind if kind and kind.folder != folder else None


def _named_kind(name: str) -> Kind | None:
    """Return the kind of record whose id, with `.md`, is *name*."""
    stem = name.removesuffix(".md")
    return kind_of_id(stem) if stem != name and is_id(stem) else None


def proposals(stated: Mapping[str, object]) -> dict[str, str]:
    """Return the id by which each badly named file could be called; *stated* holds the `id` of every file by its path.

    It is the stated one, else the one in the file's name, else the next that nobody has; each is given once.
    """
    taken = {PurePosixPath(path).stem for path in stated if is_well_named(path)}
    bad = [path for path in stated if not is_well_named(path) and not other_kind(path)]
    wanted = {path: tuple(_wanted(path, stated[path])) for path in bad}
    found: dict[str, str] = {}
    for path in bad:
        own = next((name for name in wanted[path] if name not in taken), None)
        if own:
            found[path] = own
            taken.add(own)
    for prefix, paths in _by_prefix(path for path in bad if path not in found):
        highest = max((_number(name) for name in taken if name.startswith(prefix)), default=0)
        numbers = count(highest + 1)
        found |= {path: f"{prefix}-{next(numbers):04d}" for path in paths}
    return found


def _wanted(path: str, stated: object) -> Iterator[str]:
    prefix = _prefix(path)
    if isinstance(stated, str) and re.fullmatch(rf"{prefix}-[0-9]{{4,}}", stated):
        yield stated
    number = _NUMBER.match(normal_form(PurePosixPath(path).name))
    if number:
        yield f"{prefix}-{number[1]:0>4}"


def _by_prefix(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    rows = list(paths)
    for prefix in dict.fromkeys(map(_prefix, rows)):
        yield prefix, [path for path in rows if _prefix(path) == prefix]


def _prefix(path: str) -> str:
    return FOLDERS[path.partition("/")[0]].prefix


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
