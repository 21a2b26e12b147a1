"""srr assign: hand risks and concerns over to another owner."""

import click

from srr.cli.answers import a_handle, some_words
from srr.cli.arguments import completing, open_workspace, today_option
from srr.cli.author import author
from srr.cli.log_edits import (
    carried,
    edited,
    line_edits,
    refuse_new_errors,
    value_edits,
)
from srr.cli.new_lines import NewLine, write_lines
from srr.cli.questions import Asker, at_a_terminal, understood
from srr.cli.quiet import quiet_option
from srr.cli.several import all_or_none
from srr.language import Text
from srr.records.visits import NONE, ValueChange, Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace

_WHY = Text("Why it is handed over", "引き継ぐ理由")
_SAME = Text("{owner} is the owner of {id} already", "{id} の担当者はすでに {owner} です")


@click.command("assign")
@click.argument(
    "record_ids", metavar="ID...", nargs=-1, required=True, shell_complete=completing("carried_ids")
)
@click.argument("owner", metavar="HANDLE", shell_complete=completing("owners"))
@click.option("--note", help="Why it is handed over, in a sentence or two.")
@click.option("--by", metavar="HANDLE", help="Who decided it; default: your name in git.")
@click.option("--dry-run", is_flag=True, help="Show the lines, and write nothing.")
@quiet_option("Print nothing when it is written.")
@today_option
def command(
    record_ids: tuple[str, ...],
    owner: str,
    dry_run: bool,
    today: str | None,
    **flags: str | None,
) -> None:
    """Hand the risks and concerns called ID over to HANDLE: the owner, and a line in the log of each.

    A handover is not a visit. The next date stays, the window counts from the visit before it, and what is overdue
    stays overdue.

    All of them are written, or none. A handover that would bring a new error is refused.

    \b
    Examples:
      srr assign SRR-0003 sato --note "Ura leaves the team."
      srr assign 3 7 CN-0002 sato --note "The stock service is with her now." --dry-run
    """
    workspace = open_workspace(today)
    asker = Asker(flags, at_a_terminal(), workspace.settings.language)
    heir = understood("HANDLE", owner, a_handle)
    by = author(asker, workspace)
    with asker.giving_back():
        note = asker.answer("note", some_words, _WHY)
        found = all_or_none(
            dict.fromkeys(record_ids),
            lambda each: _handed(each, heir, note, by, workspace),
        )
        write_lines(found, workspace, dry_run=dry_run)


def _handed(record_id: str, owner: str, note: str, by: str | None, workspace: Workspace) -> NewLine:
    """Return the handover of one record; raise CannotDo where it would bring a new error."""
    record = carried(workspace, record_id)
    if record.owner == owner:
        raise CannotDo(_SAME.fill(id=record.id, owner=owner))
    status, change = str(record.status), ValueChange("owner", record.owner or NONE, owner)
    line = Visit(
        on=workspace.today.date,
        by=by or record.owner or owner,
        before=status,
        after=status,
        next=record.upcoming,
        note=note,
        changes=(change,),
        ahead=record.log.ahead[0],
    )
    edits = (
        *value_edits(record, "owner", owner, "status"),
        *line_edits(record, record.log.section, line, workspace.settings),
    )
    content = edited(record, edits)
    refuse_new_errors(record, {record.path: content}, workspace)
    return NewLine(record.path, line, content)
