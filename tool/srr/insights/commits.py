"""What a commit did to the records."""

from datetime import datetime
from typing import NamedTuple

from srr.records.change import Change


class BulkChange(NamedTuple):
    """How many records a bulk commit changed, counted by act."""

    added: int
    edited: int
    renamed: int
    deleted: int


class Commit(NamedTuple):
    """The changes of one commit to the records; those of a *bulk* change are only counted."""

    name: str
    at: datetime
    author: str
    changes: tuple[Change, ...] = ()
    bulk: BulkChange | None = None
