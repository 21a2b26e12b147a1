"""Records of one kind as a sheet: the columns that they use, and a row for each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from srr.language import Language, Refusal, Text, untranslated
from srr.records.record import Record
from srr.records.row import Cell, row
from srr.schema import vocabulary
from srr.schema.columns import SECTION, Column, columns
from srr.schema.fields import FieldSpec
from srr.schema.kinds import RecordKind
from srr.schema.record_schema import choices
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings

_MAY_BE_UNKNOWN = ("level", "priority")


class NotExportable(Refusal):
    """The records do not fit into a format; what is said names the record and the way out."""


@dataclass(frozen=True)
class Sheet:
    """*records* of one *kind*, in their order.

    With *labels*, heads and the words of closed lists are in that language; without, they are keys and values.
    """

    kind: RecordKind
    records: Sequence[Record]
    settings: Settings
    labels: Language | None = None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a record uses, or must have, in the order of a record; sections come last."""
        used = {key for record in self.records for key in row(record)}
        known = columns(self.kind)
        kept = [
            column
            for column in known
            if column.key in used or (column.spec is not None and column.spec.required)
        ]
        others = sorted(used - {column.key for column in known})
        sections = [column for column in kept if column.key.startswith(SECTION)]
        return (
            *(column for column in kept if column not in sections),
            *(Column(key, untranslated(key)) for key in others),
            *sections,
        )

    @property
    def rows(self) -> Iterator[Mapping[str, Cell]]:
        """The cells of each record by the key of their column."""
        for record in self.records:
            yield row(record)

    def head(self, column: Column) -> str:
        """Return the name of *column*."""
        return column.label.within(self.labels) if self.labels else column.key

    def shown(self, cell: Cell, column: Column) -> Cell:
        """Return *cell* with the label of its value, where labels are wanted and it has one."""
        words = self.words(column.spec) if self.labels and column.spec else {}
        return words.get(cell, cell) if isinstance(cell, str) else cell

    def words(self, spec: FieldSpec) -> Mapping[str, str]:
        """Return what the values of a closed list are called, by value."""
        found: dict[str, Text] = {}
        if spec.kind == "choice":
            found |= choices(spec, self.kind, self.settings)
        elif spec.kind in _MAY_BE_UNKNOWN:
            found[UNKNOWN] = vocabulary.UNKNOWN
        if self.labels is None:
            return {value: value for value in found}
        return {value: label.within(self.labels) for value, label in found.items()}
