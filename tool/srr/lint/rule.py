"""What a rule is, and the context it gets."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from srr.documents.document import Document
from srr.documents.edit import Edit
from srr.documents.places import KeyPath, Span
from srr.language import Text
from srr.lint.baseline import NEVER, NEVER_FAMILIES
from srr.lint.comparison import PolicyChange
from srr.lint.finding import Lack, Severity
from srr.lint.ignores import UnusedIgnore
from srr.records.change import Change
from srr.records.concern import Concern
from srr.records.indicator import Indicator
from srr.records.logged import Logged
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.secrets import Leak, leaks
from srr.records.visits import VisitEntry
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.record_schema import json_schema
from srr.schema.settings import Settings
from srr.schema.validation import Validator, Violation
from srr.text.credentials import mask

Subject = TypeVar(
    "Subject",
    Document,
    Record,
    Logged,
    Risk,
    Postmortem,
    Concern,
    Indicator,
    Registry,
    UnusedIgnore,
    Change,
    PolicyChange,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The context that a rule gets besides its subject."""

    registry: Registry
    settings: Settings
    today: date
    validators: Mapping[RecordKind, Validator]
    severities: Mapping[str, Severity]
    base: Registry | None = None
    changes: Mapping[str, Change] = field(default_factory=dict)
    seen: dict[str, tuple[Violation, ...]] = field(default_factory=dict)
    leaked: dict[str, tuple[Leak, ...]] = field(default_factory=dict)

    def violations(self, record: Record) -> tuple[Violation, ...]:
        """Return where *record* breaks its JSON Schema; worked out once for all the rules that ask."""
        if record.path not in self.seen:
            # The rules judge one record after the other, and the violations of all of them would take much memory.
            self.seen.clear()
            self.seen[record.path] = self.validators[record.record_kind].violations(record.data)
        return self.seen[record.path]

    def leaks(self, read: Document) -> tuple[Leak, ...]:
        """Return the secrets in a file; worked out once for all that ask."""
        if read.path not in self.leaked:
            self.leaked[read.path] = leaks(read)
        return self.leaked[read.path]

    def before(self, record: Record) -> Record | None:
        """Return *record* as the base has it; None where it is new, or where there is no base."""
        if record.path in self.changes:
            return self.changes[record.path].before
        return self.base.by_path.get(record.path) if self.base else None

    def is_old(self, record: Logged, entry: VisitEntry) -> bool:
        """Whether an entry was there before this pull request; without a base every one was."""
        change = self.changes.get(record.path)
        return change is None or entry not in change.new_entries()


class Problem(NamedTuple):
    """What a rule reports: a message, and the place by key or by span.

    *value* points at the key's value instead of the key. *document* or *path* name the file where the
    subject does not (a rule over the whole registry). *severity* is milder or harder than that of the rule. *lack*
    is what the record does not have.
    """

    message: Text
    key: KeyPath = ()
    span: Span | None = None
    value: bool = False
    help: Text | None = None
    fix: tuple[Edit, ...] = ()
    related: tuple[KeyPath, ...] = ()
    document: Document | None = None
    path: str | None = None
    severity: Severity | None = None
    lack: Lack | None = None


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule: its name is its file's name; its page is its file's docstring.

    The findings of a *dated* rule come with time alone: they never fail a pull request that says nothing new in the
    file. One that judges a text *anywhere* is asked of the settings, too.
    """

    name: str
    scope: type[Subject]
    severity: Severity
    run: Callable[[Subject, Context], Iterator[Problem]]
    dated: bool = False
    anywhere: bool = False

    @property
    def family(self) -> str:
        """The first word of the name."""
        return self.name.partition("-")[0]

    @property
    def in_baseline(self) -> bool:
        """Whether the baseline may hold its findings.

        Not those of a dated rule: they would stay hidden until somebody looks, which is what the date is for.
        """
        kept_out = self.dated or self.family in NEVER_FAMILIES or self.name in NEVER
        return not kept_out

    @property
    def page(self) -> str:
        """The docstring of the rule's file."""
        return sys.modules[self.run.__module__].__doc__ or ""


def rule(
    scope: type[Subject], severity: Severity, *, dated: bool = False, anywhere: bool = False
) -> Callable[[Callable[[Subject, Context], Iterator[Problem]]], Rule[Subject]]:
    """Make a rule over *scope* out of a generator; the types of both must agree."""

    def made(run: Callable[[Subject, Context], Iterator[Problem]]) -> Rule[Subject]:
        name = run.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(name, scope, severity, run, dated, anywhere)

    return made


def validators(settings: Settings) -> dict[RecordKind, Validator]:
    """Return the validator of the front matter of each kind of record."""
    return {kind: Validator(json_schema(kind, settings)) for kind in KINDS}


MOST_CHARACTERS = 60


def shown(value: object) -> str:
    """Return *value* for a message: on one line, not too long, and without secrets."""
    match value:
        case str():
            text = " ".join(mask(value).split())
        case list():
            text = ", ".join(map(shown, value))
        case bool():
            text = "true" if value else "false"
        case _:
            text = mask(str(value))
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 3]}..."
