"""A visit to a risk as a new version of its file, and what speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from srr.cli.acceptance_edits import Terms, term_edits
from srr.cli.arguments import from_here
from srr.cli.log_edits import (
    edited,
    errors_in,
    finding_lines,
    line_edits,
    refuse_unclean,
    value_edits,
)
from srr.documents.edit import Edit
from srr.language import Text
from srr.lint.finding import Finding
from srr.records.rescore import named
from srr.records.risk import Risk
from srr.records.visits import NONE, ValueChange, Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.fields import FieldSpec
from srr.schema.next_visit import VisitDays, visit_days
from srr.schema.record_schema import levels, scale
from srr.schema.scoring import Level
from srr.schema.settings import Settings
from srr.schema.vocabulary import RESOLUTIONS, STATUSES

TRIAL_NOTE = "The p99 is stable."
"""Words of a visit that is only tried."""

# A limit that is reached stays so whatever a visit says, and asks for one.
_STAYS = "limit-reached"
_HOPELESS = Text(
    "{id} has errors that a visit does not repair; {todo} first:{listed}",
    "{id} には、確認を記録しても直らないエラーがあります。{todo}:{listed}",
)
_RUN_FIX = Text("run srr fix {path}", "先に srr fix {path} を実行してください")
_CORRECT = Text("correct {path}", "先に {path} を直してください")
_UNDECIDED = Text(
    "{id} is accepted by a decision; run srr accept {id}, which asks who decides, why and until when",
    "{id} の受容には決定が必要です。誰が、なぜ、いつまで受容するかは srr accept {id} で記録してください",
)
_NO_DAY = Text(
    "the acceptance of {id} ends on {until}, so no day is left for the next visit;"
    " renew it with srr accept {id}, or give another status",
    "{id} の受容は {until} に期限を迎えるため、次回確認日に使える日がありません。"
    "srr accept {id} で更新するか、別のステータスを指定してください",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a visit changes beside the status and the next date: the scores by key, with those that follow."""

    resolution: str | None = None
    scores: Mapping[str, Level] = field(default_factory=dict)
    owner: str | None = None
    acceptance: Terms | None = None

    def changes(self, risk: Risk) -> tuple[ValueChange, ...]:
        """Return the changes of *risk* as the line names them."""
        owner = self.owner if self.owner != risk.owner else None
        handed = (ValueChange("owner", risk.owner or NONE, owner),) if owner else ()
        return (*named(risk.data, self.scores), *handed)


NO_CHANGE = Outcome()


def next_days(
    risk: Risk, status: str, workspace: Workspace, until: date | None = None
) -> VisitDays:
    """Return the days that the next visit may have under *status*; raise CannotDo where there is none.

    *until* is the end of a new acceptance.
    """
    until = until or (risk.acceptance.until if risk.acceptance else None)
    days = visit_days(status, workspace.today.date, until, workspace.settings)
    if days is None:
        raise CannotDo(_NO_DAY.fill(id=risk.id, until=until))
    return days


def allowed_scores(spec: FieldSpec, settings: Settings) -> tuple[int | str, ...]:
    """Return the values that the score of *spec* may have."""
    if spec.kind == "level":
        return levels(settings)
    return tuple(grade.score for grade in scale(spec, settings))


def visited(risk: Risk, visit: Visit, outcome: Outcome, workspace: Workspace) -> bytes:
    """Return the file of *risk* with *visit* in it; raise CannotDo where it would not lint clean."""
    refuse_undecided(risk, visit.after, outcome)
    content = edited(risk, _edits(risk, visit, outcome, workspace.settings))
    refuse_unclean(risk, _errors(risk, workspace, content), workspace)
    return content


def _errors(risk: Risk, workspace: Workspace, content: bytes | None = None) -> list[Finding]:
    """Return the errors of *risk*, or of its file once it is *content*, without those that no visit repairs."""
    report = workspace.report_on(risk.path, {risk.path: content} if content else None)
    return [finding for finding in errors_in(report) if finding.rule != _STAYS]


def refuse_undecided(risk: Risk, status: str | None, outcome: Outcome) -> None:
    """Raise CannotDo where a risk would be accepted without the terms of a decision."""
    if status == "accepted" and risk.status != status and outcome.acceptance is None:
        raise CannotDo(_UNDECIDED.fill(id=risk.id))


def refuse_hopeless(risk: Risk, status: str | None, outcome: Outcome, workspace: Workspace) -> None:
    """Raise CannotDo for what would not lint clean whatever the visit says; with a *status*, whatever its words."""
    refuse_undecided(risk, status, outcome)
    stay = _errors(risk, workspace)
    until = outcome.acceptance.until if outcome.acceptance else None
    if status and status != "done":
        next_days(risk, status, workspace, until)
    for after in (status,) if status else dict.fromkeys((str(risk.status), *STATUSES)):
        if not stay:
            return
        found = {finding.identity for finding in _errors_after(risk, after, outcome, workspace)}
        stay = [finding for finding in stay if finding.identity in found]
    if stay:
        path = from_here(workspace.root, risk.path)
        todo = _RUN_FIX if all(each.is_fixable for each in stay) else _CORRECT
        listed = finding_lines(stay, workspace)
        raise CannotDo(_HOPELESS.fill(id=risk.id, todo=todo.fill(path=path), listed=listed))


def _errors_after(risk: Risk, status: str, outcome: Outcome, workspace: Workspace) -> list[Finding]:
    """Return the errors that a visit to *status* would leave; those of now where it cannot be written."""
    try:
        until = outcome.acceptance.until if outcome.acceptance else None
        days = None if status == "done" else next_days(risk, status, workspace, until)
        upcoming = days.last if days else None
        trial = Visit(workspace.today.date, "srr", str(risk.status), status, upcoming, TRIAL_NOTE)
        tried = replace(outcome, resolution=next(iter(RESOLUTIONS)))
        content = edited(risk, _edits(risk, trial, tried, workspace.settings))
    except CannotDo:
        return _errors(risk, workspace)
    return _errors(risk, workspace, content)


def _edits(risk: Risk, visit: Visit, outcome: Outcome, settings: Settings) -> tuple[Edit, ...]:
    resolution = outcome.resolution if visit.after == "done" else None
    upcoming = visit.next.isoformat() if visit.next else None
    scored = (
        edit
        for key, score in outcome.scores.items()
        for edit in value_edits(risk, key, score, "created")
    )
    return (
        *value_edits(risk, "status", visit.after, None),
        *value_edits(risk, "resolution", resolution, "status"),
        *(value_edits(risk, "owner", outcome.owner, "status") if outcome.owner else ()),
        *value_edits(risk, "next_visit", upcoming, "created"),
        *scored,
        *(term_edits(risk, outcome.acceptance, visit.on) if outcome.acceptance else ()),
        *line_edits(risk, risk.log.section, visit, settings),
    )
