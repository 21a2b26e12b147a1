"""The edits of a record by commands that add a line to its log, and what lint then finds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from srr.cli.arguments import find, from_here
from srr.documents import edit
from srr.documents.edit import AddKey, AppendLine, Edit, EditRefused, RemoveKey, SetValue
from srr.documents.places import Scalar
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Severity
from srr.lint.gathering import gathered
from srr.records import edit_refusals
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.new_sections import new_section
from srr.records.record import Record
from srr.records.risk import Risk
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.kinds import KINDS
from srr.schema.settings import Settings
from srr.text.spelling import recognise

AnyLogged = TypeVar("AnyLogged", bound=Logged)
_OTHER_KIND = Text(
    "{id} is a {kind}; only risks are visited",
    "{id} は{kind}です。確認を記録できるのはリスクだけです",
)
_CONCERN = Text(
    "{id} is a concern; run srr report {id}",
    "{id} は気になる点です。srr report {id} を実行してください",
)
_NOT_CARRIED = Text(
    "{id} is a {kind}; only risks and concerns are handed over",
    "{id} は{kind}です。引き継げるのはリスクと気になる点だけです",
)
_ENDED = Text(
    "{id} is {status}; nobody has to carry it any longer",
    "{id} は {status} です。引き継ぐ必要はありません",
)
_NO_STATUS = Text(
    "{id} has no status; write one of {words} into {path} first",
    "{id} にステータスがありません。先に {path} に {words} のいずれかを書いてください",
)
_ODD_STATUS = Text(
    "{id} has the status {status}, which srr does not know; write one of {words} into {path} first",
    "{id} のステータス {status} は使えません。先に {path} に {words} のいずれかを書いてください",
)
_UNCLEAN = Text(
    "{id} would not lint clean, so nothing was written:{listed}",
    "{id} は srr lint に通らないため、何も書き込みませんでした:{listed}",
)
_NOT_EDITED = Text(
    "nothing was written to {path}: {why}", "{path} には何も書き込みませんでした。{why}"
)


def visited_risk(workspace: Workspace, record_id: str) -> Risk:
    """Return the risk called *record_id*; a status that is written as a label counts as what it means.

    Raise CannotDo where there is none.
    """
    risk = risk_called(workspace, record_id, _CONCERN, _OTHER_KIND)
    return with_known_status(risk, workspace)


def risk_called(
    workspace: Workspace, record_id: str, of_concern: Text, of_other_kind: Text
) -> Risk:
    """Return the risk called *record_id*; raise CannotDo, by the kind of what it is, where it is none."""
    record = find(workspace.as_written, record_id)
    if not isinstance(record, Risk):
        kind = KINDS[record.record_kind].noun
        refusal = of_concern if isinstance(record, Concern) else of_other_kind
        raise CannotDo(refusal.fill(id=record.id, kind=kind))
    return record


def carried(workspace: Workspace, record_id: str) -> Logged:
    """Return the risk or concern called *record_id*, as it may be edited; raise CannotDo where nobody carries it."""
    found = find(workspace.as_written, record_id)
    if not isinstance(found, Logged):
        raise CannotDo(_NOT_CARRIED.fill(id=found.id, kind=KINDS[found.record_kind].noun))
    record = with_known_status(found, workspace)
    if record.has_ended:
        raise CannotDo(_ENDED.fill(id=record.id, status=record.status))
    return record


def with_known_status(record: AnyLogged, workspace: Workspace) -> AnyLogged:
    """Return *record* with the status that it means; raise CannotDo where it has none that srr knows."""
    status = recognise(record.status, record.log.statuses) if record.status else None
    if status is None:
        raise CannotDo(_status_fault(record, from_here(workspace.root, record.path)))
    return replace(record, status=status)


def _status_fault(record: Logged, path: str) -> Text:
    """Say what is wrong with a status that is not one, and what to do first."""
    words = ", ".join(record.log.statuses)
    if record.status is None:
        return _NO_STATUS.fill(id=record.id, words=words, path=path)
    return _ODD_STATUS.fill(id=record.id, status=record.status, words=words, path=path)


def value_edits(record: Logged, key: str, value: Scalar, after: str | None) -> tuple[Edit, ...]:
    """Return the edit that gives *key* its *value*, if it does not have it yet; a new key stands behind *after*."""
    if value is None:
        return (RemoveKey(key),) if key in record.data else ()
    if key not in record.data:
        return (AddKey(key, value, after),)
    return () if record.data[key] == value else (SetValue((key,), value),)


def line_edits(record: Record, section: str, line: object, settings: Settings) -> tuple[Edit, ...]:
    """Return the edits that add *line* to a section that grows, below a new heading where there is none."""
    there = record.sections.get(section)
    if there:
        return (AppendLine((there.heading,), str(line)),)
    added = new_section(record, section, settings)
    if record.sections:
        return added, AppendLine((added.heading,), str(line))
    return (AppendLine((added.heading,), str(line)),)


def edited(record: Record, edits: tuple[Edit, ...]) -> bytes:
    """Return the file of *record* with *edits* in it; raise CannotDo where they cannot be made."""
    try:
        return edit.apply(record.document, edits)
    except EditRefused as refusal:
        why = edit_refusals.said(refusal)
        raise CannotDo(_NOT_EDITED.fill(path=record.path, why=why)) from None


def errors_in(report: Report) -> list[Finding]:
    """Return the findings of *report* that are errors."""
    return [finding for finding in report.findings if finding.severity is Severity.ERROR]


def refuse_unclean(record: Record, found: list[Finding], workspace: Workspace) -> None:
    """Raise CannotDo where *found*, the errors of the edited record, holds any."""
    if found:
        raise CannotDo(_UNCLEAN.fill(id=record.id, listed=finding_lines(found, workspace)))


def refuse_new_errors(record: Record, files: Mapping[str, bytes], workspace: Workspace) -> None:
    """Raise CannotDo where *record* would have an error in *files* that it does not have now."""
    known = {finding.identity for finding in errors_in(workspace.report_on(record.path))}
    found = errors_in(workspace.report_on(record.path, files))
    refuse_unclean(record, [each for each in found if each.identity not in known], workspace)


def finding_lines(findings: list[Finding], workspace: Workspace) -> str:
    """Return *findings* as indented lines, each with its rule."""
    language = workspace.settings.language
    return "".join(
        f"\n  {each.rule}: {each.message.within(language)}" for each in gathered(findings)
    )
