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
    """What one commit did to the records; of a *bulk* no single change is known."""

    name: str
    at: datetime
    author: str
    changes: tuple[Change, ...] = ()
    bulk: BulkChange | None = None
