"""srr visit: record that a risk was looked at."""

from collections.abc import Sequence

import click

from srr.cli.answers import a_date, number_of, one_of, some_words
from srr.cli.arguments import completing, open_workspace, today_option
from srr.cli.author import author
from srr.cli.log_edits import visited_risk
from srr.cli.new_lines import NewLine, write_lines
from srr.cli.questions import Asker, at_a_terminal
from srr.cli.quiet import quiet_option
from srr.cli.several import all_or_none
from srr.cli.visit_edits import (
    NO_CHANGE,
    Outcome,
    allowed_scores,
    next_days,
    refuse_hopeless,
    refuse_undecided,
    visited,
)
from srr.language import Text
from srr.records.rescore import rescored
from srr.records.risk import Risk
from srr.records.visits import NUMBERS, Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.kinds import KINDS
from srr.schema.scoring import Level
from srr.schema.vocabulary import RESOLUTIONS, STATUSES
from srr.text.spelling import Words, recognise

_SEEN = Text("What you saw", "見たこと")
_STATUS = Text("Status ({words})", "ステータス ({words})")
_RESOLUTION = Text("Resolution ({words})", "完了理由 ({words})")
_NEXT = Text("Next visit ({first} to {last})", "次回確認日 ({first} から {last} まで)")
_NO_RESOLUTION = Text(
    "{id} would be {status}, and only a risk that is done has a resolution; add --status done, or leave out"
    " --resolution",
    "{id} は {status} になりますが、完了理由は完了したリスクにだけ書きます。--status done を加えるか、--resolution"
    " を外してください",
)
_NO_NEXT = Text(
    "{id} would be done, and a risk that is done has no next visit; leave out --next",
    "{id} は完了になり、次回確認日はなくなります。--next を外してください",
)
_FOLLOWS = Text(
    "the potential impact of {id} follows from scope and severity; give --scope or --severity",
    "{id} の潜在的なインパクトは影響範囲と影響度から決まります。--scope か --severity を指定してください",
)


@click.command("visit")
@click.argument(
    "record_ids", metavar="ID...", nargs=-1, required=True, shell_complete=completing("risk_ids")
)
@click.option(
    "--status",
    metavar="STATUS",
    help=f"The new status: {', '.join(STATUSES)}.",
    shell_complete=completing("statuses"),
)
@click.option("--next", metavar="DATE", help="The next visit, inside the window.")
@click.option("--note", help="What you saw, in a sentence or two.")
@click.option("--by", metavar="HANDLE", help="Who looked; default: your name in git.")
@click.option("--resolution", metavar="WORD", help="Why it is done.")
@click.option("--current-impact", metavar="LEVEL", help="What it does to customers now.")
@click.option("--potential-impact", metavar="LEVEL", help="The worst that it can do.")
@click.option("--scope", metavar="N", help="How many customers; the level follows.")
@click.option("--severity", metavar="N", help="How badly; the level follows.")
@click.option("--likelihood", metavar="N", help="How likely; the priority follows.")
@click.option("--dry-run", is_flag=True, help="Show the lines, and write nothing.")
@quiet_option("Print nothing when the visit is written.")
@today_option
def command(
    record_ids: tuple[str, ...], dry_run: bool, today: str | None, **flags: str | None
) -> None:
    """Record a visit to the risk called ID: a line in its Visits, its status, scores and next date.

    The line names each score that changes. The level follows from scope and severity, the priority from both.

    What is left out is asked for on a terminal; a date inside the window is proposed. Nothing is written
    unless the record then lints clean.

    Several risks get the same note, and each a date inside its own window. All of them are written, or none.

    \b
    Examples:
      srr visit SRR-0003
      srr visit SRR-0003 --status watching --next 2026-05-12 --note "p99 is stable."
      srr visit SRR-0003 --current-impact 0 --note "No errors for two weeks."
      srr visit 3 7 --note "Looked at both, nothing new."
    """
    workspace = open_workspace(today)
    asker = Asker(flags, at_a_terminal(), workspace.settings.language)
    first, *others = dict.fromkeys(record_ids)
    with asker.giving_back():
        found = (
            _all_visited((first, *others), workspace, asker)
            if others
            else [_visited(first, workspace, asker)]
        )
        write_lines(found, workspace, dry_run=dry_run)


def _all_visited(
    record_ids: Sequence[str], workspace: Workspace, asker: Asker
) -> Sequence[NewLine]:
    """Return the visits to several risks, for which the note alone is asked; raise one CannotDo with all refusals."""
    note = asker.answer("note", some_words, _SEEN)
    given = Asker({**asker.flags, "note": note}, False, asker.language)
    return all_or_none(record_ids, lambda each: _visited(each, workspace, given))


def _visited(record_id: str, workspace: Workspace, asker: Asker) -> NewLine:
    """Return the visit to one risk; raise CannotDo where it would not lint clean."""
    risk = visited_risk(workspace, record_id)
    scores = _scores(risk, workspace, asker)
    given = asker.given("status")
    status = recognise(given, STATUSES) if given else None
    refuse_hopeless(risk, status, Outcome(scores=scores), workspace)
    visit, resolution = _visit(risk, workspace, asker)
    outcome = Outcome(resolution, scores)
    visit = visit._replace(changes=outcome.changes(risk))
    content = visited(risk, visit, outcome, workspace)
    return NewLine(risk.path, visit, content)


def _visit(risk: Risk, workspace: Workspace, asker: Asker) -> tuple[Visit, str | None]:
    """Build the visit; also return the resolution of a risk that is done."""
    before = str(risk.status)
    question = _STATUS.fill(words=_with_labels(STATUSES))
    after = asker.answer("status", one_of(STATUSES), question, before)
    upcoming = resolution = None
    refuse_undecided(risk, after, NO_CHANGE)
    _refuse_unused(risk, after, asker)
    if after == "done":
        choice = one_of(RESOLUTIONS)
        question = _RESOLUTION.fill(words=_with_labels(RESOLUTIONS))
        resolution = asker.answer("resolution", choice, question)
    else:
        days = next_days(risk, after, workspace)
        proposal = days.proposal(workspace.settings).isoformat()
        question = _NEXT.fill(first=days.first, last=days.last)
        upcoming = asker.answer("next", a_date, question, proposal)
    by = author(asker, workspace) or risk.owner or ""
    note = asker.answer("note", some_words, _SEEN)
    return Visit(workspace.today.date, by, before, after, upcoming, note), resolution


def _refuse_unused(risk: Risk, status: str, asker: Asker) -> None:
    """Refuse a flag that the *status* after the visit has no use for."""
    if status != "done" and asker.given("resolution") is not None:
        raise CannotDo(_NO_RESOLUTION.fill(id=risk.id, status=status))
    if status == "done" and asker.given("next") is not None:
        raise CannotDo(_NO_NEXT.fill(id=risk.id))


def _with_labels(words: Words) -> Text:
    """Return the values as they may be typed; in Japanese each with its label."""
    japanese = "、".join(f"{value} {label.ja}" for value, label in words.items())
    return Text(", ".join(words), japanese)


def _scores(risk: Risk, workspace: Workspace, asker: Asker) -> dict[str, Level]:
    """Return the scores that change, by key, with those that follow from them."""
    given: dict[str, Level] = {}
    for spec in KINDS["risk"].fields:
        if spec.key in NUMBERS and asker.given(spec.key) is not None:
            allowed = allowed_scores(spec, workspace.settings)
            given[spec.key] = asker.unasked(spec.key.replace("_", "-"), number_of(allowed))
    scores = rescored(risk.data, given, workspace.settings)
    level = given.get("potential_impact")
    if level is not None and scores.get("potential_impact", risk.potential_impact) != level:
        raise CannotDo(_FOLLOWS.fill(id=risk.id))
    return scores if given else {}
