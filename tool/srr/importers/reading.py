"""A source with what its columns and its texts mean, before any record is made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from srr.importers import kinds
from srr.importers.drafts.own import is_own
from srr.importers.identity import keyed
from srr.importers.import_map import ImportMap
from srr.importers.mapping.columns import Column, columns
from srr.importers.mapping.meanings import Meanings, meanings
from srr.importers.shipped import completed
from srr.importers.source import Row, Source
from srr.language import Text, untranslated
from srr.schema.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """A *source* as it is *wanted*: its *columns*, and the *meanings* of the texts that have a closed list of values.

    *key* is the column that identifies its rows, None where they have keys of their own, or none.
    """

    kind: str
    source: Source
    wanted: ImportMap
    columns: tuple[Column, ...]
    meanings: Mapping[str, Meanings]
    key: str | None = None

    @property
    def name(self) -> str:
        """What records say that they come from."""
        return self.wanted.name or self.kind

    @property
    def is_own(self) -> bool:
        """Whether it is a table that srr exported."""
        return is_own(self.source, self.wanted)

    @property
    def label(self) -> Text:
        """What people call it: "Changed in Notion."."""
        return untranslated(self.wanted.name) if self.wanted.name else kinds.KINDS[self.kind].label

    @property
    def has_title(self) -> bool:
        """Whether a column is the title of a risk."""
        return any(column.key == "title" for column in self.columns)

    def cells(self, head: str) -> tuple[str, ...]:
        """Return the texts below *head*."""
        return _cells(self.source.rows, head)


def reading(
    kind: str,
    name: str,
    files: Mapping[str, bytes],
    wanted: ImportMap,
    settings: Settings,
    *,
    is_usual: bool = False,
) -> Reading:
    """Return the source called *name* that *files* hold, and what it means by the map *wanted*; raise Unreadable.

    A map that *is_usual* was named by nobody, so it is not applied to what srr exported.
    """
    source = kinds.read(kind, name, files, wanted)
    if is_usual and is_own(source, ImportMap()):
        wanted = ImportMap()
    return meant(kind, source, wanted, settings)


def meant(kind: str, source: Source, wanted: ImportMap, settings: Settings) -> Reading:
    """Return what *source* means by the map *wanted*; raise Unreadable where two rows have one key."""
    wanted = completed(wanted, source)
    decided = columns(source, wanted, settings)
    key = None if is_own(source, wanted) else _key(source, wanted, decided)
    source = keyed(source, key)
    decided = tuple(_but_the_key(column, key) for column in decided)
    found = {
        column.head: values
        for column in decided
        if (values := meanings(column, _cells(source.rows, column.head), wanted, settings))
    }
    return Reading(kind, source, wanted, decided, found, key)


def _cells(rows: Sequence[Row], head: str) -> tuple[str, ...]:
    return tuple(row.values[head] for row in rows if head in row.values)


def _key(source: Source, wanted: ImportMap, decided: Sequence[Column]) -> str | None:
    """Return the column that identifies the rows: that of the map, else one whose name says so."""
    if wanted.key is not None:
        return wanted.key
    if all(row.key is not None for row in source.rows):
        return None
    left_out = {column.head for column in decided if column.left_out}
    return next((head for head in source.keys if head not in left_out), None)


def _but_the_key(column: Column, key: str | None) -> Column:
    """Return *column* as nothing else than the key of its rows, unless the map says more of it."""
    if column.head != key or column.by == "map":
        return column
    is_nothing_else = column.key in (None, "id")
    return column._replace(key=None, by="key", near=None) if is_nothing_else else column
