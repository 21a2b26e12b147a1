"""The engine: runs the rules over a registry and turns their problems into findings.

A rule names a key or a span; the engine finds the line. A rule does not know its name, its severity, the
format of the output or whether it is ignored.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from srr.documents.document import Document
from srr.documents.places import KeyPath, Span
from srr.language import Text
from srr.lint.baseline import EMPTY, Baseline, applied
from srr.lint.catalogue import baseline_rules, chosen, severities
from srr.lint.comparison import Base, PolicyChange
from srr.lint.finding import Finding, Place, Severity, in_order
from srr.lint.gathering import gathered
from srr.lint.ignores import UnusedIgnore, ignoring
from srr.lint.rule import Context, Problem, Rule, validators
from srr.records.change import Change, compare
from srr.records.concern import Concern
from srr.records.indicator import Indicator
from srr.records.logged import Logged
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.registry import Registry, read_record
from srr.records.risk import Risk
from srr.records.secrets import conceal, masked, telling_words
from srr.schema.settings import Settings


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, sorted; with the registry that was *judged*.

    Whoever shows something takes it from *registry* or *documents*, where the secrets are masked. Against a *base*,
    *changes* are those since it, *touched* holds the paths that differ from it, and *hidden* counts the findings that
    were there before in other files.
    """

    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...]
    judged: Registry
    today: date
    base: str | None = None
    touched: frozenset[str] = frozenset()
    hidden: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def registry(self) -> Registry:
        """The registry as it may be shown."""
        return self.judged.shown

    @property
    def risks(self) -> int:
        """How many risks were judged."""
        return len(self.judged.risks)

    @property
    def postmortems(self) -> int:
        """How many postmortems were judged."""
        return len(self.judged.postmortems)

    @property
    def concerns(self) -> int:
        """How many concerns were judged."""
        return len(self.judged.concerns)

    @property
    def indicators(self) -> int:
        """How many indicators were judged."""
        return len(self.judged.indicators)

    @property
    def unread(self) -> frozenset[str]:
        """The paths of the files that hold no record that can be read."""
        unreadable = (read.path for read in self.judged.unreadable)
        return frozenset((*unreadable, *self.judged.not_files))

    @property
    def written(self) -> Mapping[str, Document]:
        """The record files as they are, by path, for what edits them."""
        return {read.path: read for read in self.judged.documents}

    @property
    def documents(self) -> Mapping[str, Document]:
        """The files that have findings, as they may be shown, by path."""
        found = {finding.path for finding in (*self.findings, *self.ignored)}
        return {read.path: masked(read) for read in self.judged.files if read.path in found}

    @property
    def gathered(self) -> "Report":
        """The report as it is shown: what a file lacks is one finding of each kind."""
        return replace(self, findings=gathered(self.findings))

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

    def without_large(self, most_bytes: int) -> "Report":
        """Return the report in which records with more than *most_bytes* count as unreadable."""
        return replace(self, judged=self.judged.without_large(most_bytes))

    def without_excuse(self, excused: Iterable[Finding]) -> "Report":
        """Return the report in which the findings *excused* are no longer ignored."""
        names = {id(finding) for finding in excused}
        back = [replace(each, ignored=None) for each in self.ignored if id(each) in names]
        kept = tuple(each for each in self.ignored if id(each) not in names)
        found = tuple(in_order((*self.findings, *back)))
        return replace(self, findings=found, ignored=kept)


# More of one kind in one place are no help, and a file of 10 MB could give millions.
_MOST_PROBLEMS = 1000


def check(
    registry: Registry,
    settings: Settings,
    today: date,
    rules: tuple[Rule[Any], ...] | None = None,
    base: Base | None = None,
    baseline: Baseline = EMPTY,
    stated: Settings | None = None,
    only: Collection[str] | None = None,
) -> Report:
    """Run *rules* (those the settings leave on) over *registry*, and over what changed since *base*.

    What *baseline* covers is ignored. *stated* are the settings of the registry where it is judged by other ones.
    With *only*, the records at these paths are judged, beside the others: rules over the whole registry, and over the
    settings, do not run.
    """
    run = chosen(settings) if rules is None else rules
    part = registry if only is None else registry.part(only)
    changes = _changes(registry, stated or settings, base, baseline) if base else {}
    context = Context(
        registry,
        settings,
        today,
        validators(settings),
        severities(),
        base.registry if base else None,
        {change.record.path: change for change in changes.get(Change, ()) if change.after},
    )
    if only is not None:
        changes = {
            Change: tuple(each for each in changes.get(Change, ()) if each.record.path in only)
        }
    return _report(run, part, context, changes, baseline)


def recheck(
    read: Document,
    registry: Registry,
    settings: Settings,
    today: date,
    rules: tuple[Rule[Any], ...],
) -> Report:
    """Run *rules* over *read*, a new version of a file of *registry*, beside the other files."""
    match read_record(read, settings):
        case Risk() as found:
            part = Registry(risks=(found,), settings=settings)
        case Postmortem() as found:
            part = Registry(postmortems=(found,), settings=settings)
        case Concern() as found:
            part = Registry(concerns=(found,), settings=settings)
        case _:
            part = Registry(unreadable=(read,), settings=settings)
    context = Context(registry, settings, today, validators(settings), severities())
    return _report(rules, part, context, {}, EMPTY)


def _report(
    rules: tuple[Rule[Any], ...],
    part: Registry,
    context: Context,
    changes: Mapping[type[Any], tuple[Any, ...]],
    baseline: Baseline,
) -> Report:
    if part is not context.registry:
        rules = tuple(rule for rule in rules if rule.scope is not Registry)
    found = _weighed(rules, part, context, changes, baseline)
    found = in_order(_concealed(found, part, context))
    return Report(
        tuple(finding for finding in found if finding.ignored is None),
        tuple(finding for finding in found if finding.ignored is not None),
        part,
        context.today,
        changes=changes.get(Change, ()),
    )


def _weighed(
    run: Sequence[Rule[Any]],
    part: Registry,
    context: Context,
    changes: Mapping[type[Any], tuple[Any, ...]],
    baseline: Baseline,
) -> list[Finding]:
    """Return what *run* finds in *part*, with what is ignored marked, and what the ignores that cover nothing give."""

    def found(rule: Rule[Any], subject: Any) -> Iterator[Finding]:
        for problem in islice(rule.run(subject, context), _most(rule)):
            yield _finding(rule, subject, problem, records, settings)

    settings = context.settings
    records = {record.path: record.id for record in part.records}
    records |= {each.path: each.name for each in part.indicators.values()}
    documents = {read.path: read for read in part.files}
    raised = [
        finding for rule, subject in _pairs(run, part, changes) for finding in found(rule, subject)
    ]
    known = set(context.severities)
    dated = {rule.name: rule.dated for rule in run}
    raised, idle = ignoring(raised, documents, settings, dated, known, context.today)
    unvisited = {risk.id for risk in part.risks if risk.awaits_first_visit}
    raised, left = applied(raised, baseline, baseline_rules(), unvisited)
    idle += _idle_entries(left, settings, set(dated), known)
    if part is not context.registry:
        # An entry of the settings or the baseline may cover a record that was not judged.
        idle = [unused for unused in idle if unused.document]
    for rule in run:
        if rule.scope is UnusedIgnore:
            raised += (finding for unused in idle for finding in found(rule, unused))
    return raised


def _concealed(found: list[Finding], part: Registry, context: Context) -> list[Finding]:
    """Return what was *found* with asterisks for the secrets that a message or a reason quotes."""
    paths = {finding.path for finding in found}
    for read in part.files:
        if read.path in paths:
            context.leaks(read)
    words = telling_words(leak for leaks in context.leaked.values() for leak in leaks)
    if not words:
        return found
    return [
        replace(
            finding,
            message=Text(*(conceal(text, words) for text in finding.message)),
            help=finding.help and Text(*(conceal(text, words) for text in finding.help)),
            ignored=finding.ignored and conceal(finding.ignored, words),
        )
        for finding in found
    ]


def _idle_entries(
    left: Baseline, settings: Settings, run: Collection[str], known: Collection[str]
) -> list[UnusedIgnore]:
    """Return the entries that covered nothing, of the rules that ran or never will."""
    return [
        UnusedIgnore((key.rule,), "", record=str(key), surplus=count)
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
    """Return how many problems of *rule* with one subject are worth reporting."""
    return None if rule.scope is Registry else _MOST_PROBLEMS


def _pairs(
    rules: Sequence[Rule[Any]], part: Registry, changes: Mapping[type[Any], tuple[Any, ...]]
) -> Iterator[tuple[Rule[Any], Any]]:
    """Yield each rule with each of its subjects, file by file: only the last few keep their places in memory."""
    of = {
        kind: [rule for rule in rules if rule.scope in scopes]
        for kind, scopes in (
            (Document, (Document,)),
            (Risk, (Record, Logged, Risk)),
            (Postmortem, (Record, Postmortem)),
            (Concern, (Record, Logged, Concern)),
            (Indicator, (Indicator,)),
            (Registry, (Registry,)),
            *((kind, (kind,)) for kind in changes),
        )
    }
    for read in part.unreadable:
        yield from ((rule, read) for rule in of[Document])
    for record in part.records:
        yield from ((rule, record.document) for rule in of[Document])
        yield from ((rule, record) for rule in of[type(record)])
    for indicator in part.indicators.values():
        yield from ((rule, indicator) for rule in of[Indicator])
    for rule in of[Registry]:
        yield rule, part
    for read in (*part.settings_files, *part.faulty_series):
        yield from ((rule, read) for rule in of[Document] if rule.anywhere)
    for kind, found in changes.items():
        yield from ((rule, change) for change in found for rule in of[kind])


def _finding(
    rule: Rule[Any], subject: Any, problem: Problem, records: Mapping[str, str], settings: Settings
) -> Finding:
    document = problem.document or _document(subject)
    path = problem.path or (document.path if document else "srr.toml")
    return Finding(
        path=path,
        place=_place(document, problem),
        rule=rule.name,
        severity=Severity(settings.rules.get(rule.name, problem.severity or rule.severity)),
        message=_shared(problem.message),
        help=problem.help and _shared(problem.help),
        record=records.get(path),
        key=problem.key,
        related=tuple(_key_place(document, key) for key in problem.related if document),
        fix=problem.fix,
        lack=problem.lack,
    )


# Many records have the same fault, and the words take most of the memory of a finding.
@lru_cache(maxsize=4096)
def _shared(words: Text) -> Text:
    return words


def _document(subject: Any) -> Document | None:
    match subject:
        case Document():
            return subject
        case Record() | UnusedIgnore():
            return subject.document
        case Indicator():
            return None if subject.not_a_file else subject.document
        case _:
            return None


def _place(document: Document | None, problem: Problem) -> Place:
    if document is None:
        return Place(1, 1, 1, 1)
    if problem.span is not None:
        return _span_place(document, problem.span)
    return _key_place(document, problem.key, value=problem.value)


def _key_place(document: Document, key: KeyPath, *, value: bool = False) -> Place:
    """Return the span of *key*, else of the nearest key above it, else the first line."""
    for length in range(len(key), 0, -1):
        field = document.fields.get(key[:length])
        if field is not None:
            span = field.span if value and length == len(key) and field.text else field.key
            return _span_place(document, span)
    return _span_place(document, Span(0, min(3, len(document.text))))


def _span_place(document: Document, span: Span) -> Place:
    start, end = document.position(span.start), document.position(max(span.start, span.end))
    return Place(start.line, start.column, end.line, end.column)
