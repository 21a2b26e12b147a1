"""A folder as a value: each path with its bytes, or with what is there instead of a file."""

from collections.abc import Mapping
from typing import NamedTuple


class NotAFile(NamedTuple):
    """Something at a path that is not a plain readable file.

    *kind* is one of `symlink`, `directory`, `submodule`, `too-large` and `unreadable`; *detail* is a link's target, the
    size or the system's error.
    """

    kind: str
    detail: str = ""


MOST_BYTES = 16 * 1024 * 1024
"""A larger file is not read at all."""


def too_large(size: int) -> NotAFile:
    """Return what takes the place of a file of *size* bytes, more than are read."""
    return NotAFile("too-large", f"{-(-size // 1024 // 1024)} MiB")


Tree = Mapping[str, bytes | NotAFile]
"""Posix paths relative to the registry's root."""
