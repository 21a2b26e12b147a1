"""srr visit: record that a risk was looked at."""

from datetime import date

import click

from srr.cli.answers import a_date, a_handle, one_line, one_of
from srr.cli.arguments import completing, find, open_workspace, today_option
from srr.cli.questions import Asker, at_a_terminal
from srr.documents import edit
from srr.documents.edit import AddKey, AppendLine, Edit, EditRefused, RemoveKey, SetValue
from srr.lint.finding import Severity
from srr.records.risk import Risk
from srr.records.template import handle
from srr.records.visits import Visit
from srr.repository import git, store
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.dates import propose
from srr.schema.vocabulary import RESOLUTIONS, RISK_SECTIONS, STATUSES


@click.command("visit")
@click.argument("record_id", metavar="ID", shell_complete=completing("risk_ids"))
@click.option(
    "--status",
    metavar="STATUS",
    help=f"The new status: {', '.join(STATUSES)}.",
    shell_complete=completing("statuses"),
)
@click.option("--next", "upcoming", metavar="DATE", help="The next visit, inside the window.")
@click.option("--note", help="What you saw, in a sentence or two.")
@click.option("--by", metavar="HANDLE", help="Who looked; default: your name in git.")
@click.option("--resolution", metavar="WORD", help="Why it is done.")
@today_option
def command(
    record_id: str,
    status: str | None,
    upcoming: str | None,
    note: str | None,
    by: str | None,
    resolution: str | None,
    today: str | None,
) -> None:
    """Record a visit to the risk called ID: a line in its Visits, its status and its next date.

    What is left out is asked for on a terminal; a date inside the window is proposed. Nothing is written
    unless the record then lints clean.

    \b
    Examples:
      srr visit SRR-0003
      srr visit SRR-0003 --status watching --next 2026-05-12 --note "p99 is stable."
    """
    workspace = open_workspace(today)
    risk = _risk(workspace, record_id)
    flags = {"status": status, "next": upcoming, "note": note, "by": by, "resolution": resolution}
    visit, why = _visit(risk, workspace, Asker(flags, asks=at_a_terminal()))
    content = _edited(risk, _edits(risk, visit, why, workspace))
    _refuse_unclean(risk, content, workspace)
    try:
        store.write(workspace.root, {risk.path: content}, workspace.tree)
    except OSError as error:
        raise CannotDo(f"cannot write {risk.path}: {error.strerror or error}") from None
    click.echo(f"{risk.path}: {visit}")


def _risk(workspace: Workspace, record_id: str) -> Risk:
    record = find(workspace.registry, record_id)
    if not isinstance(record, Risk):
        raise CannotDo(f"{record.id} is a postmortem; only risks are visited")
    if record.status not in STATUSES:
        raise CannotDo(f"{record.id} has no status that is known; srr lint {record.path} says more")
    return record


def _visit(risk: Risk, workspace: Workspace, asker: Asker) -> tuple[Visit, str | None]:
    """Build the visit; also return the resolution of a risk that is done."""
    before = str(risk.status)
    after = asker.answer("status", one_of(STATUSES), f"Status ({', '.join(STATUSES)})", before)
    upcoming = resolution = None
    if after == "done":
        choice = one_of(RESOLUTIONS)
        resolution = asker.answer("resolution", choice, f"Resolution ({', '.join(RESOLUTIONS)})")
    else:
        first, last = _window(risk, after, workspace)
        proposal = propose(first, last, workspace.settings.is_closed).isoformat()
        upcoming = asker.answer("next", a_date, f"Next visit ({first} to {last})", proposal)
    note = asker.answer("note", one_line, "What you saw")
    own = handle(git.user_name(workspace.root) or "") or risk.owner
    by = asker.maybe("by", a_handle) or own or ""
    return Visit(workspace.today.date, by, before, after, upcoming, note), resolution


def _window(risk: Risk, status: str, workspace: Workspace) -> tuple[date, date]:
    """Return the first and the last day that the next visit may have under *status*."""
    first, last = workspace.settings.windows[status].bounds(workspace.today.date)
    until = risk.acceptance.until if risk.acceptance and status == "accepted" else None
    return first, min(last, until) if until and until >= first else last


def _edits(
    risk: Risk, visit: Visit, resolution: str | None, workspace: Workspace
) -> tuple[Edit, ...]:
    edits: list[Edit] = [
        *_changed(risk, "status", visit.after, None),
        *_changed(risk, "resolution", resolution if visit.after == "done" else None, "status"),
        *_changed(risk, "next_visit", visit.next.isoformat() if visit.next else None, "created"),
        AppendLine(_headings(risk, workspace), str(visit)),
    ]
    return tuple(edits)


def _changed(risk: Risk, key: str, value: str | None, after: str | None) -> tuple[Edit, ...]:
    """Return the edit that gives *key* its value, if it does not have it yet."""
    if value is None:
        return (RemoveKey(key),) if key in risk.data else ()
    if key not in risk.data:
        return (AddKey(key, value, after),)
    return () if risk.data[key] == value else (SetValue((key,), value),)


def _headings(risk: Risk, workspace: Workspace) -> tuple[str, ...]:
    """Return the accepted headings of the visit log; the first is written where there is none."""
    label = RISK_SECTIONS["visits"]
    summary = risk.sections.get("summary")
    japanese = summary is not None and not summary.heading.isascii()
    first = label.ja if japanese else label.en
    aliases = [name for name, keys in workspace.settings.headings.items() if "visits" in keys]
    return (first, *aliases)


def _edited(risk: Risk, edits: tuple[Edit, ...]) -> bytes:
    try:
        return edit.apply(risk.document, edits)
    except EditRefused as refusal:
        raise CannotDo(f"nothing was written; {refusal}") from None


def _refuse_unclean(risk: Risk, content: bytes, workspace: Workspace) -> None:
    report = workspace.report_with({risk.path: content}).within([risk.path])
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    if errors:
        language = workspace.settings.language
        lines = [f"\n  {finding.rule}: {finding.message.within(language)}" for finding in errors]
        raise CannotDo(f"{risk.id} would not lint clean, so nothing was written:{''.join(lines)}")
