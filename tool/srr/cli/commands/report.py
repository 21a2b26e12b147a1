"""srr report: say what was found about a concern, and what becomes of it."""

from datetime import date

import click

from srr.cli.answers import a_date, some_text, some_words
from srr.cli.arguments import completing, open_workspace, today_option
from srr.cli.author import author
from srr.cli.concern_edits import open_concern, with_report
from srr.cli.log_edits import errors_in, refuse_unclean
from srr.cli.new_lines import NewLine, write_lines
from srr.cli.new_risk import write_risk
from srr.cli.questions import Asker, at_a_terminal
from srr.cli.quiet import quiet_option
from srr.language import Text
from srr.records.concern import Concern
from srr.records.visits import REPORTS, Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.dates import Duration
from srr.schema.vocabulary import REPORTED_STATUSES

_WATCHED_FOR = Duration(4, "w")
_FOUND = Text("What you found", "分かったこと")
_TWO = Text(
    "{flags} cannot be given together; give one of them",
    "{flags} は同時に指定できません。どれか 1 つにしてください",
)
_NO_DUE = Text(
    "{id} would be {status}, and then no report is due; leave out --due",
    "{id} は {status} になり、報告の期限はなくなります。--due を外してください",
)
_ENDED = Text(
    "{id} is {status}, so no report is due; --watch takes it up again",
    "{id} は {status} なので、報告は要りません。再開するには --watch を付けてください",
)
_ASKS = Text(
    "--promote asks questions, which needs a terminal; elsewhere run srr new risk --from {id} with its flags",
    "--promote の質問には端末が必要です。端末以外では srr new risk --from {id} をフラグ付きで実行してください",
)


@click.command("report")
@click.argument("record_id", metavar="ID", shell_complete=completing("concern_ids"))
@click.option("--note", help="What you found, in a sentence or two.")
@click.option("--resolved", is_flag=True, help="It is settled: no report is due any more.")
@click.option("--watch", is_flag=True, help="Look again in four weeks, at the nearest meeting.")
@click.option("--backlog", metavar="URL", help="A team has a ticket for it, at this address.")
@click.option(
    "--promote",
    is_flag=True,
    help="It is a risk: asks what srr new risk --from ID asks, so it needs a terminal.",
)
@click.option(
    "--due", metavar="DATE", help="The day of the next report; default: the next meeting."
)
@click.option("--by", metavar="HANDLE", help="Who looked; default: your name in git.")
@quiet_option("Print nothing when the report is written.")
@today_option
def command(
    record_id: str,
    today: str | None,
    resolved: bool,
    watch: bool,
    promote: bool,
    **flags: str | None,
) -> None:
    """Report on the concern called ID: a line in its Reports, its status and the day of the next report.

    Its status stays, unless one of --resolved, --watch, --backlog and --promote is given. The note is asked for on a
    terminal. Nothing is written unless the concern then lints clean.

    \b
    Examples:
      srr report CN-0001 --note "Only on Fridays from 18:00; the stock service is slow then."
      srr report 1 --watch --note "Larger pool since today."
      srr report 1 --backlog https://example.com/issues/7 --note "The query lacks an index."
    """
    workspace = open_workspace(today)
    concern = open_concern(workspace, record_id)
    chosen = {
        "--resolved": ("resolved", resolved),
        "--watch": ("watching", watch),
        "--backlog": ("backlog", flags["backlog"] is not None),
        "--promote": ("promoted", promote),
    }
    given = {flag: status for flag, (status, is_given) in chosen.items() if is_given}
    if len(given) > 1:
        raise CannotDo(_TWO.fill(flags=", ".join(given)))
    status = next(iter(given.values()), str(concern.status))
    _refuse_unused(concern, status, flags, is_kept=not given)
    asker = Asker(flags, at_a_terminal(), workspace.settings.language)
    with asker.giving_back():
        if promote:
            words = asker.answer("note", some_words, _FOUND)
            write_risk(workspace, asker, [], concern, words)
            return
        due = _due(status, watch, workspace, asker)
        write_lines([_reported(concern, status, due, workspace, asker)], workspace)


def _refuse_unused(
    concern: Concern, status: str, flags: dict[str, str | None], *, is_kept: bool
) -> None:
    """Refuse, before anything is asked, what the *status* after the report has no use for."""
    if is_kept and not concern.is_open:
        raise CannotDo(_ENDED.fill(id=concern.id, status=status))
    if status not in REPORTED_STATUSES and flags["due"] is not None:
        raise CannotDo(_NO_DUE.fill(id=concern.id, status=status))
    if status == "promoted" and not at_a_terminal():
        raise CannotDo(_ASKS.fill(id=concern.id))


def _due(status: str, watch: bool, workspace: Workspace, asker: Asker) -> date | None:
    """Return the day of the next report; None where *status* asks for none."""
    if status not in REPORTED_STATUSES:
        return None
    today, meetings = workspace.today.date, workspace.settings.meetings
    meeting = (
        meetings.nearest_to(_WATCHED_FOR.after(today), today)
        if watch
        else meetings.next_after(today)
    )
    return asker.unasked("due", a_date, meeting.isoformat())


def _reported(
    concern: Concern, status: str, due: date | None, workspace: Workspace, asker: Asker
) -> NewLine:
    """Return the concern with the report; raise CannotDo where it would not lint clean."""
    by = author(asker, workspace) or concern.owner or ""
    ticket = asker.maybe("backlog", some_text)
    note = asker.answer("note", some_words, _FOUND)
    day, before = workspace.today.date, str(concern.status)
    line = Visit(day, by, before, status, due, note, ahead=REPORTS.ahead[0])
    content = with_report(concern, line, workspace, ticket=ticket)
    report = workspace.report_on(concern.path, {concern.path: content})
    refuse_unclean(concern, errors_in(report), workspace)
    return NewLine(concern.path, line, content)
