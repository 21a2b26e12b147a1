"""srr occurred: write down that a risk happened, where no incident was written up."""

from dataclasses import replace
from datetime import date

import click

from srr.cli.answers import measure, not_after, some_words
from srr.cli.arguments import completing, open_workspace, today_option
from srr.cli.author import author
from srr.cli.log_edits import edited, line_edits, refuse_new_errors, risk_called
from srr.cli.new_lines import NewLine, write_lines
from srr.cli.questions import Asker, at_a_terminal
from srr.cli.quiet import is_quiet, quiet_option
from srr.documents.places import Span
from srr.exporters.occurrence_words import cost_words, happened_words
from srr.insights.happened import happened
from srr.language import Text
from srr.records.objectives import multiple
from srr.records.occurrences import MOST_MINUTES, SECTION, Occurrence, OccurrenceEntry, figure
from srr.records.risk import Risk
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.text.credentials import mask
from srr.text.sinks import visible

_MINUTES = Text("How many minutes it lasted", "続いた時間(分)")
_PERCENT = Text("How many percent of the users it met", "影響を受けた利用者の割合(%)")
_NOTE = Text("What happened", "起きたこと")
_CONCERN = Text(
    "{id} is a concern; srr report {id} says what was found, and occurrences are of risks",
    "{id} は気になる点です。発生を記録できるのはリスクだけです。分かったことは srr report {id} で記録できます",
)
_OTHER_KIND = Text(
    "{id} is a {kind}, which says itself what happened; occurrences are of risks without one",
    "{id} は{kind}で、起きたことはそこに書きます。発生を記録するのは、ポストモーテムのないリスクの発生だけです",
)
_DONE = Text(
    "{id} is done since {day}; if it happened again, take it up with srr visit {id} --status in-progress, or write"
    " a new risk with recurrence_of: {id}",
    "{id} は {day} に完了しています。再発したのなら srr visit {id} --status in-progress で再開するか、"
    "recurrence_of: {id} を書いた新しいリスクを起票してください",
)
_TWICE = Text("{path} has this line already: {line}", "{path} には同じ行がすでにあります: {line}")
_SINCE = Text(
    "Since it was accepted on {day}: {happened}. The reviewer is {reviewer}.",
    "{day} の受容から {happened}。見直し担当は {reviewer} です。",
)


@click.command("occurred")
@click.argument("record_id", metavar="ID", shell_complete=completing("undone_risk_ids"))
@click.option("--minutes", metavar="N", help="How many minutes it lasted.")
@click.option("--percent", metavar="P", help="The share of the users that it met, up to 100.")
@click.option("--note", metavar="WORDS", help="What happened, in a sentence or two.")
@click.option("--on", metavar="DATE", help="The day on which it happened; default: today.")
@click.option("--by", metavar="HANDLE", help="Who writes it down; default: your name in git.")
@click.option("--dry-run", is_flag=True, help="Show the line, and write nothing.")
@quiet_option("Print nothing when it is written.")
@today_option
def command(record_id: str, dry_run: bool, today: str | None, **flags: str | None) -> None:
    """Write down that the risk called ID happened: a line in its Occurrences.

    It is for what needs no postmortem, above all for an accepted risk. An occurrence is not a visit: no date moves.
    What is left out is asked for on a terminal.

    \b
    Examples:
      srr occurred SRR-0008 --minutes 20 --percent 40 --note "The banner was hidden."
      srr occurred 8 --minutes 5 --percent 100 --on 2026-05-02 --note "Hidden again."
    """
    workspace = open_workspace(today)
    risk = risk_called(workspace, record_id, _CONCERN, _OTHER_KIND)
    asker = Asker(flags, at_a_terminal(), workspace.settings.language)
    day = asker.unasked("on", not_after(workspace.today.date), workspace.today.date.isoformat())
    _refuse_done(risk, day)
    with asker.giving_back():
        line = _written(risk, day, workspace, asker)
        write_lines([_added(risk, line, workspace)], workspace, dry_run=dry_run)
    if not is_quiet():
        _say_what_it_costs(risk, line, workspace)
        _say_how_often(risk, line, workspace)


def _refuse_done(risk: Risk, day: date) -> None:
    """Refuse what happened after a risk was done: it has come back."""
    last = risk.last_visit
    if risk.status == "done" and (last is None or day > last.on):
        raise CannotDo(_DONE.fill(id=risk.id, day=last.on if last else "-"))


def _written(risk: Risk, day: date, workspace: Workspace, asker: Asker) -> Occurrence:
    minutes = asker.answer("minutes", measure(MOST_MINUTES - 1), _MINUTES)
    estimate = risk.estimate.affected_percent if risk.estimate else None
    is_usable = asker.asks and estimate is not None and estimate <= 100
    proposal = figure(estimate) if is_usable and estimate is not None else None
    percent = asker.answer("percent", measure(100), _PERCENT, proposal)
    note = asker.answer("note", some_words, _NOTE)
    by = author(asker, workspace) or risk.owner or ""
    return Occurrence(day, by, minutes, percent, note)


def _added(risk: Risk, line: Occurrence, workspace: Workspace) -> NewLine:
    """Return the risk with the line; raise CannotDo where it has it already, or would have a new error."""
    if line in risk.happened:
        raise CannotDo(_TWICE.fill(path=risk.path, line=line))
    content = edited(risk, line_edits(risk, SECTION, line, workspace.settings))
    refuse_new_errors(risk, {risk.path: content}, workspace)
    return NewLine(risk.path, line, content)


def _say_what_it_costs(risk: Risk, line: Occurrence, workspace: Workspace) -> None:
    taken = multiple(risk, line.bad_minutes, workspace.settings)
    if taken:
        _say(cost_words(line, taken), workspace)


def _say_how_often(risk: Risk, line: Occurrence, workspace: Workspace) -> None:
    """Say how often an accepted risk has happened since the decision, and who looks at that decision again."""
    given = risk.acceptance
    if risk.status != "accepted" or given is None or given.decided is None or not given.reviewer:
        return
    counted = replace(risk, occurrences=(*risk.occurrences, OccurrenceEntry(Span(0, 0), "", line)))
    found = happened(counted, workspace.registry, workspace.today.date, given.decided)
    words = _SINCE.fill(happened=happened_words(found), day=given.decided, reviewer=given.reviewer)
    _say(words, workspace)


def _say(words: Text, workspace: Workspace) -> None:
    click.echo(visible(mask(words.within(workspace.settings.language))))
