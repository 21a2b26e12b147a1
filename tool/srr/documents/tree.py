"""A folder as a value: each path with its bytes, or with what is there instead of a file."""

from collections.abc import Mapping
from typing import NamedTuple


class NotAFile(NamedTuple):
    """Something at a path that is not a plain readable file.

    *kind* is one of `symlink`, `directory`, `submodule` and `unreadable`; *detail* is a link's target or the system's
    error.
    """

    kind: str
    detail: str = ""


Tree = Mapping[str, bytes | NotAFile]
"""Posix paths relative to the registry's root."""
