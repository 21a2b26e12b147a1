"""The records as values: Risk, Postmortem and the Registry that holds them all.

A value that cannot be understood is None here; the rules say what is wrong with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from srr.documents import document
from srr.documents.document import Document
from srr.documents.tree import NotAFile, Tree
from srr.records.postmortem import Postmortem, postmortem
from srr.records.record import Record, is_record_path, kind_of
from srr.records.risk import Risk, risk
from srr.schema.settings import Settings


@dataclass(frozen=True)
class Registry:
    """All records, linked, and the files in their folders that could not be read as one."""

    risks: tuple[Risk, ...] = ()
    postmortems: tuple[Postmortem, ...] = ()
    unreadable: tuple[Document, ...] = ()
    not_files: Mapping[str, NotAFile] = field(default_factory=dict)

    @property
    def records(self) -> tuple[Record, ...]:
        """Risks, then postmortems."""
        return (*self.risks, *self.postmortems)

    @property
    def lost(self) -> int:
        """How many files in the records' folders could not be read as a record."""
        return len(self.unreadable) + len(self.not_files)

    @property
    def is_empty(self) -> bool:
        """Whether the records' folders hold nothing, readable or not."""
        return not (self.risks or self.postmortems or self.lost)

    @property
    def documents(self) -> Iterator[Document]:
        """Every record file that was read, understood or not."""
        yield from (record.document for record in self.records)
        yield from self.unreadable

    @property
    def ranked(self) -> tuple[Risk, ...]:
        """The risks, the most pressing first."""
        return tuple(sorted(self.risks, key=Risk.rank))

    @property
    def newest(self) -> tuple[Postmortem, ...]:
        """The postmortems, the latest start first; those without one last."""
        return tuple(sorted(self.postmortems, key=Postmortem.begun, reverse=True))

    def find(self, record_id: str) -> Record | None:
        """Return the record with this id."""
        return self._by_id.get(record_id)

    @cached_property
    def _by_id(self) -> Mapping[str | None, Record]:
        return {record.id: record for record in reversed(self.records)}


def read_registry(
    tree: Tree, settings: Settings, known: Mapping[str, Record] | None = None
) -> Registry:
    """Read every record of *tree*; one of *known* is taken as it is where its file has not changed.

    *known* must have been read under settings with the same headings.
    """
    known = known or {}
    risks: list[Risk] = []
    postmortems: list[Postmortem] = []
    unreadable: list[Document] = []
    not_files: dict[str, NotAFile] = {}
    for path in sorted(filter(is_record_path, tree)):
        content = tree[path]
        if isinstance(content, NotAFile):
            not_files[path] = content
            continue
        old = known.get(path)
        same = old is not None and old.document.raw == content
        match old if same else read_record(document.read(path, content), settings):
            case Risk() as found:
                risks.append(found)
            case Postmortem() as found:
                postmortems.append(found)
            case Document() as read:
                unreadable.append(read)
    return Registry(tuple(risks), tuple(postmortems), tuple(unreadable), not_files)


def read_record(read: Document, settings: Settings) -> Record | Document:
    """Return the record that *read* holds; the document itself when it cannot be understood."""
    if not read.readable:
        return read
    return risk(read, settings) if kind_of(read.path) == "risk" else postmortem(read, settings)
