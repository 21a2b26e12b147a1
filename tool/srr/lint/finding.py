"""A finding: what a rule says about one place of one file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from srr.documents.edit import AddKey, AddSection, Edit
from srr.documents.places import KeyPath, dotted
from srr.language import Text


class Severity(StrEnum):
    """How much a finding matters; `rank` orders them."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for information."""
        return ("info", "warning", "error").index(self.value)


class Place(NamedTuple):
    """A stretch of a file: lines and columns count from 1, *end_column* is one past the end."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lack(NamedTuple):
    """A thing that a record lacks: *what* is its identity, *name* how a list of several names it, by *rank*.

    Several of one *message*, which takes {n} and {names}, are shown as one finding with *help*; without, each is.
    """

    what: str
    name: Text
    rank: int = 0
    message: Text | None = None
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    *key* is the path of keys at fault within the front matter (`acceptance.until`), or empty; *related* are further
    places that the message refers to; *fix* fixes it; *ignored* is the reason why it is ignored or baselined.
    *names* are the things that it is about where it is about several, and *lack* the one that is not there. A *brief*
    one is shown on one line: it came with time alone, in a file that the pull request leaves alone.
    """

    path: str
    place: Place
    rule: str
    severity: Severity
    message: Text
    help: Text | None = None
    record: str | None = None
    key: KeyPath = ()
    related: tuple[Place, ...] = ()
    fix: tuple[Edit, ...] = ()
    ignored: str | None = None
    lack: Lack | None = None
    names: tuple[Text, ...] = ()
    brief: bool = False

    @property
    def key_path(self) -> str:
        """The key at fault, with dots between its parts."""
        return dotted(self.key)

    @property
    def is_fixable(self) -> bool:
        """Whether its fix leaves nothing to do: no key without a value, no heading without text."""
        return bool(self.fix) and not any(map(_leaves_open, self.fix))

    @property
    def identity(self) -> tuple[str, ...]:
        """The identity of the finding, whatever lines move."""
        return self.path, self.rule, self.key_path, self.message.en

    @property
    def shortcoming(self) -> tuple[str, ...]:
        """The identity of what is wrong: a section that is missing, and one that is empty, are the same shortcoming."""
        return (self.path, self.lack.what) if self.lack else self.identity

    def order(self) -> tuple[str, Place, str, str]:
        """Sort key: by file, place and rule."""
        return self.path, self.place, self.rule, self.message.en


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return *findings* by file, place and rule."""
    # File by file: the sort keys of all findings at once would take half the memory that these do.
    files = groupby(sorted(findings, key=attrgetter("path")), key=attrgetter("path"))
    return [finding for _, found in files for finding in sorted(found, key=Finding.order)]


def _leaves_open(edit: Edit) -> bool:
    return isinstance(edit, AddSection) or (isinstance(edit, AddKey) and edit.value is None)
