"""The edits of a concern by commands that add a report to it."""

from dataclasses import replace

from srr.cli.arguments import find, from_here
from srr.cli.log_edits import edited, line_edits, value_edits
from srr.documents.edit import AddItem, Edit
from srr.language import Text
from srr.records.concern import Concern
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.kinds import KINDS
from srr.schema.vocabulary import CONCERN_STATUSES
from srr.text.spelling import recognise

_OTHER_KIND = Text(
    "{id} is a {kind}; reports are for concerns",
    "{id} は{kind}です。報告は気になる点に対して行います",
)
_RISK = Text(
    "{id} is a risk; run srr visit {id}", "{id} はリスクです。srr visit {id} を実行してください"
)
_ODD_STATUS = Text(
    "{id} has no status that srr knows; write one of {words} into {path} first",
    "{id} のステータスを読めません。先に {path} に {words} のいずれかを書いてください",
)
_IS_RISK = Text(
    "{id} became {risk}; run srr visit {risk}",
    "{id} は {risk} になっています。srr visit {risk} を実行してください",
)
_ORDER = tuple(spec.key for spec in KINDS["concern"].fields)


def open_concern(workspace: Workspace, record_id: str) -> Concern:
    """Return the concern called *record_id*; a status that is written as a label counts as what it means.

    Raise CannotDo where there is none, and where it has become a risk.
    """
    record = find(workspace.as_written, record_id, "concern")
    if not isinstance(record, Concern):
        kind = KINDS[record.record_kind].noun
        message = _RISK if isinstance(record, Risk) else _OTHER_KIND
        raise CannotDo(message.fill(id=record.id, kind=kind))
    status = recognise(record.status, CONCERN_STATUSES) if record.status else None
    if status is None:
        path = from_here(workspace.root, record.path)
        words = ", ".join(CONCERN_STATUSES)
        raise CannotDo(_ODD_STATUS.fill(id=record.id, words=words, path=path))
    if status == "promoted" and record.risk:
        raise CannotDo(_IS_RISK.fill(id=record.id, risk=record.risk))
    return replace(record, status=status)


def with_report(
    concern: Concern,
    report: Visit,
    workspace: Workspace,
    *,
    ticket: str | None = None,
    risk_id: str | None = None,
) -> bytes:
    """Return the file of *concern* with *report* in it, its status and next date, and the ticket or risk it became."""
    due = report.next.isoformat() if report.next else None
    edits: list[Edit] = [
        *value_edits(concern, "status", report.after, "title"),
        *value_edits(concern, "report_due", due, "noticed"),
        *(
            (AddItem("links", "backlog", ticket, _ORDER[: _ORDER.index("links")]),)
            if ticket
            else ()
        ),
        *(value_edits(concern, "risk", risk_id, None) if risk_id else ()),
        *line_edits(concern, concern.log.section, report, workspace.settings),
    ]
    return edited(concern, tuple(edits))
