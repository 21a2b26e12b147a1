"""The records as values: Risk, Postmortem, Concern and the Registry that holds them all.

A value that cannot be understood is None here; the rules say what is wrong with it.
"""

import operator
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from srr.documents import document
from srr.documents.document import Document
from srr.documents.tree import NotAFile, Tree
from srr.records.concern import Concern, concern
from srr.records.indicator import Indicator, indicators_in
from srr.records.names import proposals
from srr.records.postmortem import Postmortem, postmortem
from srr.records.record import Record, is_record_path, kind_of
from srr.records.risk import Risk, risk
from srr.records.secrets import masked
from srr.schema.kinds import RecordKind
from srr.schema.settings import Settings

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True)
class Registry:
    """All records, linked, the indicators, and the files in their folders that could not be read as one.

    *settings* are those under which they were read, and *settings_files* are srr.toml and people.toml, when
    judged with the records.
    """

    risks: tuple[Risk, ...] = ()
    postmortems: tuple[Postmortem, ...] = ()
    concerns: tuple[Concern, ...] = ()
    unreadable: tuple[Document, ...] = ()
    not_files: Mapping[str, NotAFile] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    settings_files: tuple[Document, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    """By name."""

    @property
    def records(self) -> tuple[Record, ...]:
        """Risks, then postmortems, then concerns."""
        return (*self.risks, *self.postmortems, *self.concerns)

    @property
    def lost(self) -> int:
        """How many files in the records' folders could not be read as a record."""
        return len(self.unreadable) + len(self.not_files)

    @property
    def is_empty(self) -> bool:
        """Whether the records' folders hold nothing, readable or not."""
        return not (self.records or self.lost)

    @property
    def documents(self) -> Iterator[Document]:
        """Every record file that was read, understood or not."""
        yield from (record.document for record in self.records)
        yield from self.unreadable

    @property
    def files(self) -> Iterator[Document]:
        """Every file that was read: of records, of settings, and of the indicators with a fault."""
        yield from self.documents
        yield from self.settings_files
        yield from self.faulty_series

    @cached_property
    def faulty_series(self) -> tuple[Document, ...]:
        """The files of the indicators with a row that cannot be read; the others hold nothing but days and numbers."""
        return tuple(each.document for each in self.indicators.values() if each.series.faults)

    @property
    def uses_indicators(self) -> bool:
        """Whether there is any; else conditions are nothing but text."""
        return bool(self.indicators or self.settings.indicators)

    @property
    def ranked(self) -> tuple[Risk, ...]:
        """The risks, the most pressing first."""
        return tuple(sorted(self.risks, key=Risk.rank))

    @property
    def open_concerns(self) -> tuple[Concern, ...]:
        """The concerns that somebody still owes a report on, the earliest first."""
        return tuple(sorted((each for each in self.concerns if each.is_open), key=Concern.rank))

    @property
    def newest(self) -> tuple[Postmortem, ...]:
        """The postmortems, the latest start first; those without one last."""
        return tuple(sorted(self.postmortems, key=Postmortem.begun, reverse=True))

    def find(self, record_id: str) -> Record | None:
        """Return the record with this id."""
        return next(iter(self.named(record_id)), None)

    def named(self, record_id: str | None) -> tuple[Record, ...]:
        """Return every record with this id; more than one is a fault."""
        return self._by_id.get(record_id, ())

    def part(self, paths: Collection[str]) -> "Registry":
        """Return the registry of the records at *paths* alone."""
        records = [self.by_path[path] for path in paths if path in self.by_path]
        return replace(
            self,
            risks=tuple(record for record in records if isinstance(record, Risk)),
            postmortems=tuple(record for record in records if isinstance(record, Postmortem)),
            concerns=tuple(record for record in records if isinstance(record, Concern)),
            unreadable=tuple(read for read in self.unreadable if read.path in paths),
            not_files={path: found for path, found in self.not_files.items() if path in paths},
            settings_files=(),
            indicators={name: each for name, each in self.indicators.items() if each.path in paths},
        )

    def without_large(self, most_bytes: int) -> "Registry":
        """Return the registry in which records with more than *most_bytes* count as unreadable."""
        large = {record.path for record in self.records if len(record.document.raw) > most_bytes}
        if not large:
            return self
        small = self.part([path for path in self.by_path if path not in large])
        read = (self.by_path[path].document for path in sorted(large))
        return replace(
            small,
            unreadable=(*self.unreadable, *read),
            not_files=self.not_files,
            settings_files=self.settings_files,
            indicators=self.indicators,
        )

    def postmortems_of(self, risk: Risk) -> tuple[Postmortem, ...]:
        """Return the postmortems that name *risk*, or that it names, by path."""
        named = risk.links_to("postmortems")
        by_risk = (each for record_id in named for each in self.named(record_id))
        both = {
            each.path: each
            for each in (*by_risk, *self._naming_risks.get(risk.id, ()))
            if isinstance(each, Postmortem)
        }
        return tuple(both[path] for path in sorted(both))

    @cached_property
    def shown(self) -> "Registry":
        """The registry as it may be shown: with asterisks in place of its secrets."""
        shown = [masked_record(record, self.settings) for record in self.records]
        unreadable = tuple(map(masked, self.unreadable))
        if all(map(operator.is_, (*shown, *unreadable), (*self.records, *self.unreadable))):
            return self
        return replace(
            self,
            risks=tuple(record for record in shown if isinstance(record, Risk)),
            postmortems=tuple(record for record in shown if isinstance(record, Postmortem)),
            concerns=tuple(record for record in shown if isinstance(record, Concern)),
            unreadable=unreadable,
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that are taken: those of the records, and those of files with a fault in them."""
        files = (posixpath.splitext(posixpath.basename(each.path))[0] for each in self.documents)
        return frozenset((*(record.id for record in self.records), *files))

    @cached_property
    def by_path(self) -> Mapping[str, Record]:
        """The records by the path of their file."""
        return {record.path: record for record in self.records}

    @cached_property
    def proposed_names(self) -> Mapping[str, str]:
        """The id by which each badly named file could be called, by its path."""
        stated = {document.path: document.data.get("id") for document in self.documents}
        return proposals(dict(sorted(stated.items())))

    @cached_property
    def _naming_risks(self) -> Mapping[str, list[Postmortem]]:
        found: dict[str, list[Postmortem]] = {}
        for each in self.postmortems:
            for record_id in each.links_to("risks"):
                found.setdefault(record_id, []).append(each)
        return found

    @cached_property
    def _by_id(self) -> Mapping[str | None, tuple[Record, ...]]:
        found: dict[str | None, tuple[Record, ...]] = {}
        for record in self.records:
            found[record.id] = (*found.get(record.id, ()), record)
        return found


def read_registry(
    tree: Tree, settings: Settings, known: Mapping[str, Record] | None = None
) -> Registry:
    """Read every record of *tree*; one of *known* is taken as it is where its file has not changed.

    *known* must have been read under settings that `read_alike`.
    """
    known = known or {}
    risks: list[Risk] = []
    postmortems: list[Postmortem] = []
    concerns: list[Concern] = []
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
            case Concern() as found:
                concerns.append(found)
            case Document() as read:
                unreadable.append(read)
    return Registry(
        tuple(risks),
        tuple(postmortems),
        tuple(concerns),
        tuple(unreadable),
        not_files,
        settings,
        tuple(filter(None, (settings.file, settings.people_file))),
        indicators_in(tree),
    )


def read_alike(one: Settings, other: Settings) -> bool:
    """Whether a file is the same record under both settings."""
    return all(getattr(one, key) == getattr(other, key) for key in _READ_BY)


_READERS: Mapping[RecordKind, Callable[[Document, Settings], Record]] = {
    "risk": risk,
    "postmortem": postmortem,
    "concern": concern,
}
_READ_BY = ("headings", "levels", "scope", "severity", "likelihood")


def read_record(read: Document, settings: Settings) -> Record | Document:
    """Return the record that *read* holds; the document itself when it cannot be understood."""
    if not read.readable:
        return read
    return _READERS[kind_of(read.path)](read, settings)


def masked_record(record: Kind, settings: Settings) -> Kind:
    """Return *record* with asterisks in place of its secrets."""
    shown = masked(record.document)
    if shown is record.document:
        return record
    again = read_record(shown, settings)
    assert isinstance(again, type(record))  # noqa: S101 - what was readable stays so
    return again
