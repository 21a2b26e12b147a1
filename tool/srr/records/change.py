"""Two registries compared: what happened to each record, and to the settings.

A record is identified by its file. Only the two contents count: squash merges and
rebases leave no trace here.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from srr.documents.places import KeyPath, Value
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visits import VisitEntry
from srr.schema.kinds import KINDS


class FieldChange(NamedTuple):
    """One changed value of the front matter; None where the key was missing."""

    key: KeyPath
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; one side is None for a record that was added or deleted.

    A record whose file was moved or renamed has both sides, with two paths.
    """

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was before it was deleted."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one side is always there
        return found

    @property
    def is_rename(self) -> bool:
        """Whether the file has another path now."""
        return bool(self.before and self.after and self.before.path != self.after.path)

    def fields(self) -> tuple[FieldChange, ...]:
        """Return the values that changed, in the order of the record as it is now."""
        old = dict(_flat(self.before.data)) if self.before else {}
        new = dict(_flat(self.after.data)) if self.after else {}
        keys = dict.fromkeys((*new, *old))
        rows = (FieldChange(key, old.get(key), new.get(key)) for key in keys)
        return tuple(row for row in rows if row.old != row.new)

    def new_visits(self) -> tuple[VisitEntry, ...]:
        """Return the new visits; an old one with changed words does not count."""
        lost = Counter(map(_occasion, self.lost_visits()))
        found: list[VisitEntry] = []
        for entry in self.new_entries():
            lost[_occasion(entry)] -= 1
            if lost[_occasion(entry)] < 0:
                found.append(entry)
        return tuple(found)

    def new_entries(self) -> tuple[VisitEntry, ...]:
        """Return the new and the altered visit entries."""
        old = {entry.words for entry in _visits(self.before)}
        return tuple(entry for entry in _visits(self.after) if entry.words not in old)

    def lost_visits(self) -> tuple[VisitEntry, ...]:
        """Return the old visit entries that are gone or altered."""
        new = {entry.words for entry in _visits(self.after)}
        return tuple(entry for entry in _visits(self.before) if entry.words not in new)


def compare(before: Registry, after: Registry) -> tuple[Change, ...]:
    """Return what happened between two registries, by the path of the record as it is now."""
    old = {record.path: record for record in before.records}
    new = {record.path: record for record in after.records}
    # A record that became unreadable is neither changed nor deleted: its findings report it.
    unread = {document.path for document in after.unreadable} | set(after.not_files)
    gone = {path: record for path, record in old.items() if path not in new and path not in unread}
    added = {path: record for path, record in new.items() if path not in old}
    changes = [
        Change(old[path], record)
        for path, record in new.items()
        if path in old and old[path].document.raw != record.document.raw
    ]
    origins = _origins(added, gone)
    changes += [Change(origins.get(path), record) for path, record in added.items()]
    moved = {origin.path for origin in origins.values()}
    changes += [Change(record, None) for path, record in gone.items() if path not in moved]
    return tuple(sorted(changes, key=lambda change: change.record.path))


def _origins(added: Mapping[str, Record], gone: Mapping[str, Record]) -> dict[str, Record]:
    """Return, by its new path, the vanished record that each added one was before; each is used once.

    Equal bytes are a stronger match than an equal title and day, so they come first.
    """
    left = dict(gone)
    origins: dict[str, Record] = {}
    for signature in (_text, _origin):
        vanished = {signature(record): record for record in left.values()}
        for path, record in added.items():
            found = None if path in origins else vanished.pop(signature(record), None)
            if found is not None:
                origins[path] = left.pop(found.path)
    return origins


def _text(record: Record) -> Hashable:
    return record.record_kind, record.document.raw


def _origin(record: Record) -> Hashable:
    return record.record_kind, record.title, str(_created(record))


def _created(record: Record) -> Value:
    return record.data.get(KINDS[record.record_kind].began)


def _flat(data: Mapping[str, Value], above: KeyPath = ()) -> Iterator[tuple[KeyPath, Value]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, (*above, key))
        else:
            yield (*above, key), value


def _visits(record: Record | None) -> Iterable[VisitEntry]:
    return record.visits if isinstance(record, Risk) else ()


def _occasion(entry: VisitEntry) -> tuple[object, ...]:
    """Return the day and the person of a visit."""
    return (entry.visit.on, entry.visit.by) if entry.visit else ()
