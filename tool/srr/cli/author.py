"""Who writes a record, or a line of its log."""

from srr.cli.answers import a_handle
from srr.cli.questions import Asker
from srr.records.template import handle
from srr.repository import git
from srr.repository.workspace import Workspace


def own_handle(workspace: Workspace) -> str | None:
    """Return the handle of whoever runs srr, by git's user.name; None where git has none."""
    return handle(git.user_name(workspace.root) or "") or None


def author(asker: Asker, workspace: Workspace) -> str | None:
    """Return whom --by names, else whoever runs srr; None where git has no name either."""
    return asker.maybe("by", a_handle) or own_handle(workspace)
