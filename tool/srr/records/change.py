"""Two registries compared: what happened to each record, and to the settings.

A record is identified by its file. Only the two contents count: squash merges and
rebases leave no trace here.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from srr.documents.places import KeyPath, Value
from srr.records.hints import is_silent
from srr.records.logged import Logged
from srr.records.meaning import as_day, as_instant, in_meaning
from srr.records.occurrences import OccurrenceEntry, meant_occurrence, readable_measure
from srr.records.record import Record
from srr.records.registry import Registry, masked_record
from srr.records.risk import Risk
from srr.records.visits import NONE, VisitEntry, meant_visit, stated
from srr.schema.kinds import KINDS
from srr.schema.settings import Settings

Entry = TypeVar("Entry", VisitEntry, OccurrenceEntry)


class FieldChange(NamedTuple):
    """One changed value of the front matter; None where the key was missing."""

    key: KeyPath
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; one side is None for a record that was added or deleted.

    Where both are there, they hold the values that are meant, so that another spelling is no change. A record
    whose file was moved or renamed has both sides, with two paths.
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

    def shown(self, settings: Settings) -> "Change":
        """Return the change with asterisks in place of the secrets on both sides."""
        before, after = (
            side and masked_record(side, settings) for side in (self.before, self.after)
        )
        is_same = before is self.before and after is self.after
        return self if is_same else Change(before, after)

    def fields(self) -> tuple[FieldChange, ...]:
        """Return the values that changed, in the order of the record as it is now."""
        old = dict(_flat(self.before.data)) if self.before else {}
        new = dict(_flat(self.after.data)) if self.after else {}
        keys = dict.fromkeys((*new, *old))
        rows = (FieldChange(key, old.get(key), new.get(key)) for key in keys)
        return tuple(row for row in rows if row.old != row.new)

    def new_visits(self) -> tuple[VisitEntry, ...]:
        """Return the new visits; an altered old one does not count."""
        altered = [new for _, new in self.altered_visits() if new]
        return tuple(entry for entry in self.new_entries() if entry not in altered)

    def new_entries(self) -> tuple[VisitEntry, ...]:
        """Return the new and the altered visit entries."""
        return _only_in(_visits(self.after), _visits(self.before))

    def lost_visits(self) -> tuple[VisitEntry, ...]:
        """Return the old visit entries that are gone or altered."""
        return _only_in(_visits(self.before), _visits(self.after))

    def new_occurrences(self) -> tuple[OccurrenceEntry, ...]:
        """Return the new occurrences; an altered old one does not count."""
        altered = [new for _, new in self.altered_occurrences() if new]
        new = _only_in(_occurrences(self.after), _occurrences(self.before))
        return tuple(entry for entry in new if entry not in altered)

    def altered_occurrences(self) -> tuple[tuple[OccurrenceEntry, OccurrenceEntry | None], ...]:
        """Return each old occurrence that was lost, with the one that it became; None where it was removed."""
        before, after = _occurrences(self.before), _occurrences(self.after)
        return _paired(_only_in(before, after), _only_in(after, before), _became_occurrence)

    def is_named(self, key: str, old: str, new: str) -> bool:
        """Whether the new visits, taken together, lead *key* from *old* to *new*, with words."""
        place = old
        for entry in self.new_visits():
            step = entry.visit.changed(key) if entry.visit else None
            if step and entry.visit and step.old == place and not is_silent(entry.visit.note):
                place = step.new
        return place == new

    def is_level_named(self) -> bool:
        """Whether the potential impact follows from scope and severity, and the new visits name those that are new."""
        before, after = self.before, self.after
        if not isinstance(before, Risk) or not isinstance(after, Risk) or not after.level_follows:
            return False
        return all(
            getattr(before, key) is not None or self.is_named(key, NONE, stated(key, after.data))
            for key in ("scope", "severity")
        )

    def altered_visits(self) -> tuple[tuple[VisitEntry, VisitEntry | None], ...]:
        """Return each old entry that was lost, with the one that it became; None where it was removed."""
        return _paired(self.lost_visits(), self.new_entries(), _became)


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
    meant = (_in_meaning(change, before.settings, after.settings) for change in changes)
    return tuple(sorted(meant, key=lambda change: change.record.path))


def _in_meaning(change: Change, old: Settings, new: Settings) -> Change:
    if change.before is None or change.after is None:
        return change
    return Change(in_meaning(change.before, old), in_meaning(change.after, new))


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
    began = str(record.data.get(KINDS[record.record_kind].began))
    return record.record_kind, record.title, as_day(began) or as_instant(began) or began


def _flat(data: Mapping[str, Value], above: KeyPath = ()) -> Iterator[tuple[KeyPath, Value]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, (*above, key))
        else:
            yield (*above, key), value


def _visits(record: Record | None) -> tuple[VisitEntry, ...]:
    if not isinstance(record, Logged):
        return ()
    return tuple(
        entry if entry.visit else entry._replace(visit=meant_visit(entry.text, record.log))
        for entry in record.visits
    )


def _occurrences(record: Record | None) -> tuple[OccurrenceEntry, ...]:
    return tuple(
        entry if entry.occurrence else entry._replace(occurrence=meant_occurrence(entry.text))
        for entry in (record.occurrences if isinstance(record, Risk) else ())
    )


def _said(entry: VisitEntry | OccurrenceEntry) -> Hashable:
    read = entry.visit if isinstance(entry, VisitEntry) else entry.occurrence
    return read or entry.words


def _only_in(entries: Iterable[Entry], others: Iterable[Entry]) -> tuple[Entry, ...]:
    there = {_said(entry) for entry in others}
    return tuple(entry for entry in entries if _said(entry) not in there)


def _paired(
    lost: Iterable[Entry], new: Iterable[Entry], became: Callable[[Entry, Entry], bool]
) -> tuple[tuple[Entry, Entry | None], ...]:
    """Return each of the *lost* entries with the *new* one that it became; each is used once."""
    left = list(new)
    pairs: list[tuple[Entry, Entry | None]] = []
    for old in lost:
        found = next((each for each in left if became(old, each)), None)
        if found:
            left.remove(found)
        pairs.append((old, found))
    return tuple(pairs)


def _became(old: VisitEntry, new: VisitEntry) -> bool:
    """Whether *new* is *old* altered: the same person, and the same day or the same words."""
    if old.visit is None or new.visit is None:
        return keeps_words(old, new)
    same_day = (old.visit.on, old.visit.by) == (new.visit.on, new.visit.by)
    return same_day or keeps_words(old, new)


def keeps_words(old: VisitEntry, new: VisitEntry) -> bool:
    """Whether *new* has the author, the changes and the words of *old*; its dates and statuses may differ."""
    if new.visit is None:
        return False
    if old.visit is None:
        keeps_note = new.visit.note and old.words.endswith(new.visit.note)
        return bool(keeps_note) and new.visit.by in old.words
    return (old.visit.by, old.visit.changes, old.visit.note) == (
        new.visit.by,
        new.visit.changes,
        new.visit.note,
    )


def _became_occurrence(old: OccurrenceEntry, new: OccurrenceEntry) -> bool:
    one, other = old.occurrence, new.occurrence
    if one and other and (one.on, one.by) == (other.on, other.by):
        return True
    return keeps_measure(old, new)


def keeps_measure(old: OccurrenceEntry, new: OccurrenceEntry) -> bool:
    """Whether *new* has the author, the values and the words of *old*; its date may differ.

    Of an entry that could not be read, what can be read is kept.
    """
    one, other = old.occurrence, new.occurrence
    if other is None:
        return False
    if one is not None:
        return one[1:] == other[1:]
    minutes, percent = readable_measure(old.text)
    is_same = minutes in (None, other.minutes) and percent in (None, other.percent)
    is_known = minutes is not None or bool(other.note)
    return is_same and is_known and other.by in old.words and old.words.endswith(other.note)
