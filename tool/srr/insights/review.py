"""The effect of a pull request on the risks, as a value: two registries compared for a reviewer in a hurry.

It uses the registry's words and the linter's rules of change, so that review and linter agree.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

from srr.documents.body import without_comments
from srr.documents.document import Document
from srr.documents.places import Span
from srr.documents.tables import without_padding
from srr.insights import changed_fields
from srr.insights.changed_fields import FieldRow
from srr.insights.review_acts import ACTS, Act, acts_of
from srr.language import Text
from srr.lint.baseline import EMPTY, Baseline
from srr.lint.catalogue import all_rules, severities
from srr.lint.comparison import Base, PolicyChange, grown, weakened
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.change import Change, compare
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.occurrences import SECTION, OccurrenceEntry
from srr.records.record import Record, kind_of
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visits import VisitEntry
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.scoring import UNKNOWN, Priority
from srr.schema.settings import Settings

REASONS = ("change-lowered", "change-snoozed", "change-unlogged")
"""The rules that require a visit with a reason."""

_GROWN = Text("the baseline grew: {what}", "ベースラインの件数が増えた: {what}")


class Side(NamedTuple):
    """A record on one side of a review; *rank* counts the open risks from the most pressing one.

    The *next_visit* of a concern is the day of its next report.
    """

    status: str | None
    owner: str | None
    next_visit: date | None
    priority: Priority | None
    rank: int | None
    overdue: bool


class Totals(NamedTuple):
    """The registry on one side: its open risks, their priorities added up, and those that are unknown."""

    open: int
    priority: int
    unknown: int
    accepted: int
    overdue: int
    unreadable: int


class Cell(NamedTuple):
    """One field of the matrix, with the touched open risks in it."""

    potential_impact: int | str
    likelihood: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordReview:
    """What happened to one record; *before* and *after* are None where it was missing or unreadable."""

    path: str
    old_path: str | None
    id: str
    title: str
    kind: RecordKind
    acts: tuple[Act, ...]
    before: Side | None = None
    after: Side | None = None
    fields: tuple[FieldRow, ...] = ()
    sections: tuple[Text, ...] = ()
    visits: tuple[VisitEntry, ...] = ()
    occurrences: tuple[OccurrenceEntry, ...] = ()
    ignores: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_both_sided(self) -> bool:
        """Whether the record was there before and is there now."""
        return self.before is not None and self.after is not None

    @property
    def shown_fields(self) -> tuple[FieldRow, ...]:
        """The fields, without those in the heading of an added or a deleted record."""
        in_heading = () if self.is_both_sided else (("id",), ("title",))
        return tuple(field for field in self.fields if field.key not in in_heading)

    @property
    def objections(self) -> tuple[Finding, ...]:
        """The findings of the change that no ignore covers."""
        return tuple(finding for finding in self.findings if finding.ignored is None)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything shown to a reviewer; rows with objections come first, then by act."""

    base: str
    commit: str
    today: date
    rows: tuple[RecordReview, ...]
    before: Totals
    after: Totals
    weaker: tuple[Text, ...]
    settings: tuple[str, ...]
    settings_fault: Text | None
    matrix: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed, as far as it could be compared."""
        return not (self.rows or self.weaker or self.settings or self.settings_fault)

    def count(self, act: Act) -> int:
        """Return to how many records *act* was done."""
        return sum(act in row.acts for row in self.rows)

    @property
    def missing(self) -> int:
        """How many changes lack a required reason."""
        return sum(finding.rule in REASONS for row in self.rows for finding in row.objections)


def review(
    base: Base, registry: Registry, settings: Settings, today: date, baseline: Baseline = EMPTY
) -> Review:
    """Return what happened between *base* and *registry*, whose old findings *baseline* covers."""
    changes = compare(base.registry, registry)
    rows = list(_Described(base, registry, settings, today, changes).rows()) if changes else []
    rows += _unread(base.registry, registry)
    rows.sort(key=_urgency)
    policy = PolicyChange(base.settings, settings, base.baseline, baseline)
    return Review(
        base=base.name,
        commit=base.commit,
        today=today,
        rows=tuple(rows),
        before=totals(base.registry, settings, today),
        after=totals(registry, settings, today),
        weaker=(
            *weakened(policy, severities(), today),
            *(_GROWN.fill(what=what) for what in grown(policy)),
        ),
        settings=tuple(_changed_settings(policy)),
        settings_fault=base.settings_fault,
        matrix=_matrix(changes, settings),
    )


def _urgency(row: RecordReview) -> tuple[bool, int, str]:
    hidden = row.acts[0] in ("deleted", "unreadable")
    return not (row.objections or hidden), ACTS.index(row.acts[0]), row.path


def totals(registry: Registry, settings: Settings, today: date) -> Totals:
    """Return the numbers of a whole registry."""
    unresolved = [risk for risk in registry.risks if risk.is_open]
    return Totals(
        open=len(unresolved),
        priority=sum(risk.priority for risk in unresolved if isinstance(risk.priority, int)),
        unknown=sum(not isinstance(risk.priority, int) for risk in unresolved),
        accepted=sum(risk.status == "accepted" for risk in registry.risks),
        overdue=sum(risk.is_overdue(today, settings.grace_days) for risk in registry.risks),
        unreadable=registry.lost,
    )


@dataclass(frozen=True, slots=True)
class _Described:
    """The changes of one review, with the context that each of them needs."""

    base: Base
    registry: Registry
    settings: Settings
    today: date
    changes: tuple[Change, ...]

    def rows(self) -> Iterator[RecordReview]:
        findings: dict[str, list[Finding]] = {}
        for finding in self._findings():
            findings.setdefault(finding.path, []).append(finding)
        ranks = _ranks(self.base.registry), _ranks(self.registry)
        unread = {read.path for read in self.base.registry.unreadable}
        unread |= set(self.base.registry.not_files)
        for change in self.changes:
            shown = change.shown(self.settings)
            before = self._side(shown.before, ranks[0])
            after = self._side(shown.after, ranks[1])
            row = describe(change, self.settings, was_unread=change.record.path in unread)
            found = tuple(findings.get(row.path, ()))
            yield replace(row, before=before, after=after, findings=found)

    def _findings(self) -> Iterable[Finding]:
        """Return the findings of the rules of change, including rules that the settings turn off."""
        rules = tuple(rule for rule in all_rules() if rule.scope is Change)
        strict = replace(self.settings, rules={})
        report = check(self.registry, strict, self.today, rules, self.base)
        return (*report.findings, *report.ignored)

    def _side(self, record: Record | None, ranks: list[Any]) -> Side | None:
        if record is None:
            return None
        if isinstance(record, Concern):
            late = record.is_overdue(self.today)
            return Side(record.status, record.owner, record.report_due, None, None, late)
        if not isinstance(record, Risk):
            return Side(record.status, record.owner, None, None, None, overdue=False)
        rank = bisect_left(ranks, record.rank()) + 1 if record.is_open else None
        late = record.is_overdue(self.today, self.settings.grace_days)
        return Side(record.status, record.owner, record.next_visit, record.priority, rank, late)


def _ranks(registry: Registry) -> list[Any]:
    return sorted(risk.rank() for risk in registry.risks if risk.is_open)


def describe(change: Change, settings: Settings, *, was_unread: bool = False) -> RecordReview:
    """Return what happened to one record, as it may be shown and without its context.

    *was_unread* means that it could not be read before.
    """
    written, change = change, change.shown(settings)
    record = change.record
    ignores = tuple(_new_ignores(change))
    acts = set(acts_of(change)) | ({"ignored"} if ignores and change.before else set())
    if was_unread and change.before is None:
        acts = {"readable"}
    rows = tuple(changed_fields.rows(change, settings))
    plain = rows if written is change else tuple(changed_fields.rows(written, settings))
    last: Act = "edited" if _is_news(written, plain) else "reformatted"
    return RecordReview(
        path=record.path,
        old_path=change.before.path if change.is_rename and change.before else None,
        id=record.id,
        title=record.title,
        kind=record.record_kind,
        acts=tuple(act for act in ACTS if act in acts) or (last,),
        fields=rows,
        sections=tuple(_sections(change)),
        visits=change.new_entries(),
        occurrences=change.new_occurrences(),
        ignores=ignores,
    )


def _is_news(change: Change, rows: tuple[FieldRow, ...]) -> bool:
    """Whether more than spelling, spaces, line ends, comments and what follows from the rest changed."""
    if change.before is None or change.after is None:
        return True
    lines = change.new_entries() or change.lost_visits()
    happened = change.new_occurrences() or change.altered_occurrences()
    return bool(rows or lines or happened) or _words(change.before) != _words(change.after)


def _words(record: Record) -> list[str]:
    text = record.document.text
    for span, line in sorted(_lines(record), reverse=True):
        text = f"{text[: span.start]}{line}{text[span.end :]}"
    return without_padding(without_comments(text[record.document.body.start :])).split()


def _lines(record: Record) -> Iterator[tuple[Span, str]]:
    """Yield the entries of a log that can be read, as srr writes them."""
    for entry in record.visits if isinstance(record, Logged) else ():
        if entry.visit:
            yield entry.span, str(entry.visit)
    for happened in record.occurrences if isinstance(record, Risk) else ():
        if happened.occurrence:
            yield happened.span, str(happened.occurrence)


def _unread(before: Registry, after: Registry) -> Iterator[RecordReview]:
    """Yield the records that became unreadable, and the unreadable ones that are gone."""
    old, new = _unreadable(before), _unreadable(after)
    known = {record.path: record for record in before.shown.records}
    for path, content in new.items():
        if path not in old or old[path] != content:
            yield _unread_row(path, "unreadable", known.get(path))
    here = {record.path for record in after.records} | new.keys()
    for path in old.keys() - here:
        yield _unread_row(path, "deleted", None)


def _unreadable(registry: Registry) -> dict[str, object]:
    read: dict[str, object] = {document.path: document.raw for document in registry.unreadable}
    return read | dict(registry.not_files)


def _unread_row(path: str, act: Act, known: Record | None) -> RecordReview:
    name = path.rpartition("/")[2].removesuffix(".md")
    kind = kind_of(path)
    return RecordReview(
        path, None, known.id if known else name, known.title if known else "", kind, (act,)
    )


def _sections(change: Change) -> Iterator[Text]:
    """Yield the headings whose text changed, except those of logs, which are listed line by line."""
    if change.before is None or change.after is None:
        return
    record = change.record
    logs = (record.log.section, SECTION) if isinstance(record, Logged) else ()
    words = KINDS[record.record_kind].sections
    old, new = _bodies(change.before), _bodies(change.after)
    for heading in dict.fromkeys((*new, *old)):
        if heading not in logs and old.get(heading, "") != new.get(heading, ""):
            yield words.get(heading, Text(heading, heading))


def _bodies(record: Record) -> dict[str, str]:
    text = record.document.text
    bodies = {section.heading: text[slice(*section.body)] for section in record.unnamed_sections()}
    bodies |= {key: record.section(key) for key in record.sections}
    return {
        key: without_padding("\n".join(body.split("\r\n"))).strip() for key, body in bodies.items()
    }


def _new_ignores(change: Change) -> Iterator[tuple[str, str]]:
    """Yield the rule and the reason of each ignore that was not in the file before."""
    if change.after is None:
        return
    old = _ignored(change.before.document) if change.before else set()
    for rule, reason, until in sorted(_ignored(change.after.document) - old):
        yield rule, f"{reason} (until={until})" if until else reason


def _ignored(document: Document) -> set[tuple[str, str, str]]:
    return {
        (rule, ignore.reason, ignore.until or "")
        for ignore in document.ignores
        for rule in ignore.rules
    }


def _changed_settings(policy: PolicyChange) -> Iterator[str]:
    """Yield the keys of the settings whose value changed."""
    for field in fields(Settings):
        if getattr(policy.before, field.name) != getattr(policy.after, field.name):
            yield _KEYS.get(field.name, field.name)


_KEYS: Mapping[str, str] = {
    "headings": "sections",
    "scope": "scales.scope",
    "severity": "scales.severity",
    "likelihood": "scales.likelihood",
    "draft_for": "postmortem.draft_for",
    "review_for": "postmortem.review_for",
}


def _matrix(changes: Iterable[Change], settings: Settings) -> tuple[Cell, ...]:
    """Return the fields in which a touched risk was or is open, the worst first."""
    sides: tuple[dict[Any, list[str]], dict[Any, list[str]]] = ({}, {})
    for change in changes:
        for side, record in zip(sides, (change.before, change.after), strict=True):
            if isinstance(record, Risk) and record.is_open:
                place = record.potential_impact, record.likelihood
                side.setdefault(place, []).append(record.id)
    levels: tuple[int | str, ...] = (UNKNOWN, *sorted({*settings.levels, 0}, reverse=True))
    likelihoods = sorted(grade.score for grade in settings.likelihood)
    return tuple(
        Cell(level, likelihood, *(tuple(side.get((level, likelihood), ())) for side in sides))
        for level in levels
        for likelihood in likelihoods
        if any((level, likelihood) in side for side in sides)
    )
