"""srr assign: hand risks over to another owner."""

import click

from srr.cli.answers import a_handle, some_words
from srr.cli.arguments import completing, open_workspace, today_option
from srr.cli.author import author
from srr.cli.log_edits import (
    edited,
    line_edit,
    refuse_new_errors,
    value_edits,
    visited_risk,
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
_OTHER_KIND = Text(
    "{id} is a {kind}; only risks are handed over",
    "{id} は{kind}です。引き継げるのはリスクだけです",
)
_DONE = Text(
    "{id} is done; nobody has to carry it any longer",
    "{id} は完了しています。引き継ぐ必要はありません",
)
_SAME = Text("{owner} is the owner of {id} already", "{id} の担当者はすでに {owner} です")


@click.command("assign")
@click.argument(
    "record_ids", metavar="ID...", nargs=-1, required=True, shell_complete=completing("risk_ids")
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
    """Hand the risks called ID over to HANDLE: the owner, and a line in the Visits of each.

    A handover is not a visit. The next date stays, the window counts from the visit before it, and an overdue risk
    stays overdue.

    All of them are written, or none. A handover that would bring a new error is refused.

    \b
    Examples:
      srr assign SRR-0003 sato --note "Ura leaves the team."
      srr assign 3 7 12 sato --note "The stock service is with her now." --dry-run
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
    """Return the handover of one risk; raise CannotDo where it would bring a new error."""
    risk = visited_risk(workspace, record_id, _OTHER_KIND)
    if risk.status == "done":
        raise CannotDo(_DONE.fill(id=risk.id))
    if risk.owner == owner:
        raise CannotDo(_SAME.fill(id=risk.id, owner=owner))
    status, change = str(risk.status), ValueChange("owner", risk.owner or NONE, owner)
    day = workspace.today.date
    line = Visit(day, by or risk.owner or owner, status, status, risk.next_visit, note, (change,))
    edits = (
        *value_edits(risk, "owner", owner, "status"),
        line_edit(risk, line, workspace.settings),
    )
    content = edited(risk, edits)
    refuse_new_errors(risk, {risk.path: content}, workspace)
    return NewLine(risk.path, line, content)
