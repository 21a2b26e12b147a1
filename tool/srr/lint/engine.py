"""The engine: runs the rules over a registry and turns what they say into findings.

A rule names a key or a span; the engine finds the line. A rule does not know its name, its severity, the
format of the output or whether it is ignored.
"""

import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from srr.documents.document import Document, KeyPath, Span
from srr.documents.edit import Edit
from srr.language import Text
from srr.lint.baseline import EMPTY, NEVER, NEVER_FAMILIES, Baseline, applied
from srr.lint.finding import Finding, Place, Severity
from srr.lint.ignores import IdleIgnore, ignoring
from srr.records.change import Base, Change, PolicyChange, compare
from srr.records.registry import Postmortem, Record, Registry, Risk
from srr.schema.record_schema import PREFIX, RecordKind, json_schema
from srr.schema.settings import Settings
from srr.schema.validation import Validator, Violation

Subject = TypeVar(
    "Subject", Document, Record, Risk, Postmortem, Registry, IdleIgnore, Change, PolicyChange
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside its subject."""

    registry: Registry
    settings: Settings
    today: date
    validators: Mapping[RecordKind, Validator]
    seen: dict[str, tuple[Violation, ...]] = field(default_factory=dict)

    def violations(self, record: Record) -> tuple[Violation, ...]:
        """Return where *record* breaks its JSON Schema; worked out once for all the rules that ask."""
        if record.path not in self.seen:
            self.seen[record.path] = self.validators[record.record_kind].violations(record.data)
        return self.seen[record.path]


class Problem(NamedTuple):
    """What a rule says: a message, and the place by key or by span.

    *value* points at the key's value instead of the key. *document* or *path* name the file where the
    subject does not (a rule over the whole registry).
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


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule: its name is its file's name; its page is its file's docstring.

    What a *dated* rule finds comes with time alone: a pull request is not held up by it in files that it does
    not touch.
    """

    name: str
    scope: type[Subject]
    severity: Severity
    run: Callable[[Subject, Context], Iterator[Problem]]
    dated: bool = False

    @property
    def family(self) -> str:
        """The first word of the name."""
        return self.name.partition("-")[0]

    @property
    def in_baseline(self) -> bool:
        """Whether the baseline may hold its findings.

        Not those of a dated rule: they would be let pass until somebody looks, which is what the date is for.
        """
        kept_out = self.dated or self.family in NEVER_FAMILIES or self.name in NEVER
        return not kept_out

    @property
    def page(self) -> str:
        """The docstring of the rule's file."""
        return sys.modules[self.run.__module__].__doc__ or ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, sorted; with the registry that they point into.

    Against a *base*, *touched* holds the paths that differ from it, and *hidden* counts the findings that
    were there before in other files.
    """

    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...]
    registry: Registry
    today: date
    base: str | None = None
    touched: frozenset[str] = frozenset()
    hidden: int = 0

    @property
    def documents(self) -> Mapping[str, Document]:
        """The record files by path."""
        return {read.path: read for read in self.registry.documents}

    def count(self, severity: Severity) -> int:
        """Return how many findings are of *severity*."""
        return sum(finding.severity is severity for finding in self.findings)

    def within(self, paths: Iterable[str]) -> "Report":
        """Return the report on some files alone."""
        kept = frozenset(paths)
        return replace(
            self,
            findings=tuple(finding for finding in self.findings if finding.path in kept),
            ignored=tuple(finding for finding in self.ignored if finding.path in kept),
        )


def rule(
    scope: type[Subject], severity: Severity, *, dated: bool = False
) -> Callable[[Callable[[Subject, Context], Iterator[Problem]]], Rule[Subject]]:
    """Make a rule over *scope* out of a generator; the type checker holds the two together."""

    def made(run: Callable[[Subject, Context], Iterator[Problem]]) -> Rule[Subject]:
        name = run.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(name, scope, severity, run, dated)

    return made


@cache
def all_rules() -> tuple[Rule[Any], ...]:
    """Return every rule on the shelf, by name."""
    from srr.lint import rules

    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(import_module(f"srr.lint.rules.{name}").check for name in names)


def chosen(
    settings: Settings, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule[Any], ...]:
    """Return the rules to run: all but those set to off; *select* and *ignore* name rules or families."""
    selected, ignored = set(select), set(ignore)
    return tuple(
        rule
        for rule in all_rules()
        if (not selected or {rule.name, rule.family} & selected)
        and not {rule.name, rule.family} & ignored
        and settings.rules.get(rule.name) != "off"
    )


def unknown_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of *names* that are neither a rule nor a family."""
    known = {rule.name for rule in all_rules()} | {rule.family for rule in all_rules()}
    return tuple(name for name in names if name not in known)


def validators(settings: Settings) -> dict[RecordKind, Validator]:
    """Return what judges the front matter of each kind of record."""
    return {kind: Validator(json_schema(kind, settings)) for kind in PREFIX}


# More of one kind in one place help nobody, and a file of 10 MB could give millions.
_MOST_PROBLEMS = 1000


def check(
    registry: Registry,
    settings: Settings,
    today: date,
    rules: tuple[Rule[Any], ...] | None = None,
    base: Base | None = None,
    baseline: Baseline = EMPTY,
) -> Report:
    """Run *rules* (those the settings leave on) over *registry*, and over what changed since *base*.

    What *baseline* holds is let pass.
    """
    run = chosen(settings) if rules is None else rules
    context = Context(registry, settings, today, validators(settings))
    documents = {read.path: read for read in registry.documents}
    records = {record.path: record.id for record in registry.records}
    changes = _changes(registry, settings, base, baseline) if base else {}
    raised = [
        _finding(rule, subject, problem, records, settings)
        for rule in run
        for subject in _subjects(rule.scope, registry, changes)
        for problem in islice(rule.run(subject, context), _most(rule))
    ]
    known = {rule.name for rule in all_rules()}
    raised, idle = ignoring(raised, documents, settings, {rule.name for rule in run}, known)
    raised, left = applied(raised, baseline, baseline_rules())
    idle += _idle_entries(left, settings, {rule.name for rule in run}, known)
    for rule in run:
        if rule.scope is IdleIgnore:
            raised += [
                _finding(rule, unused, problem, records, settings)
                for unused in idle
                for problem in rule.run(unused, context)
            ]
    raised.sort(key=Finding.order)
    return Report(
        tuple(finding for finding in raised if finding.ignored is None),
        tuple(finding for finding in raised if finding.ignored is not None),
        registry,
        today,
    )


def baseline_rules() -> frozenset[str]:
    """Return the rules whose findings the baseline may hold."""
    return frozenset(rule.name for rule in all_rules() if rule.in_baseline)


def _idle_entries(
    left: Baseline, settings: Settings, run: set[str], known: set[str]
) -> list[IdleIgnore]:
    """Return the entries that let nothing pass, of the rules that ran or never will."""
    return [
        IdleIgnore((key.rule,), "", record=str(key), surplus=count)
        for key, count in sorted(left.counts.items())
        if key.rule in run or key.rule not in known or settings.rules.get(key.rule) == "off"
    ]


def _changes(
    registry: Registry, settings: Settings, base: Base, baseline: Baseline
) -> dict[type[Any], tuple[Any, ...]]:
    change = PolicyChange(base.settings, settings, base.baseline, baseline)
    is_other = base.settings != settings or base.baseline != baseline
    policy = (change,) if is_other else ()
    return {Change: compare(base.registry, registry), PolicyChange: policy}


def _most(rule: Rule[Any]) -> int | None:
    """Return how many problems of *rule* with one subject are worth telling."""
    return None if rule.scope is Registry else _MOST_PROBLEMS


def _subjects(
    scope: type[Any], registry: Registry, changes: Mapping[type[Any], tuple[Any, ...]]
) -> Iterable[Any]:
    subjects: dict[type[Any], Iterable[Any]] = {
        Document: registry.documents,
        Record: registry.records,
        Risk: registry.risks,
        Postmortem: registry.postmortems,
        Registry: (registry,),
        **changes,
    }
    return subjects.get(scope, ())


def _finding(
    rule: Rule[Any], subject: Any, problem: Problem, records: Mapping[str, str], settings: Settings
) -> Finding:
    document = problem.document or _document(subject)
    path = problem.path or (document.path if document else "srr.toml")
    return Finding(
        path=path,
        place=_place(document, problem),
        rule=rule.name,
        severity=Severity(settings.rules.get(rule.name, rule.severity)),
        message=problem.message,
        help=problem.help,
        record=records.get(path),
        key=problem.key,
        related=tuple(_key_place(document, key) for key in problem.related if document),
        fix=problem.fix,
    )


def _document(subject: Any) -> Document | None:
    match subject:
        case Document():
            return subject
        case Record() | IdleIgnore():
            return subject.document
        case _:
            return None


def _place(document: Document | None, problem: Problem) -> Place:
    if document is None:
        return Place(1, 1, 1, 1)
    if problem.span is not None:
        return _span_place(document, problem.span)
    return _key_place(document, problem.key, value=problem.value)


def _key_place(document: Document, key: KeyPath, *, value: bool = False) -> Place:
    """Return where *key* stands, or where the nearest key above it does, or the first line."""
    for length in range(len(key), 0, -1):
        field = document.fields.get(key[:length])
        if field is not None:
            span = field.span if value and length == len(key) and field.text else field.key
            return _span_place(document, span)
    return _span_place(document, Span(0, min(3, len(document.text))))


def _span_place(document: Document, span: Span) -> Place:
    start, end = document.position(span.start), document.position(max(span.start, span.end))
    return Place(start.line, start.column, end.line, end.column)
