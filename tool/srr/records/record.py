"""What all kinds of record share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from srr.documents.body import Section
from srr.documents.document import Document
from srr.documents.places import Value
from srr.records.values import handle, name, text, texts
from srr.schema.kinds import FOLDERS, KINDS, RecordKind
from srr.text.spelling import normal_form

STARTER = "x_starter"
"""The key of a record that `srr init` wrote as an example: it may be deleted."""
_RECORD_LIKE = (".md", ".markdown", ".mdown", ".mkd", ".txt")


@dataclass(frozen=True, slots=True)
class Record:
    """What all kinds of record share. *headings* are the words that each heading of a section stands for."""

    document: Document
    record_kind: RecordKind
    id: str
    title: str
    status: str | None
    owner: str | None
    headings: Mapping[str, tuple[str, ...]] = field(repr=False)

    @property
    def path(self) -> str:
        """The file's path in the registry."""
        return self.document.path

    @property
    def data(self) -> Mapping[str, Value]:
        """The front matter as it was read."""
        return self.document.data

    @property
    def has_ended(self) -> bool:
        """Whether its status asks for nothing more."""
        return self.status in KINDS[self.record_kind].ended

    @property
    def sections(self) -> Mapping[str, Section]:
        """The sections by their word (`next-action`); the first of each."""
        return sections_of(self.document, self.headings)

    def section(self, key: str) -> str:
        """Return the text of a section, without the surrounding space; empty when it is not there."""
        found = self.sections.get(key)
        return self.document.text[found.body.start : found.body.end].strip() if found else ""

    def unnamed_sections(self) -> tuple[Section, ...]:
        """Return the level-2 sections whose heading is not one of the registry's."""
        named = {section.line for section in self.sections.values()}
        return tuple(
            section
            for section in self.document.sections
            if section.level == 2 and section.line not in named
        )

    def links_to(self, key: str) -> tuple[str, ...]:
        """Return the list of ids under *key*."""
        return texts(self.data.get(key))

    def urls(self, key: str) -> tuple[str, ...]:
        """Return the list of URLs under *key* of its links."""
        links = self.data.get("links")
        return texts(links.get(key)) if isinstance(links, dict) else ()


def kind_of(path: str) -> RecordKind:
    """Return the kind of the records in the folder of *path*."""
    return FOLDERS[path.partition("/")[0]].name


def is_record_path(path: str) -> bool:
    """Whether *path* is that of a record, well named or not."""
    folder, _, rest = path.partition("/")
    name = rest.rpartition("/")[2]
    if folder not in FOLDERS or name.startswith(".") or name.casefold() == "readme.md":
        return False
    return not rest.startswith("assets/") and (
        name.casefold().endswith(_RECORD_LIKE)
        or normal_form(name).startswith(f"{FOLDERS[folder].prefix.casefold()}-")
    )


def shared_values(
    read: Document, kind: RecordKind, headings: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """Return the attributes that every kind of record has; where id or title is missing, the name of the file."""
    data = read.data
    stem = PurePosixPath(read.path).stem
    return {
        "document": read,
        "record_kind": kind,
        "id": text(data.get("id")) or stem,
        "title": text(data.get("title")) or stem,
        "status": name(data.get("status")),
        "owner": handle(data.get("owner")),
        "headings": headings,
    }


def sections_of(read: Document, headings: Mapping[str, tuple[str, ...]]) -> dict[str, Section]:
    """Return the first section of each word that *headings* name."""
    found: dict[str, Section] = {}
    for section in read.sections:
        for key in named_by(section, headings):
            found.setdefault(key, section)
    return found


def named_by(section: Section, headings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that the heading of *section* stands for."""
    return headings.get(_heading(section.heading), ()) if section.level == 2 else ()


@lru_cache(maxsize=1024)
def _heading(heading: str) -> str:
    return normal_form(heading)
