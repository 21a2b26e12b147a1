"""srr meeting: the review meeting in the terminal."""

import sys

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.asked import say_unknown
from srr.cli.author import author
from srr.cli.questions import Asker, at_a_terminal
from srr.language import Text
from srr.repository.errors import CannotDo

_NO_TERMINAL = Text(
    "srr meeting needs a terminal; srr agenda prints the list, and srr visit ID --status STATUS --note TEXT"
    " records each decision",
    "srr meeting は端末で実行してください。一覧は srr agenda、決定の記録は"
    " srr visit ID --status STATUS --note TEXT でできます",
)


@click.command("meeting")
@click.option("--team", metavar="TEXT", help="Only this team's risks; - for none.")
@click.option("--by", metavar="HANDLE", help="Who decides; default: your name in git.")
@today_option
def command(team: str | None, by: str | None, today: str | None) -> None:
    """Walk through the risks of the agenda that ask for a decision, in the terminal: one key and a note for each.

    A decision is written at once, as srr visit would, and only if the record then lints clean. Whoever stops, or is
    cut off, starts again: what was visited today is left out.

    The keys: k keep, p in progress, w watch, m mitigated, a accept, d done, o owner, r re-score, e edit, s skip,
    u undo, q stop.

    At the end the minutes are written to reviews/, with the day's reports on concerns, and everything is committed if
    you say so.

    \b
    Examples:
      srr meeting
      srr meeting --team platform
    """
    if not (at_a_terminal() and sys.stdout is not None and sys.stdout.isatty()):
        raise CannotDo(_NO_TERMINAL)
    from srr.cli.meeting.run import hold

    workspace = open_workspace(today)
    decides = author(Asker({"by": by}, asks=False), workspace)
    if team is not None:
        say_unknown({"team": team}, workspace.as_written.risks, workspace.settings.language)
    hold(workspace, team, decides)
