"""A Tree is a folder as a value: each path with its bytes, or with what stands there instead of a file."""

from collections.abc import Mapping
from typing import NamedTuple


class NotAFile(NamedTuple):
    """Something at a path that is not a plain readable file.

    *kind* is one of `symlink`, `directory`, `submodule` and `unreadable`; *detail* says more in the words of
    the system (a link's target, an error).
    """

    kind: str
    detail: str = ""


Tree = Mapping[str, bytes | NotAFile]
"""Posix paths relative to the registry's root."""
