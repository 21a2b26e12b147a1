"""A meeting from its first key to its last, however it ends."""

import os
import sys

from srr.cli.meeting.console import Console
from srr.cli.meeting.keys import Keys, TerminalGone
from srr.cli.meeting.walk import Walk
from srr.language import Text, counted
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace

_LOST = Text(
    "the terminal is gone; {written}, and srr meeting goes on with the rest",
    "端末が閉じられました。{written}続きは srr meeting で再開できます",
)
_STOPPED = Text(
    "{written}, and srr meeting goes on with the rest", "{written}続きは srr meeting で再開できます"
)
_ONE = Text("{n} decision is written", "{n} 件の決定を書き込みました。")
_MANY = Text("{n} decisions are written", "{n} 件の決定を書き込みました。")


def hold(workspace: Workspace, team: str | None, by: str | None) -> None:
    """Hold the meeting at the terminal that standard input is."""
    keys = Keys(sys.stdin.fileno(), marks_pastes=os.environ.get("TERM", "dumb") != "dumb")
    console = Console(keys, workspace.settings.language)
    is_error_shown = sys.stderr is not None and sys.stderr.isatty()
    walk = Walk(workspace, team, by, console)
    try:
        with keys.opened():
            walk.run()
    except TerminalGone:
        _let_go(is_error_shown)
        raise CannotDo(_LOST.fill(written=_written(walk))) from None
    except BaseException as stop:
        # A fault and a refusal speak for themselves; Ctrl+C and SIGTERM leave somebody to wonder.
        if not isinstance(stop, Exception):
            console.write("\n")
            console.say(_STOPPED.fill(written=_written(walk)))
        raise


def _written(walk: Walk) -> Text:
    return counted(walk.decided, _ONE, _MANY)


def _let_go(is_error_shown: bool) -> None:
    """Keep what is said from failing on a terminal that is not there; an error that goes to a file still does."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    if is_error_shown:
        os.dup2(nowhere, sys.stderr.fileno())
